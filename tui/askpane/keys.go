package askpane

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// Keys are yes and no, or enter and the editing keys; and those that scroll, where not
// all is in sight.
func (m *Model) Keys() []key.Binding {
	keys := m.answers()
	if m.middle.below() > 0 && m.middle.visible > 0 {
		keys = append(keys, m.scrolls(pageDown, down)...)
	}
	if m.middle.above() > 0 && m.middle.visible > 0 {
		keys = append(keys, m.scrolls(pageUp, up)...)
	}
	if m.then != nil {
		keys = append(keys, kit.LineKeys()...)
	}
	return keys
}

// AllKeys are those of every height.
func (m *Model) AllKeys() []key.Binding {
	return append(m.answers(), m.scrolls(pageDown, down, pageUp, up)...)
}

// Why says why a key does nothing now.
func (m *Model) Why(k key.Binding) string {
	if slices.ContainsFunc(m.Keys(), func(now key.Binding) bool { return now.Help().Desc == k.Help().Desc }) {
		return ""
	}
	return "all that there is in that direction is in sight"
}

func (m *Model) answers() []key.Binding {
	if m.then != nil {
		return []key.Binding{kit.Bind("enter", "done")}
	}
	keys := []key.Binding{kit.Bind("y", "yes", "y", "Y"), kit.Bind("n", "no", "n", "N")}
	if m.other.Label != "" {
		keys = append(keys, kit.Bind(m.other.Key, "yes, the other way", m.other.Key))
	}
	return keys
}

// scrolls are keys without the letters where those are text.
func (m *Model) scrolls(keys ...key.Binding) []key.Binding {
	return slices.DeleteFunc(keys, func(k key.Binding) bool {
		return m.then != nil && slices.ContainsFunc(k.Keys(), func(stroke string) bool { return len(stroke) == 1 })
	})
}

// scrolled moves the rows between the first and the last line, where msg says so.
func (m *Model) scrolled(msg tea.KeyPressMsg) bool {
	steps := map[string]int{"down": 1, "up": -1, "page down": m.middle.page(), "page up": -m.middle.page()}
	for _, k := range m.scrolls(down, up, pageDown, pageUp) {
		if key.Matches(msg, k) {
			m.middle.scroll(steps[k.Help().Desc])
			return true
		}
	}
	return false
}
