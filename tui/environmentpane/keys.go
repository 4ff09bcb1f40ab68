package environmentpane

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// deeds are the keys that do not edit the filter.
var deeds = kit.Deeds[*Model]{
	kit.Does(kit.Bind("enter", "open"), always, (*Model).enter),
	kit.Does(kit.Bind("tab", "more"), (*Model).whyNoOne, (*Model).more),
	kit.Does(kit.Bind("ctrl+g", "add"), always, (*Model).add),
	kit.Does(kit.Bind("↓", "down", "down", "ctrl+n"), (*Model).whyNoRows, moves(func(*Model) int { return 1 })),
	kit.Does(kit.Bind("↑", "up", "up", "ctrl+p"), (*Model).whyNoRows, moves(func(*Model) int { return -1 })),
	kit.Does(kit.Bind("pgdn", "page down", "pgdown"), (*Model).whyNoRows, moves(func(m *Model) int { return m.page() })),
	kit.Does(kit.Bind("pgup", "page up", "pgup"), (*Model).whyNoRows, moves(func(m *Model) int { return -m.page() })),
}

func moves(by func(*Model) int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		m.move(by(m))
		return nil
	}
}

func (m *Model) page() int { return max(m.room-1, 1) }

func always(*Model) string { return "" }

func (m *Model) whyNoOne() string {
	if m.at >= len(m.shown) {
		return "no environment is chosen"
	}
	return ""
}

func (m *Model) whyNoRows() string {
	if len(m.shown) == 0 {
		return "there is one row only"
	}
	return ""
}

// Keys are those that do something now, and the editing keys of the filter.
func (m *Model) Keys() []key.Binding { return append(deeds.Keys(m), kit.LineKeys()...) }

// AllKeys are all of them.
func (m *Model) AllKeys() []key.Binding { return append(deeds.All(), kit.LineKeys()...) }

// Why says why a key does nothing now.
func (m *Model) Why(k key.Binding) string { return deeds.Why(m, k) }

// menu is what can be done with an environment besides opening it.
func menu(r kit.EnvironmentRow) kit.Choice {
	e := r.Environment
	setUp := func(p kit.Purpose) kit.SetUp { return kit.SetUp{Purpose: p, Environment: e} }
	out := ""
	if r.State == kit.StateSignedOut {
		out = "signed out already"
	}
	return kit.Choice{
		Title: e.Name,
		Lines: []string{details(e)},
		Items: []kit.Item{
			{Key: "o", Label: "open", Wish: kit.SwitchEnvironment{Name: e.Name}},
			{Key: "s", Label: "sign in", Wish: kit.SignInTo{Name: e.Name}},
			{Key: "a", Label: "sign in as another person", Wish: kit.SignInTo{Name: e.Name, Other: true}},
			{Key: "x", Label: "sign out", Why: out, Wish: kit.SignOutOf{Name: e.Name}},
			{Key: "e", Label: "edit", Wish: setUp(kit.Edit)},
			{Key: "c", Label: "duplicate", Wish: setUp(kit.Duplicate)},
			{Key: "r", Label: "rename", Wish: setUp(kit.Rename)},
			{Key: "d", Label: "remove", Wish: kit.AskRemoveEnvironment{Name: e.Name}},
		},
	}
}
