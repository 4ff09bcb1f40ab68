package graphsim_test

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery/graphsim"
)

func TestBearerIsChecked(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.Limited))
	unix := func(d time.Duration) int64 { return noon.Add(d).Unix() }
	for name, c := range map[string]struct {
		claims  map[string]any
		status  int
		code    string
		message string
	}{
		"audience as GUID":           {nil, 200, "", ""},
		"audience as address":        {map[string]any{"aud": "https://graph.microsoft.com"}, 200, "", ""},
		"audience with slash":        {map[string]any{"aud": "https://graph.microsoft.com/"}, 200, "", ""},
		"another audience":           {map[string]any{"aud": "https://management.azure.com"}, 401, "InvalidAuthenticationToken", "Invalid audience"},
		"no audience":                {map[string]any{"aud": nil}, 401, "InvalidAuthenticationToken", "Invalid audience"},
		"expired this second":        {map[string]any{"exp": unix(0)}, 401, "InvalidAuthenticationToken", "the token is expired"},
		"expires in a second":        {map[string]any{"exp": unix(time.Second)}, 200, "", ""},
		"no expiry":                  {map[string]any{"exp": nil}, 401, "InvalidAuthenticationToken", "the token is expired"},
		"not valid yet":              {map[string]any{"nbf": unix(time.Minute)}, 401, "InvalidAuthenticationToken", "not yet valid"},
		"tenant in upper case":       {map[string]any{"tid": strings.ToUpper(tenantID)}, 200, "", ""},
		"unknown tenant":             {map[string]any{"tid": "11111111-0000-4000-8000-000000000000"}, 401, "Authorization_IdentityNotFound", "could not be established"},
		"unknown object":             {map[string]any{"oid": "11111111-0000-4000-8000-000000000000"}, 401, "Authorization_IdentityNotFound", "could not be established"},
		"no object":                  {map[string]any{"oid": nil}, 401, "Authorization_IdentityNotFound", "could not be established"},
		"a UPN is no object id":      {map[string]any{"oid": "ada@fabrikam.com"}, 401, "Authorization_IdentityNotFound", "could not be established"},
		"disabled account":           {map[string]any{"oid": oldID}, 401, "InvalidAuthenticationToken", "AccountDisabled"},
		"no scope":                   {map[string]any{"scp": nil}, 403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."},
		"a scope for something else": {map[string]any{"scp": "Mail.Read openid"}, 403, "Authorization_RequestDenied", "Insufficient privileges"},
	} {
		t.Run(name, func(t *testing.T) {
			s := s.with(c.claims)
			s.t = t
			a := s.get("/v1.0/me")
			if c.status == 200 {
				a.is(200)
				return
			}
			a.fails(c.status, c.code, c.message)
		})
	}
}

func TestUnreadableBearers(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.Limited))
	for header, message := range map[string]string{
		"":                       "Access token is empty.",
		"Bearer ":                "Access token is empty.",
		"Basic dXNlcjpwYXNz":     "Access token is empty.",
		"Bearer EwB4A8l6BAAU":    "IDX14100",
		"Bearer a.%%%.c":         "IDX14102",
		"Bearer a.bm90IGpzb24.c": "IDX14101",
	} {
		r, _ := http.NewRequest("GET", graphHost+"/v1.0/me", nil)
		if header != "" {
			r.Header.Set("Authorization", header)
		}
		a := s.do(r)
		a.fails(401, "InvalidAuthenticationToken", message)
		challenge := a.Header().Get("WWW-Authenticate")
		if !strings.HasPrefix(challenge, `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"`) {
			t.Errorf("%q: WWW-Authenticate is %q", header, challenge)
		}
	}
}

func TestScopesLetCallsThrough(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.Limited))
	for _, c := range []struct {
		scope, path string
		status      int
	}{
		{"User.Read", "/me", 200},
		{"User.Read", "/me/memberOf", 200},
		{"User.Read", "/organization", 200},
		{"User.Read", "/users", 403},
		{"User.Read", "/users/" + memberID, 403},
		{"User.Read", "/users/" + adminID, 200}, // oneself
		{"User.Read", "/groups", 403},
		{"User.Read", "/me/appRoleAssignments", 403},
		{"User.Read", "/me/manager", 403},
		{"User.ReadBasic.All", "/users", 200},
		{"User.Read.All", "/users/" + memberID, 200},
		{"user.read.all", "/users", 200},
		{"Directory.Read.All", "/users", 200},
		{"Directory.Read.All", "/groups", 200},
		{"Directory.Read.All", "/me/appRoleAssignments", 200},
		{"Group.Read.All", "/groups/" + teamID, 200},
		{"GroupMember.Read.All", "/groups/" + teamID + "/members", 200},
		{"GroupMember.Read.All", "/users", 403},
		{"Application.Read.All", "/applications", 200},
		{"Application.Read.All", "/domains", 403},
		{"Domain.Read.All", "/domains", 200},
		{"Group.Read.All", "/servicePrincipals", 403},
	} {
		a := s.scoped(c.scope).get("/v1.0" + c.path)
		if a.Code != c.status {
			t.Errorf("%s with %s: %d, want %d", c.path, c.scope, a.Code, c.status)
		}
	}
}

func TestClaimsChallengeUntilTheTokenCarriesTheContext(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.Limited))
	s.server.RequireClaims(tenantID, "c1")
	a := s.get("/v1.0/me")
	a.fails(401, "InvalidAuthenticationToken", "insufficient")
	_, encoded, ok := strings.Cut(a.Header().Get("WWW-Authenticate"), `error="insufficient_claims", claims="`)
	if !ok {
		t.Fatalf("no challenge: %s", a.Header().Get("WWW-Authenticate"))
	}
	claims, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(encoded, `"`))
	if err != nil || string(claims) != `{"access_token":{"acrs":{"essential":true,"value":"c1"}}}` {
		t.Fatalf("claims %s, %v", claims, err)
	}
	s.with(map[string]any{"acrs": []string{"c3", "c1"}}).get("/v1.0/me").is(200)
	s.with(map[string]any{"acrs": "c1"}).get("/v1.0/me").is(200)
	s.with(map[string]any{"acrs": "c2"}).get("/v1.0/me").is(401)
	s.server.RequireClaims(tenantID, "")
	s.get("/v1.0/me").is(200)
}
