package library_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"graphguest/graphquery"
	"graphguest/graphquery/graphsim"
	"graphguest/graphquery/library"
)

const tenant, guestID, memberID = "46d2aaaa-0000-4000-8000-000000003f58", "0a000000-0000-4000-8000-000000000001", "0a000000-0000-4000-8000-000000000002"

// handler is an http.Handler as a RoundTripper: no network.
type handler struct{ http.Handler }

func (h handler) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result(), nil
}

// clientFor is a client of a simulated tenant in which guests have limited access, signed in as one person.
func clientFor(person string) *graphquery.Client {
	now := func() time.Time { return time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC) }
	server := graphsim.New(graphsim.World{Tenants: []graphsim.Tenant{{
		ID: tenant, Name: "Fabrikam Inc", DefaultDomain: "fabrikam.com", GuestAccess: graphsim.Limited, Generate: 500,
		Users: []graphsim.User{
			{ID: guestID, DisplayName: "Janet", UserPrincipalName: "janet_contoso.com#EXT#@fabrikam.com", UserType: "Guest"},
			{ID: memberID, DisplayName: "Ada", UserPrincipalName: "ada@fabrikam.com", UserType: "Member", Admin: true},
			{ID: "0a000000-0000-4000-8000-000000000003", DisplayName: "Old", UserPrincipalName: "old@fabrikam.com"},
		},
	}}}, now)
	payload := fmt.Sprintf(`{"aud":"https://graph.microsoft.com","tid":%q,"oid":%q,"exp":%d,
		"scp":"User.Read User.Read.All Directory.Read.All Group.Read.All Organization.Read.All Application.Read.All"}`, tenant, person, now().Unix()+3600)
	token := "eyJhbGciOiJub25lIn0." + base64.RawURLEncoding.EncodeToString([]byte(payload)) + ".x"
	return &graphquery.Client{
		Environment: "fabrikam", Tenant: tenant, Graph: "https://graph.microsoft.com", HTTP: handler{server}, Now: now,
		Token: func(context.Context, string) (string, error) { return token, nil },
	}
}

func TestEveryStarterQueryIsOneThatGraphTakes(t *testing.T) {
	l := library.Library{Dir: t.TempDir()}
	if err := l.AddStarter(); err != nil {
		t.Fatal(err)
	}
	all, errs := l.List()
	if len(errs) > 0 || len(all) != 7 {
		t.Fatal(all, errs)
	}
	needsUsers := map[string]bool{"all-guests": true, "guests-whose-usertype-is-null": true, "pending-invitations": true}
	for _, s := range all {
		r, err := clientFor(memberID).Run(t.Context(), s.Query)
		if err != nil || r.Status != 200 {
			t.Errorf("%s as a member: %v", s.Name, err)
			continue
		}
		if needsUsers[s.Name] && (r.Rows < 1 || r.Count < 1) {
			t.Errorf("%s found %d rows, count %d", s.Name, r.Rows, r.Count)
		}
		r, err = clientFor(guestID).Run(t.Context(), s.Query)
		if needsUsers[s.Name] != (err != nil && r.Status == 403) {
			t.Errorf("%s as a guest: %v", s.Name, err)
		}
	}
}

func TestAllPagesOfTheSimulatedTenantCome(t *testing.T) {
	people := 0
	_, err := clientFor(memberID).Stream(t.Context(), graphquery.Query{Path: "/users?$top=100&$select=id"}, graphquery.Stream{All: true}, func(p *graphquery.Part) error {
		people += len(p.Rows)
		return nil
	})
	if err != nil || people != 503 {
		t.Errorf("%v: %d people, want 503", err, people)
	}
}
