package kittest

import (
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

var special = map[string]rune{
	"down": tea.KeyDown, "up": tea.KeyUp, "left": tea.KeyLeft, "right": tea.KeyRight,
	"pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "home": tea.KeyHome, "end": tea.KeyEnd,
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
}

// Press makes the message of a key from the name that bindings have for it.
func Press(stroke string) tea.KeyPressMsg {
	if stroke == "shift+tab" {
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	}
	if code, ok := special[stroke]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	if len(stroke) == len("ctrl+x") {
		return tea.KeyPressMsg{Code: rune(stroke[5]), Mod: tea.ModCtrl}
	}
	return tea.KeyPressMsg{Code: []rune(stroke)[0], Text: stroke}
}

// EveryKeyWorks presses each stroke of each key in a fresh situation, and fails
// the test for those that change neither the screen nor state a wish, and for
// keys without help.
func EveryKeyWorks(t *testing.T, situation func() *User) {
	t.Helper()
	for i, k := range situation().Pane.Keys() {
		if !k.Enabled() {
			continue
		}
		if k.Help().Key == "" || k.Help().Desc == "" {
			t.Errorf("%q has no help", k.Keys())
		}
		for _, stroke := range k.Keys() {
			if !key.Matches(Press(stroke), k) {
				t.Errorf("Press(%q) is not that key", stroke)
			}
			u := situation()
			before, wishes := u.Screen(), len(u.Wishes)
			u.Presses(stroke)
			if u.Screen() == before && len(u.Wishes) == wishes {
				t.Errorf("key %d, %s (%s), does nothing on:\n%s", i, stroke, k.Help().Desc, before)
			}
		}
	}
}
