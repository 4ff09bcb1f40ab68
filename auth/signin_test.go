package auth_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"

	"graphguest/auth"
	"graphguest/auth/claims"
)

// The rows of the demo world: what a guest who is signed in at home meets in each tenant.
func TestTheConsultantSignedInAtHomeOpensTheOtherTenants(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("contoso", contoso))
	for _, row := range []struct {
		name, tenant string
		code         string // "" = opens silently
		person       bool
	}{
		{"contoso", contoso, "", false},
		{"fabrikam", fabrikam, "", false},
		{"adatum", adatum, "", false},
		{"northwind", northwind, "AADSTS50076", true},
		{"tailspin", tailspin, "AADSTS65001", true},
		{"wingtip", wingtip, "AADSTS50020", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			g := l.at(row.name, row.tenant)
			token, err := g.Token(within(t), "")
			if row.code == "" {
				if who := claims.Identify(token, ""); err != nil || who.TenantID != row.tenant {
					t.Fatalf("token for %q, %v", who.TenantID, err)
				}
				return
			}
			var e *auth.Error
			if !errors.As(err, &e) || e.Code != row.code || e.NextStep() == "" || token != "" {
				t.Fatalf("err = %v, want %s with a next step", err, row.code)
			}
			if errors.Is(err, auth.ErrSignInRequired) != row.person {
				t.Errorf("a person's sign-in helps: %v, want %v", !row.person, row.person)
			}
		})
	}
}

func TestTenantsThatNeedAPersonOpenWithOne(t *testing.T) {
	for _, device := range []bool{false, true} {
		for name, tenant := range map[string]string{"northwind": northwind, "tailspin": tailspin} {
			t.Run(name, func(t *testing.T) {
				l := arrive(t)
				g := l.at(name, tenant)
				how := auth.SignIn{Device: device, Show: func(p auth.Prompt) {
					if p.UserCode != "" {
						if err := l.sim.ApproveDevice(p.UserCode, consultant); err != nil {
							t.Error(err)
						}
					}
				}}
				if err := g.SignIn(within(t), how); err != nil {
					t.Fatal(err)
				}
				if who := claims.Identify(l.token(g), ""); who.TenantID != tenant {
					t.Errorf("signed in to %s", who.TenantID)
				}
			})
		}
	}
}

func TestEveryKindOfGuestSignsInAndComesBackInANewProcess(t *testing.T) {
	for _, upn := range append([]string{consultant}, people...) {
		t.Run(upn, func(t *testing.T) {
			l := arrive(t)
			l.answersAs(upn)
			g := l.at("fabrikam", fabrikam, func(e *auth.Environment) { e.Account = upn })
			l.signsIn(g)
			if got := l.file("fabrikam"); got.Account != upn || got.HomeAccount == "" {
				t.Errorf("remembered %q, %q", got.Account, got.HomeAccount)
			}
			l.restart()
			token := l.token(l.at("fabrikam", fabrikam))
			if who := claims.Identify(token, ""); who.Account != upn || !who.Guest {
				t.Errorf("the token stands for %q, guest %v", who.Account, who.Guest)
			}
			if n := l.asks("refresh_token", ""); n != 0 {
				t.Errorf("%d refreshes for a token that was stored", n)
			}
		})
	}
}

func TestTheAccountIsLearnedFromTheSignIn(t *testing.T) {
	l := arrive(t)
	var page string
	l.opens(func(p string) error {
		page = p
		return l.sim.Approve(context.Background(), p, people[1])
	})
	g := l.at("fabrikam", fabrikam, func(e *auth.Environment) { e.Account = "" })
	l.signsIn(g)
	if e := g.Environment(); e.Account != people[1] || !strings.HasSuffix(e.HomeAccount, ".9188040d-6c67-4c5b-b112-36a304b66dad") {
		t.Errorf("learned %q, %q", e.Account, e.HomeAccount)
	}
	q := asked(t, page)
	if q.Get("prompt") != "select_account" || q.Has("login_hint") || q.Has("domain_hint") {
		t.Errorf("without an account the page asks for one: %v", q)
	}
	if len(l.notes()) != 0 {
		t.Errorf("nobody was expected, so there is nothing to say: %q", l.notes())
	}
}

func TestSomebodyElseAtTheBrowserIsTakenAsTheyAreAndSaid(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	before := l.file("fabrikam")
	l.signsIn(g)
	first := l.token(g)
	l.answersAs(people[0])
	l.signsIn(g)
	if e := l.file("fabrikam"); e.Account != people[0] {
		t.Errorf("remembered %q", e.Account)
	}
	if notes := l.notes(); len(notes) != 1 || !strings.Contains(notes[0], people[0]) || !strings.Contains(notes[0], consultant) {
		t.Errorf("said %q", notes)
	}
	if l.token(g) == first {
		t.Error("the token of the other account is still handed out")
	}
	for _, e := range []auth.Environment{l.file("fabrikam"), before} {
		if same, err := l.desk.Guest(e); err != nil || same != g {
			t.Errorf("the desk made another guest of %+v: %v", e, err)
		}
	}
	l.signOutOf(g)
	if n := l.kept(); n != 0 {
		t.Errorf("%d entries stay in the keyring: the first account's sign-in was left behind", n)
	}
}

func TestASignInAsSomebodyElseAsksForThemAtTheBrowser(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	var page string
	l.opens(func(p string) error { page = p; return l.sim.Approve(context.Background(), p, people[1]) })
	if err := g.SignIn(within(t), auth.SignIn{Account: people[1], Show: l.show}); err != nil {
		t.Fatal(err)
	}
	if q := asked(t, page); q.Get("login_hint") != people[1] || q.Get("domain_hint") != "consumers" || q.Has("prompt") {
		t.Errorf("asked %v", q)
	}
	if len(l.notes()) != 0 {
		t.Errorf("the one who was asked for came, yet %q", l.notes())
	}
}

// The person is at the browser; the login host answers for a tenant that nobody asked for.
func TestATokenWhoseTenantLiesIsNeitherKeptNorReturned(t *testing.T) {
	for _, silent := range []bool{false, true} {
		l := arrive(t)
		g := l.at("fabrikam", fabrikam)
		if silent {
			l.signsIn(g)
			l.clock.turn(hour)
		}
		before := l.kept()
		l.lies(adatum, "")
		var token string
		err := g.SignIn(within(t), auth.SignIn{})
		if silent {
			token, err = g.Token(within(t), "")
		}
		if err == nil || token != "" {
			t.Fatalf("returned a token of %d letters, %v", len(token), err)
		}
		for _, name := range []string{fabrikam, adatum, "nothing was stored", "nothing was sent"} {
			if !strings.Contains(err.Error(), name) {
				t.Errorf("the error does not name %s: %v", name, err)
			}
		}
		if l.kept() != before {
			t.Error("something was stored")
		}
		if held, ok := g.Held(); ok && !silent {
			t.Errorf("a token is held: %v", held)
		}
	}
}

func TestATokenForAnotherResourceThanGraphIsRefused(t *testing.T) {
	l := arrive(t)
	l.lies("", "https://management.azure.com/")
	g := l.at("fabrikam", fabrikam)
	err := g.SignIn(within(t), auth.SignIn{})
	if err == nil || !strings.Contains(err.Error(), "management.azure.com") || !strings.Contains(err.Error(), "graph.microsoft.com") || l.kept() != 0 {
		t.Errorf("err = %v, %d entries stored", err, l.kept())
	}
}

func TestAClaimsChallengeGoesToTheBrowserWhole(t *testing.T) {
	l := arrive(t)
	var page string
	l.opens(func(p string) error { page = p; return l.sim.Approve(context.Background(), p, consultant) })
	challenge := `{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`
	if err := l.at("fabrikam", fabrikam).SignIn(within(t), auth.SignIn{Claims: challenge}); err != nil {
		t.Fatal(err)
	}
	if c := asked(t, page).Get("claims"); !strings.Contains(c, `"acrs"`) || !strings.Contains(c, `"cp1"`) {
		t.Errorf("claims = %s", c)
	}
}

func TestTwoSignInsToOneTenantDoNotMix(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.opens(func(page string) error {
		if err := g.SignIn(within(t), auth.SignIn{}); err == nil || !strings.Contains(err.Error(), "under way") {
			t.Errorf("the second sign-in: %v", err)
		}
		return l.sim.Approve(context.Background(), page, consultant)
	})
	l.signsIn(g)
}

func TestASignInThatCannotBeRememberedSaysSoAndIsKept(t *testing.T) {
	l := arrive(t)
	l.world.Remember = func(auth.Environment) error { return errors.New("the disk is full") }
	l.restart()
	g := l.at("fabrikam", fabrikam)
	if err := g.SignIn(within(t), auth.SignIn{}); err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("err = %v", err)
	}
	l.token(g)
}

func asked(t *testing.T, page string) url.Values {
	t.Helper()
	u, err := url.Parse(page)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query()
}
