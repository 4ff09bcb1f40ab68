package environmentpane

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// The columns in their order on the screen, and what else the filter looks at.
const (
	name = iota
	tenant
	access
	state
	used
	account
	columns

	id    = columns
	cloud = columns + 1
	texts = columns + 2
)

// widest is how much of a column is shown at most: a name, a GUID, an account.
var widest = [columns]int{30, 36, 10, 10, 11, 36}

// giveWay is the order in which columns leave a narrow screen. The name and whether
// one is signed in stay.
var giveWay = []int{account, tenant, used, access}

// table is the environments with everything about them that does not change from one
// View to the next: made once a list.
type table struct {
	rows    []kit.EnvironmentRow
	current string
	cells   [texts][]string // safe for the terminal, by column and row
	widths  [columns]int
	aged    time.Time // when "3 min ago" was true
}

// newTable puts the current environment first and then those last used, so that the
// second row is the one before.
func newTable(rows []kit.EnvironmentRow, current string, now time.Time) table {
	t := table{rows: slices.Clone(rows), current: current}
	slices.SortStableFunc(t.rows, func(a, b kit.EnvironmentRow) int {
		return cmp.Or(
			t.elsewhere(a)-t.elsewhere(b),
			b.Used.Compare(a.Used),
			cmp.Compare(strings.ToLower(a.Environment.Name), strings.ToLower(b.Environment.Name)),
		)
	})
	for i := range t.cells {
		t.cells[i] = make([]string, len(rows))
	}
	for i, r := range t.rows {
		t.fill(i, r)
	}
	t.age(now)
	return t
}

func (t *table) elsewhere(r kit.EnvironmentRow) int {
	if r.Environment.Name == t.current {
		return 0
	}
	return 1
}

func (t *table) fill(i int, r kit.EnvironmentRow) {
	e := r.Environment
	for column, text := range map[int]string{
		name: e.Name, tenant: e.TenantDomain, access: string(e.EffectiveAccess()), state: string(r.State),
		account: e.Account, id: e.TenantID, cloud: e.Cloud,
	} {
		t.cells[column][i] = safetext.Line(text)
	}
}

// age says anew how long ago each was used, and measures the columns.
func (t *table) age(now time.Time) {
	if d := now.Sub(t.aged); d >= 0 && d < time.Minute {
		return
	}
	t.aged = now
	t.widths = [columns]int{state: len(kit.StateSignedOut)} // what comes later moves nothing
	for i, r := range t.rows {
		t.cells[used][i] = ago(r.Used, now)
		if r.Environment.Name == t.current {
			t.cells[used][i] = "open now"
		}
		for column := range columns {
			t.widths[column] = max(t.widths[column], min(safetext.Width(t.shown(column, i)), widest[column]))
		}
	}
}

// shown is a cell as the screen has it: where there is nothing it says so.
func (t *table) shown(column, row int) string {
	text := t.cells[column][row]
	switch {
	case text != "":
		return text
	case column == tenant:
		return t.cells[id][row]
	case column == account:
		return "no account yet"
	case column == state:
		return "…"
	}
	return text
}

// fit is the columns that a screen of that width has room for, in order.
func (t *table) fit(width int) []int {
	fits := []int{name, tenant, access, state, used, account}
	for _, gone := range giveWay {
		if t.width(fits) <= width {
			break
		}
		fits = slices.DeleteFunc(fits, func(column int) bool { return column == gone })
	}
	return fits
}

// width is how many cells a row with those columns takes.
func (t *table) width(shown []int) int {
	width := markWidth + glyphWidth - gap
	for _, column := range shown {
		width += gap + t.widths[column]
	}
	return width
}

// ago is a moment as a person remembers it.
func ago(then, now time.Time) string {
	then = then.In(now.Location())
	d := now.Sub(then)
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch {
	case then.IsZero():
		return "—"
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return fmt.Sprintf("%d min ago", d/time.Minute)
	case d < 6*time.Hour, !then.Before(midnight):
		return fmt.Sprintf("%d h ago", d/time.Hour)
	case !then.Before(midnight.AddDate(0, 0, -1)):
		return "yesterday"
	case then.Year() == now.Year():
		return then.Format("2 Jan")
	}
	return then.Format("Jan 2006")
}

// details is an environment in a line: what a narrow screen has no column for.
func details(e auth.Environment) string {
	parts := slices.DeleteFunc([]string{e.TenantDomain, e.Account, e.TenantID, e.Cloud, string(e.EffectiveAccess())},
		func(s string) bool { return s == "" })
	return strings.Join(parts, " · ")
}
