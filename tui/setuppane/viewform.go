package setuppane

import (
	"strings"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// drawForm is all settings, each with its reason: beside it where there is room,
// else below the field in focus.
func (m *Model) drawForm(p *page) {
	e := m.environment()
	m.sayHead(p, e)
	pressing := false
	for i, f := range m.visible() {
		if f.press != nil && !pressing {
			pressing = true
			m.sayBeforeButtons(p, e)
		}
		m.drawField(p, f, e)
		p.firstField = p.firstField || f == m.focus && i == 0
	}
	if !pressing && m.failure != nil {
		m.sayFailure(p)
	}
}

// sayHead is what was found and told before.
func (m *Model) sayHead(p *page, e auth.Environment) {
	if m.purpose == kit.Rename {
		return
	}
	m.sayLabelled(p, "tenant", m.place)
	if m.purpose != kit.Add {
		p.gap()
		return
	}
	m.sayAccount(p, e)
	p.gap()
	p.say(m.theme.Bold, 0, "", "Is this right?", nil)
}

// sayAccount repeats what the step before was told.
func (m *Model) sayAccount(p *page, e auth.Environment) {
	who, style := e.Account, m.theme.Text
	if who == "" {
		who, style = settingOf("account").empty(e), m.theme.Dim
	}
	p.add("  "+m.theme.Dim.Render(kit.Pad("account", labelWidth))+"  "+style.Render(safetext.Truncate(who, max(p.width-valueAt, 1))), nil)
}

// sayBeforeButtons says what the settings as a whole lead to.
func (m *Model) sayBeforeButtons(p *page, e auth.Environment) {
	p.gap()
	if m.estranged(e) {
		p.say(m.theme.Warn, 2, "", "The sign-in of before does not fit any more: the next query asks for a new one.", nil)
		p.gap()
	}
	if m.failure != nil {
		m.sayFailure(p)
		p.gap()
	}
}

func (m *Model) sayFailure(p *page) {
	p.say(m.theme.Bad, 2, "✗ ", m.failure.Error(), nil)
	for _, step := range kit.NextSteps(m.failure) {
		p.say(m.theme.Text, 2, "→ ", step, nil)
	}
}

func (m *Model) drawField(p *page, f *field, e auth.Environment) {
	focused := f == m.focus
	if focused {
		p.first = len(p.rows)
	}
	if f.press != nil {
		m.drawButton(p, f, focused)
	} else {
		m.drawValue(p, f, focused, e)
	}
	x := valueAt
	if f.press != nil {
		x = 2
	}
	switch reason := f.reason(e); {
	case f.fault != "":
		p.say(m.theme.Bad, x, "✗ ", f.fault, f)
	case reason == "":
	case p.width >= besideFrom:
		p.beside(m.theme.Dim, valueAt+valueWidth+2, reason, f)
	case focused:
		p.say(m.theme.Dim, x, "", reason, f)
	}
	if focused {
		p.last = len(p.rows) - 1
	}
}

func (m *Model) drawButton(p *page, f *field, focused bool) {
	label := "  " + m.theme.Text.Render(f.label)
	if focused {
		label = m.theme.Key.Render(marked) + m.theme.Selected.Render(f.label)
	}
	if m.sent != nil && focused {
		label += m.theme.Dim.Render("  saving…")
	}
	p.add(label, f)
}

func (m *Model) drawValue(p *page, f *field, focused bool, e auth.Environment) {
	label := "  " + m.theme.Dim.Render(kit.Pad(f.label, labelWidth)) + "  "
	if focused {
		label = m.theme.Key.Render(marked) + m.theme.Text.Render(kit.Pad(f.label, labelWidth)) + "  "
	}
	room := max(p.width-valueAt, 1)
	if p.width >= besideFrom {
		room = valueWidth
	}
	switch {
	case f.isChoice():
		p.add(m.choice(f, label, focused), f)
	case focused:
		text := f.line.View(room)
		if f.line.Value() == "" {
			text = m.placeholder(f, e, room)
		}
		p.add(label+text, f)
		p.cursorAt(valueAt + f.line.Caret())
	case f.value() == "":
		p.add(label+m.placeholder(f, e, room), f)
	default:
		p.add(label+m.theme.Text.Render(safetext.Truncate(f.value(), room)), f)
	}
}

// choice stands between ‹ and › while it has the focus, without moving. What a colour
// is painted with begins a cell before its sign, which stands below the other values.
func (m *Model) choice(f *field, label string, focused bool) string {
	value := " " + m.theme.Text.Render(f.value())
	if f.key == "color" {
		value = m.swatches[f.value()]
	}
	if !focused {
		return strings.TrimSuffix(label, " ") + value
	}
	return strings.TrimSuffix(label, "  ") + m.theme.Key.Render("‹") + value + m.theme.Key.Render(" ›")
}

// placeholder is what an empty field stands for.
func (m *Model) placeholder(f *field, e auth.Environment, room int) string {
	if f.empty == nil {
		return ""
	}
	return m.theme.Dim.Render(safetext.Truncate(f.empty(e), room))
}
