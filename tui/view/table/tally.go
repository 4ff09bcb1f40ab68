package table

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jsontable"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// tally is how often each value of a column is there, as a list over the table.
type tally struct {
	open    bool
	run     int
	column  jsontable.Column
	counted *jsontable.Tally // nil = it is still being counted
	cancel  context.CancelFunc
	at, top int
}

// tallied brings the counts.
type tallied struct {
	run     int
	counted *jsontable.Tally
}

var tallyKeys = []key.Binding{
	kit.Bind("enter", "the rows with this value"), kit.Bind("esc", "back to the table", "esc", "F", "q", "backspace"),
	kit.Bind("j/↓", "down", "j", "down"), kit.Bind("k/↑", "up", "k", "up"),
	kit.Bind("pgdn", "page down", "pgdown", "space"), kit.Bind("pgup", "page up", "pgup", "b"),
	kit.Bind("g", "first line", "g", "home"), kit.Bind("G", "last line", "G", "end"),
}

func (t *tally) stop() {
	if t.cancel != nil {
		t.cancel()
	}
}

// askTally counts the values of the column under the cursor, in the rows that are shown.
func (m *Model) askTally() tea.Cmd {
	m.tally.stop()
	ctx, cancel := context.WithCancel(context.Background())
	m.tally = tally{open: true, run: m.tally.run + 1, column: m.here().Column, cancel: cancel}
	run, c, t, rows := m.tally.run, m.tally.column, m.table, m.order
	return func() tea.Msg {
		defer cancel()
		counted, err := t.Tally(ctx, rows, c, nil)
		if err != nil {
			return nil
		}
		return tallied{run, counted}
	}
}

func (m *Model) tallied(t tallied) {
	if t.run == m.tally.run && m.tally.open {
		m.tally.counted = t.counted
		m.drawn = drawn{}
	}
}

func (m *Model) onTally(msg tea.KeyPressMsg) tea.Cmd {
	t := &m.tally
	n := 0
	if t.counted != nil {
		n = len(t.counted.Values)
	}
	page := max(m.height-3, 1)
	switch slices.IndexFunc(tallyKeys, func(k key.Binding) bool { return key.Matches(msg, k) }) {
	case 0:
		if n == 0 {
			return nil
		}
		like := m.table.Like(t.column, t.counted.Values[t.at].Row)
		m.closeTally()
		return m.filterBy(like)
	case 1:
		m.closeTally()
	case 2:
		t.at++
	case 3:
		t.at--
	case 4:
		t.at += page
	case 5:
		t.at -= page
	case 6:
		t.at = 0
	case 7:
		t.at = n
	}
	t.at = max(min(t.at, n-1), 0)
	return nil
}

func (m *Model) closeTally() {
	m.tally.stop()
	m.tally = tally{run: m.tally.run}
}

// tallyRows draw the list.
func (m *Model) tallyRows(height int) (rows []string) {
	t := &m.tally
	title := "How often in " + safetext.Line(t.column.String()) + ": "
	if t.counted == nil {
		return []string{m.theme.Section.Render(safetext.Truncate(title+"counting…", m.width))}
	}
	title += fmt.Sprintf("%s values in %s rows", thousands(len(t.counted.Values)), thousands(t.counted.Rows))
	if t.counted.Rest > 0 {
		title += fmt.Sprintf(", and %s rows of further values", thousands(t.counted.Rest))
	}
	rows = append(rows, m.theme.Section.Render(safetext.Truncate(title+" · enter shows the rows · esc back", m.width)))
	if facts := t.facts(); facts != "" {
		rows = append(rows, m.theme.Dim.Render(safetext.Truncate(facts, m.width)))
	}
	room := max(height-len(rows), 1)
	t.top = max(min(t.top, t.at), t.at-room+1)
	for i := t.top; i < len(t.counted.Values) && len(rows) < height; i++ {
		rows = append(rows, m.tallyRow(i))
	}
	return rows
}

// facts are the extremes of numbers and dates.
func (t *tally) facts() string {
	c := t.counted
	var words []string
	if c.Numbers > 0 {
		words = append(words, fmt.Sprintf("%s numbers from %s to %s, sum %v", thousands(c.Numbers), c.Min.Text(), c.Max.Text(), c.Sum))
	}
	if c.Dates > 0 {
		words = append(words, fmt.Sprintf("%s dates from %s to %s", thousands(c.Dates), safetext.Line(c.First.Text()), safetext.Line(c.Last.Text())))
	}
	return strings.Join(words, " · ")
}

// tallyRow is "  1,203  37 %  ████ Member".
func (m *Model) tallyRow(i int) string {
	v := m.tally.counted.Values[i]
	share := m.tally.counted.Share(v)
	text := safetext.Line(v.Cell.Text())
	if v.Cell.Kind == jsontable.Missing {
		text = "(not there)"
	} else if v.Cell.Kind == jsontable.Text && text == "" {
		text = `""`
	}
	const bar = 20
	filled := int(share*bar + 0.5)
	row := fmt.Sprintf("%10s %5.1f %%  %s%s  %s", thousands(v.Count), 100*share, strings.Repeat("#", filled), strings.Repeat(" ", bar-filled), text)
	row = kit.Pad(row, m.width)
	if i == m.tally.at {
		return m.theme.Selected.Render(row)
	}
	return row
}
