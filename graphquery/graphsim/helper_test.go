package graphsim_test

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery/graphsim"
)

const (
	tenantID  = "46d2aaaa-0000-4000-8000-000000003f58"
	guestID   = "0a000000-0000-4000-8000-000000000001"
	memberID  = "0a000000-0000-4000-8000-000000000002"
	adminID   = "0a000000-0000-4000-8000-000000000003"
	pendingID = "0a000000-0000-4000-8000-000000000004"
	oldID     = "0a000000-0000-4000-8000-000000000005" // userType null
	bossID    = "0a000000-0000-4000-8000-000000000006"
	teamID    = "0b000000-0000-4000-8000-000000000001"
	hiddenID  = "0b000000-0000-4000-8000-000000000002"
	rulesID   = "0b000000-0000-4000-8000-000000000003"
	wikiID    = "0c000000-0000-4000-8000-000000000001"
	wikiSPID  = "0d000000-0000-4000-8000-000000000001"
	graphHost = "https://graph.microsoft.com"
	allScopes = "User.Read User.ReadBasic.All User.Read.All User.ReadWrite.All User.Invite.All Group.Read.All GroupMember.Read.All " +
		"Application.Read.All Directory.Read.All Domain.Read.All Organization.Read.All"
)

var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

// fabrikam is a small tenant in which one of everything lives.
func fabrikam(level graphsim.GuestAccess) graphsim.Tenant {
	day := func(d int) time.Time { return time.Date(2024, time.May, d, 9, 30, 0, 0, time.UTC) }
	return graphsim.Tenant{
		ID: tenantID, Name: "Fabrikam Inc", DefaultDomain: "fabrikam.com", Domains: []string{"fabrikam.onmicrosoft.com"},
		Organization: graphsim.Organization{City: "Paris", CountryLetterCode: "FR", CreatedDateTime: day(1)},
		GuestAccess:  level,
		Users: []graphsim.User{
			{ID: guestID, DisplayName: "Janet Example", GivenName: "Janet", Surname: "Example", Mail: "janet@contoso.com", UserType: "Guest",
				UserPrincipalName: "janet_contoso.com#EXT#@fabrikam.onmicrosoft.com", CreationType: "Invitation", ExternalUserState: "Accepted",
				CreatedDateTime: day(2), MobilePhone: "+1 555", Identities: []graphsim.Identity{{SignInType: "federated", Issuer: "ExternalAzureAD"}},
				MemberOf: []string{teamID, hiddenID}, Apps: []string{wikiSPID}, ManagerID: bossID},
			{ID: memberID, DisplayName: "Séan O'Neill", GivenName: "Séan", Surname: "O'Neill", Mail: "sean@fabrikam.com", UserType: "Member",
				UserPrincipalName: "sean@fabrikam.com", CreatedDateTime: day(3), Department: "Sales", JobTitle: "Analyst", MobilePhone: "+353 1",
				BusinessPhones: []string{"+353 2"}, MemberOf: []string{teamID}, ManagerID: bossID},
			{ID: adminID, DisplayName: "Ada Admin", Mail: "ada@fabrikam.com", UserType: "Member", UserPrincipalName: "ada@fabrikam.com",
				CreatedDateTime: day(4), Admin: true},
			{ID: pendingID, DisplayName: "Pia Pending", Mail: "pia@gmail.com", UserType: "Guest", CreationType: "Invitation",
				UserPrincipalName: "pia_gmail.com#EXT#@fabrikam.onmicrosoft.com", ExternalUserState: "PendingAcceptance", CreatedDateTime: day(5),
				Identities: []graphsim.Identity{{SignInType: "userPrincipalName", Issuer: "fabrikam.onmicrosoft.com"}}},
			{ID: oldID, DisplayName: "佐藤 花子", Mail: "hanako@fabrikam.com", UserPrincipalName: "hanako@fabrikam.com", CreatedDateTime: day(6), Disabled: true},
			{ID: bossID, DisplayName: "Bo Boss", Mail: "bo@fabrikam.com", UserType: "Member", UserPrincipalName: "bo@fabrikam.com",
				CreatedDateTime: day(7), Department: "Board", MemberOf: []string{hiddenID}},
		},
		Groups: []graphsim.Group{
			{ID: teamID, DisplayName: "Team", Mail: "team@fabrikam.com", Unified: true, Visibility: "Private", CreatedDateTime: day(8)},
			{ID: hiddenID, DisplayName: "Secret", Visibility: "HiddenMembership", CreatedDateTime: day(9)},
			{ID: rulesID, DisplayName: "Sales people", MembershipRule: `(user.department -eq "Sales")`, CreatedDateTime: day(10)},
		},
		Applications:      []graphsim.Application{{ID: wikiID, AppID: "wiki-app", DisplayName: "Wiki"}},
		ServicePrincipals: []graphsim.ServicePrincipal{{ID: wikiSPID, AppID: "wiki-app", DisplayName: "Wiki"}},
	}
}

// sim is a Graph under test, called as one person.
type sim struct {
	t      testing.TB
	server *graphsim.Server
	claims map[string]any
	header http.Header
	clock  *time.Time
}

func worldOf(t testing.TB, tenants ...graphsim.Tenant) *sim {
	t.Helper()
	clock := noon
	s := &sim{t: t, clock: &clock, header: http.Header{}}
	s.server = graphsim.New(graphsim.World{Tenants: tenants}, func() time.Time { return clock })
	return s.as(adminID)
}

// as calls on behalf of a user object, with every scope.
func (s *sim) as(objectID string) *sim {
	return s.with(map[string]any{"aud": "00000003-0000-0000-c000-000000000000", "tid": tenantID, "oid": objectID, "scp": allScopes,
		"nbf": s.clock.Add(-time.Minute).Unix(), "exp": s.clock.Add(time.Hour).Unix()})
}

// with changes claims of the token; nil removes one.
func (s *sim) with(claims map[string]any) *sim {
	next := *s
	next.claims = maps.Clone(s.claims)
	if next.claims == nil {
		next.claims = map[string]any{}
	}
	for name, v := range claims {
		if next.claims[name] = v; v == nil {
			delete(next.claims, name)
		}
	}
	next.header = s.header.Clone()
	return &next
}

func (s *sim) scoped(scopes string) *sim { return s.with(map[string]any{"scp": scopes}) }

func (s *sim) eventually() *sim {
	next := s.with(nil)
	next.header.Set("ConsistencyLevel", "eventual")
	return next
}

func (s *sim) token() string {
	encode := func(v any) string {
		data, err := json.Marshal(v)
		if err != nil {
			s.t.Fatal(err)
		}
		return base64.RawURLEncoding.EncodeToString(data)
	}
	return encode(map[string]string{"typ": "JWT", "alg": "RS256", "nonce": "n"}) + "." + encode(s.claims) + ".c2ln"
}

// answer is one response, its JSON decoded.
type answer struct {
	*httptest.ResponseRecorder
	t    testing.TB
	what string
	json map[string]any
}

func (s *sim) get(path string) *answer { s.t.Helper(); return s.send("GET", path, "") }

// send takes the path as a person types it: spaces and quotes are encoded, percent signs are left alone.
func (s *sim) send(method, path, body string) *answer {
	s.t.Helper()
	if !strings.HasPrefix(path, "https://") {
		path = graphHost + path
	}
	r, err := http.NewRequest(method, strings.NewReplacer(" ", "%20", `"`, "%22").Replace(path), strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header = s.header.Clone()
	if s.claims != nil {
		r.Header.Set("Authorization", "Bearer "+s.token())
	}
	return s.do(r)
}

func (s *sim) do(r *http.Request) *answer {
	s.t.Helper()
	a := &answer{httptest.NewRecorder(), s.t, r.Method + " " + r.URL.String(), nil}
	s.server.ServeHTTP(a, r)
	if strings.HasPrefix(a.Header().Get("Content-Type"), "application/json") {
		if err := json.Unmarshal(a.Body.Bytes(), &a.json); err != nil {
			s.t.Fatalf("%s: the body is no JSON: %v\n%s", a.what, err, a.Body)
		}
	}
	return a
}

func (a *answer) is(status int) *answer {
	a.t.Helper()
	if a.Code != status {
		a.t.Fatalf("%s: status %d, want %d\n%s", a.what, a.Code, status, a.Body)
	}
	return a
}

// fails checks status, error code and a part of the message.
func (a *answer) fails(status int, code, message string) {
	a.t.Helper()
	a.is(status)
	failure, _ := a.json["error"].(map[string]any)
	if failure["code"] != code || !strings.Contains(failure["message"].(string), message) {
		a.t.Fatalf("%s: error %v: %v\nwant %s: …%s…", a.what, failure["code"], failure["message"], code, message)
	}
	inner, _ := failure["innerError"].(map[string]any)
	if inner["request-id"] != a.Header().Get("request-id") || inner["client-request-id"] == nil || inner["date"] == nil {
		a.t.Fatalf("%s: innerError %v does not repeat the ids of the headers", a.what, inner)
	}
}

func (a *answer) rows() []map[string]any {
	a.t.Helper()
	a.is(200)
	value, ok := a.json["value"].([]any)
	if !ok {
		a.t.Fatalf("%s: no value array\n%s", a.what, a.Body)
	}
	var rows []map[string]any
	for _, v := range value {
		rows = append(rows, v.(map[string]any))
	}
	return rows
}

// column joins one property of every row, null as "null".
func (a *answer) column(name string) string {
	a.t.Helper()
	var all []string
	for _, row := range a.rows() {
		if s, ok := row[name].(string); ok {
			all = append(all, s)
		} else {
			all = append(all, "null")
		}
	}
	return strings.Join(all, ", ")
}

func (a *answer) next() string {
	link, _ := a.json["@odata.nextLink"].(string)
	return link
}

func query(path string, options ...string) string {
	var pairs []string
	for i := 0; i+1 < len(options); i += 2 {
		pairs = append(pairs, options[i]+"="+url.QueryEscape(options[i+1]))
	}
	return path + "?" + strings.Join(pairs, "&")
}

func equals[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// recorder sends a request whose answer need not be JSON.
func recorder(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
