package entrasim

import (
	"net/http"
	"strings"
	"sync"
	"time"
)

// Server is the simulated login host. It is safe for concurrent use.
type Server struct {
	world World
	now   func() time.Time
	dir   func() *directory // the world, indexed on first use

	mu       sync.Mutex // guards everything below
	knobs    Knobs
	onRedeem func(tenantID, objectID string)
	redeemed []seat // told to onRedeem once mu is free
	accepted map[string]bool
	consents map[string]bool
	approved map[string]bool // what admins consented to since the world began
	flows    *pool[*flow]
	codes    *pool[*code]
	devices  *pool[*device]
	refresh  *pool[*refreshToken]
	calls    []Call
}

// Knobs change how the server behaves, for tests. The zero value is the normal behaviour.
type Knobs struct {
	// LieTenant is put into the tokens' tid and iss instead of the tenant that was asked.
	LieTenant string
	// LieAudience is put into the access tokens' aud instead of Graph.
	LieAudience string
	// RefuseDomainHint refuses every authorize request that has a domain_hint:
	// 50143 or 90023, the AADSTS code; 0 = hints that fit nothing are ignored.
	RefuseDomainHint int
	// TokenLife is how long an access token lives; 0 = an hour.
	TokenLife time.Duration
	// Interval is how often a device code may be polled; 0 = five seconds.
	Interval time.Duration
	// DeviceCodeLife is how long a device code lives; 0 = fifteen minutes.
	DeviceCodeLife time.Duration
	// Fault may answer a request in the server's place. It may look at r.Form, and may block.
	Fault func(r *http.Request) (status int, body string, ok bool)
	// Answer may change a successful answer of the token endpoint before it is sent.
	Answer func(answer map[string]any)
}

// New makes the login host of a world. now is its clock; nil = time.Now.
func New(w World, now func() time.Time) *Server {
	if now == nil {
		now = time.Now
	}
	if w.LoginHost == "" {
		w.LoginHost = "login.microsoftonline.com"
	}
	if w.GraphHost == "" {
		w.GraphHost = "graph.microsoft.com"
	}
	return &Server{
		world:    w,
		now:      now,
		dir:      sync.OnceValue(func() *directory { return index(w) }),
		accepted: map[string]bool{},
		consents: map[string]bool{},
		approved: map[string]bool{},
		flows:    newPool[*flow](1000),
		codes:    newPool[*code](1000),
		devices:  newPool[*device](1000),
		refresh:  newPool[*refreshToken](10000),
	}
}

// Tune changes the knobs.
func (s *Server) Tune(change func(*Knobs)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.knobs)
}

// OnRedeem sets what is called after a pending guest accepted the invitation.
func (s *Server) OnRedeem(told func(tenantID, objectID string)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onRedeem = told
}

// Revoke ends every session of a person, as a password reset at home does:
// their refresh tokens fail with AADSTS50173 from now on.
func (s *Server) Revoke(upn string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.refresh.values {
		if strings.EqualFold(t.person.UPN, upn) {
			t.revoked = true
		}
	}
}

// routes are the paths below /{tenant}/.
var routes = map[string]func(*Server, http.ResponseWriter, *http.Request){
	"v2.0/.well-known/openid-configuration": (*Server).discoverTenant,
	"discovery/instance":                    (*Server).discoverInstance,
	"discovery/v2.0/keys":                   (*Server).keys,
	"oauth2/v2.0/authorize":                 (*Server).authorizePage,
	"oauth2/v2.0/token":                     (*Server).token,
	"oauth2/v2.0/devicecode":                (*Server).deviceCode,
	"oauth2/deviceauth":                     (*Server).devicePage,
}

// pageRoutes are those of routes that a person's browser visits.
var pageRoutes = map[string]bool{"oauth2/v2.0/authorize": true, "oauth2/deviceauth": true}

// ServeHTTP answers for the login host, and for the page that a device code sends people to.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.serve(w, r, func(string) bool { return true })
}

// Pages serves only what a person's browser visits: the authorize and the device pages, under the
// same paths as the login host. It may run at any address: its forms post to relative addresses.
func (s *Server) Pages() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.serve(w, r, func(path string) bool { return pageRoutes[path] })
	})
}

const maxBody = 1 << 20

func (s *Server) serve(w http.ResponseWriter, r *http.Request, allowed func(path string) bool) {
	if r.Body != nil { // a request that comes in-process may have none
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	}
	if err := r.ParseForm(); err != nil {
		s.writeRefusal(w, refuse(90023, "request", "malformed form"), correlation(r))
		return
	}
	s.record(r)
	s.mu.Lock()
	fault := s.knobs.Fault
	s.mu.Unlock()
	if fault != nil {
		if status, body, ok := fault(r); ok {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			w.WriteHeader(status)
			w.Write([]byte(body))
			return
		}
	}
	if r.URL.Path == "/devicelogin" {
		s.devicePage(w, r)
		return
	}
	_, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	handle, ok := routes[rest]
	if !ok || !allowed(rest) {
		http.NotFound(w, r)
		return
	}
	handle(s, w, r)
}

// tenantOf is the tenant as the path names it: a GUID, a domain, common, ….
func tenantOf(r *http.Request) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	return strings.ToLower(name)
}

// correlation is the id that the caller gave the request, or a new one.
func correlation(r *http.Request) string {
	if id := r.Header.Get("Client-Request-Id"); isGUID(id) {
		return id
	}
	if id := r.Form.Get("client-request-id"); isGUID(id) {
		return id
	}
	return guid()
}
