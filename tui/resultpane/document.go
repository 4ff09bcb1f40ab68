package resultpane

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

const indent = 2 // cells a level

// frame is the screen drawn last, and all that it depends on.
type frame struct {
	doc                      *jsondoc.Doc
	top, left, width, height int
	around                   string // what stands above and below the document
	text                     string
}

// document draws the visible part of the document, or takes it from before.
func (m *Model) document() string {
	above, below := m.banner(), m.bottom()
	now := frame{doc: m.doc, top: m.top, left: m.left, width: m.width, height: m.height, around: strings.Join(append(above, below...), "\n")}
	drawn := m.frame
	drawn.text = ""
	if drawn == now {
		return m.frame.text
	}
	m.widest = 0
	rows := append(make([]string, 0, m.height), above...)
	for _, line := range m.doc.Lines(m.top, m.rows()) {
		rows = append(rows, m.row(line))
	}
	for len(rows) < m.height-len(below) {
		rows = append(rows, "")
	}
	now.text = kit.Lines(append(rows, below...), m.height)
	m.frame = now
	return now.text
}

// rows is how many lines of the document are on the screen.
func (m *Model) rows() int {
	return max(m.height-len(m.banner())-len(m.bottom()), 0)
}

// fault says where JSON stops being JSON. That a part has no end is said already.
func (m *Model) fault() string {
	line, col, err := m.doc.Fault()
	if err == nil || m.state == partial {
		return ""
	}
	where := "line " + count(int64(line))
	if col > 1 {
		where += ", column " + strconv.Itoa(col)
	}
	return "not JSON from " + where + " on: " + err.Error()
}

// row draws the cells [left, left+width) of a line. A line that goes on beyond
// them ends in "…".
func (m *Model) row(line jsondoc.Line) string {
	if m.removed(line) {
		line.Spans = append(line.Spans, jsondoc.Span{Kind: jsondoc.Broken, Text: "  ✗ removed"})
	}
	texts := make([]string, len(line.Spans))
	end := indent * line.Depth
	for i, span := range line.Spans {
		texts[i] = safetext.Line(span.Text)
		end += safetext.Width(texts[i])
	}
	m.widest = max(m.widest, end)
	right := m.left + m.width
	if end > right {
		right--
	}
	var b strings.Builder
	at := indent * line.Depth
	b.WriteString(strings.Repeat(" ", max(min(at, right)-m.left, 0)))
	for i, text := range texts {
		from, to := max(m.left-at, 0), right-at
		if to <= 0 {
			break
		}
		b.WriteString(paint(m.style(line.Spans[i].Kind), safetext.Cut(text, from, to-from)))
		at += safetext.Width(text)
	}
	if end > right {
		b.WriteString(paint(m.theme.Dim, "…"))
	}
	return b.String()
}

// removed is true for the line by which a delta query says that its row is gone.
func (m *Model) removed(line jsondoc.Line) bool {
	return m.result.Removed > 0 && len(line.Spans) > 0 && line.Spans[0] == jsondoc.Span{Kind: jsondoc.Key, Text: `"@removed"`}
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
