package timeline

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/view"
)

const wheelStep = 3 // rows that one turn of the wheel moves

// deeds are all keys of the timeline.
var deeds = kit.Deeds[*Model]{
	moves(view.Down, (*Model).whyNotDown, func(m *Model) { m.scroll(1) }),
	moves(view.Up, (*Model).whyNotUp, func(m *Model) { m.scroll(-1) }),
	moves(view.PageDown, (*Model).whyNotDown, func(m *Model) { m.scroll(max(m.height-1, 1)) }),
	moves(view.PageUp, (*Model).whyNotUp, func(m *Model) { m.scroll(-max(m.height-1, 1)) }),
	moves(view.HalfPageDown, (*Model).whyNotDown, func(m *Model) { m.scroll(max(m.height/2, 1)) }),
	moves(view.HalfPageUp, (*Model).whyNotUp, func(m *Model) { m.scroll(-max(m.height/2, 1)) }),
	moves(view.First, (*Model).whyNotUp, func(m *Model) { m.scroll(-m.top) }),
	moves(view.Last, (*Model).whyNotDown, func(m *Model) { m.scroll(len(m.rows)) }),
}

func moves(k key.Binding, why func(*Model) string, do func(*Model)) kit.Deed[*Model] {
	return kit.Does(k, why, func(m *Model) tea.Cmd { do(m); return nil })
}

func (m *Model) whyNotDown() string {
	if m.top+m.height >= len(m.rows) {
		return "the end is in sight"
	}
	return ""
}

func (m *Model) whyNotUp() string {
	if m.top == 0 {
		return "this is the top"
	}
	return ""
}

func (m *Model) scroll(rows int) {
	m.top += rows
	m.hold()
}

// hold keeps the screen full.
func (m *Model) hold() { m.top = max(min(m.top, len(m.rows)-m.height), 0) }

func (m *Model) layOut() {
	m.rows = nil
	if m.width > 0 && m.Offers(m.answer) {
		m.rows = rowsOf(m.answer.Result, m.width, m.zone)
	}
	m.hold()
}

func (m *Model) draw(r row) string {
	switch {
	case r.section:
		return m.theme.Section.Render(r.text)
	case r.words:
		return m.theme.Text.Render(r.text)
	}
	return m.theme.Text.Render(r.name) + m.theme.Dim.Render(r.blank) + m.theme.Accent.Render(r.bar) + m.theme.Text.Render(r.text)
}
