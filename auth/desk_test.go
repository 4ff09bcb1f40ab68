package auth_test

import (
	"strings"
	"sync"
	"testing"

	"graphguest/auth"
)

func TestTheDeskKnowsItsGuests(t *testing.T) {
	l := arrive(t)
	base := auth.Environment{Name: "fabrikam", Cloud: "global", TenantID: fabrikam, ClientID: auth.DefaultClientID, Account: consultant}
	g := l.at("fabrikam", fabrikam)
	for name, row := range map[string]struct {
		change func(*auth.Environment)
		same   bool
	}{
		"as it was":          {func(*auth.Environment) {}, true},
		"another colour":     {func(e *auth.Environment) { e.Color = "red" }, true},
		"writes allowed":     {func(e *auth.Environment) { e.Access = auth.ReadWrite }, true},
		"capitals":           {func(e *auth.Environment) { e.TenantID = strings.ToUpper(e.TenantID) }, true},
		"another name":       {func(e *auth.Environment) { e.Name = "fabrikam2" }, false},
		"another tenant":     {func(e *auth.Environment) { e.TenantID = adatum }, false},
		"another cloud":      {func(e *auth.Environment) { e.Cloud = "usgov" }, false},
		"another app":        {func(e *auth.Environment) { e.ClientID = contoso }, false},
		"other scopes":       {func(e *auth.Environment) { e.Scopes = []string{"Mail.Read"} }, false},
		"another account":    {func(e *auth.Environment) { e.Account = people[0] }, false},
		"somebody's sign-in": {func(e *auth.Environment) { e.HomeAccount = "x.y" }, false},
		"isolated":           {func(e *auth.Environment) { e.Isolated = true }, false},
	} {
		e := base
		row.change(&e)
		if h, err := l.desk.Guest(e); err != nil || (h == g) != row.same {
			t.Errorf("%s: the same guest: %v, %v", name, h == g, err)
		}
	}
}

func TestANewAccessModeShowsAtTheGuestAtOnce(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	e := g.Environment()
	e.Access = auth.ReadWrite
	if _, err := l.desk.Guest(e); err != nil || g.Environment().Access != auth.ReadWrite {
		t.Errorf("access %q, %v", g.Environment().Access, err)
	}
}

func TestTheDeskRefusesWhatCannotBeUsed(t *testing.T) {
	l := arrive(t)
	base := auth.Environment{Name: "fabrikam", Cloud: "global", TenantID: fabrikam, ClientID: auth.DefaultClientID}
	for name, change := range map[string]func(*auth.Environment){
		"cloud":  func(e *auth.Environment) { e.Cloud = "moon" },
		"tenant": func(e *auth.Environment) { e.TenantID = "fabrikam.com" },
		"a GUID": func(e *auth.Environment) { e.ClientID = "app" },
		"Graph":  func(e *auth.Environment) { e.Scopes = []string{"https://management.azure.com/user_impersonation"} },
		"a name": func(e *auth.Environment) { e.Name = "../x" },
		"Graph of": func(e *auth.Environment) {
			e.Cloud = "usgov"
			e.Scopes = []string{"https://graph.microsoft.com/User.Read"}
		},
	} {
		e := base
		change(&e)
		if _, err := l.desk.Guest(e); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: err = %v", name, err)
		}
	}
}

func TestTheDeskServesManyAtOnce(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("contoso", contoso))
	var all sync.WaitGroup
	for i := range 24 {
		all.Go(func() {
			name, tenant := "fabrikam", fabrikam
			if i%2 == 0 {
				name, tenant = "adatum", adatum
			}
			g, err := l.desk.Guest(auth.Environment{Name: name, Cloud: "global", TenantID: tenant, ClientID: auth.DefaultClientID, Account: consultant})
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := g.Token(within(t), ""); err != nil {
				t.Error(err)
			}
			g.Held()
			g.Environment()
			l.desk.Storage()
		})
	}
	all.Wait()
	if n := l.asks("refresh_token", ""); n != 2 {
		t.Errorf("%d refreshes for two tenants", n)
	}
}

func TestAKeyringThatFailsLeavesTheGuestSignedInInMemory(t *testing.T) {
	l := arrive(t)
	l.secrets.Before = func(string, string, string) error { return auth.ErrKeyring }
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	l.clock.turn(hour)
	l.token(g)
	if where := l.desk.Storage(); where.Persistent || where.Why == "" {
		t.Errorf("tokens are said to live in %+v", where)
	}
	if in, err := g.SignedIn(within(t)); !in || err != nil {
		t.Errorf("signed in: %v, %v", in, err)
	}
}
