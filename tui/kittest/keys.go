package kittest

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// Press makes the message of a key from the name that bindings have for it. It
// panics on a name that no terminal sends.
func Press(stroke string) tea.KeyPressMsg {
	msg, ok := kit.Stroke(stroke)
	if !ok {
		panic(fmt.Sprintf("%q is no keystroke", stroke))
	}
	return msg
}

// Letters are the keystrokes that type text.
func Letters(text string) (strokes []string) {
	for _, r := range text {
		if r == ' ' {
			strokes = append(strokes, "space")
		} else {
			strokes = append(strokes, string(r))
		}
	}
	return strokes
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
			if _, ok := kit.Stroke(stroke); !ok {
				t.Errorf("%q (%s) is no keystroke", stroke, k.Help().Desc)
				continue
			}
			u := situation()
			before, wishes := u.looks(), len(u.Wishes)
			u.Presses(stroke)
			if u.looks() == before && len(u.Wishes) == wishes {
				t.Errorf("key %d, %s (%s), does nothing on:\n%s", i, stroke, k.Help().Desc, u.Screen())
			}
		}
	}
}

// looks is the pane with its styles: a cursor that moves changes nothing else.
func (u *User) looks() string { return u.Pane.Title() + u.Pane.View(u.W, u.H) }
