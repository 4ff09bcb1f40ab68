package graphquery_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery"
	"graphguest/graphquery/graphsim"
)

const (
	simTenant = "46d2aaaa-0000-4000-8000-000000003f58"
	simAdmin  = "0a000000-0000-4000-8000-000000000001"
)

// simulated is a tenant of the simulated Graph, with what arrived there.
type simulated struct {
	*graphquery.Client
	server *graphsim.Server
	came   []*http.Request
}

func (s *simulated) RoundTrip(r *http.Request) (*http.Response, error) {
	s.came = append(s.came, r)
	w := httptest.NewRecorder()
	s.server.ServeHTTP(w, r)
	resp := w.Result()
	if r.Method == http.MethodHead { // a recorder keeps what a connection would leave out
		resp.Body = http.NoBody
	}
	resp.Request = r
	return resp, nil
}

// simulatedGraph is a tenant in which an admin is signed in.
func simulatedGraph() *simulated {
	now := func() time.Time { return time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC) }
	person := func(n int, name, mail string) graphsim.User {
		return graphsim.User{ID: fmt.Sprintf("0a000000-0000-4000-8000-%012d", n), DisplayName: name, Mail: mail, UserPrincipalName: mail, UserType: "Member", Admin: n == 1}
	}
	guest := person(5, "Janet", "janet_contoso.com#EXT#@fabrikam.com")
	guest.UserType = "Guest"
	s := &simulated{server: graphsim.New(graphsim.World{Tenants: []graphsim.Tenant{{
		ID: simTenant, Name: "Fabrikam Inc", DefaultDomain: "fabrikam.com", Generate: 300, GenerateApplications: 5,
		Users: []graphsim.User{person(1, "Ada", "ada@fabrikam.com"), person(2, "Shaun O'Neill", "shaun@fabrikam.com"),
			person(3, "A & B", "a+b@fabrikam.com"), person(4, "C# People", "c@fabrikam.com"), guest},
	}}}, now)}
	payload := fmt.Sprintf(`{"aud":"https://graph.microsoft.com","tid":%q,"oid":%q,"exp":%d,
		"scp":"User.Read User.ReadWrite.All Directory.Read.All Group.Read.All Application.Read.All"}`, simTenant, simAdmin, now().Unix()+3600)
	token := "eyJhbGciOiJub25lIn0." + base64.RawURLEncoding.EncodeToString([]byte(payload)) + ".x"
	s.Client = &graphquery.Client{
		Environment: "fabrikam", Tenant: simTenant, Graph: "https://graph.microsoft.com", HTTP: s, Now: now,
		Writable: true, Confirm: func(string, string) bool { return true },
		Sleep: func(context.Context, time.Duration) error { return nil },
		Token: func(context.Context, string) (string, error) { return token, nil },
	}
	return s
}

// asks sends a line as a person types it.
func (s *simulated) asks(t *testing.T, line string) (*graphquery.Result, error) {
	t.Helper()
	q, err := graphquery.ParseLine(line, s.Graph)
	if err != nil {
		t.Fatal(err)
	}
	return s.Run(t.Context(), q)
}

func TestWhatIsTypedArrivesAsItIsMeant(t *testing.T) {
	for _, tt := range []struct {
		line, path string // decoded once, as a server does
		options    map[string]string
		finds      string // in the answer; "" = Graph has no such thing
	}{
		{"/users/janet_contoso.com#EXT#@fabrikam.com", "/v1.0/users/janet_contoso.com#EXT#@fabrikam.com", nil, `"Janet"`},
		{"/users/janet_contoso.com%23EXT%23@fabrikam.com", "/v1.0/users/janet_contoso.com#EXT#@fabrikam.com", nil, `"Janet"`},
		{"/users?$filter=userPrincipalName eq 'janet_contoso.com#EXT#@fabrikam.com'", "/v1.0/users", map[string]string{"$filter": "userPrincipalName eq 'janet_contoso.com#EXT#@fabrikam.com'"}, `"Janet"`},
		{"/users?$filter=mail eq 'a+b@fabrikam.com'", "/v1.0/users", map[string]string{"$filter": "mail eq 'a+b@fabrikam.com'"}, `"A & B"`},
		{"/users?$filter=displayName eq 'A & B'&$top=5", "/v1.0/users", map[string]string{"$filter": "displayName eq 'A & B'", "$top": "5"}, `"A & B"`},
		{"/users?$filter=displayName eq 'A %26 B'&$top=5", "/v1.0/users", map[string]string{"$filter": "displayName eq 'A & B'", "$top": "5"}, `"A & B"`},
		{"/users?$filter=displayName eq 'Shaun O''Neill'", "/v1.0/users", map[string]string{"$filter": "displayName eq 'Shaun O''Neill'"}, "shaun@"},
		{"/users?$filter=displayName eq 'Shaun O'Neill'", "/v1.0/users", map[string]string{"$filter": "displayName eq 'Shaun O''Neill'"}, "shaun@"},
		{"/users?$filter=startswith(displayName,'Shaun O'N') and accountEnabled eq true", "/v1.0/users", map[string]string{"$filter": "startswith(displayName,'Shaun O''N') and accountEnabled eq true"}, "shaun@"},
		{`/users?$search="displayName:C#"`, "/v1.0/users", map[string]string{"$search": `"displayName:C%23"`}, ""},
		{`/me/messages?$search="a%2523b"`, "/v1.0/me/messages", map[string]string{"$search": `"a%23b"`}, ""},
		{"/me/drive/root:/Bob's file + 50%.txt", "/v1.0/me/drive/root:/Bob's file + 50%.txt", nil, ""},
	} {
		s := simulatedGraph()
		r, err := s.asks(t, tt.line)
		if len(s.came) != 1 {
			t.Errorf("%s: %d requests (%v)", tt.line, len(s.came), err)
			continue
		}
		came := s.came[0].URL
		if path, err := url.PathUnescape(came.EscapedPath()); err != nil || path != tt.path || came.Fragment != "" {
			t.Errorf("%s arrives at %q, want %q", tt.line, path, tt.path)
		}
		for name, want := range tt.options {
			if got := came.Query().Get(name); got != want {
				t.Errorf("%s arrives with %s %q, want %q", tt.line, name, got, want)
			}
		}
		if tt.finds != "" && (err != nil || !strings.Contains(string(r.Body), tt.finds)) {
			t.Errorf("%s: %v, it does not find %s", tt.line, err, tt.finds)
		}
	}
}

func TestAdvancedQueriesGetThroughByThemselves(t *testing.T) {
	for _, path := range []string{
		"/users/$count", "/users?$filter=userType ne 'Guest'", "/users?$filter=not startswith(displayName,'A')",
		"/users?$filter=endsWith(mail,'fabrikam.com')", "/users?$filter=companyName eq null", `/users?$search="displayName:Ada"`,
		"/users?$filter=startswith(displayName,'A')&$orderby=displayName", "/users?$orderby=createdDateTime", "/applications?$orderby=createdDateTime",
		"/me/memberOf?$filter=displayName eq 'A'", "/me/memberOf/$count",
	} {
		s := simulatedGraph()
		r, err := s.asks(t, path)
		if err != nil || r.Status != 200 || !strings.Contains(strings.Join(r.Notes, "\n"), "ConsistencyLevel: eventual") {
			t.Errorf("%s: %v", path, err)
		}
		// Graph does refuse it without.
		plain := s.came[0].Clone(t.Context())
		_, options, _ := strings.Cut(graphquery.EncodePath(path), "?")
		plain.URL.RawQuery = options
		plain.Header.Del("ConsistencyLevel")
		if resp, err := s.RoundTrip(plain); err != nil || resp.StatusCode != 400 {
			t.Errorf("%s without what was added: %v", path, resp.Status)
		}
	}
}

func TestEveryPageOfAnAdvancedQueryCarriesItsHeader(t *testing.T) {
	s := simulatedGraph()
	rows := 0
	r, err := s.Stream(t.Context(), graphquery.Query{Path: "/users?$filter=userType ne 'x'&$top=100"}, graphquery.Stream{All: true}, func(p *graphquery.Part) error {
		rows += len(p.Rows)
		return nil
	})
	if err != nil || rows != 305 || r.Count != 305 || len(s.came) != 4 {
		t.Fatalf("%d rows of %d in %d requests, %v", rows, r.Count, len(s.came), err)
	}
	for i, came := range s.came {
		if came.Header.Get("ConsistencyLevel") != "eventual" {
			t.Errorf("page %d was asked for without it", i+1)
		}
	}
}

func TestHeadAndOptionsWork(t *testing.T) {
	s := simulatedGraph()
	r, err := s.asks(t, "HEAD /users")
	if err != nil || r.Status != 200 || len(r.Body) != 0 || r.Rows != -1 || s.came[0].Method != "HEAD" || s.came[0].Body != nil {
		t.Errorf("HEAD: %+v, %v", r, err)
	}
	r, err = s.asks(t, "OPTIONS /users")
	if err != nil || r.Status != 200 || len(r.Body) != 0 || !strings.Contains(r.Header.Get("Allow"), "GET") {
		t.Errorf("OPTIONS: %+v, %v", r, err)
	}
}

func TestASimulatedGraphTakesEveryBatchThatIsMade(t *testing.T) {
	s := simulatedGraph()
	var items []graphquery.BatchItem
	add := func(id, method, path, body string, on ...string) {
		items = append(items, graphquery.BatchItem{ID: id, Query: graphquery.Query{Method: method, Path: path, Body: []byte(body)}, DependsOn: on})
	}
	add("change", "PATCH", "/users/"+simAdmin, `{"jobTitle":"Countess"}`)
	add("look", "", "/users/"+simAdmin+"?$select=jobTitle", "", "change")
	add("again", "", "/users/"+simAdmin+"?$select=jobTitle", "", "change")
	add("nobody", "", "/users/nobody@fabrikam.com", "")
	add("after nobody", "", "/me", "", "nobody")
	add("guest", "", "/users/janet_contoso.com#EXT#@fabrikam.com", "")
	add("name", "", "/users?$filter=displayName eq 'Shaun O'Neill'", "")
	add("count", "", "/users/$count", "")
	add("beta", "", "/me", "")
	items[len(items)-1].Query.Version = "beta"
	for i := range 30 {
		add(fmt.Sprint("more ", i), "", "/me", "")
	}
	answers, err := s.Batch(t.Context(), items)
	if err != nil || len(answers) != len(items) || len(s.came) > 5 {
		t.Fatalf("%d requests: %v", len(s.came), err)
	}
	got := map[string]string{}
	for _, a := range answers {
		got[a.ID] = fmt.Sprint(a.Result.Status, " ", string(a.Result.Body))
	}
	for id, want := range map[string]string{"change": "204", "look": "Countess", "again": "Countess", "nobody": "404", "after nobody": "424",
		"guest": "Janet", "name": "shaun@", "count": "200 305", "beta": "200", "more 29": "200"} {
		if !strings.Contains(got[id], want) {
			t.Errorf("%s: %.200s, want %s", id, got[id], want)
		}
	}
}

func TestAThrottledBatchLosesNothing(t *testing.T) {
	s := simulatedGraph()
	clock := s.Now()
	s.Now = func() time.Time { return clock }
	s.server.Throttle(simTenant, 7)
	slept := 0
	s.Sleep = func(context.Context, time.Duration) error { slept++; s.server.Throttle(simTenant, 1000); return nil }
	items := make([]graphquery.BatchItem, 12)
	for i := range items {
		items[i].Query = graphquery.Query{Path: "/users?$top=5"}
	}
	answers, err := s.Batch(t.Context(), items)
	if err != nil || slept == 0 || len(s.came) < 2 {
		t.Fatalf("%d requests, slept %d times: %v", len(s.came), slept, err)
	}
	if i := slices.IndexFunc(answers, func(a graphquery.BatchAnswer) bool { return a.Err != nil || a.Result.Rows != 5 }); i >= 0 {
		t.Errorf("item %d: %+v, %v", i, answers[i].Result, answers[i].Err)
	}
	if slices.ContainsFunc(answers, func(a graphquery.BatchAnswer) bool { return errors.Is(a.Err, graphquery.ErrThrottled) }) {
		t.Error("an item was given up")
	}
}
