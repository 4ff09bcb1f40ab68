package graphsim

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// Fault is an answer forced instead of the real one.
type Fault struct {
	Status        int         // 0 = 200
	Code, Message string      // of the error body; "" = what Graph says for Status
	RetryAfter    string      // the Retry-After header as sent, decimals too; "" = none
	Body          string      // sent as it is instead of an error body: HTML, half a JSON document …
	NoBody        bool        // nothing at all after the headers
	Header        http.Header // set beside the usual headers
	Match         func(*http.Request) bool
}

// Call is one request as it arrived.
type Call struct {
	Time   time.Time
	Method string
	Path   string      // with the options, as sent
	Tenant string      // the bearer's tenant id; "" where there was no readable bearer
	Header http.Header // without Authorization
	Status int         // of the answer
}

const callsKept = 1000

// Fail answers the next n requests that f.Match accepts (nil accepts all) with f. Several faults are used up in order.
func (s *Server) Fail(n int, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range n {
		s.faults = append(s.faults, f)
	}
}

// RequireClaims makes a tenant answer 401 insufficient_claims until the token's acrs holds the given
// authentication context; acrs "" ends it.
func (s *Server) RequireClaims(tenantID, acrs string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.acrs[strings.ToLower(tenantID)] = acrs
}

// Calls returns what arrived, oldest first: the last 1,000.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// ForgetCalls empties the log.
func (s *Server) ForgetCalls() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = nil
}

func (s *Server) takeFault(r *http.Request) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if f.Match == nil || f.Match(r) {
			s.faults = slices.Delete(s.faults, i, i+1)
			return f, true
		}
	}
	return Fault{}, false
}

func (s *Server) record(c Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.calls) == callsKept {
		s.calls = slices.Delete(s.calls, 0, callsKept/10)
	}
	s.calls = append(s.calls, c)
}

func (s *Server) wantedContext(tenantID string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.acrs[tenantID]
}
