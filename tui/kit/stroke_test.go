package kit

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestAStrokeIsWhatItsNameSays(t *testing.T) {
	names := strings.Split("abcxyzABCXYZ0129!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~äßжÉ", "")
	names = append(names, strings.Fields(`space enter esc tab shift+tab backspace delete insert home end pgup pgdown
		up down left right f1 f2 f12 f20 f63 ctrl+a ctrl+z ctrl+\ ctrl+space alt+x alt+1 alt++ ctrl++ alt+shift+x ctrl+alt+x
		ctrl+alt+shift+x ctrl+shift+x shift+up shift+enter shift+space alt+enter alt+backspace ctrl+left ctrl+pgdown
		super+k meta+x hyper+x ctrl+super+k menu begin find select`)...)
	for _, name := range names {
		msg, ok := Stroke(name)
		if !ok || msg.String() != name {
			t.Errorf("%q became %q, %t", name, msg.String(), ok)
		}
	}
}

func TestWhatIsNoStrokeIsRefused(t *testing.T) {
	for _, name := range []string{
		"", " ", "ab", "shift+a", "ctrl+", "ctrl+A", "alt+A", "shift+ctrl+a", "Enter", "escape", "f0", "f64", "pagedown",
		"ctrl-a", "^A", "\t", "\x1b", "\u200b", "\u202e", "\xff", "e\u0301", "ctrl+ctrl+a", "space ", "\u00a0",
	} {
		if msg, ok := Stroke(name); ok {
			t.Errorf("%q is a keystroke, %q", name, msg.String())
		}
	}
}

// The messages are those that Bubble Tea makes of what a terminal sends.
func TestStrokesAreAsATerminalSendsThem(t *testing.T) {
	for name, want := range map[string]tea.Key{
		"a":         {Code: 'a', Text: "a"},
		"A":         {Code: 'a', ShiftedCode: 'A', Mod: tea.ModShift, Text: "A"},
		"?":         {Code: '?', Text: "?"},
		"É":         {Code: 'É', Text: "É"},
		"space":     {Code: tea.KeySpace, Text: " "},
		"enter":     {Code: tea.KeyEnter},
		"ctrl+x":    {Code: 'x', Mod: tea.ModCtrl},
		"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift},
		"alt+1":     {Code: '1', Mod: tea.ModAlt},
	} {
		if msg, _ := Stroke(name); tea.Key(msg) != want {
			t.Errorf("%s is %#v, want %#v", name, msg, want)
		}
	}
}

func TestWhatTypesACharacter(t *testing.T) {
	for name, want := range map[string]bool{
		"a": true, "A": true, "?": true, "space": true, "ж": true,
		"enter": false, "ctrl+a": false, "alt+a": false, "tab": false, "delete": false, "ctrl+space": false, "f1": false,
	} {
		if Types(press(t, name)) != want {
			t.Errorf("%s types a character: %t", name, !want)
		}
	}
}

func TestReservedStrokesSayWhy(t *testing.T) {
	for stroke, why := range map[string]string{
		"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "end of a line", "ctrl+h": "backspace", "ctrl+[": "esc",
		"ctrl+enter": "enter", "shift+enter": "enter", "ctrl+tab": "tab", "shift+space": "space", "ctrl+backspace": "backspace",
		"ctrl+shift+a": "without shift", "ctrl+1": "cannot", "ctrl+/": "cannot", "super+k": "few", "alt+[": "begin", "alt+shift+o": "begin",
	} {
		if got := Reserved(stroke); !strings.Contains(got, why) {
			t.Errorf("%s: %q", stroke, got)
		}
	}
	for _, free := range strings.Fields(`a A 1 ? space enter esc tab shift+tab f3 ctrl+a ctrl+z ctrl+] ctrl+\ ctrl+space alt+x alt+1 alt+enter
		alt+shift+a ctrl+left shift+up ctrl+alt+x pgdown ctrl+pgdown ctrl+^ ctrl+_`) {
		if why := Reserved(free); why != "" {
			t.Errorf("%s: %s", free, why)
		}
	}
	for _, k := range LineKeys() {
		for _, stroke := range k.Keys() {
			if _, ok := Stroke(stroke); !ok {
				t.Errorf("the line obeys %q, which is no keystroke", stroke)
			}
		}
	}
}
