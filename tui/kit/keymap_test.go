package kit

import (
	"slices"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

func press(t *testing.T, stroke string) tea.KeyPressMsg {
	t.Helper()
	msg, ok := Stroke(stroke)
	if !ok {
		t.Fatalf("%q is no keystroke", stroke)
	}
	return msg
}

var answerKeys = []key.Binding{
	Bind("j/↓", "down", "j", "down"),
	Bind("pgdn", "page down", "pgdown", "space"),
	Bind("y", "copy value"),
	Bind("d", "delete"),
}

var changed = NewKeymap(map[string]map[string][]string{"answer": {
	"down": {"n", "ctrl+n", "down"}, "page-down": {"j"}, "delete": {},
}})

func TestAKeyIsNamedByWhatItDoes(t *testing.T) {
	for does, want := range map[string]string{
		"page down": "page-down", "delete": "delete", "copy value (JSON)": "copy-value-json", "  in / out  ": "in-out",
		"$EDITOR": "editor", "H": "h", "größer": "größer", "": "",
	} {
		if got := KeyName(Bind("x", does)); got != want {
			t.Errorf("%q is named %q, want %q", does, got, want)
		}
	}
}

func TestChangedKeysArePressedAsThePersonWishes(t *testing.T) {
	bound := changed.Bound("answer", answerKeys)
	for i, want := range []struct {
		strokes []string
		help    string
		enabled bool
	}{{[]string{"n", "ctrl+n", "down"}, "n/ctrl+n", true}, {[]string{"j"}, "j", true}, {[]string{"y"}, "y", true}, {nil, "", false}} {
		b := bound[i]
		if !slices.Equal(b.Keys(), want.strokes) || b.Help().Key != want.help || b.Enabled() != want.enabled {
			t.Errorf("%s: %q, %q, %t", answerKeys[i].Help().Desc, b.Keys(), b.Help().Key, b.Enabled())
		}
		if b.Help().Desc != answerKeys[i].Help().Desc {
			t.Errorf("%q is now %q", answerKeys[i].Help().Desc, b.Help().Desc)
		}
	}
	if answerKeys[0].Help().Key != "j/↓" {
		t.Error("the pane's own keys have changed")
	}
	if got := changed.Bound("saved", answerKeys); got[0].Help().Key != "j/↓" {
		t.Error("another scope has changed")
	}
}

func TestAPaneGetsTheKeyItExpects(t *testing.T) {
	for _, row := range []struct{ scope, pressed, meant string }{
		{"answer", "n", "j"}, {"answer", "ctrl+n", "j"}, // given
		{"answer", "down", "down"},                                             // kept
		{"answer", "j", "pgdown"},                                              // taken from one and given to another
		{"answer", "space", ""}, {"answer", "pgdown", ""}, {"answer", "d", ""}, // taken away
		{"answer", "y", "y"}, {"answer", "q", "q"}, // nobody changed these
		{"saved", "n", "n"}, {"saved", "d", "d"},
	} {
		got, ok := changed.Meant(row.scope, answerKeys, press(t, row.pressed))
		if ok != (row.meant != "") || ok && got.String() != row.meant {
			t.Errorf("%s in %s means %q, %t; want %q", row.pressed, row.scope, got.String(), ok, row.meant)
		}
	}
	if got, ok := (Keymap{}).Meant("answer", answerKeys, press(t, "d")); !ok || got.String() != "d" {
		t.Error("no settings change a key")
	}
}

func TestHintsNameTheKeyThatThePersonHas(t *testing.T) {
	th := NewTheme(true)
	th.Keys = NewKeymap(map[string]map[string][]string{"global": {"save": {"ctrl+w", "f6"}, "undo": {}, "quit": {}}})
	for name, want := range map[string]string{"save": "ctrl+w", "undo": "ctrl+p undo", "help": "usual"} {
		if got := th.Hint("global", name, "usual"); got != want {
			t.Errorf("%s is pressed with %q, want %q", name, got, want)
		}
	}
	none := NewKeymap(map[string]map[string][]string{"global": {"palette": {}, "undo": {}}})
	if got := none.hint("global", "undo", "u"); got != "(no key) undo" {
		t.Errorf("without a palette: %q", got)
	}
}

func BenchmarkMeant(b *testing.B) {
	msg, _ := Stroke("y")
	for b.Loop() {
		changed.Meant("answer", answerKeys, msg)
	}
}
