package table

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jsontable"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

const filterPrompt = "rows with: "

// filterLine is where the rows that are wanted are typed.
type filterLine struct {
	open bool
	line kit.Line
}

var (
	takeFilter = kit.Bind("enter", "keep the filter")
	dropFilter = kit.Bind("esc", "show all rows again")
)

// askFilter opens the line with what was typed last.
func (m *Model) askFilter() tea.Cmd {
	m.filter.open = true
	return nil
}

func (m *Model) typeFilter(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, takeFilter):
		m.filter.open = false
		return nil
	case key.Matches(msg, dropFilter):
		m.filter = filterLine{}
		return m.filterBy(jsontable.Filter{})
	}
	return m.changeFilter(msg)
}

// changeFilter filters with every letter.
func (m *Model) changeFilter(msg tea.Msg) tea.Cmd {
	before := m.filter.line.Value()
	m.filter.line.Update(msg)
	text := m.filter.line.Value()
	if text == before {
		return nil
	}
	return m.filterBy(m.table.Filter(text, m.shownColumns()))
}

func (m *Model) filterBy(f jsontable.Filter) tea.Cmd {
	want := m.wanted()
	want.Filter = f
	return m.arrange(want)
}

func (m *Model) shownColumns() (columns []jsontable.Column) {
	for _, i := range m.shown() {
		columns = append(columns, m.columns[i].Column)
	}
	return columns
}

// filterRow draws the line.
func (m *Model) filterRow() string {
	aside := thousands(m.order.Len()) + " of " + thousands(m.table.Rows()) + m.work.words()
	room := max(m.width-len(filterPrompt)-safetext.Width(aside)-1, 8)
	line := m.filter.line.View(room)
	row := m.theme.Accent.Render(safetext.Truncate(filterPrompt, m.width)) + line
	for range m.width - len(filterPrompt) - safetext.Width(line) - safetext.Width(aside) {
		row += " "
	}
	return kit.CutStyled(row+m.theme.Dim.Render(aside), m.width)
}
