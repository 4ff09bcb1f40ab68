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
	text                     string
}

// document draws the visible part of the document, or takes it from before.
func (m *Model) document() string {
	now := frame{doc: m.doc, top: m.top, left: m.left, width: m.width, height: m.height}
	drawn := m.frame
	drawn.text = ""
	if drawn == now {
		return m.frame.text
	}
	m.widest = 0
	rows := append(make([]string, 0, m.height), m.banner()...)
	for _, line := range m.doc.Lines(m.top, m.rows()) {
		rows = append(rows, m.row(line))
	}
	if fault := m.fault(); fault != "" {
		for len(rows) < m.height-1 {
			rows = append(rows, "")
		}
		rows = append(rows, paint(m.theme.Warn, fault))
	}
	now.text = kit.Lines(rows, m.height)
	m.frame = now
	return now.text
}

// rows is how many lines of the document are on the screen.
func (m *Model) rows() int {
	rows := m.height - len(m.banner())
	if m.fault() != "" {
		rows--
	}
	return max(rows, 0)
}

// banner says, on the first rows and for as long as the document is there, that it is
// only the beginning of one.
func (m *Model) banner() []string {
	if m.state != partial {
		return nil
	}
	rows := m.say(m.theme.Warn, "PARTIAL: "+m.result.Partial)
	return rows[:min(len(rows), (m.height+1)/2)]
}

// fault says, on the last row, where JSON stops being JSON. That a part has no end
// is said already.
func (m *Model) fault() string {
	line, col, err := m.doc.Fault()
	if err == nil || m.state == partial {
		return ""
	}
	where := "line " + count(int64(line))
	if col > 1 {
		where += ", column " + strconv.Itoa(col)
	}
	return safetext.Truncate("! not JSON from "+where+" on: "+err.Error(), m.width)
}

// row draws the cells [left, left+width) of a line. A line that goes on beyond
// them ends in "…".
func (m *Model) row(line jsondoc.Line) string {
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
