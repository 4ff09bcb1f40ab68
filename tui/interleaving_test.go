package tui_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// fiveTenants are the demo's environments that one person can sign in to, by tenant.
var fiveTenants = []string{"contoso", "fabrikam", "adatum", "northwind", "tailspin"}

// A tenant's answer must never come under another tenant's header, whatever happens in whatever order. A person
// switches, runs, pages, cancels, steps through answers, follows links, compares, signs out and in again; what is on its
// way arrives, and Graph answers, in any order.
func TestEveryAnswerBelongsToWhomTheHeaderNamed(t *testing.T) {
	p := newProperty(t)
	for range manySteps {
		p.step()
	}
	p.ends()
	asked, further := p.graph.counts()
	t.Logf("%d steps: %d runs, %d requests, %d pages beyond the first, %d answers seen on the screen, %d of them recalled, %d links, %d comparisons with another environment (%d times its answer was seen), %d switches, %d sign-outs",
		manySteps, p.runs, asked, further, p.seen, p.recalled, p.links, p.graph.elsewhere(), p.foreign, p.switches, p.signOuts)
	for what, n := range map[string]int{
		"runs": p.runs, "requests": asked, "further pages": further, "answers seen": p.seen, "recalled answers seen": p.recalled, "links": p.links,
		"comparisons": 10 * p.graph.elsewhere(), "comparisons seen": 100 * p.foreign, "sign-outs": 5 * p.signOuts, // which are rare
	} {
		if manySteps < 100_000 && strings.HasPrefix(what, "comparisons") {
			continue // rarer still
		}
		if n < manySteps/1000 {
			t.Errorf("only %d %s: the steps do not reach what they are for", n, what)
		}
	}
}

// property is a person who does anything at any time.
type property struct {
	t       *testing.T
	u       *user
	chance  *rand.Rand
	graph   *tenantGraph
	tenants map[string]string // environment → tenant id
	waiting []tea.Msg         // that have not arrived yet
	marker  int

	runs, switches, signOuts, seen, recalled, links, foreign int
}

func newProperty(t *testing.T) *property {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	w := newWorld(t)
	p := &property{t: t, chance: rand.New(rand.NewPCG(seed, 0)), tenants: map[string]string{}}
	p.graph = &tenantGraph{chance: rand.New(rand.NewPCG(seed, 1)), expected: map[string]string{}, also: map[string]string{}, t: t}
	for _, name := range fiveTenants {
		env, err := w.Store.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		p.tenants[name] = env.TenantID
	}
	w.Graph = p.graph
	p.u = w.at(t, "contoso")
	for _, name := range fiveTenants {
		p.u.gets(kit.SwitchEnvironment{Name: name})
		p.u.settles()
		p.u.gets(kit.SignIn{Approve: true, Account: consultant})
		p.u.settles().header(name, "min")
	}
	p.u.sizes(100, 14)
	return p
}

// step is one thing that a person, the program or Graph does.
func (p *property) step() {
	p.collect()
	switch n := p.chance.IntN(235); {
	case n < 100:
		for range 1 + len(p.waiting)/20 {
			p.deliver()
		}
	case n < 150:
		p.graph.openOne()
	case n < 162:
		p.run()
	case n < 174:
		p.u.gets(kit.AllPages{})
	case n < 184:
		p.u.gets(kit.NextPage{})
	case n < 191:
		p.u.gets(keyNamed(esc))
	case n < 196:
		p.switches++
		p.u.gets(kit.SwitchEnvironment{Name: p.somewhere()})
	case n >= 199 && n < 213:
		p.u.gets(kit.OlderAnswer{})
		p.look()
	case n >= 213 && n < 220:
		p.u.gets(kit.NewerAnswer{})
		p.look()
	case n >= 220 && n < 226:
		p.follow()
	case n >= 226 && n < 229:
		p.u.gets(kit.Back{})
	case n >= 229:
		p.compare()
	case n < 198 || p.chance.IntN(3) > 0:
		p.u.gets(kit.SignIn{Approve: true, Account: consultant})
		for range 30 { // a sign-in has many steps
			time.Sleep(100 * time.Microsecond)
			p.collect()
			p.deliver()
		}
	default:
		p.signOuts++
		p.u.gets(kit.SignOut{})
		p.u.gets(keyNamed("y"))
	}
	if p.chance.IntN(4) == 0 {
		p.look()
	}
}

// ends lets everything arrive that is still on its way; that, too, under its own header.
func (p *property) ends() {
	p.graph.openAll()
	for p.collect(); len(p.waiting) > 0; p.collect() {
		p.deliver()
	}
	p.u.settles()
	p.look()
}

func (p *property) somewhere() string { return fiveTenants[p.chance.IntN(len(fiveTenants))] }

// collect takes what has come in; it arrives when deliver says so. Before, the commands may go on, which on one
// processor they would not do by themselves.
func (p *property) collect() {
	runtime.Gosched()
	for {
		select {
		case msg := <-p.u.inbox:
			p.u.out--
			p.waiting = append(p.waiting, msg)
		default:
			return
		}
	}
}

// deliver lets something arrive that waits, not always what came first.
func (p *property) deliver() {
	if len(p.waiting) == 0 {
		return
	}
	i := p.chance.IntN(len(p.waiting))
	msg := p.waiting[i]
	p.waiting = append(p.waiting[:i], p.waiting[i+1:]...)
	p.u.gets(msg)
}

// run presses enter on a line that nobody has written before, and notes whom the header names then.
func (p *property) run() {
	p.marker++
	path := fmt.Sprintf("/users/%d", p.marker)
	p.u.gets(keyNamed("ctrl+l")) // a key that changes nothing
	p.u.gets(kit.EditQuery{Query: queryOf(path)})
	tenant := p.tenants[p.environment()]
	p.graph.expect(strconv.Itoa(p.marker), tenant)
	p.runs++
	p.u.gets(kit.RunQuery{Query: queryOf(path)})
}

// follow goes along a link to where nobody has been before.
func (p *property) follow() {
	p.marker++
	p.links++
	p.graph.expect(strconv.Itoa(p.marker), p.tenants[p.environment()])
	p.u.gets(kit.FollowLink{URL: fmt.Sprintf("https://graph.microsoft.com/v1.0/users/%d", p.marker)})
}

var (
	comparing = regexp.MustCompile(`Compare [a-z]+ · GET /users/([0-9]+) .* with`)
	chosen    = regexp.MustCompile(`› +(?:b  )?(?:the same query in ([a-z]+))?`)
)

// compare takes any item of the menu; where that is another environment, the same may be asked there.
func (p *property) compare() {
	for range 5 { // of menus before
		if comparing.MatchString(p.u.screen()) {
			p.u.gets(kit.Close{})
		}
	}
	p.u.gets(kit.CompareAnswers{})
	asked := comparing.FindStringSubmatch(p.u.screen())
	if asked == nil {
		return
	}
	for range p.chance.IntN(12) {
		p.u.gets(keyNamed("down"))
	}
	if at := chosen.FindStringSubmatch(p.u.screen()); at != nil && at[1] != "" {
		p.graph.mayAsk(asked[1], p.tenants[at[1]])
	}
	p.u.gets(keyNamed("enter"))
	for range 40 * p.chance.IntN(2) { // the same elsewhere has many steps
		p.graph.openOne()
		time.Sleep(100 * time.Microsecond)
		p.collect()
		p.deliver()
	}
	p.look()
}

// environment is what the header names.
func (p *property) environment() string {
	header := p.u.row(0)
	for i, word := range strings.Fields(header) {
		if i < 2 && p.tenants[word] != "" { // its mark may stand before it
			return word
		}
	}
	p.t.Fatalf("the header names no environment: %s", header)
	return ""
}

var answered = regexp.MustCompile(`"([0-9a-f]{8})-[0-9a-f]`) // as a member's value, and in a comparison, where it may be cut

// look compares every answer on the screen with the header above it.
func (p *property) look() {
	screen := p.u.screen()
	for _, found := range answered.FindAllStringSubmatch(screen, -1) {
		p.seen++
		if strings.Contains(screen, " of this tab, asked for at ") {
			p.recalled++
		}
		want := p.tenants[p.environment()][:8]
		if found[1] != want && p.named(found[1], screen) {
			p.foreign++
			continue
		}
		if found[1] != want {
			p.t.Fatalf("an answer of tenant %s under the header of %s:\n%s", found[1], want, screen)
		}
	}
}

// named is whether a comparison on the screen says whose the answer of a tenant is: above all of it, or, where a dialog
// lies over that, behind the value of one's own.
func (p *property) named(tenant, screen string) bool {
	own := `"` + p.tenants[p.environment()][:8]
	for name, id := range p.tenants {
		for line := range strings.SplitSeq(screen, "\n") {
			before, after, _ := strings.Cut(line, " → ")
			switch {
			case id[:8] != tenant || strings.Contains(line, "compared: "):
			case strings.Contains(line, "+ "+name+" · GET "), strings.Contains(before, own) && strings.Contains(after, tenant):
				return true
			}
		}
	}
	return false
}

// tenantGraph answers with the tenant that the token is for, when it is told to. Half of its answers come although
// nobody waits for them any more.
type tenantGraph struct {
	t        *testing.T
	mu       sync.Mutex
	chance   *rand.Rand
	expected map[string]string // marker → tenant
	also     map[string]string // marker and tenant where it may be asked for a comparison → ""
	gates    []chan struct{}
	open     bool

	asked, further, abroad int
}

func (g *tenantGraph) expect(marker, tenant string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.expected[marker] = tenant
}

// mayAsk lets what is compared be asked in another tenant, too.
func (g *tenantGraph) mayAsk(marker, tenant string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.also[marker+" "+tenant] = ""
}

// elsewhere is how many requests came for a comparison.
func (g *tenantGraph) elsewhere() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.abroad
}

// counts is how many requests have come, and how many of them for further pages. Some may still be on their way.
func (g *tenantGraph) counts() (asked, further int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.asked, g.further
}

func (g *tenantGraph) openOne() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.gates) == 0 {
		return
	}
	i := g.chance.IntN(len(g.gates))
	close(g.gates[i])
	g.gates = append(g.gates[:i], g.gates[i+1:]...)
}

func (g *tenantGraph) openAll() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, gate := range g.gates {
		close(gate)
	}
	g.gates, g.open = nil, true
}

func (g *tenantGraph) RoundTrip(r *http.Request) (*http.Response, error) {
	tenant := tenantOf(r.Header.Get("Authorization"))
	page, marker := r.URL.Query().Get("$skiptoken"), r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	g.mu.Lock()
	g.asked++
	if page != "" {
		g.further++
	}
	want := g.expected[marker]
	_, compared := g.also[marker+" "+tenant]
	switch {
	case want == tenant:
	case compared && r.Method == "GET":
		g.abroad++
	default:
		g.t.Errorf("%s was ordered in tenant %s and asked with a token of %s", r.URL.Path, want, tenant)
	}
	gate, obeys := make(chan struct{}), g.chance.IntN(2) == 0
	if g.open {
		close(gate)
	} else {
		g.gates = append(g.gates, gate)
	}
	g.mu.Unlock()
	cancelled := r.Context().Done()
	if !obeys {
		cancelled = nil
	}
	select {
	case <-gate:
	case <-cancelled:
		return nil, r.Context().Err()
	}
	n, _ := strconv.Atoi(page)
	next := ""
	if n < 3 {
		next = fmt.Sprintf(`"@odata.nextLink":"https://graph.microsoft.com/v1.0/users/%s?$skiptoken=%d",`, marker, n+1)
	}
	body := fmt.Sprintf(`{%s"value":[{"tenant":%q,"run":%s,"page":%d}]}`, next, tenant, marker, n)
	return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

// tenantOf is the tid of a bearer token.
func tenantOf(authorization string) string {
	parts := strings.Split(authorization, ".")
	if len(parts) != 3 {
		return ""
	}
	payload, _ := base64.RawURLEncoding.DecodeString(parts[1])
	var claims struct{ Tid string }
	_ = json.Unmarshal(payload, &claims)
	return claims.Tid
}

func queryOf(path string) graphquery.Query { return graphquery.Query{Path: path} }
