package claims

import (
	"slices"
	"time"
)

// A row explains one claim. To teach the program another claim, add a row to the group
// where it belongs; the order of the rows is the order on the screen.
type row struct {
	name    string
	group   string
	means   string                  // what the claim is, whatever its value
	explain func(said, Kind) string // what this value says; "" = means will do

	// Of a claim that holds a time: its meaning while that is still ahead, and afterwards.
	ahead, past string
}

var table = slices.Concat(whoRows, whereRows, appRows, mayRows, whenRows, otherRows)

func documented(name string) bool {
	return slices.ContainsFunc(table, func(r row) bool { return r.name == name })
}

func (r row) claim(s said, kind Kind, now time.Time, loc *time.Location) Claim {
	c := Claim{Name: r.name, Value: s.text(r.name), Meaning: r.means}
	if r.past != "" {
		return r.timed(c, s, now, loc)
	}
	if r.explain != nil {
		if exact := r.explain(s, kind); exact != "" {
			c.Meaning = clip(exact)
		}
	}
	return c
}

func (r row) timed(c Claim, s said, now time.Time, loc *time.Location) Claim {
	t, ok := s.time(r.name)
	if !ok {
		c.Meaning = "This is no time that makes sense."
		return c
	}
	c.Value, c.Meaning = moment(t, now, loc), r.past
	if t.After(now) {
		c.Meaning = r.ahead
	}
	return c
}
