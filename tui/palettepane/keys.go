package palettepane

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// deeds are the keys that do not edit the line.
var deeds = kit.Deeds[*Model]{
	kit.Does(kit.Bind("enter", "choose"), (*Model).whyNothing, (*Model).choose),
	kit.Does(kit.Bind("ctrl+n", "in a new tab"), (*Model).whyNoQuery, (*Model).chooseInTab),
	kit.Does(kit.Bind("↓", "down", "down"), (*Model).whyNothing, moves(func(*Model) int { return 1 })),
	kit.Does(kit.Bind("↑", "up", "up"), (*Model).whyNothing, moves(func(*Model) int { return -1 })),
	kit.Does(kit.Bind("pgdn", "page down", "pgdown"), (*Model).whyNothing, moves(func(m *Model) int { return m.page() })),
	kit.Does(kit.Bind("pgup", "page up", "pgup"), (*Model).whyNothing, moves(func(m *Model) int { return -m.page() })),
}

func moves(by func(*Model) int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		m.move(by(m))
		return nil
	}
}

func (m *Model) page() int { return max(m.room-1, 1) }

func (m *Model) whyNothing() string {
	if len(m.lines) == 0 {
		return "nothing is found"
	}
	return ""
}

func (m *Model) whyNoQuery() string {
	e, _ := m.chosen()
	if _, ok := inTab(e.Wish); !ok {
		return "no query is chosen"
	}
	return ""
}

// Keys are those that do something now, and the editing keys of the line.
func (m *Model) Keys() []key.Binding { return append(deeds.Keys(m), kit.LineKeys()...) }

// AllKeys are all of them.
func (m *Model) AllKeys() []key.Binding { return append(deeds.All(), kit.LineKeys()...) }

// Why says why a key does nothing now.
func (m *Model) Why(k key.Binding) string { return deeds.Why(m, k) }
