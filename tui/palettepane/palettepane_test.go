package palettepane

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
)

var (
	me     = graphquery.Query{Path: "/me"}
	guests = graphquery.Query{Path: "/users?$filter=userType eq 'Guest'"}
)

// world is a little of everything, in no order.
var world = []Item{
	{Kind: "run", Title: "GET v1.0 /me", Detail: "200, 3 min ago", Wish: kit.EditQuery{Query: me}},
	{Kind: "action", Title: "sign in", Key: "s", Wish: kit.Show{Overlay: kit.SignInDialog}},
	{Kind: "action", Title: "error in full", Key: "x", Why: "there is no error", Wish: kit.Show{Overlay: kit.ErrorView}},
	{Kind: "environment", Title: "fabrikam", Detail: "fabrikam.com consultant@contoso.com", Wish: kit.SwitchEnvironment{Name: "fabrikam"}},
	{Kind: "environment", Title: "wingtip", Detail: "wingtiptoys.com consultant@contoso.com", Wish: kit.SwitchEnvironment{Name: "wingtip"}},
	{Kind: "query", Title: "who am I here", Detail: "GET v1.0 /me", Wish: kit.EditQuery{Query: me, Variables: map[string]string{"a": "b"}}},
	{Kind: "query", Title: "all guests", Detail: guests.String(), Wish: kit.RunQuery{Query: guests}},
}

func look(t testing.TB, w, h int, items []Item) *kittest.User {
	return kittest.Look(t, New(kit.NewTheme(true), "Palette", items), w, h)
}

func states(wish tea.Msg) kit.Answered { return kit.Answered{Wish: wish} }

// order fails the test unless the texts stand one below the other.
func order(t *testing.T, u *kittest.User, texts ...string) {
	t.Helper()
	rest := u.Screen()
	for _, text := range texts {
		_, after, ok := strings.Cut(rest, text)
		if !ok {
			t.Errorf("%q is not there or not in its place:\n%s", text, u.Screen())
			return
		}
		rest = after
	}
}

func TestWithNothingTypedThingsStandByKind(t *testing.T) {
	u := look(t, 96, 24, world)
	order(t, u, "Actions", "sign in", "error in full", "Environments", "fabrikam", "wingtip", "Saved queries", "who am I here", "all guests", "Recent runs", "GET v1.0 /me", "200, 3 min ago")
	u.Sees("> actions @ environments # saved queries ! recent runs")
}

func TestTheBestIsUnderTheCursor(t *testing.T) {
	for typed, want := range map[string]tea.Msg{
		"sign": kit.Show{Overlay: kit.SignInDialog}, "wing": kit.SwitchEnvironment{Name: "wingtip"}, "toys": kit.SwitchEnvironment{Name: "wingtip"},
		"guests": kit.RunQuery{Query: guests}, "3 min": kit.EditQuery{Query: me}, "fab": kit.SwitchEnvironment{Name: "fabrikam"},
	} {
		look(t, 96, 24, world).Types(typed).Presses("enter").Wished(states(want))
	}
}

func TestWhatIsFoundSaysItsKind(t *testing.T) {
	u := look(t, 96, 24, world).Types("me").Sees("query", "run").SeesNo("Saved queries\n", "Recent runs\n")
	u.Sees("of 7")
	look(t, 40, 24, world).Types("sign").Sees("sign in").SeesNo("action s") // no room
}

func TestATitleCountsMoreThanADetail(t *testing.T) {
	u := look(t, 96, 24, []Item{
		{Kind: "action", Title: "one", Detail: "token"}, {Kind: "query", Title: "look for the token", Detail: "two"},
	}).Types("token")
	order(t, u, "look for the token", "one")
}

func TestASigilShowsOneKindAlone(t *testing.T) {
	for sigil, want := range map[string]string{">": "sign in", "@": "wingtip", "#": "all guests", "!": "3 min ago"} {
		u := look(t, 96, 24, world).Types(sigil).Sees(want)
		for _, other := range []string{"sign in", "wingtip", "all guests", "3 min ago"} {
			if other != want {
				u.SeesNo(other)
			}
		}
	}
	look(t, 96, 24, world).Types("# me").Presses("enter").Wished(states(world[5].Wish))
	look(t, 96, 24, world).Types("@ zzz").Sees("none of 7 matches").Presses("enter").Wished()
}

func TestOneKindAloneNeedsNoHeadings(t *testing.T) {
	u := look(t, 96, 24, world[:1]).Sees("GET v1.0 /me").SeesNo("Recent runs", "only:")
	u.Types("!").Sees("none of 1 matches") // an ordinary character here
}

func TestTheCursorStepsOverHeadings(t *testing.T) {
	u := look(t, 96, 24, world).Presses("down", "down", "enter").Wished(states(world[3].Wish))
	u.Presses("up", "up", "up", "enter").Wished(states(world[1].Wish)).Sees("Actions")
	u.Presses("pgdown", "enter").Wished(states(world[0].Wish)).Presses("pgup", "down", "down", "enter").Wished(states(world[3].Wish))
}

func TestWhatCannotBeDoneSaysWhyAndStays(t *testing.T) {
	u := look(t, 96, 24, world).Sees("error in full", "there is no error").Presses("down", "enter").Wished()
	rows := strings.Split(u.Screen(), "\n")
	if last := rows[len(rows)-1]; last != "error in full: there is no error" {
		t.Errorf("the last line is %q", last)
	}
	u.Presses("up").SeesNo("full: there")
	u.Presses("ctrl+n").Wished().Sees("in a new tab: no query is chosen")
}

func TestAQueryOpensInATabOfItsOwn(t *testing.T) {
	look(t, 96, 24, world).Types("who").Presses("ctrl+n").Wished(states(kit.OpenTab{Query: me, Variables: map[string]string{"a": "b"}}))
	look(t, 96, 24, world).Types("all guests").Presses("ctrl+n").Wished(states(kit.OpenTab{Query: guests}))
	full := []Item{{Kind: "query", Title: "q", Why: "it cannot be read", Wish: kit.EditQuery{}}}
	look(t, 96, 24, full).Presses("ctrl+n").Wished().Sees("q: it cannot be read")
}

func TestKeysStandAtTheRight(t *testing.T) {
	for row := range strings.SplitSeq(look(t, 60, 24, world).Screen(), "\n") {
		if strings.Contains(row, "sign in") && !strings.HasSuffix(row, "  s") {
			t.Errorf("the key is not at the right of %q", row)
		}
	}
	look(t, 60, 24, world).Types("sign").Sees("action s")
}

func TestNewItemsLeaveWhatIsTypedAndTheCursor(t *testing.T) {
	u := look(t, 96, 24, world).Types("co").Presses("down")
	u.Presses("enter").Wished(states(world[4].Wish))
	more := append([]Item{{Kind: "environment", Title: "co", Wish: kit.SwitchEnvironment{Name: "co"}}}, world...)
	u.Pane.(*Model).Load(more)
	u.Sees("› co").Presses("enter").Wished(states(world[4].Wish))
	u.Presses("up", "up").Presses("enter").Wished(states(more[0].Wish))
	u.Pane.(*Model).Load(world[:1])
	u.Sees("none of 1 matches").Presses("enter").Wished()
	u.Pane.(*Model).Load(nil)
	u.Sees("nothing is here yet").Presses("ctrl+u").Sees("nothing is here yet")
}

func TestAnEmptyPaletteSaysSo(t *testing.T) {
	look(t, 96, 24, nil).Sees("nothing is here yet").Presses("enter", "down", "pgup").Wished().Sees("page up: nothing is found")
	look(t, 96, 24, []Item{{Kind: "puzzle", Title: "?"}}).Sees("nothing is here yet")
}

func TestTheMouseChoosesAndThenStates(t *testing.T) {
	u := look(t, 96, 24, world).Tell(tea.MouseClickMsg{Y: 0}, tea.MouseClickMsg{Y: 2}, tea.MouseClickMsg{Y: 23}, tea.MouseClickMsg{Y: 22}).Wished()
	u.Tell(tea.MouseClickMsg{Y: 6}).Wished().Tell(tea.MouseClickMsg{Y: 6}).Wished(states(world[3].Wish))
	u.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown}).Presses("enter").Wished(states(world[4].Wish))
	u.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelUp}).Presses("enter").Wished(states(world[3].Wish))
}

func TestAPasteIsTyped(t *testing.T) {
	look(t, 96, 24, world).Tell(tea.PasteMsg{Content: "wingtip\n"}).Presses("enter").Wished(states(world[4].Wish))
}

func TestEveryKeyWorks(t *testing.T) {
	for _, typed := range []string{"# ", "g e"} {
		kittest.EveryKeyWorks(t, func() *kittest.User {
			p := caretSeen{New(kit.NewTheme(true), "Palette", append(world[5:], world...))}
			return kittest.Look(t, p, 96, 9).Types(typed).Presses("left", "down")
		})
	}
}

// caretSeen is the palette with its cursors written into its first row.
type caretSeen struct{ *Model }

func (c caretSeen) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	_, cmd := c.Model.Update(msg)
	return c, cmd
}

func (c caretSeen) View(w, h int) string {
	_, rest, _ := strings.Cut(c.Model.View(w, h), "\n")
	x, _, _ := c.Cursor()
	return fmt.Sprintf("%d %d %q\n%s", c.at, x, c.filter.Value(), rest)
}

func TestAKeyThatDoesNothingSaysWhy(t *testing.T) {
	u := look(t, 96, 24, world)
	m := u.Pane.(*Model)
	for _, typed := range []string{"", "all guests", " zzz"} {
		u.Types(typed)
		for _, k := range m.AllKeys() {
			works := false
			for _, now := range m.Keys() {
				works = works || now.Help() == k.Help()
			}
			if works != (m.Why(k) == "") {
				t.Errorf("after %q %s works: %v, and why not: %q", typed, k.Help().Desc, works, m.Why(k))
			}
		}
	}
}

func TestHostileItemsAreShownNotObeyed(t *testing.T) {
	corpus, _ := hostile.Packed(4)
	var items []Item
	for i, s := range corpus {
		items = append(items, Item{Kind: kinds[i%len(kinds)].name, Title: s, Detail: s, Key: hostile.Samples[i%len(hostile.Samples)], Why: s[:i%2*len(s)]})
	}
	u := kittest.Look(t, New(kit.NewTheme(true), "Runs in \x1b[2J", items), 96, 24)
	for range 10 {
		u.Presses("pgdown")
	}
	u.Presses("enter").Types("e u").Presses("pgdown", "enter", "up", "enter")
	u.Tell(kit.ThemeChanged{Theme: kit.PlainTheme()}).Tell(tea.PasteMsg{Content: "\x1b[2J\u202e"})
	u.W = 40
	u.Presses("ctrl+u").Types("‹u")
}

func TestAnySizeHolds(t *testing.T) {
	for _, s := range [][2]int{{0, 0}, {1, 1}, {1, 9}, {2, 2}, {3, 40}, {300, 1}, {25, 3}, {60, 5}} {
		look(t, s[0], s[1], world).Presses("down", "pgdown", "enter", "m", "e", "down").Screen()
		look(t, s[0], s[1], nil).Presses("down", "x").Screen()
	}
}
