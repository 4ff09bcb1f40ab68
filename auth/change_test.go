package auth_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"graphguest/auth"
)

// settle makes a land whose environments are files, as in the program.
func settle(t *testing.T) (*land, auth.Store) {
	t.Helper()
	l, s := arrive(t), auth.Store{Dir: filepath.Join(t.TempDir(), "environments")}
	l.world.Siblings = func() ([]auth.Environment, error) { all, faults := s.List(); return all, errors.Join(faults...) }
	l.world.Remember = func(learned auth.Environment) error {
		e, err := s.Load(learned.Name)
		if err != nil {
			return err
		}
		e.Account, e.HomeAccount, e.SignedOut = learned.Account, learned.HomeAccount, learned.SignedOut
		return s.Save(e)
	}
	l.restart()
	return l, s
}

// lives is the guest of an environment that is saved first, where it is new.
func (l *land) lives(s auth.Store, name, tenant string) *auth.Guest {
	l.t.Helper()
	e, err := s.Load(name)
	if errors.Is(err, auth.ErrNoEnvironment) {
		e = auth.Environment{Name: name, Cloud: "global", TenantID: tenant, ClientID: auth.DefaultClientID, Account: consultant}
		err = s.Save(e)
	}
	if err != nil {
		l.t.Fatal(err)
	}
	g, err := l.desk.Guest(e)
	if err != nil {
		l.t.Fatal(err)
	}
	return g
}

// edits changes the environment as a person does who has its settings before them.
func (l *land) edits(s auth.Store, name string, change func(*auth.Environment)) auth.Environment {
	l.t.Helper()
	e, err := s.Load(name)
	if err != nil {
		l.t.Fatal(err)
	}
	change(&e)
	saved, err := l.desk.Change(within(l.t), s, name, e)
	if err != nil {
		l.t.Fatal(err)
	}
	return saved
}

func TestARenamedEnvironmentStaysSignedIn(t *testing.T) {
	l, s := settle(t)
	l.signsIn(l.lives(s, "fabrikam", fabrikam))
	calls, kept := len(l.sim.Calls()), l.kept()
	l.edits(s, "fabrikam", func(e *auth.Environment) { e.Name = "client-7" })
	for range 2 {
		l.token(l.lives(s, "client-7", ""))
		l.restart()
	}
	if len(l.sim.Calls()) != calls || l.kept() != kept {
		t.Errorf("%d calls, %d entries in the keyring, not %d and %d", len(l.sim.Calls()), l.kept(), calls, kept)
	}
	tidy(t, s, "client-7")
}

func TestAfterAChangeNothingOfTheOldSettingsIsUsed(t *testing.T) {
	for name, row := range map[string]struct {
		change    func(*auth.Environment)
		same      bool // the guest, with the token in memory
		forgotten bool // the sign-in
	}{
		"colour":           {change: func(e *auth.Environment) { e.Color = "red" }, same: true},
		"access":           {change: func(e *auth.Environment) { e.Access = auth.ReadWrite }, same: true},
		"scopes":           {change: func(e *auth.Environment) { e.Scopes = []string{"User.Read"} }},
		"hint":             {change: func(e *auth.Environment) { e.DomainHint = "none" }},
		"isolated":         {change: func(e *auth.Environment) { e.Isolated = true }},
		"tenant":           {change: func(e *auth.Environment) { e.TenantID = adatum }, forgotten: true},
		"app":              {change: func(e *auth.Environment) { e.ClientID = lab }, forgotten: true},
		"account":          {change: func(e *auth.Environment) { e.Account = people[0] }, forgotten: true},
		"no account":       {change: func(e *auth.Environment) { e.Account = "" }, forgotten: true},
		"another's tokens": {change: func(e *auth.Environment) { e.HomeAccount, e.Account = "some.body", people[0] }, forgotten: true},
	} {
		t.Run(name, func(t *testing.T) {
			l, s := settle(t)
			before := l.lives(s, "fabrikam", fabrikam)
			l.signsIn(before)
			saved := l.edits(s, "fabrikam", row.change)
			written, err := s.Load("fabrikam")
			if err != nil || !same(saved, written) || (written.HomeAccount == "") != row.forgotten {
				t.Errorf("saved %+v, %v", written, err)
			}
			after := l.lives(s, "fabrikam", "")
			if (before == after) != row.same {
				t.Errorf("the same guest: %v", before == after)
			}
			if _, held := after.Held(); held != row.same {
				t.Errorf("a token is held: %v", held)
			}
			if in, err := after.SignedIn(within(t)); in == row.forgotten || err != nil {
				t.Errorf("signed in: %v, %v", in, err)
			}
			if (l.kept() == 0) != row.forgotten {
				t.Errorf("%d entries in the keyring", l.kept())
			}
			if _, err := before.Token(within(t), ""); !row.same && err == nil {
				t.Error("the old guest still gives tokens")
			}
		})
	}
}

// Signed in as somebody else, and then set back: the settings look as they did before the sign-in.
func TestAnAccountThatIsSetBackDoesNotFindSomebodyElsesToken(t *testing.T) {
	l, s := settle(t)
	g := l.lives(s, "fabrikam", fabrikam)
	l.answersAs(people[0])
	if err := g.SignIn(within(t), auth.SignIn{Account: people[0]}); err != nil {
		t.Fatal(err)
	}
	l.edits(s, "fabrikam", func(e *auth.Environment) { e.Account = consultant })
	if _, err := l.lives(s, "fabrikam", "").Token(within(t), ""); !errors.Is(err, auth.ErrSignInRequired) {
		t.Errorf("err = %v", err)
	}
}

func TestASignInThatOthersUseStays(t *testing.T) {
	l, s := settle(t)
	l.signsIn(l.lives(s, "fabrikam", fabrikam))
	first, _ := s.Load("fabrikam")
	second := first
	second.Name = "again"
	if err := s.Copy("fabrikam", second); err != nil {
		t.Fatal(err)
	}
	l.signsIn(l.lives(s, "adatum", adatum))
	other, _ := s.Load("adatum")
	for _, row := range []struct {
		env  auth.Environment
		want []string
	}{{first, []string{"again"}}, {second, []string{"fabrikam"}}, {other, nil}, {auth.Environment{Name: "new"}, nil}} {
		if got, err := l.desk.Shares(row.env); err != nil || !slices.Equal(got, row.want) {
			t.Errorf("%s shares with %q, %v", row.env.Name, got, err)
		}
	}

	all := l.kept()
	if shared, err := l.desk.Discard(within(t), first); err != nil || !slices.Equal(shared, []string{"again"}) || l.kept() != all {
		t.Errorf("shared with %q, %v; %d entries of %d", shared, err, l.kept(), all)
	}
	if err := s.Remove("fabrikam"); err != nil {
		t.Fatal(err)
	}
	l.token(l.lives(s, "again", ""))
	if shared, err := l.desk.Discard(within(t), second); err != nil || shared != nil || l.kept() != all/2 {
		t.Errorf("shared with %q, %v; %d entries of %d", shared, err, l.kept(), all)
	}
	l.token(l.lives(s, "adatum", ""))
}

func TestOthersThatCannotBeReadDoNotKeepASignIn(t *testing.T) {
	l, s := settle(t)
	l.signsIn(l.lives(s, "fabrikam", fabrikam))
	write(t, filepath.Join(s.Path("hurt"), "environment.toml"), "half a fi")
	e, _ := s.Load("fabrikam")
	if _, err := l.desk.Shares(e); err == nil {
		t.Error("the damaged one is not told of")
	}
	if _, err := l.desk.Discard(within(t), e); err != nil || l.kept() != 0 {
		t.Errorf("%d entries, %v", l.kept(), err)
	}
}

func TestAChangeDuringASignInLeavesNoTokensBehind(t *testing.T) {
	for name, row := range map[string]struct {
		change func(l *land, s auth.Store) error
		tenant string
	}{
		"here": {func(l *land, s auth.Store) error {
			e, _ := s.Load("fabrikam")
			e.TenantID = adatum
			_, err := l.desk.Change(context.Background(), s, "fabrikam", e)
			return err
		}, adatum},
		"in another window": {func(l *land, s auth.Store) error {
			e, _ := s.Load("fabrikam")
			e.TenantID = adatum
			return s.Save(e)
		}, adatum},
		"removed": {func(l *land, s auth.Store) error {
			e, _ := s.Load("fabrikam")
			_, err := l.desk.Discard(context.Background(), e)
			return errors.Join(err, s.Remove("fabrikam"))
		}, ""},
		"removed in another window": {func(_ *land, s auth.Store) error { return s.Remove("fabrikam") }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			l, s := settle(t)
			g := l.lives(s, "fabrikam", fabrikam)
			l.opens(func(page string) error {
				return errors.Join(row.change(l, s), l.sim.Approve(context.Background(), page, consultant))
			})
			if err := g.SignIn(within(t), auth.SignIn{}); err == nil {
				t.Error("the sign-in went well")
			}
			if l.kept() != 0 {
				t.Errorf("%d entries in the keyring", l.kept())
			}
			if e, _ := s.Load("fabrikam"); e.HomeAccount != "" || e.TenantID != row.tenant {
				t.Errorf("written: %+v", e)
			}
		})
	}
}

func TestARefreshInFlightIsNotKeptForAnEnvironmentThatIsGone(t *testing.T) {
	l, s := settle(t)
	g := l.lives(s, "fabrikam", fabrikam)
	l.signsIn(g)
	l.clock.turn(hour)
	arrived, answer := l.holdsTheTokenEndpoint()
	refresh := make(chan error, 1)
	go func() { _, err := g.Token(within(t), ""); refresh <- err }()
	<-arrived
	e, _ := s.Load("fabrikam")
	if _, err := l.desk.Discard(within(t), e); err != nil {
		t.Error(err)
	}
	close(answer)
	if err := <-refresh; err == nil {
		t.Error("the refresh went well")
	}
	if l.kept() != 0 {
		t.Errorf("%d entries in the keyring", l.kept())
	}
}

func TestWithoutAKeyringSettingsChangeAllTheSame(t *testing.T) {
	l, s := settle(t)
	l.signsIn(l.lives(s, "fabrikam", fabrikam))
	l.restart()
	l.secrets.Before = func(string, string, string) error { return errors.New("locked") }
	e, _ := s.Load("fabrikam")
	old := e
	e.TenantID = adatum
	if _, err := l.desk.Change(within(t), s, "fabrikam", e); !errors.Is(err, auth.ErrKeyring) || !strings.Contains(err.Error(), "graphguest-"+fabrikam) {
		t.Errorf("err = %v", err)
	}
	if e, err := s.Load("fabrikam"); err != nil || e.TenantID != adatum {
		t.Errorf("%+v, %v", e, err)
	}
	if _, err := l.desk.Discard(within(t), old); !errors.Is(err, auth.ErrKeyring) {
		t.Errorf("err = %v", err)
	}
	old.HomeAccount = "" // never signed in: nothing of it is there
	if _, err := l.desk.Discard(within(t), old); err != nil {
		t.Errorf("err = %v", err)
	}
}

func TestAChangeThatCannotBeSavedChangesNothing(t *testing.T) {
	l, s := settle(t)
	g := l.lives(s, "fabrikam", fabrikam)
	l.signsIn(g)
	l.lives(s, "adatum", adatum)
	before := holds(t, s, "fabrikam")
	for name, change := range map[string]func(*auth.Environment){
		"a taken name":          func(e *auth.Environment) { e.Name = "Adatum" },
		"a name that is none":   func(e *auth.Environment) { e.Name = "../x" },
		"an unknown cloud":      func(e *auth.Environment) { e.Name, e.Cloud = "moved", "moon" },
		"another cloud's scope": func(e *auth.Environment) { e.Scopes = []string{"https://graph.microsoft.us/User.Read"} },
		"a colour that is none": func(e *auth.Environment) { e.Color = "pink" },
	} {
		e, _ := s.Load("fabrikam")
		change(&e)
		if _, err := l.desk.Change(within(t), s, "fabrikam", e); err == nil {
			t.Errorf("%s was saved", name)
		}
		if after := holds(t, s, "fabrikam"); after["environment.toml"] != before["environment.toml"] {
			t.Errorf("%s: %q", name, after)
		}
	}
	if l.lives(s, "fabrikam", "") != g {
		t.Error("the guest was let go")
	}
	if _, err := l.desk.Change(within(t), s, "nobody", sample("nobody")); !errors.Is(err, auth.ErrNoEnvironment) {
		t.Errorf("err = %v", err)
	}
	tidy(t, s, "adatum fabrikam")
}
