package kit_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
	"graphguest/tui/safetext/hostile"
)

func press(l *kit.Line, code rune, mod tea.KeyMod) bool {
	k := tea.KeyPressMsg{Code: code, Mod: mod}
	if mod == 0 && code < tea.KeyExtended && code > ' ' && code != tea.KeyBackspace {
		k.Text = string(code)
	}
	return l.Update(k)
}

func TestALineIsEdited(t *testing.T) {
	type key struct {
		code rune
		mod  tea.KeyMod
	}
	for _, c := range []struct {
		start string
		keys  []key
		want  string
	}{
		{"", []key{{'a', 0}, {'b', 0}}, "ab"},
		{"ac", []key{{tea.KeyLeft, 0}, {'b', 0}}, "abc"},
		{"ab", []key{{tea.KeyBackspace, 0}}, "a"},
		{"ab", []key{{tea.KeyHome, 0}, {tea.KeyDelete, 0}}, "b"},
		{"ab", []key{{'a', tea.ModCtrl}, {'x', 0}, {'e', tea.ModCtrl}, {'y', 0}}, "xaby"},
		{"/users/x", []key{{'w', tea.ModCtrl}}, "/users/"},
		{"/users/x", []key{{'b', tea.ModAlt}, {'k', tea.ModCtrl}}, "/users/"},
		{"/users/x", []key{{tea.KeyHome, 0}, {'f', tea.ModAlt}, {'u', tea.ModCtrl}}, "/x"},
		{"", []key{{tea.KeyBackspace, 0}, {tea.KeyDelete, 0}, {'w', tea.ModCtrl}, {tea.KeyLeft, 0}, {'a', 0}}, "a"},
		{"e\u0301", []key{{tea.KeyBackspace, 0}}, ""}, // a character is what a person counts
		{"👩‍🚀", []key{{tea.KeyLeft, 0}, {'a', 0}}, "a👩‍🚀"},
	} {
		var l kit.Line
		l.SetValue(c.start)
		for _, k := range c.keys {
			if !press(&l, k.code, k.mod) {
				t.Errorf("%q: key %v was not obeyed", c.start, k)
			}
		}
		if l.Value() != c.want {
			t.Errorf("%q after %v is %q, want %q", c.start, c.keys, l.Value(), c.want)
		}
	}
}

func TestALineLeavesOtherKeysAlone(t *testing.T) {
	var l kit.Line
	for _, k := range []tea.KeyPressMsg{{Code: tea.KeyEnter}, {Code: tea.KeyTab}, {Code: 's', Mod: tea.ModCtrl}, {Code: 'x', Text: "x", Mod: tea.ModAlt}} {
		if l.Update(k) {
			t.Errorf("%s was taken", k)
		}
	}
}

func TestAPasteIsOneBoundedLine(t *testing.T) {
	var l kit.Line
	l.Update(tea.PasteMsg{Content: "\n/users\r\n?$top=1\t\x1b[2J\x00\n"})
	if got := l.Value(); got != "/users ?$top=1 [2J" {
		t.Errorf("pasted %q", got)
	}
	l.Update(tea.PasteMsg{Content: strings.Repeat("é", 1<<20)})
	if n := len(l.Value()); n > 16<<10 {
		t.Errorf("a paste of 2 MB left %d bytes", n)
	}
}

func TestTheCursorIsAlwaysInSight(t *testing.T) {
	var l kit.Line
	l.SetValue("/users?$filter=startswith(displayName,'日本語')&$top=5")
	for _, width := range []int{1, 2, 3, 10, 20, 80} {
		for _, code := range []rune{tea.KeyHome, tea.KeyRight, tea.KeyRight, tea.KeyEnd, tea.KeyLeft, tea.KeyEnd} {
			press(&l, code, 0)
			if view := l.View(width); safetext.Width(view) > width || l.Caret() < 0 || l.Caret() >= width {
				t.Errorf("in %d cells: %q with the cursor at %d", width, view, l.Caret())
			}
		}
	}
}

func TestALineSaysWhereItGoesOn(t *testing.T) {
	var l kit.Line
	l.SetValue("日本語/users?$top=25")
	for _, c := range []struct {
		key         rune
		width       int
		left, right string
	}{{tea.KeyEnd, 12, "…", "=25"}, {tea.KeyHome, 12, "日", "…"}, {tea.KeyHome, 40, "日", "25"}, {tea.KeyEnd, 20, "… ", "25"}} {
		press(&l, c.key, 0)
		if view := l.View(c.width); !strings.HasPrefix(view, c.left) || !strings.HasSuffix(view, c.right) || safetext.Width(view) > c.width {
			t.Errorf("in %d cells: %q, want %s at the left and %s at the right", c.width, view, c.left, c.right)
		}
	}
}

func TestALineShowsNothingHostile(t *testing.T) {
	corpus, _ := hostile.Corpus()
	for _, s := range corpus {
		var l kit.Line
		l.SetValue(s[:min(len(s), 1000)])
		press(&l, tea.KeyHome, 0)
		if why := hostile.Smuggled(l.View(60)); why != "" {
			t.Errorf("%q: %s", s, why)
		}
	}
}

func TestEveryColourOfAnEnvironmentIsItsOwn(t *testing.T) {
	theme := kit.NewTheme(true)
	seen := map[string]string{}
	for _, colour := range []string{"red", "green", "yellow", "blue", "magenta", "cyan", "white"} {
		drawn := theme.In(colour).Name.Render("x")
		if other, taken := seen[drawn]; taken {
			t.Errorf("%s and %s look the same", colour, other)
		}
		seen[drawn] = colour
	}
	if theme.In("puce").Name.Render("x") != theme.Name.Render("x") {
		t.Error("an unknown colour is not the accent's")
	}
	if plain := kit.PlainTheme(); plain.In("red").Name.Render("x") != plain.Name.Render("x") {
		t.Error("the plain theme took a colour")
	}
}
