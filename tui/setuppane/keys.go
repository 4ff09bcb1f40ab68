package setuppane

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// bound is a key, what it does, and why it does nothing where it does not work.
type bound struct {
	key.Binding
	do  func(*Model) tea.Cmd
	why string
}

var (
	find     = bound{kit.Bind("enter", "find the tenant"), (*Model).find, "a tenant is asked for in the first step"}
	goOn     = bound{kit.Bind("enter", "go on"), (*Model).goOn, "it is not clear yet what with"}
	press    = bound{kit.Bind("enter", "do it"), (*Model).press, "no button has the focus"}
	saveForm = bound{kit.Bind("ctrl+s", "save the form"), (*Model).saveForm, "the form comes after the tenant and the account"}
	visit    = bound{kit.Bind("ctrl+g", "go there instead"), (*Model).visit, "the tenant is no environment yet"}
	stop     = bound{kit.Bind("esc", "stop asking"), (*Model).stopAsking, "nothing is being asked"}
	back     = bound{kit.Bind("esc", "step back"), (*Model).back, "this is the first step"}
	leave    = bound{kit.Bind("esc", "leave the form"), (*Model).warn, "nothing that was changed would be lost"}
	later    = bound{kit.Bind("→", "next choice", "right", "space", "l"), turns(1), "the field in focus is no choice"}
	earlier  = bound{kit.Bind("←", "choice before", "left", "h"), turns(-1), later.why}
	next     = bound{kit.Bind("↓", "next field", "down", "tab", "j"), moves(1), "there is one field"}
	before   = bound{kit.Bind("↑", "field before", "up", "shift+tab", "k"), moves(-1), next.why}
	pageDown = bound{kit.Bind("pgdn", "page down", "pgdown"), scrolls(1), "nothing more is below"}
	pageUp   = bound{kit.Bind("pgup", "page up", "pgup"), scrolls(-1), "nothing more is above"}
)

var everyKey = []bound{find, goOn, press, saveForm, visit, later, earlier, next, before, stop, back, leave, pageDown, pageUp}

func moves(by int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		m.move(by)
		return nil
	}
}

func turns(by int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		m.turn(by)
		return nil
	}
}

func scrolls(by int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		m.sight.page(by)
		return nil
	}
}

func (m *Model) press() tea.Cmd {
	if m.focus.press == nil { // the one field of a renaming
		return m.save()
	}
	return m.focus.press(m)
}

// bound is what works now.
func (m *Model) bound() []bound {
	keys := m.boundToEnter()
	if m.step == form {
		keys = append(keys, saveForm)
	}
	if m.step == tenant && len(m.twins()) > 0 && m.purpose == kit.Add {
		keys = append(keys, visit)
	}
	if m.focus.isChoice() {
		keys = append(keys, later, earlier)
	}
	switch {
	case m.search.asking:
		keys = append(keys, stop)
	case m.purpose == kit.Add && m.step != tenant, m.purpose != kit.Add && m.step == tenant:
		keys = append(keys, back)
	case m.unsaved() && !m.warned: // after that the root closes the form
		keys = append(keys, leave)
	}
	if len(m.visible()) > 1 {
		keys = append(keys, next, before)
	}
	if m.sight.below() {
		keys = append(keys, pageDown)
	}
	if m.sight.above() {
		keys = append(keys, pageUp)
	}
	return keys
}

func (m *Model) boundToEnter() []bound {
	switch {
	case m.search.asking:
		return nil
	case m.step == tenant && !m.search.found():
		return []bound{find}
	case m.focus.press != nil || m.purpose == kit.Rename:
		return []bound{press}
	}
	return []bound{goOn}
}

// Keys are what works now, and the editing keys while there is text to edit.
func (m *Model) Keys() []key.Binding {
	keys := bindings(m.bound())
	if m.Editing() {
		keys = append(untyped(keys), kit.LineKeys()...)
	}
	return keys
}

// AllKeys is every key of every step.
func (m *Model) AllKeys() []key.Binding { return bindings(everyKey) }

// Why says why a key does nothing now.
func (m *Model) Why(k key.Binding) string {
	for _, b := range m.bound() {
		if b.Help().Desc == k.Help().Desc {
			return ""
		}
	}
	for _, b := range everyKey {
		if b.Help().Desc == k.Help().Desc {
			return b.why
		}
	}
	return ""
}

// untyped are keys without the letters, which are text now.
func untyped(keys []key.Binding) []key.Binding {
	for i, k := range keys {
		keys[i].SetKeys(slices.DeleteFunc(slices.Clone(k.Keys()), func(name string) bool {
			msg, _ := kit.Stroke(name)
			return kit.Types(msg)
		})...)
	}
	return keys
}

func bindings(bound []bound) (keys []key.Binding) {
	for _, b := range bound {
		keys = append(keys, b.Binding)
	}
	return keys
}

// onKey obeys a key. While text has the focus, letters are text.
func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	works := m.bound()
	m.warned = false
	if !m.Editing() || !kit.Types(msg) {
		for _, b := range works {
			if key.Matches(msg, b.Binding) {
				return b.do(m)
			}
		}
	}
	return m.typed(msg)
}
