package helppane

import (
	"fmt"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
)

func sections() []Section {
	return []Section{
		{Title: "Answer", Scope: "answer", Keys: []Key{
			{Binding: kit.Bind("pgdn", "page down", "pgdown", "space")},
			{Binding: kit.Bind("y", "copy value"), Why: "there is no answer yet"},
			{Binding: key.NewBinding(key.WithKeys("z"))},
			{Binding: key.NewBinding(key.WithKeys("y"), key.WithHelp("y", "off"), key.WithDisabled())},
		}},
		{Title: "Everywhere", Scope: "global", Keys: []Key{
			{Binding: kit.Bind("ctrl+s", "save")},
			{Binding: kit.Bind("u", "undo"), Why: "nothing was deleted"},
			{Binding: kit.Bind("x", "error in full", "x", "ctrl+x")},
		}},
	}
}

func look(t *testing.T, w, h int) *kittest.User {
	return kittest.Look(t, New(kit.NewTheme(true), sections()), w, h)
}

func long(t *testing.T, w, h int) *kittest.User {
	all := sections()
	for i := range 30 {
		all = append(all, Section{Title: fmt.Sprintf("Part %d", i), Keys: []Key{{Binding: kit.Bind("x", fmt.Sprintf("does %d", i))}}})
	}
	return kittest.Look(t, New(kit.NewTheme(true), all), w, h)
}

func row(t *testing.T, u *kittest.User, with string) string {
	t.Helper()
	for line := range strings.SplitSeq(u.Screen(), "\n") {
		if strings.Contains(line, with) {
			return strings.TrimRight(line, " ")
		}
	}
	t.Errorf("%q is in no row of\n%s", with, u.Screen())
	return ""
}

func TestItShowsWhatHasHelpSectionBySection(t *testing.T) {
	u := look(t, 100, 20).Sees("› type what you look for", "5 of 5", "Answer", "page down", "Everywhere", "save").SeesNo("off")
	if s := u.Screen(); strings.Index(s, "Answer") > strings.Index(s, "Everywhere") {
		t.Error("the pane in front is not first")
	}
}

func TestAWideWindowHasTheNamesThatSettingsUse(t *testing.T) {
	u := look(t, 100, 20)
	for with, want := range map[string]string{
		"page down": "pgdn    page down      answer.page-down",
		"copy":      "y       copy value     answer.copy-value     there is no answer yet",
	} {
		if got := row(t, u, with); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	look(t, 50, 20).SeesNo("answer.page-down")
}

func TestWhatDoesNothingNowSaysWhyAtAnyWidth(t *testing.T) {
	for _, w := range []int{36, 50, 80, 120} {
		look(t, w, 24).Sees("copy value", "there is no answer yet", "undo", "nothing was deleted")
	}
	if got := row(t, look(t, 36, 24), "there is"); got != "        there is no answer yet" {
		t.Errorf("in a narrow window: %q", got)
	}
	look(t, 20, 24).Sees("there is no…")
}

func TestLettersFilter(t *testing.T) {
	look(t, 80, 20).Types("sav").Sees("› sav", "1 of 5", "Everywhere", "save").SeesNo("Answer", "undo")
	look(t, 80, 20).Types("DOWN Page").Sees("1 of 5", "page down")         // any order, any case
	look(t, 80, 20).Types("global").Sees("3 of 5", "undo").SeesNo("page")  // the name in settings
	look(t, 80, 20).Types("answer").Sees("2 of 5", "copy").SeesNo("undo")  // the section
	look(t, 80, 20).Types("space").Sees("1 of 5", "page down")             // a keystroke that help does not show
	look(t, 80, 20).Types("jq?").Sees("0 of 5", "nothing matches “jq?”")   // signs and j are letters like others
	look(t, 80, 20).Types("zz").Presses("ctrl+u").Sees("5 of 5", "type w") // and back
	look(t, 80, 20).Tell(tea.PasteMsg{Content: "undo"}).Sees("1 of 5")
	u := look(t, 80, 20).Types("page")
	if match := kit.NewTheme(true).Match.Render("page"); !strings.Contains(u.Pane.View(80, 20), match) {
		t.Error("the match is not marked")
	}
}

func TestAKeystrokeFindsFirstWhatIsPressedSo(t *testing.T) {
	u := look(t, 80, 20).Types("u")
	if lines := strings.Split(u.Screen(), "\n"); !strings.Contains(lines[3], "undo") {
		t.Errorf("not first:\n%s", u.Screen())
	}
	look(t, 80, 20).Types("ctrl+x").Sees("1 of 5", "error in full")
}

func TestItScrollsAndTheFilterGoesBackToTheTop(t *testing.T) {
	u := long(t, 80, 12).Sees("Answer").SeesNo("Part 13").Presses("pgdown", "pgdown", "pgdown", "pgdown", "pgdown").Sees("Part 13").SeesNo("Answer")
	u.Types("does").Sees("Part 0", "30 of 35").Presses("down").SeesNo("Part 0").Presses("up").Sees("Part 0")
	u.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown}).SeesNo("Part 0")
}

func TestEveryKeyWorks(t *testing.T) {
	kittest.EveryKeyWorks(t, func() *kittest.User {
		return kittest.Look(t, caretSeen{long(t, 80, 10).Pane.(*Model)}, 80, 10).Types("do es").Presses("left", "left", "pgdown", "pgdown")
	})
	m := New(kit.PlainTheme(), sections())
	m.View(80, 40)
	if k := m.AllKeys()[0]; len(m.Keys()) != 0 || m.Why(k) == "" {
		t.Errorf("keys %v, down does nothing because of %q", m.Keys(), m.Why(k))
	}
	m.View(80, 4)
	if k := m.AllKeys()[0]; len(m.Keys()) != 4 || m.Why(k) != "" {
		t.Errorf("keys %v, down does nothing because of %q", m.Keys(), m.Why(k))
	}
}

// caretSeen is help with its cursor written into its last row.
type caretSeen struct{ *Model }

func (c caretSeen) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	_, cmd := c.Model.Update(msg)
	return c, cmd
}

func (c caretSeen) View(w, h int) string {
	view := c.Model.View(w, h-1)
	x, _, _ := c.Cursor()
	return fmt.Sprintf("%s\n%d", view, x)
}

func TestNothingJumpsWhileFiltering(t *testing.T) {
	u := look(t, 80, 20)
	w, h := u.Pane.(*Model).Size()
	u.Types("save")
	if w2, h2 := u.Pane.(*Model).Size(); w != w2 || h != h2 {
		t.Errorf("%d×%d became %d×%d", w, h, w2, h2)
	}
	if rows := strings.Split(look(t, w, h).Screen(), "\n"); strings.TrimSpace(rows[h-1]) == "" || len(look(t, w, h).Pane.Keys()) > 0 {
		t.Errorf("%d×%d is not what it needs:\n%s", w, h, strings.Join(rows, "\n"))
	}
}

func TestItFollowsTheTheme(t *testing.T) {
	u := look(t, 80, 20)
	before := u.Pane.View(80, 20)
	if u.Tell(kit.ThemeChanged{Theme: kit.ThemeNamed("high-contrast", true)}); u.Pane.View(80, 20) == before {
		t.Error("the old theme is still there")
	}
}

func TestAnySizeHolds(t *testing.T) {
	for w := range 60 {
		look(t, w, 12).Screen()
	}
	for h := range 8 {
		u := long(t, 40, h).Types("does").Presses("pgdown")
		u.Screen()
	}
	kittest.Look(t, New(kit.PlainTheme(), nil), 40, 5).Sees("no keys", "0 of 0").Types("x").Sees("nothing matches")
}

func TestHostileTitlesAreShownNotObeyed(t *testing.T) {
	for _, s := range hostile.Samples {
		all := []Section{{Title: s, Scope: s, Keys: []Key{{Binding: kit.Bind(s+"x", s+"x"), Why: s}}}}
		for _, w := range []int{20, 60, 200} {
			kittest.Look(t, New(kit.NewTheme(true), all), w, 8).Tell(tea.PasteMsg{Content: s}).Presses("left").Screen()
		}
	}
}
