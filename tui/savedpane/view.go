package savedpane

import (
	"strings"

	"graphguest/graphquery/library"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// wide is from how many cells on a row has room for the query beside its title.
const wide = 60

// View draws the rows in sight.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return ""
	}
	notes := m.notes(width)
	room := max(height-len(notes), min(height, 1))
	if m.at < m.from {
		m.from = m.at
	}
	if m.at >= m.from+room {
		m.from = m.at - room + 1
	}
	m.from = max(min(m.from, len(m.saved)-room), 0)
	var rows []string
	for i := m.from; i < len(m.saved) && len(rows) < room; i++ {
		rows = append(rows, m.row(m.saved[i], i == m.at, width))
	}
	for len(rows)+len(notes) < height {
		rows = append(rows, "")
	}
	return strings.Join(append(rows, notes...)[:height], "\n")
}

func (m *Model) row(s library.Saved, current bool, width int) string {
	title := safetext.Line(s.Title)
	if s.Shared {
		title += " (shared)"
	}
	method := ""
	if s.Query.Writes() {
		method = safetext.Line(s.Query.Method) + " "
	}
	rest := ""
	if width >= wide {
		title = kit.Pad(title, width/3)
		rest = "  " + safetext.Line(s.Query.String())
		method = ""
	}
	switch {
	case current && m.focused:
		return m.theme.Selected.Render(kit.Pad(method+title+rest, width))
	case current:
		return m.theme.Bold.Render(safetext.Truncate(method+title+rest, width))
	}
	title = safetext.Truncate(method+title, width)
	rest = safetext.Truncate(rest, width-safetext.Width(title))
	if method != "" {
		title = m.theme.Warn.Render(title)
	}
	return title + m.theme.Dim.Render(rest)
}

// notes stand below the rows: why there are none, and which files are damaged.
func (m *Model) notes(width int) []string {
	var notes []string
	if m.listed && len(m.saved) == 0 && len(m.problems) == 0 {
		for _, l := range safetext.Wrap("No saved queries yet. ctrl+s saves the query line.", width) {
			notes = append(notes, m.theme.Dim.Render(l))
		}
	}
	for _, err := range m.problems {
		for _, l := range safetext.Wrap("damaged: "+safetext.Line(err.Error()), width) {
			notes = append(notes, m.theme.Bad.Render(l))
		}
	}
	return notes
}
