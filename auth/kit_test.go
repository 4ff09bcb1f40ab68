package auth_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"graphguest/auth"
	"graphguest/auth/entrasim"
)

// The tenants of the tests, and who is what there.
const (
	contoso   = "11111111-1111-4111-8111-111111111111" // the consultant's home
	fabrikam  = "22222222-2222-4222-8222-222222222222" // guest
	northwind = "33333333-3333-4333-8333-333333333333" // guest; wants its own MFA
	adatum    = "44444444-4444-4444-8444-444444444444" // guest
	tailspin  = "55555555-5555-4555-8555-555555555555" // invited, not redeemed
	wingtip   = "66666666-6666-4666-8666-666666666666" // no guest
	viral     = "77777777-7777-4777-8777-777777777777" // unmanaged
)

const consultant = "consultant@contoso.com"

// people are the accounts beside the consultant, each a guest of fabrikam.
var people = []string{"guest@gmail.com", "guest@outlook.com", "guest@smallshop.example", "guest@viral.example"}

func world() entrasim.World {
	id := func(n byte) string {
		return "aaaaaaaa-0000-4000-8000-0000000000" + string([]byte{'0' + n/10, '0' + n%10})
	}
	all := []string{auth.DefaultClientID}
	guest := func(n byte) entrasim.Guest {
		return entrasim.Guest{UPN: consultant, ObjectID: id(n), PUID: "1003200000000000"}
	}
	var others []entrasim.Guest
	for i, upn := range people {
		others = append(others, entrasim.Guest{UPN: upn, ObjectID: id(byte(20 + i)), PUID: "1003200000000001"})
	}
	pending := guest(5)
	pending.Pending = true
	return entrasim.World{
		Tenants: []entrasim.Tenant{
			{ID: contoso, Name: "Contoso", DefaultDomain: "contoso.com", Region: "EU", Consented: all,
				Members: []entrasim.Member{{UPN: consultant, ObjectID: id(1), PUID: "1003200000000000"}}},
			{ID: fabrikam, Name: "Fabrikam Inc", DefaultDomain: "fabrikam.com", Domains: []string{"fabrikam.onmicrosoft.com"}, Region: "NA", Consented: all,
				Guests: append([]entrasim.Guest{guest(2)}, others...)},
			{ID: northwind, Name: "Northwind", DefaultDomain: "northwind.com", RequiresMFA: true, Consented: all, Guests: []entrasim.Guest{guest(3)}},
			{ID: adatum, Name: "Adatum", DefaultDomain: "adatum.com", Consented: all, Guests: []entrasim.Guest{guest(4)}},
			{ID: tailspin, Name: "Tailspin", DefaultDomain: "tailspin.com", Consented: all, Guests: []entrasim.Guest{pending}},
			{ID: wingtip, Name: "Wingtip", DefaultDomain: "wingtip.com", Consented: all},
			{ID: viral, Name: "viral.example", DefaultDomain: "viral.example", Unmanaged: true, Consented: all,
				Members: []entrasim.Member{{UPN: people[3], ObjectID: id(9), PUID: "1003200000000009"}}},
		},
		People: []entrasim.Person{
			{UPN: consultant, Name: "Con Sultant", Kind: entrasim.Entra, HomeTenantID: contoso, HomeObjectID: id(1), PUID: "1003200000000000"},
			{UPN: people[0], Name: "G Mail", Kind: entrasim.Google},
			{UPN: people[1], Name: "Out Look", Kind: entrasim.MicrosoftAccount, HomeTenantID: "9188040d-6c67-4c5b-b112-36a304b66dad", HomeObjectID: "00000000-0000-0000-1111-222233334444", PUID: "0003200000000000"},
			{UPN: people[2], Name: "Small Shop", Kind: entrasim.EmailOTP},
			{UPN: people[3], Name: "Vi Ral", Kind: entrasim.Unmanaged, HomeTenantID: viral, HomeObjectID: id(9), PUID: "1003200000000009"},
		},
		Clients: []entrasim.App{{ID: auth.DefaultClientID, Name: "Microsoft Graph Command Line Tools", PublicClient: true}},
	}
}

// clock is a clock that a test turns.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) turn(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// land is a desk in a simulated world, with its files and its person.
type land struct {
	t       *testing.T
	sim     *entrasim.Server
	clock   *clock
	secrets *auth.MemorySecrets
	clouds  auth.Clouds
	desk    *auth.Desk
	world   auth.World

	mu      sync.Mutex
	files   []auth.Environment
	browse  func(page string) error // the person's browser
	prompts []auth.Prompt
}

// arrive makes a land where the consultant answers at the browser.
func arrive(t *testing.T) *land {
	t.Helper()
	l := &land{t: t, clock: &clock{t: time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC)}, secrets: &auth.MemorySecrets{}, clouds: auth.BuiltinClouds()}
	l.sim = entrasim.New(world(), l.clock.now)
	l.answersAs(consultant)
	l.world = auth.World{
		HTTP: inProcess{l.sim}, Secrets: l.secrets, Now: l.clock.now,
		Browse: func(_ context.Context, page string) error { return l.browser()(page) },
		Siblings: func() ([]auth.Environment, error) {
			l.mu.Lock()
			defer l.mu.Unlock()
			return slices.Clone(l.files), nil
		},
		Remember: func(e auth.Environment) error { l.save(e); return nil },
	}
	l.restart()
	return l
}

// restart is a new process: nothing in memory, the same keyring and files.
func (l *land) restart() {
	l.desk = auth.NewDesk(l.world, l.clouds)
	l.desk.Pausing(func(ctx context.Context, d time.Duration) error { l.clock.turn(d); return ctx.Err() })
}

func (l *land) browser() func(string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.browse
}

func (l *land) opens(browse func(page string) error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.browse = browse
}

func (l *land) answersAs(upn string) {
	l.opens(func(page string) error { return l.sim.Approve(context.Background(), page, upn) })
}

func (l *land) save(e auth.Environment) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.files = append(slices.DeleteFunc(l.files, func(f auth.Environment) bool { return f.Name == e.Name }), e)
}

func (l *land) file(name string) auth.Environment {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := slices.IndexFunc(l.files, func(f auth.Environment) bool { return f.Name == name })
	return l.files[i]
}

// at is the guest of an environment that is written down first, where it is new.
func (l *land) at(name, tenant string, change ...func(*auth.Environment)) *auth.Guest {
	l.t.Helper()
	l.mu.Lock()
	i := slices.IndexFunc(l.files, func(f auth.Environment) bool { return f.Name == name })
	l.mu.Unlock()
	if i < 0 {
		e := auth.Environment{Name: name, Cloud: "global", TenantID: tenant, ClientID: auth.DefaultClientID, Account: consultant}
		for _, c := range change {
			c(&e)
		}
		l.save(e)
	}
	g, err := l.desk.Guest(l.file(name))
	if err != nil {
		l.t.Fatal(err)
	}
	return g
}

func (l *land) show(p auth.Prompt) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.prompts = append(l.prompts, p)
}

func (l *land) shown() []auth.Prompt {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.prompts)
}

func (l *land) notes() (notes []string) {
	for _, p := range l.shown() {
		if p.Note != "" {
			notes = append(notes, p.Note)
		}
	}
	return notes
}

func (l *land) signsIn(g *auth.Guest) {
	l.t.Helper()
	if err := g.SignIn(within(l.t), auth.SignIn{Show: l.show}); err != nil {
		l.t.Fatalf("sign in to %s: %v", g.Environment().Name, err)
	}
}

func (l *land) token(g *auth.Guest) string {
	l.t.Helper()
	token, err := g.Token(within(l.t), "")
	if err != nil || token == "" {
		l.t.Fatalf("token of %s: %d letters, %v", g.Environment().Name, len(token), err)
	}
	return token
}

// asks counts the requests of a grant that reached the token endpoint of a tenant; "" = of any.
func (l *land) asks(grant, tenant string) (n int) {
	for _, c := range l.sim.Calls() {
		if c.Grant == grant && (tenant == "" || c.Tenant == tenant) {
			n++
		}
	}
	return n
}

func (l *land) needsPerson(err error) *auth.Error {
	l.t.Helper()
	var e *auth.Error
	if !errors.Is(err, auth.ErrSignInRequired) || !errors.As(err, &e) {
		l.t.Fatalf("err = %v, want one that needs a person", err)
	}
	return e
}

// within is a context that ends a test which hangs.
func within(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// inProcess reaches a handler without a network.
type inProcess struct{ http.Handler }

func (p inProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil {
		r = r.Clone(r.Context())
		r.Body = http.NoBody
	}
	w := &answer{header: http.Header{}, status: http.StatusOK}
	done := make(chan struct{})
	go func() {
		defer close(done)
		p.ServeHTTP(w, r)
	}()
	select {
	case <-done:
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	return &http.Response{
		Status: http.StatusText(w.status), StatusCode: w.status, Header: w.header, Request: r,
		Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()),
	}, nil
}

type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }

const hour = time.Hour

// lies makes the login host answer for another tenant, or for another audience.
func (l *land) lies(tenant, audience string) {
	l.sim.Tune(func(k *entrasim.Knobs) { k.LieTenant, k.LieAudience = tenant, audience })
}

func (l *land) signOutOf(g *auth.Guest) {
	l.t.Helper()
	if err := g.SignOut(within(l.t)); err != nil {
		l.t.Fatal(err)
	}
}

// kept counts what is in the keyring.
func (l *land) kept() int { return l.secrets.Kept() }
