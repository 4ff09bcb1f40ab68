package demo_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"graphguest/auth"
	"graphguest/auth/claims"
	"graphguest/cmd/demo"
)

func open(t *testing.T) (*demo.World, *auth.Desk, auth.Store) {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	w, err := demo.New(time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	store := auth.Store{Dir: filepath.Join(w.Dir, "environments")}
	desk := auth.NewDesk(auth.World{HTTP: w.HTTP, Secrets: w.Secrets, Browse: noBrowser, Now: time.Now,
		Siblings: func() ([]auth.Environment, error) { envs, errs := store.List(); return envs, errors.Join(errs...) },
		Remember: store.Save}, auth.BuiltinClouds())
	return w, desk, store
}

func noBrowser(context.Context, string) error { return errors.New("no browser in tests") }

// Every row of the demo's table: what the consultant's first silent sign-in comes to.
func TestTheDemoStartsAsItPromises(t *testing.T) {
	_, desk, store := open(t)
	rows := []struct {
		environment string
		guest       bool
		person      bool   // errors.Is(err, auth.ErrSignInRequired)
		code        string // of the refusal
	}{
		{environment: "contoso"},
		{environment: "fabrikam", guest: true},
		{environment: "adatum", guest: true},
		{environment: "northwind", person: true, code: "AADSTS50076"},
		{environment: "tailspin", person: true, code: "AADSTS65001"},
		{environment: "wingtip", code: "AADSTS50020"},
	}
	for _, row := range rows {
		t.Run(row.environment, func(t *testing.T) {
			env, err := store.Load(row.environment)
			if err != nil {
				t.Fatal(err)
			}
			guest, err := desk.Guest(env)
			if err != nil {
				t.Fatal(err)
			}
			token, err := guest.Token(t.Context(), "")
			if row.code == "" {
				if err != nil {
					t.Fatal(err)
				}
				held, _ := guest.Held()
				if who := claims.Identify(token, held.ID); who.Guest != row.guest || who.TenantID != env.TenantID {
					t.Fatalf("the token says %+v", who)
				}
				return
			}
			var refused *auth.Error
			if !errors.As(err, &refused) || refused.Code != row.code {
				t.Fatalf("got %v, want %s", err, row.code)
			}
			if errors.Is(err, auth.ErrSignInRequired) != row.person {
				t.Fatalf("a person can help: %v, want %v", !row.person, row.person)
			}
		})
	}
}

func TestTheDemoReachesNothingOutside(t *testing.T) {
	w, _, _ := open(t)
	for _, link := range []string{"https://example.com/", "http://graph.microsoft.com/v1.0/me", "https://graph.microsoft.com:8443/v1.0/me", "https://login.microsoftonline.us/common"} {
		r, err := http.NewRequest(http.MethodGet, link, nil)
		if err != nil {
			t.Fatal(err)
		}
		if answer, err := w.HTTP.RoundTrip(r); err == nil {
			answer.Body.Close()
			t.Errorf("%s was answered", link)
		}
	}
}

func TestTheDemoLeavesNothingBehind(t *testing.T) {
	w, _, store := open(t)
	if envs, problems := store.List(); len(envs) != 6 || len(problems) != 0 {
		t.Fatalf("%d environments, problems %v", len(envs), problems)
	}
	w.Close()
	if _, err := os.Stat(w.Dir); !os.IsNotExist(err) {
		t.Fatalf("%s is still there", w.Dir)
	}
}
