package graphquery

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

const (
	base         = "https://graph.microsoft.com"
	fabrikamID   = "46d2b5a1-9c3e-4f7a-8b7e-0c1d2e3f3f58"
	fabrikamName = "fabrikam"
)

// answer is what the fake Graph says once.
type answer struct {
	status int
	header http.Header
	body   string
	err    error
}

// fakeGraph gives its answers in order, the last one for ever, and remembers what was asked.
type fakeGraph struct {
	answers []answer
	asked   []*http.Request
	bodies  []string
}

func (g *fakeGraph) RoundTrip(r *http.Request) (*http.Response, error) {
	body := ""
	if r.Body != nil {
		data, _ := io.ReadAll(r.Body)
		body = string(data)
	}
	a := g.answers[min(len(g.asked), len(g.answers)-1)]
	g.asked, g.bodies = append(g.asked, r), append(g.bodies, body)
	if a.err != nil {
		return nil, a.err
	}
	if a.header == nil {
		a.header = http.Header{"Content-Type": {"application/json"}}
	}
	return &http.Response{StatusCode: a.status, Header: a.header, Body: io.NopCloser(strings.NewReader(a.body)), Request: r}, nil
}

// guest is a client of fabrikam with a good token, no real clock, and what happened on the way.
type guest struct {
	*Client
	graph  *fakeGraph
	slept  []time.Duration
	claims []string // of each call for a token
	told   []string
}

func guestAt(answers ...answer) *guest {
	g := &guest{graph: &fakeGraph{answers: answers}}
	g.Client = &Client{
		Environment: fabrikamName, Tenant: fabrikamID, Graph: base, HTTP: g.graph,
		Now:    func() time.Time { return time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC) },
		Tell:   func(note string) { g.told = append(g.told, note) },
		Jitter: func(most time.Duration) time.Duration { return most },
		Sleep: func(_ context.Context, d time.Duration) error {
			g.slept = append(g.slept, d)
			return nil
		},
		Token: func(_ context.Context, claims string) (string, error) {
			g.claims = append(g.claims, claims)
			return tokenFor(fabrikamID), nil
		},
	}
	return g
}

// runs sends one line, as typed.
func (g *guest) runs(t *testing.T, line string) (*Result, error) {
	t.Helper()
	q, err := ParseLine(line, g.Graph)
	if err != nil {
		t.Fatalf("ParseLine(%q): %v", line, err)
	}
	return g.Run(t.Context(), q)
}

func tokenFor(tenant string) string {
	payload := base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"tid":%q,"aud":"00000003-0000-0000-c000-000000000000"}`, tenant))
	return "eyJhbGciOiJub25lIn0." + payload + ".c2lnbmF0dXJl"
}

func header(pairs ...string) http.Header {
	h := http.Header{"Content-Type": {"application/json"}}
	for i := 0; i < len(pairs); i += 2 {
		h.Add(pairs[i], pairs[i+1])
	}
	return h
}

func wantText(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q does not say %q", text, part)
		}
	}
}
