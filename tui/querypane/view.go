package querypane

import (
	"fmt"
	"strings"

	"graphguest/tui/safetext"
)

// Title says what goes along with the line unseen.
func (m *Model) Title() string {
	title := "Query"
	if n := len(m.parts.header); n > 0 {
		title += " · " + counted(n, "header")
	}
	if n := len(m.parts.body); n > 0 && m.writes() {
		title += " · body of " + size(n)
	}
	if n := len(m.parts.variables); n > 0 {
		title += " · " + counted(n, "variable")
	}
	return title
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func size(n int) string {
	if n < 10<<10 {
		return counted(n, "byte")
	}
	return fmt.Sprintf("%d KB", n>>10)
}

// mostSegment is how much of one segment a label shows: ids are long and all alike.
const mostSegment = 12

// Label is a short name of the query: "/users", "PATCH /me"; "" for an empty line.
func (m *Model) Label() string {
	text := strings.TrimSpace(m.line.Value())
	if text == "" {
		return ""
	}
	if q, err := m.Query(); err == nil {
		text = q.Path
	}
	text, _, _ = strings.Cut(text, "?")
	segments := strings.Split(text, "/")
	for i, s := range segments {
		segments[i] = safetext.Truncate(s, mostSegment)
	}
	text = strings.Join(segments, "/")
	if m.parts.method == methods[0] {
		return text
	}
	return m.parts.method + " " + text
}

// View is the line, and nothing below it.
func (m *Model) View(width, height int) string {
	label := m.parts.method + "  " + m.parts.version + "  "
	if width < len(label)+8 {
		label = ""
	}
	room := max(width-len(label), 0)
	var text string
	switch {
	case m.line.Value() == "":
		m.line.View(room)
		text = m.theme.Dim.Render(safetext.Truncate(m.invitation(), room))
	case m.Editing():
		text = m.line.View(room)
	default: // the start says more than the end
		text = safetext.Truncate(m.line.Value(), room)
	}
	m.caret = len(label) + m.line.Caret()
	return m.label(label) + text + strings.Repeat("\n", max(height-1, 0))
}

// invitation stands in an empty line: what enter runs, and what else there is to do.
func (m *Model) invitation() string {
	if m.Editing() {
		return first + "   type a path, paste a URL, a curl command or an .http block"
	}
	return first + "   " + m.theme.Hint("global", "type-a-query", "i") + " types a query"
}

func (m *Model) label(label string) string {
	if label == "" {
		return ""
	}
	style := m.theme.Good
	if m.writes() {
		style = m.theme.Warn
	}
	return style.Render(m.parts.method) + "  " + m.theme.Dim.Render(m.parts.version) + "  "
}

// Cursor is behind the label, while typing.
func (m *Model) Cursor() (x, y int, shown bool) { return m.caret, 0, m.Editing() }
