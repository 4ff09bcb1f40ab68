package diff

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/view"
)

const wheelStep = 3 // rows that one turn of the wheel moves

var (
	backKey  = kit.Bind("enter", "back to the differences")
	noiseKey = kit.Bind("&", "show or leave out noise")
)

// deeds are all keys.
var deeds = kit.Deeds[*Model]{
	kit.Does(kit.Bind("enter", "show this difference in full"), (*Model).whyNotOpen, (*Model).open),
	kit.Does(backKey, (*Model).whyNotBack, (*Model).back),
	moves(view.Down, (*Model).whyNotDown, func(m *Model) { m.move(1) }),
	moves(view.Up, (*Model).whyNotUp, func(m *Model) { m.move(-1) }),
	moves(view.PageDown, (*Model).whyNotDown, func(m *Model) { m.page(1, 1) }),
	moves(view.PageUp, (*Model).whyNotUp, func(m *Model) { m.page(-1, 1) }),
	moves(view.HalfPageDown, (*Model).whyNotDown, func(m *Model) { m.page(1, 2) }),
	moves(view.HalfPageUp, (*Model).whyNotUp, func(m *Model) { m.page(-1, 2) }),
	moves(view.First, (*Model).whyNotUp, func(m *Model) { m.move(-m.count()) }),
	moves(view.Last, (*Model).whyNotDown, func(m *Model) { m.move(m.count()) }),
	moves(noiseKey, (*Model).whyNoNoise, (*Model).toggleNoise),
}

// moves is a key that needs no command.
func moves(k key.Binding, why func(*Model) string, do func(*Model)) kit.Deed[*Model] {
	return kit.Does(k, why, func(m *Model) tea.Cmd { do(m); return nil })
}

// count is how many rows there are to move through.
func (m *Model) count() int {
	if m.whole.open {
		return len(m.whole.rows)
	}
	return len(m.list)
}

func (m *Model) move(by int) {
	if m.whole.open {
		m.whole.scroll(by)
		return
	}
	m.goTo(m.cursor + by)
}

// page moves by a part of what is on the screen, keeping one row of it.
func (m *Model) page(direction, part int) {
	if m.whole.open {
		m.whole.scroll(direction * max((m.whole.height-1)/part, 1))
		return
	}
	step := direction * max((m.height-1)/part, 1)
	m.top += step
	m.goTo(m.cursor + step)
}

func (m *Model) goTo(at int) {
	m.cursor = at
	m.hold()
}

// hold keeps the cursor in the list and in sight.
func (m *Model) hold() {
	m.cursor = max(min(m.cursor, len(m.list)-1), 0)
	m.top = max(min(m.top, len(m.list)-m.height), 0)
	m.top = max(min(m.top, m.cursor), m.cursor-m.height+1)
}

func (m *Model) wheel(msg tea.MouseWheelMsg) {
	by := wheelStep
	if msg.Button == tea.MouseWheelUp {
		by = -by
	}
	switch {
	case m.whole.open:
		m.whole.scroll(by)
	case m.whyNoLines() == "":
		m.top = max(min(m.top+by, len(m.list)-m.height), 0)
		m.goTo(max(min(m.cursor, m.top+m.height-1), m.top))
	}
}

// toggleNoise shows what differs in any two answers, or leaves it out.
func (m *Model) toggleNoise() {
	m.noise = !m.noise
	m.choose()
}

func (m *Model) open() tea.Cmd {
	m.whole = detail{open: true}
	return nil
}

func (m *Model) back() tea.Cmd {
	m.whole = detail{}
	return nil
}

func (m *Model) whyNotOpen() string {
	if m.whole.open {
		return "it is shown in full already"
	}
	return m.whyNoLines()
}

func (m *Model) whyNotBack() string {
	if !m.whole.open {
		return "the differences are shown already"
	}
	return ""
}

func (m *Model) whyNotDown() string {
	switch why := m.whyNoLines(); {
	case why != "":
		return why
	case m.whole.open && m.whole.top >= len(m.whole.rows)-m.whole.height:
		return "this is the end"
	case !m.whole.open && m.cursor >= len(m.list)-1:
		return "this is the last difference"
	}
	return ""
}

func (m *Model) whyNotUp() string {
	switch why := m.whyNoLines(); {
	case why != "":
		return why
	case m.whole.open && m.whole.top == 0:
		return "this is the beginning"
	case !m.whole.open && m.cursor == 0:
		return "this is the first difference"
	}
	return ""
}

func (m *Model) whyNoNoise() string {
	switch {
	case m.whole.open:
		return "one difference is shown: " + m.theme.Hint("answer", kit.KeyName(backKey), "enter") + " leads back"
	case m.diff == nil:
		return m.whyNoLines()
	case m.diff.Noise == 0:
		return "there is no noise: neither etags nor links differ"
	}
	return ""
}

func (m *Model) whyNoLines() string {
	switch {
	case m.work != nil:
		return "the answers are still being compared"
	case m.diff == nil:
		return "nothing was compared"
	case len(m.list) == 0:
		return "there is no difference"
	}
	return ""
}
