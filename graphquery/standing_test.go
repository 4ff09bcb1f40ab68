package graphquery

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// jwt is a token with these claims, signed with nothing.
func jwt(t testing.TB, claims map[string]any) string {
	t.Helper()
	payload, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	part := base64.RawURLEncoding.EncodeToString
	return part([]byte(`{"alg":"none"}`)) + "." + part(payload) + "." + part([]byte("x"))
}

const (
	limitedRole    = "10dae51f-b6af-4016-8d66-8c2a99b929b3"
	restrictedRole = "2AF84B1E-32c8-42b7-82bc-daa82404023b"
	ordinary       = "b79fbf4d-3ef9-4689-8143-76b194e85509"
	globalReader   = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
)

func TestATokenTellsWhoThePersonIs(t *testing.T) {
	for name, c := range map[string]struct {
		claims map[string]any
		who    string
	}{
		"acct 1":                  {map[string]any{"acct": 1, "wids": []string{ordinary}}, "a guest"},
		"acct 0":                  {map[string]any{"acct": 0, "xms_idrel": "1 30"}, "a member"},
		"acct as text":            {map[string]any{"acct": "1"}, "a guest"},
		"acct beats xms_idrel":    {map[string]any{"acct": 0, "xms_idrel": "5"}, "a member"},
		"xms_idrel 5":             {map[string]any{"xms_idrel": "5 28"}, "a guest"},
		"xms_idrel 3":             {map[string]any{"xms_idrel": "3 30"}, "a member"},
		"even numbers":            {map[string]any{"xms_idrel": "2 28"}, ""},
		"limited":                 {map[string]any{"acct": 1, "wids": []string{limitedRole}}, "a guest, likely with limited access"},
		"restricted":              {map[string]any{"wids": []string{restrictedRole, ordinary}}, "a guest, likely a restricted one"},
		"a guest with a role":     {map[string]any{"acct": 1, "wids": []string{globalReader}}, "a guest, with a directory role"},
		"a member with a role":    {map[string]any{"acct": 0, "wids": []string{ordinary, globalReader}}, "a member, with a directory role"},
		"a member is not limited": {map[string]any{"acct": 0, "wids": []string{limitedRole}}, "a member"},
		"nothing":                 {map[string]any{}, ""},
		"of wrong types":          {map[string]any{"acct": true, "xms_idrel": map[string]int{"5": 5}, "wids": []any{5, nil}}, ""},
	} {
		if who := standingOf(jwt(t, c.claims)).who(); who != c.who {
			t.Errorf("%s: %q, want %q", name, who, c.who)
		}
	}
	for _, opaque := range []string{"", "EwB4A8l6BAAU", "a.b.c", "a.bnVsbA.c", "..", "a.W10.c"} {
		if s := standingOf(opaque); s != (standing{}) {
			t.Errorf("%q: %+v", opaque, s)
		}
	}
}

func TestAdviceFitsTheGuestsLevel(t *testing.T) {
	guest, lim, res := standing{guest: true}, standing{guest: true, level: limited}, standing{guest: true, level: restricted}
	member, role := standing{member: true}, standing{guest: true, role: true, level: limited}
	for _, c := range []struct {
		who        standing
		path       string
		what, step string
	}{
		{standing{}, "/users", "a guest may not list the people", "/users/{id"},
		{guest, "/users", "a guest may not list the people", "/users/{id"},
		{lim, "/users?$top=5", "a guest may not list the people", "/users/{id"},
		{res, "/users", "likely a restricted guest", "ids without names"},
		{res, "/groups", "likely a restricted guest", "/me/memberOf"},
		{res, "/users/x", "may not see other people", "/me"},
		{res, "/groups/x/members", "nor groups beyond their ids", "/me/memberOf"},
		{lim, "/users/x/memberOf", "but not their groups", "User.ReadBasic.All"},
		{lim, "/groups", "a guest may not list the groups", "/groups/{id}"},
		{lim, "/devices", "guests may not read this part", "/organization"},
		{guest, "/directoryRoles", "guests may not read this part", "/me"},
		{guest, "/policies/authorizationPolicy", "guests may not read this part", "/me"},
		{guest, "/servicePrincipals", "guests may, at least in part", "which permission"},
		{guest, "/domains", "guests may, at least in part", "which permission"},
		{role, "/users", "lifts you above a guest", "which permission"},
		{role, "/devices", "lifts you above a guest", "which permission"},
		{member, "/users", "the app lacks the permission to list people", "/me works"},
		{member, "/groups", "the app lacks the permission to list groups", "/me/memberOf"},
		{member, "/devices", "wants a permission of the app", "which permission"},
		{member, "/sites/root", "lacks a permission", "which permission"},
	} {
		got := advise(403, "Authorization_RequestDenied", newAsked("GET", c.path, c.who))
		if !strings.Contains(got.what, c.what) || !strings.Contains(got.guest, c.step) {
			t.Errorf("%s for %s: %q → %q", c.path, c.who.who(), got.what, got.guest)
		}
	}
}

func TestAMemberWithoutMailIsNotSentHome(t *testing.T) {
	got := advise(404, "MailboxNotEnabledForRESTAPI", newAsked("GET", "/me/messages", standing{member: true}))
	if strings.Contains(got.what+got.guest, "home") || got.what == "" {
		t.Errorf("%+v", got)
	}
}

func TestARefusalIsReadAgainstTheTokenThatWasSent(t *testing.T) {
	for who, says := range map[string]string{"a guest": "a guest may not list the people", "a member": "the app lacks the permission"} {
		g := guestAt(answer{status: 403, body: `{"error":{"code":"Authorization_RequestDenied"}}`})
		acct := 0
		if who == "a guest" {
			acct = 1
		}
		g.Token = func(context.Context, string) (string, error) {
			return jwt(t, map[string]any{"tid": fabrikamID, "acct": acct, "aud": base, "scp": "User.Read"}), nil
		}
		_, err := g.runs(t, "/users")
		var e *Error
		if !errors.As(err, &e) || e.Who != who || !strings.Contains(e.What, says) || e.Query.Path != "/users" {
			t.Errorf("%s: %+v", who, e)
		}
	}
}
