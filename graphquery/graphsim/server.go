package graphsim

import (
	"net/http"
	"strings"
	"sync"
	"time"
)

// Server is the simulated Graph. Safe for concurrent use.
type Server struct {
	now     func() time.Time
	tenants map[string]*directory // by lower-case id

	mu     sync.Mutex
	faults []Fault
	acrs   map[string]string // tenant id → the authentication context it demands
	calls  []Call
	serial uint64 // of the next request id

	buckets map[string]*bucket // tenant id/first segment → what is left of its limit
	storage storage            // the hosts beside Graph's
}

// New returns the Graph of a world. It makes no user: that waits until one is asked for.
func New(w World, now func() time.Time) *Server {
	s := &Server{now: now, tenants: map[string]*directory{}, acrs: map[string]string{}, buckets: map[string]*bucket{}}
	s.storage.open(w.Storage)
	for i := range w.Tenants {
		s.tenants[strings.ToLower(w.Tenants[i].ID)] = newDirectory(&w.Tenants[i])
	}
	return s
}

// Accept redeems an invitation: the user's externalUserState becomes Accepted, as of now.
// An unknown tenant or user is ignored.
func (s *Server) Accept(tenantID, objectID string) {
	d := s.tenants[strings.ToLower(tenantID)]
	if d == nil {
		return
	}
	d.change(objectID, func(u *User) { d.redeem(u, s.now().UTC().Truncate(time.Second)) })
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := s.newAnswer(w, r)
	defer func() { s.record(a.call(r)) }()
	if f, ok := s.takeFault(r, false); ok {
		a.spoil = &f
		if a.wait(f.Delay); f.Reset {
			panic(http.ErrAbortHandler) // how a handler breaks its connection
		}
		if f.made() {
			a.fault(f)
			return
		}
	}
	if err := s.serve(a, r); err != nil {
		a.refuse(err)
	}
}

// serve writes the answer, or returns a *refusal with nothing written.
func (s *Server) serve(a *answer, r *http.Request) error {
	path, err := splitPath(r)
	if err != nil {
		return err
	}
	a.version = path.version
	if len(path.segments) == 1 && path.segments[0] == "$metadata" {
		return a.metadata() // like the real one, for anybody
	}
	b, err := s.admit(r)
	if err != nil {
		return err
	}
	opts, err := readOptions(r.URL.RawQuery)
	if err != nil {
		return err
	}
	q := &request{server: s, answer: a, http: r, bearer: b, dir: s.tenants[b.tenantID], path: path, opts: opts}
	if q.caller, err = q.dir.caller(b.objectID); err != nil {
		return err
	}
	if len(path.segments) == 1 && path.segments[0] == "$batch" {
		return q.batch() // its items pay for themselves
	}
	if err := q.throttle(); err != nil {
		return err
	}
	if r.Method == http.MethodOptions {
		return q.allowed()
	}
	return q.route()
}
