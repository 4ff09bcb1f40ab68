package setuppane

import (
	"strings"

	"charm.land/lipgloss/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

const (
	marked     = "› "               // before the field in focus
	labelWidth = 9                  // a cell of air behind the longest
	valueAt    = 2 + labelWidth + 2 // column of the values; a choice's ‹ stands before it
	valueWidth = 40                 // where reasons stand beside the values
	besideFrom = 96                 // cells: from here on they do
	longest    = 1200               // cells of one text that is shown
)

// page is a step as rows, and where in them the focus is.
type page struct {
	width       int
	rows        []row
	first, last int  // the rows of the field in focus
	firstField  bool // above it are no others
	x, y        int  // of the cursor
	cursor      bool
}

// row is one row, and the field that a click on it means.
type row struct {
	text string
	of   *field
}

func (p *page) add(text string, of *field) { p.rows = append(p.rows, row{text, of}) }
func (p *page) gap()                       { p.add("", nil) }

// say adds text from column x on, broken into rows, that lead begins.
func (p *page) say(style lipgloss.Style, x int, lead, text string, of *field) {
	room := max(p.width-x-safetext.Width(lead), 1)
	for _, line := range safetext.Wrap(safetext.Truncate(text, longest), room) {
		p.add(strings.Repeat(" ", x)+style.Render(lead+line), of)
		lead = strings.Repeat(" ", safetext.Width(lead))
	}
}

// beside puts text to the right of the last row, in a column of its own.
func (p *page) beside(style lipgloss.Style, x int, text string, of *field) {
	at := len(p.rows) - 1
	for i, line := range safetext.Wrap(text, max(p.width-x, 1)) {
		if at+i == len(p.rows) {
			p.add("", of)
		}
		left := kit.CutStyled(p.rows[at+i].text, x-2)
		p.rows[at+i].text = left + strings.Repeat(" ", max(x-safetext.Width(left), 0)) + style.Render(line)
	}
}

// cursorAt places the cursor in the last row.
func (p *page) cursorAt(x int) { p.x, p.y, p.cursor = x, len(p.rows)-1, true }

// View shows the step, scrolled so that the field in focus is seen.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		m.sight.cursor = false
		return kit.Lines(nil, height)
	}
	m.width = width
	p := m.page(width)
	foot := m.warning(width)
	foot = foot[:min(len(foot), height)]
	room := height - len(foot)
	m.sight.look(p, room)
	var rows []string
	for _, r := range p.rows[m.sight.from:min(m.sight.from+room, len(p.rows))] {
		rows = append(rows, kit.CutStyled(r.text, width))
	}
	for len(rows) < room {
		rows = append(rows, "")
	}
	return kit.Lines(append(rows, foot...), height)
}

func (m *Model) page(width int) *page {
	p := &page{width: width}
	switch m.step {
	case tenant:
		m.drawTenant(p)
	case account:
		m.drawAccount(p)
	case form:
		m.drawForm(p)
	}
	return p
}
