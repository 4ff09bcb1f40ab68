package resultpane

import tea "charm.land/bubbletea/v2"

const (
	sideStep  = 8 // cells that one key moves sideways
	wheelStep = 3 // lines that one turn of the wheel moves
)

// move makes a key of something that only moves.
func move(do func(*Model)) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd { do(m); return nil }
}

func by(lines int) func(*Model) tea.Cmd {
	return move(func(m *Model) { m.scroll(lines) })
}

// page moves by a part of what is on the screen, keeping one line of it.
func page(direction, part int) func(*Model) tea.Cmd {
	return move(func(m *Model) { m.scroll(direction * max((m.height-1)/part, 1)) })
}

func (m *Model) goToStart() { m.scroll(-m.top) }

// goToEnd goes as far as is known, and on when more is.
func (m *Model) goToEnd() {
	lines, complete := m.doc.Len()
	m.top = max(lines-m.rows(), 0)
	m.anchor = m.top
	m.toEnd = !complete
}

func (m *Model) scroll(lines int) {
	m.toEnd = false
	m.top = max(m.top+lines, 0)
	m.holdInside()
	m.anchor = m.top
}

// resize keeps the first line where it is. Only a screen that reaches beyond the end
// shows what comes before it, until it is smaller again.
func (m *Model) resize(width, height int) {
	m.width, m.height = width, height
	if m.doc != nil {
		m.top = m.anchor
		m.holdInside()
	}
}

// holdInside keeps the last screen full. Until all lines are counted the document
// is asked whether there are enough of them: it is, for a screen further on.
func (m *Model) holdInside() {
	lines, complete := m.doc.Len()
	if complete || m.top+m.rows() <= lines {
		m.top = min(m.top, max(lines-m.rows(), 0))
		return
	}
	seen := len(m.doc.Lines(m.top, m.rows()))
	m.top = max(m.top-(m.rows()-seen), 0)
}

func (m *Model) sideways(cells int) {
	m.left = max(min(m.left+cells, m.widest-m.width), 0)
}

func (m *Model) wheel(msg tea.MouseWheelMsg) {
	if m.whyNoLines() != "" {
		return
	}
	switch {
	case msg.Button == tea.MouseWheelUp && msg.Mod.Contains(tea.ModShift), msg.Button == tea.MouseWheelLeft:
		m.sideways(-sideStep)
	case msg.Button == tea.MouseWheelDown && msg.Mod.Contains(tea.ModShift), msg.Button == tea.MouseWheelRight:
		m.sideways(sideStep)
	case msg.Button == tea.MouseWheelUp:
		m.scroll(-wheelStep)
	case msg.Button == tea.MouseWheelDown:
		m.scroll(wheelStep)
	}
}
