package entrasim_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"graphguest/auth/entrasim"
)

const (
	contoso   = "c0000000-0000-4000-8000-000000000001" // home
	fabrikam  = "f0000000-0000-4000-8000-000000000002" // a guest, nothing special
	northwind = "90000000-0000-4000-8000-000000000003" // its own MFA
	adatum    = "ad000000-0000-4000-8000-000000000004" // no admin consented to the app
	tailspin  = "7a000000-0000-4000-8000-000000000005" // invited, not redeemed
	wingtip   = "b1000000-0000-4000-8000-000000000006" // nobody of ours is a guest
	viral     = "0f000000-0000-4000-8000-000000000007"

	consultant = "consultant@contoso.com"
	google     = "guest@gmail.com"
	outlook    = "guest@outlook.com"
	smallshop  = "guest@smallshop.example"
	viralGuest = "guest@viral.example"

	tools = "14d82eec-204b-4c2f-b7e8-296a70dab67e" // Microsoft Graph Command Line Tools
	cli   = "04b07795-8ddb-461a-bbee-02f9e1bf7b46" // Azure CLI
	web   = "3e000000-0000-4000-8000-00000000000b" // a confidential client
)

func demoWorld() entrasim.World {
	tenant := func(id, name string) entrasim.Tenant {
		domain := strings.ToLower(name)
		return entrasim.Tenant{ID: id, Name: name, DefaultDomain: domain + ".com", Domains: []string{domain + ".onmicrosoft.com"},
			Region: "EU", Consented: []string{tools}, Guests: everybody(id[:2])}
	}
	w := entrasim.World{
		Tenants: []entrasim.Tenant{tenant(contoso, "Contoso"), tenant(fabrikam, "Fabrikam"), tenant(northwind, "Northwind"),
			tenant(adatum, "Adatum"), tenant(tailspin, "Tailspin"), tenant(wingtip, "Wingtip"), tenant(viral, "Viral")},
		People: []entrasim.Person{
			{UPN: consultant, Name: "Casey Consultant", GivenName: "Casey", FamilyName: "Consultant", HomeTenantID: contoso, HomeObjectID: "11111111-1111-4111-8111-111111111111", PUID: "10030000801BAFC7"},
			{UPN: google, Name: "Gil Google", Kind: entrasim.Google, PUID: "108700000000000000001"},
			{UPN: outlook, Name: "Olga Outlook", Kind: entrasim.MicrosoftAccount, PUID: "00037FFE809E2EE1"},
			{UPN: smallshop, Name: "Sam Shop", Kind: entrasim.EmailOTP, PUID: "1003200040000001"},
			{UPN: viralGuest, Name: "Vera Viral", Kind: entrasim.Unmanaged, HomeTenantID: viral, HomeObjectID: "77777777-7777-4777-8777-777777777777", PUID: "1003000080000077"},
		},
		Clients: []entrasim.App{
			{ID: tools, Name: "Microsoft Graph Command Line Tools", PublicClient: true, Redirects: []string{"http://localhost"}},
			{ID: cli, Name: "Azure CLI", PublicClient: true},
			{ID: web, Name: "Web", Redirects: []string{"https://web.example/answer"}},
		},
	}
	for i := range w.Tenants {
		switch t := &w.Tenants[i]; t.ID {
		case contoso:
			t.Guests = nil
			t.Members = []entrasim.Member{{UPN: consultant, ObjectID: w.People[0].HomeObjectID, PUID: w.People[0].PUID}}
		case northwind:
			t.RequiresMFA = true
		case adatum:
			t.Consented = nil
		case tailspin:
			for g := range t.Guests {
				t.Guests[g].Pending = true
			}
		case wingtip:
			t.Guests = nil
		case viral:
			t.Guests, t.Unmanaged = nil, true
			t.Members = []entrasim.Member{{UPN: viralGuest, ObjectID: w.People[4].HomeObjectID, PUID: w.People[4].PUID}}
		}
	}
	return w
}

// everybody is a guest, with object ids that begin with two letters of the tenant.
func everybody(prefix string) (guests []entrasim.Guest) {
	for i, upn := range []string{consultant, google, outlook, smallshop, viralGuest} {
		guests = append(guests, entrasim.Guest{UPN: upn, ObjectID: prefix + "00000" + string(rune('1'+i)) + "-1111-4111-8111-222222222222", PUID: "100320001234567" + string(rune('0'+i))})
	}
	return guests
}

// rig is a simulated login host with a clock, and a program that talks to it.
type rig struct {
	t   *testing.T
	sim *entrasim.Server
	mu  sync.Mutex
	now time.Time
}

func newRig(t *testing.T) *rig {
	r := &rig{t: t, now: time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC)}
	r.sim = entrasim.New(demoWorld(), r.clock)
	return r
}

func (r *rig) clock() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now
}

func (r *rig) wait(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now = r.now.Add(d)
}

// RoundTrip reaches the simulator under the real host's name, without a socket.
func (r *rig) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.URL.Host != "login.microsoftonline.com" {
		return nil, &net.DNSError{Err: "not simulated", Name: request.URL.Host}
	}
	w := httptest.NewRecorder()
	r.sim.ServeHTTP(w, request)
	return w.Result(), nil
}

func form(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

// changed lays pairs over defaults; an empty value removes a field.
func changed(defaults url.Values, pairs []string) url.Values {
	v := maps.Clone(defaults)
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
		if pairs[i+1] == "" {
			v.Del(pairs[i])
		}
	}
	return v
}

func (r *rig) send(method, path string, body url.Values) (int, map[string]any) {
	r.t.Helper()
	request := httptest.NewRequest(method, "https://login.microsoftonline.com"+path, strings.NewReader(body.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	r.sim.ServeHTTP(w, request)
	var answer map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		r.t.Fatalf("%s %s answers no JSON: %s", method, path, w.Body)
	}
	if text, _ := answer["error_description"].(string); strings.Contains(text, "%!") {
		r.t.Errorf("a text lacks its facts: %s", text)
	}
	return w.Code, answer
}

const (
	verifier  = "a-verifier-of-at-least-forty-three-characters-long"
	graphRead = "User.Read openid profile offline_access"
)

func challengeOf(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func authorizeURL(tenant, redirect string, pairs ...string) string {
	q := changed(form("client_id", tools, "response_type", "code", "redirect_uri", redirect, "scope", graphRead, "state", "s-1",
		"response_mode", "form_post", "code_challenge", challengeOf(verifier), "code_challenge_method", "S256", "client_info", "1"), pairs)
	return "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/authorize?" + q.Encode()
}

// loopback is the program's listener: it keeps the last answer.
type loopback struct {
	url    string
	mu     sync.Mutex
	method string
	got    url.Values
}

func listen(t *testing.T) *loopback {
	l := &loopback{}
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		r.ParseForm()
		l.mu.Lock()
		defer l.mu.Unlock()
		l.method, l.got = r.Method, r.Form
	}))
	t.Cleanup(server.Close)
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	l.url = "http://localhost:" + port
	return l
}

// approve plays the person at the browser and gives what the program heard.
func (r *rig) approve(tenant, upn string, pairs ...string) (url.Values, *loopback) {
	r.t.Helper()
	l := listen(r.t)
	if err := r.sim.Approve(context.Background(), authorizeURL(tenant, l.url, pairs...), upn); err != nil {
		r.t.Fatal(err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if text := l.got.Get("error_description"); strings.Contains(text, "%!") {
		r.t.Errorf("a text lacks its facts: %s", text)
	}
	return l.got, l
}

func (r *rig) redeem(tenant string, code string, l *loopback, pairs ...string) (int, map[string]any) {
	r.t.Helper()
	return r.send("POST", "/"+tenant+"/oauth2/v2.0/token", changed(form("grant_type", "authorization_code", "client_id", tools,
		"code", code, "redirect_uri", l.url, "code_verifier", verifier, "scope", graphRead, "client_info", "1"), pairs))
}

// signIn is the whole browser flow; it must go well.
func (r *rig) signIn(tenant, upn string, pairs ...string) map[string]any {
	r.t.Helper()
	heard, l := r.approve(tenant, upn, pairs...)
	status, answer := r.redeem(tenant, heard.Get("code"), l)
	if status != http.StatusOK {
		r.t.Fatalf("%s cannot sign in to %s: heard %v, then %v", upn, tenant, heard, answer)
	}
	return answer
}

func (r *rig) renew(tenant string, from map[string]any, pairs ...string) (int, map[string]any) {
	r.t.Helper()
	token, _ := from["refresh_token"].(string)
	return r.send("POST", "/"+tenant+"/oauth2/v2.0/token", changed(form("grant_type", "refresh_token", "client_id", tools,
		"refresh_token", token, "scope", graphRead, "client_info", "1"), pairs))
}

// claims decodes a token of an answer.
func (r *rig) claims(answer map[string]any, name string) map[string]any {
	r.t.Helper()
	raw, _ := answer[name].(string)
	parts := strings.Split(raw, ".")
	if len(parts) != 3 {
		r.t.Fatalf("%s is no JWT: %q", name, raw)
	}
	text, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		r.t.Fatal(err)
	}
	var claims map[string]any
	if err := json.Unmarshal(text, &claims); err != nil {
		r.t.Fatal(err)
	}
	return claims
}

// codeOf is the AADSTS code of an error answer, 0 where there is none.
func codeOf(answer map[string]any) int {
	codes, _ := answer["error_codes"].([]any)
	if len(codes) != 1 {
		return 0
	}
	return int(codes[0].(float64))
}
