package settings

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"graphguest/tui/safetext/hostile"
)

func parsed(t *testing.T, text string) (Settings, []string) {
	t.Helper()
	s, errs := Parse("settings.toml", []byte(text))
	var faults []string
	for _, err := range errs {
		faults = append(faults, err.Error())
	}
	return s, faults
}

func TestEverySettingIsRead(t *testing.T) {
	s, faults := parsed(t, `
theme = "high-contrast" # a comment
background = "light"
glyphs = "ascii"
mouse = false

[keys.answer]
page-down = ["space", "n"]
"delete" = []

[keys.global]
save = "ctrl+w"
`)
	off := false
	want := Settings{Theme: "high-contrast", Background: "light", Glyphs: "ascii", Mouse: &off, Keys: []KeySetting{
		{"answer", "page-down", []string{"space", "n"}, "settings.toml:8"},
		{"answer", "delete", nil, "settings.toml:9"},
		{"global", "save", []string{"ctrl+w"}, "settings.toml:12"},
	}}
	if !reflect.DeepEqual(s, want) || faults != nil {
		t.Errorf("got %+v\n%q", s, faults)
	}
}

func TestNoFileAndAnEmptyOneAreTheDefaults(t *testing.T) {
	for _, text := range []string{"", "\n# nothing\n", "[keys]\n[keys.answer]\n"} {
		if s, faults := parsed(t, text); !reflect.DeepEqual(s, Settings{}) || faults != nil {
			t.Errorf("%q: %+v, %q", text, s, faults)
		}
	}
}

func TestKeysMayBeWrittenInAnyWayThatTOMLHas(t *testing.T) {
	for _, text := range []string{
		"[keys.answer]\ndown = 'n'", "keys.answer.down = 'n'", "[keys]\nanswer.down = ['n']",
		"keys = { answer = { down = 'n' } }", "[keys]\nanswer = {down = [ # here\n 'n',\n]}",
	} {
		s, faults := parsed(t, text)
		if len(s.Keys) != 1 || s.Keys[0].Scope+"."+s.Keys[0].Name != "answer.down" || !slices.Equal(s.Keys[0].Strokes, []string{"n"}) || faults != nil {
			t.Errorf("%s: %+v, %q", text, s.Keys, faults)
		}
	}
}

func TestAFaultIsNamedWithItsPlaceAndWhatIsAllowed(t *testing.T) {
	for text, want := range map[string]string{
		"\ntheme = 'hi-contrast'":            `settings.toml:2: theme: "hi-contrast" is not a theme; there are default, high-contrast, colour-blind, mono`,
		"background = 'grey'":                `settings.toml:1: background: "grey" is not a background; there are dark, light, auto`,
		"glyphs = true":                      `settings.toml:1: glyphs: is text in quotes; there are unicode, ascii`,
		"mouse = 'no'":                       `settings.toml:1: mouse: is true or false`,
		"[theme]\nname = 'mono'":             `settings.toml:1: theme: is text in quotes; there are`,
		"colour = 'x'":                       `settings.toml:1: "colour" is no setting; there are theme, background, glyphs, mouse and tables [keys.…]`,
		"\n[colours]\na = 1\nb = 2":          `settings.toml:2: "colours" is no setting`,
		"keys = 'x'":                         `settings.toml:1: keys: a key stands in the table of where it works`,
		"[keys]\nsave = 'x'":                 `settings.toml:2: keys.save: a key stands in the table of where it works`,
		"[keys.a]\nb.c = 'x'":                `settings.toml:2: keys.a.b.c: a key stands in the table`,
		"[keys.a]\nb = 3":                    `settings.toml:2: keys.a.b: is a keystroke in quotes, or a list of them`,
		"[keys.a]\nb = ['x',\n  'x']":        `settings.toml:3: keys.a.b: "x" is there twice`,
		"[keys.a]\nb = ''":                   `settings.toml:2: keys.a.b: "" is no keystroke; a key is taken away with []`,
		"[keys.a]\nb = 'ctrl+i'":             `settings.toml:2: keys.a.b: ctrl+i cannot be used: terminals send the same for tab`,
		"[keys.a]\nb = 'nope'":               `settings.toml:2: keys.a.b: "nope" is no keystroke; write one character, or a name such as`,
		"theme = ":                           `settings.toml:1: `,
		"mouse = true\n\ntheme == 'mono'":    `settings.toml:3: `,
		"theme = 'mono'\ntheme = 'mono'":     `settings.toml:2: key theme is already defined; nothing of this file is used`,
		"[keys.answer]\n[keys.answer]\n":     `settings.toml:2: `,
		"theme = 'mono'\n\xff\xfe = 'x'\n\n": `settings.toml:2: `,
	} {
		if _, faults := parsed(t, text); len(faults) != 1 || !strings.HasPrefix(faults[0], want) {
			t.Errorf("%q: %q, want %q", text, faults, want)
		}
	}
}

func TestOneFaultLosesNothingElse(t *testing.T) {
	s, faults := parsed(t, "theme = 'neon'\nglyphs = 'ascii'\n[keys.answer]\ndown = ['ctrl+m', 'n']\nup = 'PageUp'\nleft = 'h'\nmouse = false")
	want := []KeySetting{{"answer", "down", []string{"n"}, "settings.toml:4"}, {"answer", "left", []string{"h"}, "settings.toml:6"}}
	if s.Theme != "" || s.Glyphs != "ascii" || !reflect.DeepEqual(s.Keys, want) {
		t.Errorf("left are %+v", s)
	}
	if len(faults) != 5 || faults[4] != "settings.toml:7: mouse stands above the first [table]" {
		t.Errorf("faults %q", faults)
	}
}

func TestOfADamagedFileNothingHolds(t *testing.T) {
	if s, faults := parsed(t, "theme = 'mono'\nglyphs = ascii"); !reflect.DeepEqual(s, Settings{}) || len(faults) != 1 {
		t.Errorf("%+v, %q", s, faults)
	}
}

func TestKeystrokesAsOtherProgramsWriteThemAreCorrected(t *testing.T) {
	for written, want := range map[string]string{
		"PageDown": "pgdown", "pgdn": "pgdown", "Escape": "esc", "Return": "enter", "<Esc>": "esc", " ": "space", "Del": "delete",
		"Ctrl-X": "ctrl+x", "<C-x>": "ctrl+x", "^X": "ctrl+x", "Control+Alt+x": "ctrl+alt+x", "C-M-x": "ctrl+alt+x",
		"shift+a": "A", "alt+Y": "alt+shift+y", "Shift+Tab": "shift+tab", "S-Tab": "shift+tab", "F5": "f5", "Ctrl+PageDown": "ctrl+pgdown",
		"alt+ctrl+x": "ctrl+alt+x", "Up": "up",
	} {
		if got := unusable(written); !strings.HasSuffix(got, `write "`+want+`"`) {
			t.Errorf("%q: %s", written, got)
		}
	}
	for _, hopeless := range []string{"ctrl+", "hello", "^I", "Ctrl-Enter", "--", "+++", "ctrl+hello", "\x1b[A"} {
		if got := unusable(hopeless); !strings.Contains(got, "write one character") {
			t.Errorf("%q: %s", hopeless, got)
		}
	}
}

func TestHostileFilesAreFaultsAndNothingWorse(t *testing.T) {
	corpus, _ := hostile.Packed(20)
	for _, s := range append(corpus, hostile.Samples...) {
		quoted := strings.NewReplacer("'", "", "\n", "").Replace(s)
		for _, text := range []string{s, "theme = '" + quoted + "'", "['" + quoted + "']", "keys.answer.down = '" + quoted + "'"} {
			if _, errs := Parse("settings.toml", []byte(text)); len(errs) == 0 && text != s {
				t.Errorf("%q is taken", text)
			}
		}
	}
}
