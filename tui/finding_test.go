package tui_test

import (
	"testing"

	"graphguest/tui"
	"graphguest/tui/settings"
)

func TestThePaletteFindsActionsEnvironmentsQueriesAndRuns(t *testing.T) {
	u := guestAt(t, "contoso").types("/me?$select=mail").presses(enter).sees("200 OK")
	u.presses("ctrl+p").sees("Palette").types("wingtip").presses(enter).header("wingtip")
	u.presses("ctrl+p").types("full screen").presses(enter).seesNo("╭─ Query")
	u.presses("ctrl+p").types("full screen").presses(enter).sees("╭─ Query")
	u.presses("ctrl+p").types("who am I here").presses(enter).sees("GET  v1.0", "creationType,identit")
}

func TestWhatCannotBeDoneNowSaysWhy(t *testing.T) {
	u := guestAt(t, "contoso").presses(esc, "u").sees("undo: nothing is left")
	u.presses("x").sees("error in full: the last thing that happened was no error")
	u.presses("P").sees("answer in the pager: ")
	u.presses("]").sees("next tab: there is one tab")
	u.presses("ctrl+p").types("undo").sees("nothing is left to undo")
}

func TestSettingsGiveKeysOtherStrokes(t *testing.T) {
	w := newWorld(t)
	w.Settings.Keys = []settings.KeySetting{
		{Scope: "global", Name: "environments", Strokes: []string{"Y"}, Place: "settings.toml:2"},
		{Scope: "saved", Name: "delete", Strokes: []string{"X"}, Place: "settings.toml:4"},
	}
	u := w.at(t, "contoso").presses(esc, "e").seesNo("Environments").presses("Y").sees("Environments").presses(esc)
	u.presses("o", "d").seesNo("Delete a saved query").presses("X").sees("Delete a saved query").presses("n")
	u.presses("?").sees("X", "Y")
}

func TestAKeyThatIsUnknownOrTakenIsNamedWithItsPlace(t *testing.T) {
	for name, c := range map[string]struct {
		set  settings.KeySetting
		want string
	}{
		"scope":  {settings.KeySetting{Scope: "answers", Name: "down", Strokes: []string{"n"}}, "no such scope"},
		"key":    {settings.KeySetting{Scope: "global", Name: "fly", Strokes: []string{"F"}}, `no key "fly"`},
		"root":   {settings.KeySetting{Scope: "global", Name: "undo", Strokes: []string{"t"}}, "t is taken"},
		"pane":   {settings.KeySetting{Scope: "saved", Name: "delete", Strokes: []string{"r"}}, "r is taken"},
		"across": {settings.KeySetting{Scope: "saved", Name: "delete", Strokes: []string{"e"}}, "e is taken"},
	} {
		t.Run(name, func(t *testing.T) {
			c.set.Place = "settings.toml:7"
			_, faults := tui.Keys(settings.Settings{Keys: []settings.KeySetting{c.set}})
			if len(faults) != 1 || !contains(faults[0].Error(), "settings.toml:7: ") || !contains(faults[0].Error(), c.want) {
				t.Errorf("faults %v, want one with %q", faults, c.want)
			}
			w := newWorld(t)
			w.Settings.Keys = []settings.KeySetting{c.set}
			w.at(t, "contoso").sizes(200, 40).sees("settings.toml:7: ")
		})
	}
}

func TestEveryKeyHasANameOfItsOwnInItsScope(t *testing.T) {
	keys, faults := tui.Keys(settings.Settings{})
	if len(faults) > 0 {
		t.Error(faults)
	}
	seen := map[string]bool{}
	for _, k := range keys {
		if id := k.Scope + "." + k.Name; seen[id] && k.Name != "" {
			t.Errorf("%s is the name of two keys", id)
		} else {
			seen[id] = true
		}
		if k.Name == "" || k.Does == "" || len(k.Strokes) == 0 {
			t.Errorf("%+v is not whole", k)
		}
	}
}

func TestAsciiGlyphsAndAGivenBackground(t *testing.T) {
	w := newWorld(t)
	w.Settings.Glyphs, w.Settings.Background = "ascii", "light"
	u := w.at(t, "contoso").presses(enter).sees("200 OK", "+- Query")
	for _, r := range u.screen() {
		if r > 126 {
			t.Fatalf("%q is not ASCII:\n%s", r, u.screen())
		}
	}
}
