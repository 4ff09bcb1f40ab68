package auth_test

import (
	"errors"
	"strings"
	"testing"

	"graphguest/auth"
	"graphguest/auth/claims"
)

func TestASecondTenantOpensWithTheSignInOfTheFirst(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("contoso", contoso))
	g := l.at("fabrikam", fabrikam)
	if who := claims.Identify(l.token(g), ""); who.TenantID != fabrikam || !who.Guest {
		t.Errorf("token for %s, guest %v", who.TenantID, who.Guest)
	}
	if e := l.file("fabrikam"); e.HomeAccount == "" || e.HomeAccount != l.file("contoso").HomeAccount {
		t.Errorf("remembered %q", e.HomeAccount)
	}
	l.clock.turn(hour)
	l.restart()
	l.token(l.at("fabrikam", fabrikam))
	l.signOutOf(l.at("contoso", contoso))
	l.clock.turn(hour)
	l.restart()
	l.token(l.at("fabrikam", fabrikam)) // it stands on its own now
}

// A tenant that is added again has a sign-in already, under a name that only the account at home completes.
func TestATenantThatIsAddedAgainOpensWithItsOwnSignIn(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("contoso", contoso))
	l.token(l.at("fabrikam", fabrikam))
	l.token(l.at("again", fabrikam))
	if e := l.file("again"); e.HomeAccount != l.file("fabrikam").HomeAccount {
		t.Errorf("remembered %q", e.HomeAccount)
	}
	l.restart()
	l.token(l.at("again", fabrikam))
	l.token(l.at("fabrikam", fabrikam))
}

func TestTheOtherTenantsOwnTokensStayThere(t *testing.T) {
	l := arrive(t)
	home := l.at("contoso", contoso)
	l.signsIn(home)
	g := l.at("fabrikam", fabrikam)
	token := l.token(g)
	stored, err := g.Stored(within(t))
	held, _ := home.Held()
	if err != nil || !strings.Contains(stored, token) {
		t.Fatalf("fabrikam's own token is not stored, %v", err)
	}
	if strings.Contains(stored, held.Access) || strings.Contains(stored, held.ID) {
		t.Error("contoso's tokens are stored with fabrikam's")
	}
}

func TestNothingIsSeededWhereItMayNotBe(t *testing.T) {
	for name, change := range map[string]func(*auth.Environment){
		"isolated":        func(e *auth.Environment) { e.Isolated = true },
		"another account": func(e *auth.Environment) { e.Account = people[0] },
		"no account":      func(e *auth.Environment) { e.Account = "" },
		"another app":     func(e *auth.Environment) { e.ClientID = "04b07795-8ddb-461a-bbee-02f9e1bf7b46" },
		"another cloud":   func(e *auth.Environment) { e.Cloud = "usgov" },
		"signed out":      func(e *auth.Environment) { e.SignedOut = true },
		"another home":    func(e *auth.Environment) { e.HomeAccount = "x.y" },
	} {
		t.Run(name, func(t *testing.T) {
			l := arrive(t)
			l.signsIn(l.at("contoso", contoso))
			_, err := l.at("fabrikam", fabrikam, change).Token(within(t), "")
			l.needsPerson(err)
			if n := l.asks("refresh_token", ""); n != 0 {
				t.Errorf("the refresh token was sent %d times", n)
			}
		})
	}
}

func TestAnIsolatedSignInIsNotGivenToOthers(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("contoso", contoso, func(e *auth.Environment) { e.Isolated = true }))
	_, err := l.at("fabrikam", fabrikam).Token(within(t), "")
	l.needsPerson(err)
	if n := l.asks("refresh_token", ""); n != 0 {
		t.Errorf("the refresh token was sent %d times", n)
	}
}

func TestTheAccountsCapitalsDoNotMatter(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("contoso", contoso))
	l.token(l.at("fabrikam", fabrikam, func(e *auth.Environment) { e.Account = "Consultant@Contoso.COM" }))
}

func TestARefusedSeedStoresNothing(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("contoso", contoso))
	before := l.kept()
	for name, tenant := range map[string]string{"northwind": northwind, "wingtip": wingtip} {
		if _, err := l.at(name, tenant).Token(within(t), ""); err == nil {
			t.Errorf("%s opened", name)
		}
		if e := l.file(name); e.HomeAccount != "" || l.kept() != before {
			t.Errorf("%s: remembered %q, %d new entries", name, e.HomeAccount, l.kept()-before)
		}
	}
}

func TestAtMostThreeSignInsAreTried(t *testing.T) {
	l := arrive(t)
	for name, tenant := range map[string]string{"contoso": contoso, "fabrikam": fabrikam, "adatum": adatum, "tailspin": tailspin, "northwind": northwind} {
		l.signsIn(l.at(name, tenant))
	}
	_, err := l.at("wingtip", wingtip).Token(within(t), "")
	if err == nil || !strings.Contains(err.Error(), "AADSTS50020") {
		t.Errorf("err = %v", err)
	}
	if n := l.asks("refresh_token", wingtip); n != 3 {
		t.Errorf("%d tries", n)
	}
}

func TestADamagedSignInIsSaid(t *testing.T) {
	for why, harm := range map[string]func(l *land, g *auth.Guest) error{
		"its parts are missing or altered":  func(l *land, _ *auth.Guest) error { l.secrets.Alter("a0", "~"); l.secrets.Alter("b0", "~"); return nil },
		"the stored sign-in cannot be read": func(_ *land, g *auth.Guest) error { return g.Scribble(within(t)) },
	} {
		t.Run(why, func(t *testing.T) {
			l := arrive(t)
			g := l.at("fabrikam", fabrikam)
			l.signsIn(g)
			if err := harm(l, g); err != nil {
				t.Fatal(err)
			}
			l.restart()
			_, err := l.at("fabrikam", fabrikam).Token(within(t), "")
			if e := l.needsPerson(err); !strings.Contains(e.What, why) || !strings.Contains(e.Guest, "graphguest login fabrikam") {
				t.Errorf("%q → %q", e.What, e.Guest)
			}
			l.signsIn(l.at("fabrikam", fabrikam))
			l.restart()
			l.token(l.at("fabrikam", fabrikam))
		})
	}
}

func TestASeedReplacesASignInThatCannotBeRead(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("contoso", contoso))
	g := l.at("fabrikam", fabrikam)
	l.token(g)
	if err := g.Scribble(within(t)); err != nil {
		t.Fatal(err)
	}
	l.restart()
	l.token(l.at("fabrikam", fabrikam))
}

func TestADamagedEnvironmentIsInNoOthersWay(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("contoso", contoso))
	sound := l.world.Siblings
	l.world.Siblings = func() ([]auth.Environment, error) {
		all, _ := sound()
		return all, errors.New("lab/environment.toml:3: no")
	}
	l.restart()
	l.token(l.at("fabrikam", fabrikam))
}
