package environmentpane

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// deed is one key: what it does, and whether that needs an environment under the
// cursor, or rows to move over.
type deed struct {
	key.Binding
	needsOne, moves bool
	do              func(*Model) tea.Cmd
}

// deeds are the keys that do not edit the filter.
var deeds = []deed{
	{kit.Bind("enter", "open"), false, false, (*Model).enter},
	{kit.Bind("tab", "more"), true, false, (*Model).more},
	{kit.Bind("ctrl+g", "add"), false, false, (*Model).add},
	{kit.Bind("↓", "down", "down", "ctrl+n"), false, true, moves(func(*Model) int { return 1 })},
	{kit.Bind("↑", "up", "up", "ctrl+p"), false, true, moves(func(*Model) int { return -1 })},
	{kit.Bind("pgdn", "page down", "pgdown"), false, true, moves(func(m *Model) int { return m.page() })},
	{kit.Bind("pgup", "page up", "pgup"), false, true, moves(func(m *Model) int { return -m.page() })},
}

func moves(by func(*Model) int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		m.move(by(m))
		return nil
	}
}

func (m *Model) page() int { return max(m.room-1, 1) }

// Keys are those that do something now, and the editing keys of the filter.
func (m *Model) Keys() (keys []key.Binding) {
	for _, d := range deeds {
		if m.whyNot(d) == "" {
			keys = append(keys, d.Binding)
		}
	}
	return append(keys, kit.LineKeys()...)
}

// AllKeys are all of them.
func (m *Model) AllKeys() (keys []key.Binding) {
	for _, d := range deeds {
		keys = append(keys, d.Binding)
	}
	return append(keys, kit.LineKeys()...)
}

// Why says why a key does nothing now.
func (m *Model) Why(k key.Binding) string {
	for _, d := range deeds {
		if d.Help().Desc == k.Help().Desc {
			return m.whyNot(d)
		}
	}
	return ""
}

func (m *Model) whyNot(d deed) string {
	switch {
	case d.needsOne && m.at >= len(m.shown):
		return "no environment is chosen"
	case d.moves && len(m.shown) == 0:
		return "there is one row only"
	}
	return ""
}

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
