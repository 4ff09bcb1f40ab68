package signinpane

import (
	"errors"
	"strings"
	"testing"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext"
	"graphguest/tui/safetext/hostile"
)

// stuck is a sign-in whose link of that many characters nothing could open.
func stuck(length int) kit.SignInPrompted {
	url := "https://login.microsoftonline.com/46d2/oauth2/v2.0/authorize?client_id=1&"
	url += strings.Repeat("x", max(length-len(url)-len("&state=end"), 0)) + "&state=end"
	return kit.SignInPrompted{Prompt: auth.Prompt{URL: url, OpenErr: errors.New("no display")}}
}

func TestALongLinkLeavesTheKeysTheirRoom(t *testing.T) {
	note := kit.SignInPrompted{Prompt: auth.Prompt{Note: "Entra ID refused the domain hint; trying once without it"}}
	for _, size := range [][2]int{{76, 19}, {76, 14}, {76, 13}, {60, 15}, {36, 22}, {36, 18}} {
		for _, length := range []int{300, 900, 5000} {
			u := look(t, size[0], size[1], people...).Tell(stuck(length), note)
			u.Sees("d use a device code", "y copy the link", "esc cancel", "a go on as an account of the", "d gives you a device code instead.")
			u.Presses("y").Wished(kit.Copy{What: "the sign-in link", Text: stuck(length).Prompt.URL})
		}
	}
	look(t, 76, 18, people...).Tell(stuck(900)).Sees("https://login.microsoftonline.com/46d2/oauth2", "…", "&state=end\ny copies it whole.")
	look(t, 76, 40, people...).Tell(stuck(900)).Sees("&state=end\n\n", "a go on as").SeesNo("copies it whole", "…")
	look(t, 76, 11, people...).Tell(stuck(900)).Sees("a go on as an account of the demo").SeesNo("This link", "https://")
}

func TestALinkHasExactlyTheRowsThatThereAre(t *testing.T) {
	m := New(kit.NewTheme(true), nil)
	for _, length := range []int{80, 152, 153, 900, 2000, 9000} {
		m.Update(stuck(length))
		for _, most := range []int{-3, 0, 1, 2, 3, 12, longestLink} {
			rows := m.linkRows(76, most)
			if len(rows) > max(most, 0) || most > 0 && len(rows) == 0 {
				t.Errorf("%d characters in %d rows take %d", length, most, len(rows))
			}
		}
	}
	m.Update(kit.SignInPrompted{Prompt: auth.Prompt{OpenErr: errors.New("no display")}})
	if rows := m.linkRows(76, 9); rows != nil {
		t.Errorf("no link is %q", rows)
	}
}

func TestTheMiddleGoesFirst(t *testing.T) {
	for _, c := range []struct {
		cells      int
		text, want string
	}{{9, "abcdefghi", "abcdefghi"}, {8, "abcdefghi", "abcd…ghi"}, {3, "abcdefghi", "a…i"}, {2, "abcdefghi", "a…"}, {1, "abcdefghi", "…"}, {5, "日本語日本", "日…本"}} {
		if got := middle(c.text, c.cells); got != c.want {
			t.Errorf("%q in %d cells is %q, want %q", c.text, c.cells, got, c.want)
		}
	}
	corpus, _ := hostile.Packed(4)
	for _, s := range corpus {
		for _, cells := range []int{1, 7, 40} {
			if got := middle(s, cells); safetext.Width(got) > cells || hostile.Smuggled(got) != "" {
				t.Errorf("%q in %d cells: %s", got, cells, hostile.Smuggled(got))
			}
		}
	}
}

func browserless(t *testing.T, w, h int, accounts ...string) *kittest.User {
	m := New(kit.NewTheme(true), accounts)
	m.WithoutBrowser("neither DISPLAY nor WAYLAND_DISPLAY is set.")
	return kittest.Look(t, m, w, h).Tell(fabrikam)
}

func TestWhereNoBrowserIsTheDeviceCodeStandsFirst(t *testing.T) {
	u := browserless(t, 76, 19).Sees("No browser was found here: neither DISPLAY nor WAYLAND_DISPLAY is set.\n",
		"d use a device code b try the browser anyway o as another person").SeesNo("sign in in the browser")
	if first := u.Pane.Keys()[0].Help().Key; first != "d" {
		t.Errorf("the first key is %s", first)
	}
	for stroke, want := range map[string]kit.SignIn{"enter": {Device: true}, "d": {Device: true}, "b": {}} {
		browserless(t, 76, 19).Presses(stroke).Wished(want)
	}
	browserless(t, 76, 19, people...).Sees("d use a device code b try the browser anyway a go on as").Presses("a", "enter").
		Wished(kit.SignIn{Approve: true, Account: people[0]})
	browserless(t, 36, 7).Sees("No browser was found here.", "d use a device code", "b try the browser anyway")
	other := kit.EnvironmentOpened{Environment: auth.Environment{Name: "adatum"}}
	browserless(t, 76, 19).Tell(other).Sees("Sign in to adatum", "No browser was found here").Presses("b").Tell(stuck(90)).
		Sees("d use a device code").SeesNo("try the browser anyway")
}

func TestWhereNoBrowserIsAnotherPersonGetsACode(t *testing.T) {
	types(browserless(t, 76, 19).Presses("o").Sees("You get a device code then"), "jo@contoso.com").Presses("enter").
		Wished(kit.SignIn{Device: true, Account: "jo@contoso.com"})
	types(browserless(t, 76, 19).Presses("b").Tell(refused).Presses("o").SeesNo("a device code then"), "jo@contoso.com").Presses("enter").
		Wished(kit.SignIn{}, kit.SignIn{Account: "jo@contoso.com"})
}

func TestWithoutABrowserEveryKeyWorksOrSaysWhyNot(t *testing.T) {
	kittest.EveryKeyWorks(t, func() *kittest.User { return browserless(t, 76, 19) })
	for _, c := range []struct {
		u   *kittest.User
		key bound
		why string
	}{
		{browserless(t, 76, 19), browser, "no browser was found here; b tries one anyway"}, {browserless(t, 76, 19), device, ""},
		{look(t, 76, 19), anyway, "enter signs in in the browser"}, {look(t, 76, 19).Tell(devices), anyway, "the sign-in waits for the code"},
	} {
		if why := c.u.Pane.(kit.Keyed).Why(c.key.Binding); why != c.why {
			t.Errorf("%s: %q, want %q", c.key.Help().Desc, why, c.why)
		}
	}
}
