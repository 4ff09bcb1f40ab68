package table

import (
	tea "charm.land/bubbletea/v2"
)

const wheelStep = 3

// goTo puts the cursor on a place.
func (m *Model) goTo(place int) {
	m.toEnd = false
	m.cursor = min(max(place, 0), max(m.order.Len()-1, 0))
	m.hold()
}

// body is how many rows of the document are on the screen.
func (m *Model) body() int {
	n := m.height - 1
	if m.filter.open {
		n--
	}
	return max(n, 1)
}

// hold keeps the cursor in sight and the screen full.
func (m *Model) hold() {
	n := m.order.Len()
	m.cursor = min(m.cursor, max(n-1, 0))
	m.top = min(m.top, max(n-m.body(), 0), m.cursor)
	m.top = max(m.top, m.cursor-m.body()+1, 0)
}

func (m *Model) page(direction, part int) {
	step := direction * max((m.body()-1)/part, 1)
	top := m.top + step
	m.goTo(m.cursor + step)
	m.top = max(top, 0)
	m.hold()
}

func (m *Model) goToEnd() {
	m.goTo(m.order.Len() - 1)
	_, complete := m.answer.Doc.Len()
	m.toEnd = !complete
}

// sideways goes to another column.
func (m *Model) sideways(by int) {
	m.at = min(max(m.at+by, 0), max(len(m.shown())-1, 0))
}

func (m *Model) wheel(msg tea.MouseWheelMsg) {
	if m.table == nil || m.Editing() {
		return
	}
	m.drawn = drawn{}
	switch {
	case msg.Button == tea.MouseWheelLeft, msg.Button == tea.MouseWheelUp && msg.Mod.Contains(tea.ModShift):
		m.sideways(-1)
	case msg.Button == tea.MouseWheelRight, msg.Button == tea.MouseWheelDown && msg.Mod.Contains(tea.ModShift):
		m.sideways(1)
	case msg.Button == tea.MouseWheelUp:
		m.scroll(-wheelStep)
	case msg.Button == tea.MouseWheelDown:
		m.scroll(wheelStep)
	}
}

// scroll moves the window, and the cursor only as far as it must.
func (m *Model) scroll(by int) {
	m.top = min(max(m.top+by, 0), max(m.order.Len()-m.body(), 0))
	m.cursor = min(max(m.cursor, m.top), m.top+m.body()-1)
	m.hold()
}

// click puts the cursor on a cell; on a heading, on its column.
func (m *Model) click(msg tea.MouseClickMsg) {
	if m.table == nil || m.Editing() {
		return
	}
	m.drawn = drawn{}
	if at := m.columnAt(msg.X); at >= 0 {
		m.at = at
	}
	if msg.Y > 0 {
		m.goTo(m.top + msg.Y - 1)
	}
}
