package composepane

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/kit/editor"
)

// bindings are all keys of the pane but those that edit text. Those on one keystroke
// never work at the same time.
func bindings() kit.Deeds[*Model] {
	return kit.Deeds[*Model]{
		kit.Does(kit.Bind("enter", "run", "enter", "ctrl+r"), inRows, (*Model).run),
		kit.Does(kit.Bind("ctrl+r", "run the query"), inBody, (*Model).run),
		kit.Does(kit.Bind("ctrl+y", "add ConsistencyLevel"), (*Model).whyNotEventual, changes((*Model).addEventual)),
		kit.Does(kit.Bind("ctrl+y", "usual headers"), inHeaders, (*Model).open),
		kit.Does(kit.Bind("ctrl+y", "tidy"), (*Model).whyNotTidy, changes((*Model).tidy)),
		kit.Does(kit.Bind("ctrl+y", "go to the fault"), (*Model).whyNoFault, (*Model).goToFault),
		kit.Does(kit.Bind("space", "on or off"), (*Model).whyNoSwitch, tells((*Model).toggle)),
		kit.Does(kit.Bind("ctrl+n", "next part"), unoffered, steps(1)),
		kit.Does(kit.Bind("tab", "next field"), (*Model).whyNoRows, tells(func(m *Model) bool { return m.step(1) })),
		kit.Does(kit.Bind("alt+d", "remove"), (*Model).whyNothing, tells((*Model).remove)),
		kit.Does(kit.Bind("ctrl+g", "in your editor"), (*Model).whyNoText, (*Model).editOutside),
		kit.Does(kit.Bind("shift+tab", "field before"), (*Model).whyNoRows, tells(func(m *Model) bool { return m.step(-1) })),
		kit.Does(kit.Bind("↓", "row below", "down"), (*Model).whyNoRows, tells(func(m *Model) bool { return m.move(1) })),
		kit.Does(kit.Bind("↑", "row above", "up"), (*Model).whyNoRows, tells(func(m *Model) bool { return m.move(-1) })),
		kit.Does(kit.Bind("ctrl+p", "part before"), unoffered, steps(-1)),
		kit.Does(kit.Bind("f2", "options", "f2", "ctrl+f"), elsewhere(options), goes(options)),
		kit.Does(kit.Bind("f3", "headers"), elsewhere(headers), goes(headers)),
		kit.Does(kit.Bind("f4", "body", "f4", "ctrl+b"), elsewhere(body), goes(body)),
		kit.Does(kit.Bind("f5", "variables"), elsewhere(variables), goes(variables)),
		kit.Does(kit.Bind("enter", "take this header"), offered, (*Model).takeChosen),
		kit.Does(kit.Bind("↓", "header below", "down"), offered, offers(1)),
		kit.Does(kit.Bind("↑", "header above", "up"), offered, offers(-1)),
		kit.Does(kit.Bind("esc", "back to the headers"), offered, (*Model).closeOffer),
	}
}

// Keys are what works now.
func (m *Model) Keys() []key.Binding {
	keys := bindings().Keys(m)
	if m.at == body {
		keys = editorSecond(keys)
	}
	switch {
	case !m.usable():
	case m.offer != nil || m.at.isForm() && m.form().line() != nil:
		keys = append(keys, kit.LineKeys()...)
		if m.offer == nil {
			break
		}
	case m.at == body && !m.tooBig():
		keys = append(keys, editor.Keys()...)
	}
	return keys
}

// editorSecond puts the editor right behind run: a body is what it is for, and the bottom
// line of a usual screen has room for three keys.
func editorSecond(keys []key.Binding) []key.Binding {
	i := slices.IndexFunc(keys, func(k key.Binding) bool { return k.Help().Desc == "in your editor" })
	if i < 1 {
		return keys
	}
	outside := keys[i]
	return slices.Insert(slices.Delete(keys, i, i+1), 1, outside)
}

// AllKeys are all but those that edit text.
func (m *Model) AllKeys() []key.Binding { return bindings().All() }

// Why says why a key does nothing now.
func (m *Model) Why(k key.Binding) string { return bindings().Why(m, k) }

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	if b, why, found := bindings().Pressed(m, msg); found && why == "" {
		return b.Do(m)
	}
	return m.edit(msg)
}

// edit hands a key or a paste to the text with the cursor.
func (m *Model) edit(msg tea.Msg) tea.Cmd {
	switch {
	case !m.usable():
		return nil
	case m.offer != nil:
		m.offer.edit(msg)
		return nil
	case m.at == body:
		return m.editBody(msg)
	}
	return m.editRow(msg)
}

func (m *Model) editBody(msg tea.Msg) tea.Cmd {
	if m.tooBig() {
		return nil
	}
	before := m.body.Edits()
	m.body.Update(msg)
	if m.body.Edits() == before {
		return nil
	}
	m.takeBody()
	return m.state()
}

func (m *Model) editRow(msg tea.Msg) tea.Cmd {
	if turn, ok := msg.(tea.MouseWheelMsg); ok {
		return m.turn(turn)
	}
	l := m.form().line()
	if l == nil {
		return nil
	}
	took, changed := m.typeHeader(msg)
	if !took {
		before := l.Value()
		changed = l.Update(msg) && l.Value() != before && m.apply()
	}
	if !changed {
		return nil
	}
	return m.state()
}

func (m *Model) turn(msg tea.MouseWheelMsg) tea.Cmd {
	by := map[tea.MouseButton]int{tea.MouseWheelUp: -1, tea.MouseWheelDown: 1}[msg.Button]
	if by != 0 && len(m.form().rows) > 0 && m.move(by) {
		return m.state()
	}
	return nil
}

// click goes to the part or the row that was clicked.
func (m *Model) click(msg tea.MouseClickMsg) tea.Cmd {
	if msg.Y == 0 {
		for p, s := range m.spots {
			if msg.X >= s.from && msg.X < s.to {
				return m.choose(part(p))
			}
		}
		return nil
	}
	switch {
	case !m.usable() || m.offer != nil || msg.Y < m.top:
		return nil
	case m.at == body:
		msg.Y -= m.top
		m.body.Update(msg)
		return nil
	}
	f := m.form()
	if i := f.from + msg.Y - m.top; i < len(f.rows) && m.move(i-f.at) {
		return m.state()
	}
	return nil
}

// tells states what do changed.
func tells(do func(*Model) bool) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		if do(m) {
			return m.state()
		}
		return nil
	}
}

func changes(do func(*Model)) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		do(m)
		return m.state()
	}
}
