package headers

import (
	"strings"

	"charm.land/lipgloss/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// row is a line of the screen: safe text in two styles.
type row struct {
	entry      int // -1 = between entries
	kind       kind
	head, rest string
}

type kind int

const (
	blank   kind = iota
	section      // heads what follows
	named        // head is the name, rest the value
	value        // goes on
	note
)

// mostShown is how much of one value is shown, in cells.
const mostShown = 8000

const margin = 2 // before what goes on, and before what it means

// View draws the rows in sight.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return kit.Lines(nil, height)
	}
	if width != m.width || height != m.height {
		at, into := -1, 0
		if e := m.entryAt(m.cursor); e >= 0 {
			at, into = e, m.cursor-m.first(e)
		}
		m.height = height
		if width != m.width {
			m.width = width
			m.layOut()
			if at >= 0 {
				m.cursor = m.first(at)
				m.cursor = min(m.cursor+into, m.lastOf(at))
			}
		}
		m.hold()
	}
	var lines []string
	for i := m.top; i < min(m.top+height, len(m.rows)); i++ {
		lines = append(lines, m.draw(m.rows[i], i == m.cursor))
	}
	return kit.Lines(lines, height)
}

func (m *Model) draw(r row, here bool) string {
	if here {
		return m.theme.Selected.Render(kit.Pad(r.head+r.rest, m.width))
	}
	return m.style(r.kind, true).Render(r.head) + m.style(r.kind, false).Render(r.rest)
}

func (m *Model) style(k kind, head bool) lipgloss.Style {
	switch {
	case k == section && m.status() >= 400:
		return m.theme.Bad
	case k == section:
		return m.theme.Section
	case k == named && head:
		return m.theme.JSONKey
	case k == note:
		return m.theme.Dim
	}
	return m.theme.Text
}

func (m *Model) status() int {
	if m.answer.Result == nil {
		return 0
	}
	return m.answer.Result.Status
}

// layOut breaks the entries into rows.
func (m *Model) layOut() {
	m.rows = m.rows[:0]
	if m.width <= 0 {
		return
	}
	for i, e := range m.entries {
		switch {
		case e.section:
			if i > 0 {
				m.rows = append(m.rows, row{entry: -1})
			}
			m.rows = append(m.rows, row{entry: i, kind: section, head: safetext.Truncate(e.value, m.width)})
		default:
			m.rows = append(m.rows, wrapped(i, e, m.width)...)
		}
	}
	m.hold()
}

// wrapped are the rows of an entry.
func wrapped(i int, e entry, width int) (rows []row) {
	head := ""
	if e.name != "" {
		head = safetext.Truncate(e.name+": ", width)
	}
	text := safetext.Truncate(e.value, mostShown)
	inside := width - margin
	indent := strings.Repeat(" ", margin)
	if inside < 4*margin {
		inside, indent = width, ""
	}
	first := width - safetext.Width(head)
	if safetext.Width(text) <= first {
		rows = append(rows, row{i, named, head, text})
	} else {
		// The first row is what fits beside the name: what follows is wrapped into the rest of the width.
		start := safetext.Wrap(text, max(first, 1))[0]
		if first < inside/2 || start == "" {
			start = ""
		}
		rows = append(rows, row{i, named, head, start})
		rest := strings.TrimLeft(strings.TrimPrefix(text, start), " ")
		for _, line := range safetext.Wrap(rest, max(inside, 1)) {
			rows = append(rows, row{i, value, indent, line})
		}
	}
	if e.means != "" {
		for _, line := range safetext.Wrap(safetext.Line(e.means), max(width-2*len(indent), 1)) {
			rows = append(rows, row{i, note, indent + indent, line})
		}
	}
	return rows
}
