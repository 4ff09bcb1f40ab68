package kit

import (
	"fmt"
	"time"
)

// Ago is how long ago something was, for a person: "just now", "3 min ago", "2 h ago",
// "yesterday", "5 days ago".
func Ago(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return fmt.Sprintf("%d min ago", d/time.Minute)
	case d < day:
		return fmt.Sprintf("%d h ago", d/time.Hour)
	case d < 2*day:
		return "yesterday"
	}
	return fmt.Sprintf("%d days ago", d/day)
}
