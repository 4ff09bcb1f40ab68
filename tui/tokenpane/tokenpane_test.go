package tokenpane

import (
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
)

// none is an environment without a token.
var none = kit.TokenChanged{Environment: "northwind"}

func TestWithoutATokenItSaysWhatToPress(t *testing.T) {
	for _, s := range kittest.Sizes {
		look(t, s.W, s.H, none).
			Sees("Token", "No token for northwind yet.", "The first query or s (sign in) brings one.").
			Presses("s", "c", "r", "left").Wished(kit.Show{Overlay: kit.SignInDialog})
	}
}

func TestWithoutAnEnvironmentItSaysSo(t *testing.T) {
	never := kittest.Look(t, New(kit.NewTheme(false), time.Now, nil), 60, 24)
	left := look(t, 60, 24, asGuest).Tell(kit.EnvironmentOpened{})
	for _, u := range []*kittest.User{never, left} {
		u.Sees("No environment is open.", "ctrl+o shows those there are.").SeesNo("first query", "sign in").Presses("s").Wished()
		if why := u.Pane.(kit.Keyed).Why(signIn); why != "no environment is open" {
			t.Error(why)
		}
		u.Tell(kit.EnvironmentOpened{Environment: auth.Environment{Name: "adatum"}}).Sees("No token for adatum yet.").SeesNo("No environment")
	}
}

func TestTheFirstLinesSayWhoIsWhatAndWhy(t *testing.T) {
	for _, s := range kittest.Sizes {
		look(t, s.W, s.H, asGuest).Sees("Token · access token", "GUEST in fabrikam", "Chris Consultant · consultant@contoso.com · home: contoso.com, Entra", "acct is 1")
	}
	member := guest()
	delete(member, "idp")
	member["acct"] = 0
	look(t, 80, 24, held(jwt(member), "")).Sees("MEMBER in fabrikam").SeesNo("GUEST", "[access token]")
}

func TestExpiryIsToldInLocalTimeWithWhatIsLeft(t *testing.T) {
	for _, c := range []struct {
		ends time.Duration
		want string
	}{
		{52 * time.Minute, "until 2026-11-22 13:52:00 CET, 52 min left"},
		{40 * time.Second, "40 s left"}, {5 * time.Hour, "5 hours left"}, {72 * time.Hour, "3 days left"},
		{-3 * time.Minute, "expired 3 min ago"},
	} {
		token := guest()
		token["exp"] = noon.Add(c.ends).Unix()
		look(t, 80, 24, held(jwt(token), "")).Sees(c.want)
	}
}

func TestTimePassesWhileTheTokenIsShown(t *testing.T) {
	now := noon
	u := kittest.Look(t, New(kit.NewTheme(true), func() time.Time { return now }, oslo), 80, 24).Tell(asGuest).Sees("52 min left")
	now = noon.Add(2 * time.Minute)
	u.Tell(kit.Tick{Now: now}).Sees("50 min left").SeesNo("52 min left")
}

func TestEveryClaimHasValueAndMeaningInColumns(t *testing.T) {
	look(t, 80, 60, asGuest).Sees(
		"\nWho\nacct                 1\n                     You are a guest in this tenant.",
		"\nWhere\ntid                  46d2f1a0-3c1e-4b6d-9d53-0d5c3f58aa01\n",
		"\nWhat it may do\nscp                  User.Read openid\n", "\nHow and when\nexp                  2026-11-22 13:52:00 (in 52 min)")
	for _, w := range []int{40, 50, 60, 70} {
		look(t, w, 90, asGuest).Sees("\nacct  1\n  You are a guest in this tenant.", "\noid  0a0a0a0a-1111-4222-8333-444455556666\n")
	}
	look(t, 50, 60, asGuest).Sees("\niss\n  https://sts.windows.net/46d2f1a0-")
}

func TestTheOtherTokenIsAKeyAway(t *testing.T) {
	for _, key := range []string{"left", "right", "h", "l"} {
		u := look(t, 80, 40, asGuest).Sees("[access token]  id token").SeesNo("preferred_username")
		u.Presses(key).Sees("Token · id token", "access token  [id token]", "preferred_username")
		u.Presses(key).SeesNo("preferred_username")
	}
	look(t, 80, 40, held(jwt(guest()), "")).Presses("left").Sees("Token · access token")
}

func TestAnOpaqueTokenIsSaidToBeOpaque(t *testing.T) {
	for _, s := range kittest.Sizes {
		look(t, s.W, s.H, held("EwBwA8l6BAAU-opaque", "")).
			Sees("This token is opaque", "until 2026-11-22 14:00:00 CET", "cannot be read").SeesNo("EwBwA8l6")
	}
}

func TestCopyingTakesTheSameKeyTwice(t *testing.T) {
	u := look(t, 80, 24, asGuest).Sees("The raw token is not shown; c copies the access token.")
	u.Presses("c").Wished().Sees("Press c again: the token opens this account's Graph to whoever has it.")
	u.Presses("c").Wished(kit.Copy{What: "the access token", Text: asGuest.Token.Access}).SeesNo("Press c again")
	for _, no := range []string{"esc", "j", "r", "left", "x"} {
		look(t, 80, 24, asGuest).Presses("c", no, "c").Wished().Sees("Press c again")
	}
	look(t, 80, 24, asGuest).Presses("left", "c", "c").Wished(kit.Copy{What: "the access token", Text: asGuest.Token.Access})
	look(t, 80, 24, asGuest).Presses("c").Tell(asGuest).Presses("c").Wished()
}

func TestTheRawTokenIsShownOnlyWhenAskedTwiceAndHidesAgain(t *testing.T) {
	raw := func(t *testing.T) *kittest.User {
		u := look(t, 80, 40, asGuest).SeesNo(asGuest.Token.Access[:70])
		return u.Presses("r").Sees("Press r again to show the token").SeesNo(asGuest.Token.Access[:70]).
			Presses("r").Sees("The raw access token. r hides it.", asGuest.Token.Access[:80])
	}
	raw(t).Presses("r").SeesNo(asGuest.Token.Access[:70])
	raw(t).Presses("esc").SeesNo(asGuest.Token.Access[:70])
	raw(t).Presses("left").SeesNo("raw access token", asGuest.Token.ID[:70])
	raw(t).Tell(asGuest).SeesNo(asGuest.Token.Access[:70])
	raw(t).Tell(kit.EnvironmentOpened{Environment: auth.Environment{Name: "adatum"}}).SeesNo("GUEST", "fabrikam", asGuest.Token.Access[:70])
	look(t, 80, 24, asGuest).Presses("r", "esc", "r").SeesNo("The raw access")
}

func TestAnotherEnvironmentTakesTheTokenAway(t *testing.T) {
	same := kit.EnvironmentOpened{Environment: auth.Environment{Name: "fabrikam"}}
	u := look(t, 80, 24, asGuest).Tell(same).Sees("GUEST")
	u.Tell(kit.EnvironmentOpened{Environment: auth.Environment{Name: "adatum"}}).Sees("No token for adatum yet.").SeesNo("contoso")
}

func TestEveryKeyDoesSomething(t *testing.T) {
	for name, strokes := range map[string][]string{"claims": nil, "copying": {"c"}, "showing": {"r"}, "raw": {"r", "r", "j", "j", "j"}} {
		t.Run(name, func(t *testing.T) {
			kittest.EveryKeyWorks(t, func() *kittest.User {
				return look(t, 30, 10, asGuest).Presses("j", "j", "j").Presses(strokes...)
			})
		})
	}
	kittest.EveryKeyWorks(t, func() *kittest.User { return look(t, 30, 10, none) })
}

func TestAKeyThatMeansNothingSaysWhy(t *testing.T) {
	onlyID := held("", asGuest.Token.ID)
	for _, c := range []struct {
		token kit.TokenChanged
		key   key.Binding
		why   string
	}{
		{none, copies, "there is no token yet"}, {none, signIn, ""},
		{asGuest, signIn, "there is a token already"}, {asGuest, other, ""}, {asGuest, copies, ""}, {asGuest, retreat, "nothing was asked"},
		{held(jwt(guest()), ""), other, "there is only the access token"},
		{onlyID, other, "there is only the id token"}, {onlyID, copies, "there is no access token"},
		{held("opaque", ""), scrolling()[0], "all of it is on the screen"},
	} {
		u := look(t, 80, 40, c.token)
		u.Screen()
		if why := u.Pane.(kit.Keyed).Why(c.key); why != c.why {
			t.Errorf("%s: %q, want %q", c.key.Help().Desc, why, c.why)
		}
		if why := c.why; why != "" {
			before := u.Screen()
			if u.Presses(c.key.Keys()[0]).Wished(); u.Screen() != before {
				t.Errorf("%s does something all the same", c.key.Help().Desc)
			}
		}
	}
}

func TestEveryKeyItHasIsInTheListOfAll(t *testing.T) {
	all := New(kit.NewTheme(true), nil, nil).AllKeys()
	names := map[string]bool{}
	for _, k := range all {
		if name := kit.KeyName(k); names[name] {
			t.Errorf("two keys are called %s", name)
		} else {
			names[name] = true
		}
	}
	for _, strokes := range [][]string{nil, {"c"}, {"r"}, {"r", "r"}} {
		for _, k := range look(t, 30, 10, asGuest).Presses(strokes...).Pane.Keys() {
			if !names[kit.KeyName(k)] {
				t.Errorf("%s is not among all keys", k.Help().Desc)
			}
		}
	}
}

func TestBesideTheAnswerItSaysHowToComeThere(t *testing.T) {
	for _, w := range []int{50, 60, 70} {
		u := look(t, w, 20, asGuest).Tell(kit.Focused{}).Sees("GUEST in fabrikam", "ctrl+t comes here, to scroll and to copy.").SeesNo("c copies")
		u.Tell(kit.Focused{Yes: true}).Sees("The raw token is not shown; c copies the access token.")
		u.Presses("r", "r").Sees("The raw access token").Tell(kit.Focused{}).SeesNo("The raw access token")
		u.Tell(kit.Focused{Yes: true}).Presses("c").Tell(kit.Focused{}, kit.Focused{Yes: true}).SeesNo("Press c again")
	}
}

func TestHintsNameTheKeysThatThePersonHas(t *testing.T) {
	theme := kit.NewTheme(true)
	theme.Keys = kit.NewKeymap(map[string]map[string][]string{
		"global": {"sign-in": {"f8"}, "token": {"f7"}},
		"token":  {"copy-the-access-token": {"f6"}, "show-or-hide-the-raw-token": {"f5"}},
	})
	look(t, 80, 24, none).Tell(kit.ThemeChanged{Theme: theme}).Sees("or f8 (sign in)")
	u := look(t, 80, 24, asGuest).Tell(kit.ThemeChanged{Theme: theme}).Sees("f6 copies").Presses("c").Sees("Press f6 again")
	u.Presses("r").Sees("Press f5 again").Presses("r").Sees("f5 hides it").Tell(kit.Focused{}).Sees("f7 comes here")
}

func TestAnyCornerOfAnySizeHolds(t *testing.T) {
	for _, s := range []struct{ w, h int }{{10, 3}, {1, 1}, {2, 9}, {0, 0}, {0, 4}, {4, 0}} {
		look(t, s.w, s.h, asGuest).Presses("G", "left", "c", "r", "r").Screen()
	}
}

func TestNothingOfTheCorpusReachesTheScreen(t *testing.T) {
	corpus, found := hostile.Packed(4)
	for _, s := range corpus {
		said := guest()
		for _, name := range []string{"name", "unique_name", "idp", "scp", "amr", "tid", "altsecid", "app_displayname"} {
			said[name] = s
		}
		said["x"+s] = []any{s, map[string]any{s: s}}
		token := held(jwt(said), s)
		token.Environment = s
		look(t, 80, 60, token).Presses("left") // Screen judges every view
	}
	if !found {
		t.Skip("only the built-in samples: the shared corpus is not beside the module")
	}
}

func BenchmarkView(b *testing.B) {
	u := look(b, 120, 40, asGuest)
	for b.Loop() {
		u.Pane.View(120, 40)
	}
}

func TestTheTokenItselfIsNowhereElse(t *testing.T) {
	u := look(t, 120, 200, asGuest)
	for _, part := range strings.Split(asGuest.Token.Access, ".") {
		u.SeesNo(part)
	}
}
