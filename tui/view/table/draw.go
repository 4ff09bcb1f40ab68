package table

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"graphguest/graphquery/jsontable"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
	"graphguest/tui/view"
)

const gap = 2 // cells between two columns

// drawn is the screen drawn last, and what it depends on besides keys and messages, which clear it.
type drawn struct {
	width, height, rows int
	text                string
}

// place is where a column stands on the screen.
type place struct{ shown, at, width int }

// View draws the rows in sight, or takes them from before.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 || m.table == nil {
		return kit.Lines(nil, height)
	}
	if m.width != width || m.height != height {
		m.width, m.height, m.drawn = width, height, drawn{}
	}
	if m.drawn.text != "" && m.drawn.rows == m.table.Rows() {
		return m.drawn.text
	}
	m.hold()
	var rows []string
	switch {
	case m.tally.open:
		rows = m.tallyRows(height)
	case m.choose.open:
		rows = m.chooseRows(height)
	default:
		rows = m.tableRows(height)
	}
	m.drawn = drawn{width: width, height: height, rows: m.table.Rows(), text: kit.Lines(rows, height)}
	return m.drawn.text
}

// tableRows are the headings, the rows, and the line that is typed in.
func (m *Model) tableRows(height int) []string {
	if m.here() == nil {
		return []string{m.theme.Dim.Render(safetext.Truncate("every column is hidden: | shows them", m.width))}
	}
	m.settleWidths()
	places := m.layout()
	rows := []string{m.heading(places)}
	reader := m.table.Reader(m.shownColumns())
	for i := m.top; i < m.order.Len() && len(rows) <= m.body(); i++ {
		rows = append(rows, m.line(places, reader, i))
	}
	if m.order.Len() == 0 {
		text := "no row is left: " + "& and esc show all again"
		if m.work.busy {
			text = "looking…"
		}
		rows = append(rows, m.theme.Dim.Render(safetext.Truncate(text, m.width)))
	}
	if m.filter.open {
		for len(rows) < height-1 {
			rows = append(rows, "")
		}
		rows = append(rows[:max(height-1, 0)], m.filterRow())
	}
	return rows[:min(len(rows), height)]
}

// numbers is how wide the row numbers are; 0 = there is no room for them.
func (m *Model) numbers() int {
	if m.width < 60 {
		return 0
	}
	return len(strconv.Itoa(max(m.table.Rows(), 1))) + 1
}

// settleWidths gives columns that have none their width, by what is in sight; later rows change nothing.
func (m *Model) settleWidths() {
	places := m.shown()
	for _, i := range places {
		if c := &m.columns[i]; c.width == 0 {
			c.width = max(m.need(c.Column, m.top, m.top+m.body(), usual), least)
		}
	}
}

// need is how wide a column has to be for its heading and the rows at these places, at most that much.
func (m *Model) need(c jsontable.Column, from, to, most int) int {
	need := min(safetext.Width(safetext.Line(heading(c)))+2, most)
	reader := m.table.Reader([]jsontable.Column{c})
	for i := from; i < min(to, m.order.Len()) && need < most; i++ {
		cell := reader.Read(m.order.Row(i))[0]
		need = min(max(need, safetext.Width(safetext.Truncate(cellText(cell), most))), most)
	}
	return need
}

func heading(c jsontable.Column) string {
	name := strings.ReplaceAll(c.String(), "/", ".")
	if c.Count {
		return "# " + name
	}
	return name
}

// layout places the first column, and behind it as many as fit from the leftmost one on, so that the one under the cursor
// is whole.
func (m *Model) layout() []place {
	columns := m.shown()
	start := m.numbers()
	frozen := place{0, start, min(m.columns[columns[0]].width, m.width-start)}
	if len(columns) > 1 { // there is room for another one
		frozen.width = min(frozen.width, max((m.width-start)/2, 1))
	}
	m.first = max(min(m.first, m.at), 1)
	for {
		places := []place{frozen}
		at := frozen.at + frozen.width + gap
		for i := m.first; i < len(columns) && at < m.width; i++ {
			width := m.columns[columns[i]].width
			if i == len(columns)-1 || at+width > m.width {
				width = min(max(width, m.width-at), m.width-at) // the last one takes what is left, or what there is
			}
			places = append(places, place{i, at, width})
			at += width + gap
		}
		last := places[len(places)-1]
		whole := m.at < last.shown || m.at == last.shown && last.width >= min(m.columns[columns[m.at]].width, m.width/2)
		if m.at == 0 || whole || m.first >= m.at {
			return places
		}
		m.first++
	}
}

// heading draws the names of the columns; where it is sorted an arrow says which way.
func (m *Model) heading(places []place) string {
	var b strings.Builder
	columns := m.shown()
	at := 0
	for _, p := range places {
		c := m.columns[columns[p.shown]]
		text := safetext.Line(heading(c.Column))
		for _, by := range m.order.Arrangement().Sort {
			if by.Column.Same(c.Column) {
				text += arrow(by)
			}
		}
		b.WriteString(strings.Repeat(" ", max(p.at-at, 0)))
		style := m.theme.Section
		if p.shown == m.at && !m.away {
			style = m.theme.Selected
		}
		b.WriteString(style.Render(kit.Pad(text, p.width)))
		at = p.at + p.width
	}
	return b.String()
}

// line draws a row.
func (m *Model) line(places []place, reader *jsontable.Reader, i int) string {
	row := m.order.Row(i)
	cells := reader.Read(row)
	here := i == m.cursor && !m.away
	var b strings.Builder
	write := func(style lipgloss.Style, text string) {
		if here {
			style = m.theme.Selected
		}
		if text != "" {
			b.WriteString(style.Render(text))
		}
	}
	if n := m.numbers(); n > 0 {
		number := strconv.Itoa(row + 1)
		sign := " "
		if m.marked[row] {
			sign = "*"
		}
		write(m.theme.Dim, strings.Repeat(" ", n-1-len(number))+number+sign)
	} else if m.marked[row] {
		write(m.theme.Accent, "*")
	}
	at := m.numbers()
	if at == 0 && m.marked[row] {
		at = 1
	}
	for _, p := range places {
		write(m.theme.Text, strings.Repeat(" ", max(p.at-at, 0)))
		width := p.width - max(at-p.at, 0)
		m.cell(&b, cells[p.shown], width, here, here && p.shown == m.at, write)
		at = p.at + p.width
	}
	write(m.theme.Text, strings.Repeat(" ", max(m.width-at, 0)))
	return b.String()
}

// cell draws one cell; the one under the cursor stands out of its row.
func (m *Model) cell(b *strings.Builder, c jsontable.Cell, width int, here, cursor bool, write func(lipgloss.Style, string)) {
	text := safetext.Truncate(cellText(c), width)
	blank := strings.Repeat(" ", max(width-safetext.Width(text), 0))
	style := m.style(c.Kind)
	if cursor {
		if c.Kind == jsontable.Number {
			text, blank = blank+text, ""
		}
		b.WriteString(m.theme.Bold.Render(text + blank))
		return
	}
	if c.Kind == jsontable.Number {
		write(style, blank)
		blank = ""
	}
	if m.marker != nil && !here && text != "" {
		done := 0
		for _, at := range m.marker.Marks(text) {
			write(style, text[done:at[0]])
			b.WriteString(m.theme.Found().Render(text[at[0]:at[1]]))
			done = at[1]
		}
		text = text[done:]
	}
	write(style, text)
	write(style, blank)
}

// cellText is what is shown of a cell; it is not safe yet.
func cellText(c jsontable.Cell) string { return c.Text() }

func (m *Model) style(k jsontable.Kind) lipgloss.Style {
	switch k {
	case jsontable.Null, jsontable.Missing, jsontable.Object, jsontable.List:
		return m.theme.Dim
	case jsontable.Bool:
		return m.theme.JSONBool
	case jsontable.Number:
		return m.theme.JSONNumber
	}
	return m.theme.Text
}

// columnAt is the column of those shown that stands at a cell of the screen; -1 = none.
func (m *Model) columnAt(x int) int {
	if m.here() == nil {
		return -1
	}
	for _, p := range m.layout() {
		if x >= p.at && x < p.at+p.width {
			return p.shown
		}
	}
	return -1
}

var _ view.Found = (*Model)(nil)
