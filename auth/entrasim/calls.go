package entrasim

import (
	"net/http"
	"net/url"
	"slices"
	"time"
)

// Call is one request that reached the server.
type Call struct {
	Time   time.Time
	Method string
	Path   string
	Tenant string     // as the path named it, lower case
	Grant  string     // grant_type, at the token endpoint
	Form   url.Values // query and body together; secrets are replaced by "(removed)"
}

// maxCalls is how many calls are kept; older ones are forgotten.
const maxCalls = 1000

var secretFields = []string{"code", "code_verifier", "refresh_token", "device_code", "client_secret", "client_assertion", "flow", "user_code", "otc"}

// Calls lists what came, oldest first: at most the last thousand.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

func (s *Server) record(r *http.Request) {
	form := url.Values{}
	for name, values := range r.Form {
		form[name] = slices.Clone(values)
		if slices.Contains(secretFields, name) {
			form[name] = []string{"(removed)"}
		}
	}
	call := Call{Time: s.now(), Method: r.Method, Path: r.URL.Path, Tenant: tenantOf(r), Grant: form.Get("grant_type"), Form: form}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.calls) == maxCalls {
		s.calls = slices.Delete(s.calls, 0, 1)
	}
	s.calls = append(s.calls, call)
}
