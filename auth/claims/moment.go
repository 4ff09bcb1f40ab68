package claims

import (
	"fmt"
	"time"
)

// moment tells a time as the person's clock shows it, and how far it is from now.
func moment(t, now time.Time, loc *time.Location) string {
	return t.In(loc).Format(time.DateTime) + " (" + distance(t.Sub(now)) + ")"
}

// distance tells a duration in its largest sensible unit: "in 52 min", "3 days ago".
// Beyond 292 years, which a Duration cannot hold, it tells the most that it can.
func distance(d time.Duration) string {
	if d < 0 {
		// The smallest Duration has no positive twin.
		return size(max(d, -1<<63+1).Abs()) + " ago"
	}
	return "in " + size(d)
}

func size(d time.Duration) string {
	const day, year = 24 * time.Hour, 365 * 24 * time.Hour
	switch {
	case d < 2*time.Minute:
		return fmt.Sprintf("%d s", d/time.Second)
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", d/time.Minute)
	case d < 2*day:
		return fmt.Sprintf("%d h", d/time.Hour)
	case d < 2*year:
		return fmt.Sprintf("%d days", d/day)
	}
	return fmt.Sprintf("%d years", d/year)
}
