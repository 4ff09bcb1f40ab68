package graphquery_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"graphguest/graphquery"
	"graphguest/graphquery/graphsim/faultsim"
)

const tenant = "46d2b5a1-9c3e-4f7a-8b7e-0c1d2e3f3f58"

// site is a client of a Graph that goes wrong, and all that the client said.
type site struct {
	*graphquery.Client
	server  *faultsim.Server
	way     *http.Transport
	secrets faultsim.Secrets

	mu    sync.Mutex
	said  []string        // to a person
	noted []string        // to a machine, or as it came from Graph
	slept []time.Duration // instead of waiting
	later time.Duration   // all of it: so much later it is for the client
}

// reaches makes a client whose Graph fails after so many good answers. Pauses are not waited for.
func reaches(ca *faultsim.Authority, f faultsim.Fault, after int, piped bool) *site {
	s := &site{secrets: faultsim.Canaries()}
	s.secrets["access_token"] = s.secrets.GraphToken(tenant)
	s.server = faultsim.Start(faultsim.Site{
		Host: "graph.microsoft.com", Good: http.HandlerFunc(pages), After: after, Fault: f,
		Authority: ca, Secrets: s.secrets, Piped: piped,
	})
	s.way = s.server.Reach(graphquery.NewTransport())
	s.Client = &graphquery.Client{
		Environment: "fabrikam", Tenant: tenant, Graph: "https://graph.microsoft.com", HTTP: s.way,
		Token:    func(context.Context, string) (string, error) { return s.secrets["access_token"], nil },
		MaxPages: 6,
		Tell:     func(note string) { s.hear(&s.said, note) },
		Waiting: func(w graphquery.Wait) {
			if w.Why != "" {
				s.hear(&s.said, w.Why)
			}
		},
		Trace: func(e graphquery.TraceEvent) { s.hear(&s.noted, fmt.Sprintf("%+v", e)) },
	}
	if !piped {
		s.Now = func() time.Time {
			s.mu.Lock()
			defer s.mu.Unlock()
			return time.Now().Add(s.later)
		}
		s.Sleep = func(ctx context.Context, d time.Duration) error {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.slept, s.later = append(s.slept, d), s.later+max(0, d)
			return ctx.Err()
		}
	}
	return s
}

func (s *site) close() {
	s.way.CloseIdleConnections()
	s.server.Close()
}

func (s *site) hear(list *[]string, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	*list = append(*list, text)
}

// pages is a good collection of three rows, in two pages unless the second is asked for.
func pages(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("request-id", "9a4f1b1e-0000-4000-8000-000000000009")
	next := `"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=2",`
	if strings.Contains(r.URL.RawQuery, "skiptoken") {
		next = ""
	}
	fmt.Fprintf(w, `{"@odata.context":"c",%s"value":[{"id":"1"},{"id":"2"},{"id":"3"}]}`, next)
}

// hearErr keeps all that an error says, and what it is made of.
func (s *site) hearErr(err error) {
	if err == nil {
		return
	}
	s.hear(&s.said, err.Error())
	var next interface{ NextStep() string }
	if errors.As(err, &next) && next.NextStep() != "" {
		s.hear(&s.said, next.NextStep())
	}
	var refused *graphquery.Error
	if errors.As(err, &refused) {
		s.hear(&s.noted, fmt.Sprintf("%+v", *refused))
	}
	for _, cause := range causes(err) {
		s.hear(&s.noted, cause.Error())
		s.hear(&s.noted, fmt.Sprintf("%+v %#v", cause, cause))
	}
}

func causes(err error) []error {
	all := []error{err}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		if e.Unwrap() != nil {
			all = append(all, causes(e.Unwrap())...)
		}
	case interface{ Unwrap() []error }:
		for _, cause := range e.Unwrap() {
			all = append(all, causes(cause)...)
		}
	}
	return all
}

// hearResult keeps what a result says of itself. Body and header are Graph's.
func (s *site) hearResult(r *graphquery.Result) {
	if r == nil {
		return
	}
	for _, note := range r.Notes {
		s.hear(&s.said, note)
	}
	for _, again := range r.Retries {
		s.hear(&s.said, again.Why)
	}
	if r.Partial != "" {
		s.hear(&s.said, r.Partial)
	}
	s.hear(&s.noted, r.URL)
}

// proves checks what holds whatever happens.
func (s *site) proves(t *testing.T) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, text := range s.said {
		if err := faultsim.Sentence(text); err != nil {
			t.Errorf("%v: %.300q", err, text)
		}
	}
	for _, text := range append(s.said, s.noted...) {
		if slot := s.secrets.In(text); slot != "" {
			t.Errorf("it gives away the %s: %.500q", slot, text)
		}
	}
	for _, d := range s.slept {
		if d < 0 || d > 2*time.Minute {
			t.Errorf("it wanted to wait %s", d)
		}
	}
	if err := s.server.Second.Leak(); err != nil {
		t.Error(err)
	}
}

// asks is one way to ask a Graph, with the fault at the first request or at the second.
type asks struct {
	name  string
	after int
	do    func(ctx context.Context, s *site) (r *graphquery.Result, rows int, err error)
}

var ways = []asks{
	{"run", 0, func(ctx context.Context, s *site) (*graphquery.Result, int, error) {
		r, err := s.Run(ctx, graphquery.Query{Path: "/users"})
		return r, 0, err
	}},
	{"stream", 1, func(ctx context.Context, s *site) (*graphquery.Result, int, error) {
		rows := 0
		r, err := s.Stream(ctx, graphquery.Query{Path: "/users"}, graphquery.Stream{All: true}, func(p *graphquery.Part) error {
			rows += len(p.Rows)
			return nil
		})
		return r, rows, err
	}},
	{"collect", 1, func(ctx context.Context, s *site) (*graphquery.Result, int, error) {
		first, err := s.Run(ctx, graphquery.Query{Path: "/users"})
		if err != nil {
			return first, 0, fmt.Errorf("the first page: %w", err)
		}
		r, err := s.Collect(ctx, first, 0, nil)
		return r, r.Rows, err
	}},
}

// slow are the faults that take their time. They are proved in a bubble, where time costs nothing.
var slow = map[string]bool{
	"never-answer": true, "1-byte-per-second-headers": true, "1-byte-per-second-body": true, "stall-mid-body": true,
	"connect-timeout": true, "dns-timeout": true,
}

// Whatever goes wrong on the way to Graph: it ends by itself, with a sentence; no secret is in any text, none goes to
// another host; rows that came are not lost; memory stays small and nothing is left running.
func TestWhateverGraphDoesThereIsASentence(t *testing.T) {
	ca := faultsim.NewAuthority()
	for _, way := range ways {
		for _, f := range faultsim.Catalogue() {
			if slow[f.Transport] {
				continue
			}
			t.Run(way.name+"/"+f.String(), func(t *testing.T) {
				watch := faultsim.Begin()
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
				defer cancel()
				s := reaches(ca, f, way.after, false)
				r, rows, err := way.do(ctx, s)
				s.hearErr(err)
				s.hearResult(r)
				s.close()
				s.proves(t)
				if ctx.Err() != nil {
					t.Errorf("it did not end: %v", err)
				}
				if way.after > 0 && rows < 3 {
					t.Errorf("%d rows of the first page", rows)
				}
				if why := judged(way.name, f, r, err); why != "" {
					t.Errorf("%s: %v", why, err)
				}
				if n := s.server.Asked(); n > way.after+8 || f.Transport == "" && n <= way.after {
					t.Errorf("asked %d times", n)
				}
				heap, left := watch.End()
				if left != nil {
					t.Error(left)
				}
				if heap > 256<<20 {
					t.Errorf("%d MiB of memory", heap>>20)
				}
			})
		}
	}
}
