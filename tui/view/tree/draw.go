package tree

import (
	"strings"

	"charm.land/lipgloss/v2"

	"graphguest/graphquery/jsondoc"
	"graphguest/graphquery/jsonrows"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
	"graphguest/tui/view/meaning"
)

const indent = 2 // cells a level

// drawn is the screen drawn last, and all that it depends on besides the document's growth, folds and keys, which clear it.
type drawn struct {
	top, cursor, left, width, height, lines int
	complete                                bool
	text                                    string
}

// View draws the rows in sight, or takes them from before.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 || m.doc == nil {
		return kit.Lines(nil, height)
	}
	room := height
	m.shown = height
	if m.names.open {
		room = max(height-m.names.height(height), 0)
	}
	if m.width != width || m.height != room {
		m.resize(width, room)
	}
	lines, complete := m.doc.Len()
	now := drawn{top: m.top, cursor: m.cursor, left: m.left, width: width, height: height, lines: lines, complete: complete}
	if was := m.drawn; was.text != "" && !m.names.open {
		was.text = ""
		if was == now {
			return m.drawn.text
		}
	}
	rows := m.rows(room)
	if m.names.open {
		for len(rows) < room {
			rows = append(rows, "")
		}
		rows = append(rows, m.names.rows(m.theme, width, height-room)...)
		return kit.Lines(rows, height)
	}
	now.text = kit.Lines(rows, height)
	m.drawn = now
	return now.text
}

// rows draws n rows from the top one on.
func (m *Model) rows(n int) (rows []string) {
	m.widest = 0
	var lines []jsondoc.Line // those that follow one another are formatted together
	at, folded := m.lineOf(m.top), false
	for len(rows) < n {
		if len(lines) == 0 || lines[0].Number-1 != at {
			want := n - len(rows)
			if folded { // what comes below one that is folded often is, too
				want = 1
			}
			if lines = m.doc.Lines(at, want); len(lines) == 0 {
				return rows
			}
		}
		line := lines[0]
		lines = lines[1:]
		folded = m.opens(line) && m.folds.FoldedAt(at, line.Depth)
		row := m.row(line, folded, m.top+len(rows) == m.cursor && !m.away)
		rows = append(rows, row)
		if at++; folded {
			at = m.gist(line).next
			for len(lines) > 0 && lines[0].Number-1 < at {
				lines = lines[1:]
			}
		}
	}
	return rows
}

// opens is whether a line opens a container.
func (m *Model) opens(l jsondoc.Line) bool {
	if len(l.Spans) == 0 {
		return false
	}
	last := l.Spans[len(l.Spans)-1]
	return last.Kind == jsondoc.Punct && (last.Text == "{" || last.Text == "[")
}

// part is a run of a row in one style.
type part struct {
	style lipgloss.Style
	text  string // safe
	match bool   // it can hold what was searched
	found bool   // it is what was searched
}

// row draws the cells [left, left+width) of a line. A line that goes on beyond them ends in "…".
func (m *Model) row(line jsondoc.Line, folded, here bool) string {
	parts := m.parts(line, folded)
	if m.marker != nil {
		parts = m.marked(parts)
	}
	end := indent * line.Depth
	for _, p := range parts {
		end += safetext.Width(p.text)
	}
	m.widest = max(m.widest, end)
	if note := m.note(line, parts); note != "" && end-m.left+2 < m.width {
		parts = append(parts, part{style: m.theme.Dim, text: "  " + safetext.Truncate(note, m.width-(end-m.left)-2)})
		end = min(end+2+safetext.Width(note), m.left+m.width)
	}
	return m.window(parts, indent*line.Depth, end, here)
}

// window paints the part of a row that is in sight.
func (m *Model) window(parts []part, at, end int, here bool) string {
	right := m.left + m.width
	if end > right {
		right--
	}
	var b strings.Builder
	paint := func(style lipgloss.Style, text string) {
		if text != "" {
			b.WriteString(style.Render(text))
		}
	}
	ground := m.theme.Text
	if here {
		ground = m.theme.Selected
	}
	paint(ground, strings.Repeat(" ", max(min(at, right)-m.left, 0)))
	for _, p := range parts {
		from, to := max(m.left-at, 0), right-at
		if to <= 0 {
			break
		}
		if here && !p.found {
			p.style = m.theme.Selected
		}
		paint(p.style, safetext.Cut(p.text, from, to-from))
		at += safetext.Width(p.text)
	}
	switch {
	case end > right && here:
		paint(m.theme.Selected, "…")
	case end > right:
		paint(m.theme.Dim, "…")
	case here:
		paint(m.theme.Selected, strings.Repeat(" ", right-max(end, m.left)))
	}
	return b.String()
}

// parts are the runs of a line; of a folded container what is in it.
func (m *Model) parts(line jsondoc.Line, folded bool) (parts []part) {
	spans := line.Spans
	if folded {
		spans = spans[:len(spans)-1]
	}
	for _, span := range spans {
		parts = append(parts, part{style: m.style(span.Kind), text: safetext.Line(span.Text), match: true})
	}
	if folded {
		parts = append(parts, m.preview(line)...)
	}
	if m.removed(line) {
		parts = append(parts, part{style: m.theme.Bad, text: "  ✗ removed"})
	}
	return parts
}

// removed is true for the line by which a delta query says that its row is gone.
func (m *Model) removed(line jsondoc.Line) bool {
	r := m.answer.Result
	return r != nil && r.Removed > 0 && len(line.Spans) > 0 && line.Spans[0] == jsondoc.Span{Kind: jsondoc.Key, Text: `"@removed"`}
}

// note is what a value means beside what it says, or where it leads.
func (m *Model) note(line jsondoc.Line, parts []part) string {
	for _, span := range line.Spans {
		if span.Kind == jsondoc.String && len(span.Text) < 500 {
			return meaning.Of(jsonrows.Unquoted([]byte(span.Text)), m.now(), m.zone)
		}
	}
	return ""
}

func (m *Model) style(k jsondoc.Kind) lipgloss.Style {
	switch k {
	case jsondoc.Key:
		return m.theme.JSONKey
	case jsondoc.String:
		return m.theme.JSONString
	case jsondoc.Number:
		return m.theme.JSONNumber
	case jsondoc.Bool:
		return m.theme.JSONBool
	case jsondoc.Null:
		return m.theme.JSONNull
	case jsondoc.Punct:
		return m.theme.JSONPunct
	case jsondoc.Broken:
		return m.theme.Bad
	}
	return m.theme.Text
}
