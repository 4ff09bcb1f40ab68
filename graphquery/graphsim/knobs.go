package graphsim

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// Fault is an answer forced instead of the real one, or what happens to the real one on its way.
//
// With a status, code, message or body, or NoBody, EndlessNextLink, LoopNextLink or GzipBomb, the answer is made here.
// Without any of these the real one is, and the other fields maim that.
type Fault struct {
	Status        int         // 0 = 200
	Code, Message string      // of the error body; "" = what Graph says for Status
	RetryAfter    string      // the Retry-After header as sent, decimals too; "" = none
	Body          string      // sent as it is instead of an error body: HTML, half a JSON document …
	NoBody        bool        // nothing at all after the headers
	Header        http.Header // set beside the usual headers
	Match         func(*http.Request) bool

	EndlessNextLink bool  // a page of one row with a nextLink that never came before
	LoopNextLink    bool  // a page of one row whose nextLink is the request itself
	GzipBomb        int64 // a gzip body of so many bytes once it is unpacked

	Delay       time.Duration // before the first byte; the caller's going away ends it
	Reset       bool          // the connection breaks before the status
	Truncate    int           // the connection breaks after so many bytes of the body
	WrongLength int           // what Content-Length says, whatever the body is
	AnotherHost string        // base URL that stands in every link of the answer: nextLink, deltaLink, Location
}

// made tells whether the answer is the fault's own.
func (f *Fault) made() bool {
	return f.Status != 0 || f.Code != "" || f.Message != "" || f.Body != "" || f.NoBody ||
		f.EndlessNextLink || f.LoopNextLink || f.GzipBomb > 0
}

// Call is one request as it arrived.
type Call struct {
	Time   time.Time
	Method string
	Path   string      // with the options, as sent
	Tenant string      // the bearer's tenant id; "" where there was no readable bearer
	Header http.Header // without Authorization
	Status int         // of the answer
	Item   string      // its id within a $batch; "" = it came by itself
}

const callsKept = 1000

// Fail answers the next n requests that f.Match accepts with f; nil accepts all to Graph itself, and none to the second
// host. Several faults are used up in order.
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

// takeFault uses up the first fault for r. One that is picky about its request alone reaches beyond Graph's own host.
func (s *Server) takeFault(r *http.Request, beyond bool) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if f.Match == nil && !beyond || f.Match != nil && f.Match(r) {
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
