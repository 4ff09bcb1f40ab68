package tui_test

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"graphguest/auth"
	"graphguest/cmd/demo"
	"graphguest/graphquery/library"
	"graphguest/tui"
)

const consultant = "consultant@contoso.com"

// world is the demo world with a clock and a Graph that can be held up.
type world struct {
	tui.World
	demo   *demo.World
	clock  *clock
	graph  *slowGraph
	memory *memory
}

// memory is what is remembered between two starts.
type memory struct {
	mu   sync.Mutex
	kept map[string]tui.Kept
	last string
}

func (m *memory) Kept(name string) (tui.Kept, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.kept[name], nil
}

func (m *memory) Keep(name string, k tui.Kept) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(k.Runs) == 0 {
		k.Runs = m.kept[name].Runs
	}
	m.kept[name], m.last = k, name
	return nil
}

func (m *memory) Forget(name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.kept, name)
	return nil
}

// newWorld is the demo world; the consultant is signed in at home.
func newWorld(t *testing.T) *world {
	t.Helper()
	return newWorldAt(t, time.Now())
}

// newWorldAt is the same at a moment of one's choice.
func newWorldAt(t *testing.T, now time.Time) *world {
	t.Helper()
	c := newClock(now)
	d, err := demo.New(c.time)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	w := &world{demo: d, clock: c, graph: &slowGraph{next: d.HTTP}, memory: &memory{kept: map[string]tui.Kept{}}}
	clouds := auth.BuiltinClouds()
	store := auth.Store{Dir: filepath.Join(d.Dir, "environments")}
	w.World = tui.World{
		Store: store, Clouds: clouds, Graph: w.graph, Now: c.time, After: c.after, Location: time.UTC,
		Desk: auth.NewDesk(auth.World{
			HTTP: d.HTTP, Secrets: d.Secrets, Now: c.time, Browse: func(context.Context, string) error { return nil },
			Siblings: func() ([]auth.Environment, error) { all, _ := store.List(); return all, nil },
			Remember: store.Save,
		}, clouds),
		Library: func(name string) library.Library {
			return library.Library{Dir: filepath.Join(store.Path(name), "queries")}
		},
		Kept: w.memory.Kept, Keep: w.memory.Keep, Forget: w.memory.Forget,
		FindTenant: func(ctx context.Context, text string) (auth.Tenant, error) {
			return auth.Locate(ctx, d.HTTP, clouds, text)
		},
		Approve: d.Approve, Accounts: d.Accounts, Dark: true, Demo: true,
	}
	return w
}

// at lets somebody sit down in the named environment.
func (w *world) at(t *testing.T, name string) *user {
	t.Helper()
	env, err := w.Store.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	w.Start = &env
	w.Left = w.memory.kept[name]
	return sitsDown(t, tui.New(w.World), w.clock)
}

// nowhere lets somebody sit down without an environment.
func (w *world) nowhere(t *testing.T) *user {
	return sitsDown(t, tui.New(w.World), w.clock)
}

// write puts a file into an environment's folder.
func (w *world) write(t *testing.T, environment, name, text string) {
	t.Helper()
	file := filepath.Join(w.Store.Path(environment), name)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// guestAt is the consultant in the demo world, in the named environment.
func guestAt(t *testing.T, environment string) *user {
	t.Helper()
	return newWorld(t).at(t, environment)
}

// slowGraph holds every request up while it is held, and then lets it through
// whether anybody still waits or not.
type slowGraph struct {
	next http.RoundTripper
	mu   sync.Mutex
	gate chan struct{}
	seen []string
}

func (g *slowGraph) hold() (release func()) {
	gate := make(chan struct{})
	g.mu.Lock()
	g.gate = gate
	g.mu.Unlock()
	return func() {
		g.mu.Lock()
		g.gate = nil
		g.mu.Unlock()
		close(gate)
	}
}

func (g *slowGraph) RoundTrip(r *http.Request) (*http.Response, error) {
	g.mu.Lock()
	gate := g.gate
	g.seen = append(g.seen, r.Method+" "+r.URL.RequestURI())
	g.mu.Unlock()
	if gate != nil {
		<-gate
	}
	return g.next.RoundTrip(r.WithContext(context.WithoutCancel(r.Context())))
}

// asked is what came to Graph so far.
func (g *slowGraph) asked() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]string(nil), g.seen...)
}

// clock stands still until it is told to pass.
type clock struct {
	mu     sync.Mutex
	now    time.Time
	alarms []alarm
	set    chan struct{} // hears of new alarms
}

func newClock(now time.Time) *clock { return &clock{now: now, set: make(chan struct{}, 1)} }

type alarm struct {
	at   time.Time
	ring chan time.Time
}

func (c *clock) time() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) after(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	a := alarm{c.now.Add(d), make(chan time.Time, 1)}
	c.alarms = append(c.alarms, a)
	select {
	case c.set <- struct{}{}:
	default:
	}
	return a.ring
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	var left []alarm
	for _, a := range c.alarms {
		if a.at.After(c.now) {
			left = append(left, a)
			continue
		}
		a.ring <- c.now
	}
	c.alarms = left
}

// armed is how many alarms are set.
func (c *clock) armed() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.alarms)
}
