package environmentpane

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

var clock = time.Date(2026, 11, 22, 15, 4, 5, 0, time.UTC)

func now() time.Time { return clock }

const guid = "46d2a1c0-7b5e-4c11-9d0a-5be2c47a3f58"

var (
	adatum = kit.EnvironmentRow{
		Environment: auth.Environment{Name: "adatum", TenantDomain: "adatum.com", Account: "me@contoso.com", Color: "red"},
		State:       kit.StateSignedIn, Used: clock.Add(-3 * time.Minute),
	}
	contoso = kit.EnvironmentRow{
		Environment: auth.Environment{Name: "contoso", TenantDomain: "contoso.com", Account: "me@contoso.com", Access: auth.ReadWrite, Color: "green"},
		Used:        clock.Add(-time.Hour),
	}
	lab = kit.EnvironmentRow{
		Environment: auth.Environment{Name: "lab-contoso", TenantID: guid, Cloud: "lab"}, State: kit.StateSignedOut,
	}
	listed = kit.EnvironmentsListed{Rows: []kit.EnvironmentRow{lab, adatum, contoso}}
)

func lookAt(t testing.TB, w, h int) *kittest.User {
	return kittest.Look(t, New(kit.NewTheme(true), "contoso", now), w, h).Tell(listed)
}

func opens(name string) kit.SwitchEnvironment { return kit.SwitchEnvironment{Name: name} }

func TestARowSaysWhereItLeads(t *testing.T) {
	u := lookAt(t, 130, 12)
	u.Sees("▲ adatum", "adatum.com", "read-only", "signed in", "3 min ago", "me@contoso.com")
	u.Sees("● ✚ contoso", "read-write", "open now").Sees("  · lab-contoso", guid, "signed out", "no account yet")
}

func TestTheCursorBeginsOnTheCurrentOneAndTheOneBeforeIsNext(t *testing.T) {
	lookAt(t, 80, 12).Presses("enter").Wished(opens("contoso"))
	lookAt(t, 80, 12).Presses("down", "enter").Wished(opens("adatum"))
	lookAt(t, 80, 12).Presses("ctrl+n", "ctrl+n", "enter").Wished(opens("lab-contoso"))
	lookAt(t, 80, 12).Presses("pgdown", "up", "ctrl+p", "enter").Wished(opens("adatum"))
}

func TestThoseNeverUsedStandByName(t *testing.T) {
	u := kittest.Look(t, New(kit.NewTheme(true), "", now), 80, 12)
	u.Tell(kit.EnvironmentsListed{Rows: []kit.EnvironmentRow{
		{Environment: auth.Environment{Name: "b"}}, {Environment: auth.Environment{Name: "C"}}, {Environment: auth.Environment{Name: "a"}}, adatum,
	}})
	for i, name := range []string{"adatum", "a", "b", "C"} {
		if i > 0 {
			u.Presses("down")
		}
		u.Presses("enter").Wished(opens(name))
	}
}

func TestNarrowScreensGiveUpColumnsFromTheLeastNeeded(t *testing.T) {
	wide := []string{"signed in", "read-only", "3 min ago", "adatum.com", "no account yet"}
	for i, width := range []int{130, 100, 80, 46, 34, 9} {
		rows := strings.Split(lookAt(t, width, 5).Screen(), "\n")
		screen := strings.Join(rows[1:], "\n")
		for j, column := range wide {
			if strings.Contains(screen, column) != (j < len(wide)-i) {
				t.Errorf("in %d cells %q is or is not there:\n%s", width, column, screen)
			}
		}
	}
}

func TestWhatHasNoColumnStandsBelow(t *testing.T) {
	lookAt(t, 60, 10).Presses("down").Sees("adatum.com · me@contoso.com · read-only")
}

func TestTypingFiltersAndTheNameComesFirst(t *testing.T) {
	u := lookAt(t, 80, 12).Types("cont")
	u.Sees("adatum", "lab-contoso").Presses("enter").Wished(opens("contoso")) // the account is in every row
	u.Presses("ctrl+u").Types("lab").SeesNo("adatum").Presses("enter").Wished(opens("lab-contoso"))
	u.Presses("ctrl+u").Types("46d2").Presses("enter").Wished(opens("lab-contoso"))
	u.Presses("ctrl+u").Types("adm").Presses("enter").Wished(opens("adatum"))
	u.Presses("ctrl+u").Types("write cont").SeesNo("lab-").Presses("enter").Wished(opens("contoso"))
	u.Presses("ctrl+u").Types("signed out").SeesNo("adatum").Presses("enter").Wished(opens("lab-contoso"))
}

func TestAnIDIsNotFoundByItsScatteredDigits(t *testing.T) {
	lookAt(t, 80, 12).Types("4658").SeesNo("lab-contoso").Sees("none of 3 matches")
}

func TestWhatMatchesNothingCanBeAdded(t *testing.T) {
	u := lookAt(t, 80, 12).Types("zzz").Sees("none of 3 matches", "+ add “zzz” as a tenant")
	u.Presses("enter").Wished(kit.SetUp{Purpose: kit.Add, Environment: auth.Environment{TenantDomain: "zzz"}})
	u.Tell(tea.PasteMsg{Content: "\x1b[2J\u202e"}).Sees("zzz[2J‹U+202E›")
}

func TestTheLastRowAdds(t *testing.T) {
	lookAt(t, 80, 12).Presses("up", "down", "down", "down", "down", "down").Sees("+ add an environment").Presses("enter").Wished(kit.SetUp{})
	lookAt(t, 80, 12).Presses("ctrl+g").Wished(kit.SetUp{Purpose: kit.Add})
	lookAt(t, 80, 12).Types("ada").Presses("ctrl+g").Wished(kit.SetUp{Purpose: kit.Add})
}

func TestAPlusChoosesTheRowThatAdds(t *testing.T) {
	u := lookAt(t, 80, 12).Types("+").Sees("adatum", "contoso", "+ add an environment").SeesNo("none of", "as a tenant")
	u.Presses("enter").Wished(kit.SetUp{}).Presses("up", "enter").Wished(opens("lab-contoso"))
	u.Tell(listed).Presses("enter").Wished(opens("lab-contoso"))
	kittest.Look(t, New(kit.NewTheme(true), "contoso", now), 80, 12).Types("+").Tell(listed).Presses("enter").Wished(kit.SetUp{})
	lookAt(t, 80, 12).Types(" + ").Tell(listed).Presses("ctrl+g").Wished(kit.SetUp{})
	lookAt(t, 80, 12).Types("+x").Presses("enter").Wished(kit.SetUp{Environment: auth.Environment{TenantDomain: "+x"}})
}

func TestHowATenantIsAddedNamesThePersonsKey(t *testing.T) {
	theme := kit.NewTheme(true)
	theme.Keys = kit.NewKeymap(map[string]map[string][]string{"environments": {"open": {"f8"}}})
	kittest.Look(t, New(theme, "", now), 80, 12).Tell(kit.EnvironmentsListed{}).Sees("f8 adds a tenant")
}

func TestTheMenuHoldsTheRest(t *testing.T) {
	u := lookAt(t, 80, 12).Presses("down", "tab")
	menu, ok := u.Wishes[0].(kit.Choice)
	if !ok || menu.Title != "adatum" {
		t.Fatalf("tab wished %#v", u.Wishes)
	}
	e := adatum.Environment
	want := []kit.Item{
		{Key: "o", Wish: opens("adatum")}, {Key: "s", Wish: kit.SignInTo{Name: "adatum"}},
		{Key: "a", Wish: kit.SignInTo{Name: "adatum", Other: true}}, {Key: "x", Wish: kit.SignOutOf{Name: "adatum"}},
		{Key: "e"}, {Key: "c"}, {Key: "r"}, {Key: "d", Wish: kit.AskRemoveEnvironment{Name: "adatum"}},
	}
	for i, w := range want {
		got := menu.Items[i]
		if got.Key != w.Key || got.Label == "" || got.Why != "" || w.Wish != nil && got.Wish != w.Wish {
			t.Errorf("item %d is %+v", i, got)
		}
	}
	for i, purpose := range []kit.Purpose{kit.Edit, kit.Duplicate, kit.Rename} {
		if w, ok := menu.Items[4+i].Wish.(kit.SetUp); !ok || w.Purpose != purpose || w.Environment.Name != e.Name {
			t.Errorf("%s wishes %#v", menu.Items[4+i].Label, menu.Items[4+i].Wish)
		}
	}
}

func TestWhoIsSignedOutCannotSignOut(t *testing.T) {
	u := lookAt(t, 80, 12).Types("lab").Presses("tab")
	if why := u.Wishes[0].(kit.Choice).Items[3].Why; why != "signed out already" {
		t.Errorf("signing out is refused with %q", why)
	}
}

func TestStatesThatComeLaterLeaveTheCursorAlone(t *testing.T) {
	later := listed
	later.Rows = append([]kit.EnvironmentRow{{Environment: auth.Environment{Name: "aa"}, Used: clock}}, listed.Rows...)
	lookAt(t, 80, 12).Presses("down").Tell(later).Presses("enter").Wished(opens("adatum"))
	lookAt(t, 80, 12).Presses("pgdown").Tell(later).Presses("enter").Wished(kit.SetUp{})
	u := kittest.Look(t, New(kit.NewTheme(true), "contoso", now), 80, 12).Tell(kit.EnvironmentsListed{}, listed)
	u.Presses("enter").Wished(opens("contoso"))
}

func TestTheMarkFollowsTheEnvironment(t *testing.T) {
	u := lookAt(t, 80, 12).Tell(kit.EnvironmentOpened{Environment: adatum.Environment}).Sees("● ▲ adatum")
	u.SeesNo("● ✚ contoso").Presses("enter").Wished(opens("contoso"))
	kittest.Look(t, New(kit.NewTheme(true), "", now), 80, 12).Tell(kit.EnvironmentOpened{Environment: adatum.Environment}).Sees("reading…")
}

func TestDamagedFilesAreNamed(t *testing.T) {
	broken := listed
	broken.Problems = []error{errors.New("/x/wingtip/environment.toml:3: no such key")}
	lookAt(t, 80, 12).Tell(broken).Sees("adatum", "damaged: /x/wingtip/environment.toml:3: no such key")
	for range 90 {
		broken.Problems = append(broken.Problems, errors.New("/x/\x1b[2J: bad"))
	}
	lookAt(t, 80, 12).Tell(broken).Sees("contoso", "damaged: /x/wingtip", "damaged: /x/␛[2J", "and 87 more damaged files")
}

func TestWithoutEnvironmentsItSaysWhatToDo(t *testing.T) {
	u := kittest.Look(t, New(kit.NewTheme(true), "", now), 80, 12).Sees("reading…").SeesNo("demo")
	u.Tell(kit.EnvironmentsListed{}).Sees("enter adds a tenant", "+ add an environment").SeesNo("demo").Presses("enter").Wished(kit.SetUp{})
	u.Types("+").Sees("+ add an environment", "enter adds a tenant").SeesNo("as a tenant").Presses("enter").Wished(kit.SetUp{}).Presses("backspace")
	u.Presses("tab").Wished().Sees("more: no environment is chosen").Presses("down").Sees("down: there is one row only")
	kittest.EveryKeyWorks(t, func() *kittest.User {
		p := caretSeen{New(kit.NewTheme(true), "", now)}
		return kittest.Look(t, p, 80, 12).Tell(kit.EnvironmentsListed{}).Types("a b").Presses("left")
	})
}

func TestEveryKeyWorks(t *testing.T) {
	kittest.EveryKeyWorks(t, func() *kittest.User {
		p := caretSeen{New(kit.NewTheme(true), "contoso", now)}
		return kittest.Look(t, p, 80, 12).Tell(listed).Types("c o").Presses("left", "down")
	})
}

// caretSeen is the switcher with its cursor written into its first row.
type caretSeen struct{ *Model }

func (c caretSeen) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	_, cmd := c.Model.Update(msg)
	return c, cmd
}

func (c caretSeen) View(w, h int) string {
	_, rest, _ := strings.Cut(c.Model.View(w, h), "\n")
	x, _, _ := c.Cursor()
	return fmt.Sprintf("%d: %s\n%s", x, c.filter.Value(), rest)
}

func TestAKeyThatDoesNothingSaysWhy(t *testing.T) {
	u := lookAt(t, 80, 12)
	m := u.Pane.(*Model)
	for _, state := range [][]string{nil, {"pgdown"}, {"z", "z"}} {
		u.Presses(state...)
		for _, k := range m.AllKeys() {
			works := false
			for _, now := range m.Keys() {
				works = works || now.Help() == k.Help()
			}
			if works != (m.Why(k) == "") {
				t.Errorf("after %v %s works: %v, and why not: %q", state, k.Help().Desc, works, m.Why(k))
			}
		}
	}
}

func TestTheMouseChoosesAndThenOpens(t *testing.T) {
	u := lookAt(t, 80, 12).Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown}, tea.MouseClickMsg{Y: 4}).Wished()
	u.Tell(tea.MouseClickMsg{Y: 4}).Wished(opens("lab-contoso"))
	u.Tell(tea.MouseClickMsg{Y: 0}, tea.MouseClickMsg{Y: 6}, tea.MouseClickMsg{Y: 11}).Wished()
	u.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelUp}, tea.MouseClickMsg{Y: 5}).Wished().Tell(tea.MouseClickMsg{Y: 5}).Wished(kit.SetUp{})
}

func many(n int) (l kit.EnvironmentsListed) {
	for i := range n {
		name := fmt.Sprintf("client-%03d", i)
		l.Rows = append(l.Rows, kit.EnvironmentRow{Environment: auth.Environment{
			Name: name, TenantDomain: name + ".onmicrosoft.com", TenantID: fmt.Sprintf("%08x-7b5e-4c11-9d0a-5be2c47a3f58", i*7919),
			Account: "consultant@contoso.com", Cloud: "global", Color: auth.Colors[i%len(auth.Colors)],
		}})
	}
	return l
}

func TestManyRowsScroll(t *testing.T) {
	u := lookAt(t, 80, 6).Tell(many(200))
	for range 250 {
		u.Presses("down")
	}
	u.Sees("client-199", "+ add").Presses("up", "enter").Wished(opens("client-199"))
	for range 250 {
		u.Presses("pgup")
	}
	u.Sees("client-000").SeesNo("client-199")
}

func TestHostileNamesAreShownNotObeyed(t *testing.T) {
	u := kittest.Look(t, New(kit.NewTheme(true), "\x1b[2J", now), 130, 12)
	row := kit.EnvironmentRow{Environment: auth.Environment{
		Name: "\x1b[2J", TenantDomain: "a\u202eb", TenantID: "\x9b2J", Account: "x\r\nGUEST@y\u200b", Cloud: "\x07", Color: "\x1b]52;c;AA\a",
	}, State: "\x1bc"}
	u.Tell(kit.EnvironmentsListed{Rows: []kit.EnvironmentRow{row}}).Sees("␛[2J", "a‹U+202E›b", "x␍␊GUEST@y‹U+200B›")
	u.Types("2j").Sees("␛[2J").Presses("enter").Wished(opens("\x1b[2J")).Presses("tab")
	u.W = 50
	u.Screen()
}

func TestAnySizeHolds(t *testing.T) {
	for _, s := range [][2]int{{0, 0}, {1, 1}, {1, 30}, {2, 2}, {3, 9}, {20, 2}, {300, 1}} {
		lookAt(t, s[0], s[1]).Presses("down", "x", "down").Screen()
		kittest.Look(t, New(kit.PlainTheme(), "", now), s[0], s[1]).Tell(kit.EnvironmentsListed{}).Screen()
		kittest.Look(t, New(kit.PlainTheme(), "", now), s[0], s[1]).Tell(kit.EnvironmentsListed{Problems: []error{errors.New("x y z")}}).Screen()
	}
}

func TestItAsksForTheRoomThatItsRowsNeed(t *testing.T) {
	for _, l := range []kit.EnvironmentsListed{listed, {}, many(9)} {
		p := New(kit.NewTheme(false), "contoso", now)
		p.Update(l)
		w, h := p.Size()
		u := kittest.Look(t, p, w, h).Sees("+ add an environment")
		for _, r := range l.Rows {
			u.Sees(r.Environment.Name, r.Environment.TenantDomain, r.Environment.Account)
		}
	}
}
