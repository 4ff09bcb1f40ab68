package scroll

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kittest"
)

var letters = strings.Split("abcdefghij", "")

func TestKeysMoveTheWindowAndNeverBeyondTheRows(t *testing.T) {
	for keys, want := range map[string]string{
		"": "abcd", "j": "bcde", "down": "bcde", "j j k": "bcde", "up": "abcd", "pgdown": "defg", "space space": "ghij",
		"pgdown pgdown pgdown b": "defg", "G": "ghij", "end j": "ghij", "G g": "abcd", "end home": "abcd", "G pgup": "defg",
	} {
		var w Window
		w.View(letters, 4)
		for stroke := range strings.FieldsSeq(keys) {
			if !w.Update(kittest.Press(stroke)) {
				t.Errorf("%q is no key", stroke)
			}
		}
		if got := strings.Join(w.View(letters, 4), ""); got != want {
			t.Errorf("after %q one sees %q, want %q", keys, got, want)
		}
	}
}

func TestTheWheelMoves(t *testing.T) {
	var w Window
	w.View(letters, 4)
	w.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	if got := w.View(letters, 4)[0]; got != "d" {
		t.Errorf("down to %q", got)
	}
	w.Update(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	if got := w.View(letters, 4)[0]; got != "a" {
		t.Errorf("up to %q", got)
	}
	if w.Update(kittest.Press("x")) || w.Update(tea.FocusMsg{}) {
		t.Error("obeys what is no move")
	}
}

func TestFewerRowsPullTheWindowBack(t *testing.T) {
	var w Window
	w.View(letters, 4)
	w.Update(kittest.Press("G"))
	if got := strings.Join(w.View(letters[:5], 4), ""); got != "bcde" {
		t.Errorf("one sees %q", got)
	}
	if got := w.View(letters, 0); len(got) != 0 {
		t.Errorf("in no rows one sees %q", got)
	}
	if got := w.View(nil, 3); len(got) != 0 || len(w.Keys()) != 0 {
		t.Errorf("of nothing one sees %q, with %d keys", got, len(w.Keys()))
	}
	w.View(letters, 9)
	if len(w.Keys()) != len(moves) {
		t.Error("no keys where rows are hidden")
	}
	w.Update(kittest.Press("G"))
	w.Top()
	if w.View(letters, 4)[0] != "a" {
		t.Error("Top is not the top")
	}
}
