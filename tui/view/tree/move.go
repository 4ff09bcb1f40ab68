package tree

import (
	tea "charm.land/bubbletea/v2"
)

const (
	sideStep  = 8 // cells that one key moves sideways
	wheelStep = 3 // rows that one turn of the wheel moves
)

// last is the last row that is known.
func (m *Model) last() int {
	n, _ := m.folds.Rows()
	return max(n-1, 0)
}

// goTo puts the cursor on a row. Until all lines are counted the document is asked whether there are enough of them.
func (m *Model) goTo(row int) {
	m.toEnd, m.path = false, nil
	n, complete := m.folds.Rows()
	row = max(row, 0)
	if row >= n && !complete {
		if seen := n + len(m.doc.Lines(m.lineOf(n), row-n+1)); seen > 0 {
			row = min(row, seen-1)
		}
	} else {
		row = min(row, max(n-1, 0))
	}
	m.cursor = row
	m.hold()
}

// lineOf is the line of a row that may not be counted yet: nothing is folded there.
func (m *Model) lineOf(row int) int {
	n, complete := m.folds.Rows()
	if row < n || complete {
		return m.folds.Line(row)
	}
	lines, _ := m.doc.Len()
	return lines + row - n
}

// hold keeps the cursor in sight and the screen full.
func (m *Model) hold() {
	m.inside()
	m.anchor = m.top
}

// resize keeps the first row where it is. Only a screen that reaches beyond the end shows what comes before it, until it is
// smaller again.
func (m *Model) resize(width, height int) {
	m.width, m.height = width, height
	m.top = m.anchor
	m.inside()
}

func (m *Model) inside() {
	n, complete := m.folds.Rows()
	if complete {
		m.cursor = min(m.cursor, max(n-1, 0))
		m.top = min(m.top, max(n-m.height, 0))
	}
	m.top = min(m.top, m.cursor)
	if m.height > 0 {
		m.top = max(m.top, m.cursor-m.height+1)
	}
	m.top = max(m.top, 0)
}

func (m *Model) goToEnd() {
	_, complete := m.folds.Rows()
	m.goTo(m.last())
	m.toEnd = !complete
}

// scroll moves the window and takes the cursor along only as far as it must.
func (m *Model) scroll(rows int) {
	at, top := m.cursor, m.top
	m.goTo(max(top+rows, 0) + max(m.height-1, 0)) // what there is to see below
	bottom := m.cursor
	m.top = max(min(top+rows, bottom-m.height+1), 0)
	m.cursor = min(max(at, m.top), bottom)
	m.anchor = m.top
}

func (m *Model) sideways(cells int) {
	m.left = max(min(m.left+cells, m.widest-m.width), 0)
}

func (m *Model) wheel(msg tea.MouseWheelMsg) {
	if m.doc == nil {
		return
	}
	m.drawn = drawn{}
	shift := msg.Mod.Contains(tea.ModShift)
	switch {
	case msg.Button == tea.MouseWheelUp && shift, msg.Button == tea.MouseWheelLeft:
		m.sideways(-sideStep)
	case msg.Button == tea.MouseWheelDown && shift, msg.Button == tea.MouseWheelRight:
		m.sideways(sideStep)
	case msg.Button == tea.MouseWheelUp:
		m.scroll(-wheelStep)
	case msg.Button == tea.MouseWheelDown:
		m.scroll(wheelStep)
	}
}
