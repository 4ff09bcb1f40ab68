package savedpane

import (
	"fmt"
	"strings"

	"graphguest/tui/kit"
	"graphguest/tui/kit/fuzzy"
	"graphguest/tui/safetext"
)

// wide is from how many cells on a row has room for the query beside its title.
const wide = 60

// What stands before the filter: while it is typed, and afterwards.
const (
	prompt = "/ "
	loupe  = "⌕ "
)

// longestMethod is OPTIONS.
const longestMethod = 7

// head is how many lines stand above the rows.
func (m *Model) head() int {
	if m.filter.on {
		return 1
	}
	return 0
}

// View draws the rows in sight.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return kit.Lines(nil, height)
	}
	var rows []string
	if m.filter.on {
		rows = append(rows, m.filterLine(width))
	}
	notes := m.notes(width)
	m.page = max(height-len(rows)-len(notes), min(height-len(rows), 1))
	m.from = max(min(m.from, m.at, len(m.shown)-m.page), m.at-m.page+1, 0)
	for i := m.from; i < len(m.shown) && i < m.from+m.page; i++ {
		rows = append(rows, m.row(m.shown[i], i == m.at, width))
	}
	for len(rows)+len(notes) < height {
		rows = append(rows, "")
	}
	return kit.Lines(append(rows, notes...), height)
}

func (m *Model) filterLine(width int) string {
	room := max(width-len(prompt), 0)
	if !m.Editing() {
		return m.theme.Dim.Render(safetext.Truncate(loupe+m.filter.line.Value(), width))
	}
	return m.theme.Accent.Render(prompt[:min(len(prompt), width)]) + m.filter.line.View(room)
}

// Cursor is in the filter while that is typed.
func (m *Model) Cursor() (x, y int, shown bool) {
	return len(prompt) + m.filter.line.Caret(), 0, m.Editing()
}

func (m *Model) row(h hit, current bool, width int) string {
	r := m.rows[h.row]
	sign := safetext.Truncate(m.sign(r), width)
	method, room := "", max(width-safetext.Width(sign), 0)
	if r.saved.Query.Writes() && width < wide && room > longestMethod {
		method = safetext.Truncate(r.saved.Query.Verb(), longestMethod) + " "
		room -= safetext.Width(method)
	}
	beside := ""
	if width >= wide {
		room = width / 3
		beside = "  " + r.query
	}
	title, tail := r.inCells(room, m.follows(r.saved))
	if width >= wide {
		tail += strings.Repeat(" ", max(room-safetext.Width(title+tail), 0))
	}
	switch {
	case current && m.focused:
		return m.theme.Selected.Render(kit.Pad(sign+method+title+tail+beside, width))
	case current:
		return m.theme.Bold.Render(safetext.Truncate(sign+method+title+tail+beside, width))
	}
	left := width - safetext.Width(sign+method+title+tail)
	return m.theme.Accent.Render(sign) + m.theme.Warn.Render(method) + fuzzy.Mark(title, h.at, m.theme.Text, m.theme.Match) +
		m.theme.Dim.Render(tail+safetext.Truncate(beside, left))
}

// inCells is the title in at most cells cells, and behind it that changes are followed and
// what tells the query apart.
func (r row) inCells(cells int, follows bool) (title, tail string) {
	if follows {
		tail = " (changes)"
	}
	if r.saved.Shared {
		tail += " (shared)"
	}
	if r.twin != "" {
		tail += " · " + r.twin
	}
	if tail != "" {
		tail = safetext.Truncate(tail, min(cells, max(cells/2, cells-safetext.Width(r.title))))
	}
	return safetext.Truncate(r.title, cells-safetext.Width(tail)), tail
}

// notes stand below the rows: why there are none, and which files are damaged.
func (m *Model) notes(width int) []string {
	var notes []string
	for _, l := range m.emptyBecause(width) {
		notes = append(notes, m.theme.Dim.Render(l))
	}
	for _, err := range m.problems {
		for _, l := range safetext.Wrap("damaged: "+safetext.Line(err.Error()), width) {
			notes = append(notes, m.theme.Bad.Render(l))
		}
	}
	return notes
}

// emptyBecause says why there is nothing, and how there comes to be something. While the
// queries are still being read that is not known.
func (m *Model) emptyBecause(width int) []string {
	hint := m.theme.Hint
	switch {
	case len(m.rows) > 0 && len(m.shown) == 0:
		return safetext.Wrap(fmt.Sprintf("None of %d matches.", len(m.rows)), width)
	case len(m.rows) > 0 || len(m.problems) > 0:
	case !m.open:
		return safetext.Wrap("Open an environment first: "+hint("global", "environments", "ctrl+o")+".", width)
	case m.listed:
		return safetext.Wrap("No saved queries yet; "+hint("global", "save", "ctrl+s")+" saves the line.", width)
	}
	return nil
}
