package table

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jsontable"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
	"graphguest/tui/view"
)

const (
	least  = 4  // cells of a column
	usual  = 40 // at most, unless a person makes it wider
	widest = 400
)

// columned says that the person arranged the columns, so that they are kept.
func (m *Model) columned() tea.Cmd {
	m.work.arranged = true
	var columns []view.Column
	for _, i := range m.shown() {
		c := m.columns[i]
		kept := view.Column{Path: c.String(), Count: c.Count}
		if c.own {
			kept.Width = c.width
		}
		columns = append(columns, kept)
	}
	return kit.Ask(view.Columned{Columns: columns})
}

func (m *Model) hide() tea.Cmd {
	m.here().hidden = true
	m.here()
	return m.columned()
}

func widen(by int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		c := m.here()
		c.width, c.own = min(max(c.width+by, least), widest), true
		return m.columned()
	}
}

// widest makes the column as wide as its longest cell in sight.
func (m *Model) widest() tea.Cmd {
	c := m.here()
	c.width, c.own = m.need(c.Column, m.top, m.top+m.body(), widest), true
	return m.columned()
}

// moveColumn changes places with the neighbour.
func moveColumn(by int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		places := m.shown()
		a, b := places[m.at], places[m.at+by]
		m.columns[a], m.columns[b] = m.columns[b], m.columns[a]
		m.at += by
		return m.columned()
	}
}

func (m *Model) whyNotExpand() string {
	if why := m.whyNoColumn(); why != "" {
		return why
	}
	c := m.here()
	look := m.table.Look(c.Column)
	if look[jsontable.Object]+look[jsontable.List] == 0 && !c.Count && len(c.Path) == 1 {
		return "its cells hold neither objects nor lists"
	}
	return ""
}

// expand turns a column of objects into columns of their members, one of lists into their lengths, and back.
func (m *Model) expand() tea.Cmd {
	at := m.shown()[m.at]
	c := &m.columns[at]
	look := m.table.Look(c.Column)
	all := make([]jsontable.Column, len(m.columns))
	for i, other := range m.columns {
		all[i] = other.Column
	}
	switch {
	case c.Count:
		c.Count, c.width, c.own = false, 0, false
	case look[jsontable.List] > 0 && look[jsontable.List] >= look[jsontable.Object]:
		c.Count, c.width, c.own = true, 0, false
	default:
		expanded, ok := m.table.Expand(all, at)
		if !ok {
			expanded, ok = m.table.Fold(all, at)
		}
		if !ok {
			return nil
		}
		m.take(expanded)
	}
	return m.columned()
}

// take goes on with other columns; those that were there keep their widths.
func (m *Model) take(columns []jsontable.Column) {
	var next []column
	for _, c := range columns {
		i := slices.IndexFunc(m.columns, func(old column) bool { return old.Same(c) })
		if i >= 0 {
			next = append(next, m.columns[i])
		} else {
			next = append(next, column{Column: c})
		}
	}
	m.columns = next
}

// chooser is the list of all columns, to show and to hide and to order.
type chooser struct {
	open bool
	at   int
}

var chooseKeys = []key.Binding{
	kit.Bind("space", "show or hide"), kit.Bind("J", "move down", "J", "shift+down"), kit.Bind("K", "move up", "K", "shift+up"),
	kit.Bind("j/↓", "down", "j", "down"), kit.Bind("k/↑", "up", "k", "up"), kit.Bind("enter", "done", "enter", "esc", "|", "q"),
}

func (m *Model) askColumns() tea.Cmd {
	m.choose = chooser{open: true}
	if places := m.shown(); m.at < len(places) {
		m.choose.at = places[m.at]
	}
	return nil
}

func (m *Model) onChoose(msg tea.KeyPressMsg) tea.Cmd {
	n, at := len(m.columns), &m.choose.at
	i := slices.IndexFunc(chooseKeys, func(k key.Binding) bool { return key.Matches(msg, k) })
	switch {
	case i == 0 && (m.columns[*at].hidden || len(m.shown()) > 1):
		m.columns[*at].hidden = !m.columns[*at].hidden
		return m.columned()
	case i == 1 && *at < n-1:
		m.columns[*at], m.columns[*at+1] = m.columns[*at+1], m.columns[*at]
		*at++
		return m.columned()
	case i == 2 && *at > 0:
		m.columns[*at], m.columns[*at-1] = m.columns[*at-1], m.columns[*at]
		*at--
		return m.columned()
	case i == 3:
		*at = min(*at+1, n-1)
	case i == 4:
		*at = max(*at-1, 0)
	case i == 5:
		m.choose = chooser{}
	}
	return nil
}

// chooseRows draw the list.
func (m *Model) chooseRows(height int) (rows []string) {
	rows = append(rows, m.theme.Section.Render(safetext.Truncate("Columns: space shows or hides, J and K move, enter is done", m.width)))
	from := max(m.choose.at-(height-2), 0)
	for i := from; i < len(m.columns) && len(rows) < height; i++ {
		c := m.columns[i]
		box := "[x] "
		if c.hidden {
			box = "[ ] "
		}
		count := ""
		if c.Count {
			count = " (how many)"
		}
		look := m.table.Look(c.Column)
		text := kit.Pad(box+safetext.Line(c.String())+count+fmt.Sprintf("  in %d of the first %d rows", look.Rows()-look[jsontable.Missing], look.Rows()), m.width)
		if i == m.choose.at {
			text = m.theme.Selected.Render(text)
		}
		rows = append(rows, text)
	}
	return rows
}
