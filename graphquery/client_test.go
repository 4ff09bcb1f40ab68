package graphquery

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestARunCarriesWhatGraphNeeds(t *testing.T) {
	g := guestAt(answer{status: 200, header: header("request-id", "r-1"), body: `{"id":"1"}`})
	r, err := g.Run(t.Context(), Query{Path: "/me", Header: []Header{
		{"ConsistencyLevel", "eventual"}, {"Prefer", "a"}, {"Prefer", "b"},
		{"Authorization", "Bearer mine"}, {"Cookie", "x=y"}, {"Host", "evil.example"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	sent := g.graph.asked[0]
	if got := sent.Header.Get("Authorization"); got != "Bearer "+tokenFor(fabrikamID) {
		t.Errorf("Authorization: %s", got)
	}
	if !slices.Equal(sent.Header.Values("Prefer"), []string{"a", "b"}) || sent.Header.Get("ConsistencyLevel") != "eventual" {
		t.Errorf("the person's headers did not arrive: %v", sent.Header)
	}
	if sent.Header.Get("Cookie") != "" || sent.Host != "graph.microsoft.com" || sent.Header.Get("User-Agent") != "graphguest" {
		t.Errorf("sent %v to %s", sent.Header, sent.Host)
	}
	guid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	if id := sent.Header.Get("client-request-id"); !guid.MatchString(id) || r.ClientRequestID != id {
		t.Errorf("client-request-id %q, in the result %q", id, r.ClientRequestID)
	}
	if r.RequestID != "r-1" || r.Status != 200 || r.URL != base+"/v1.0/me" || string(r.Body) != `{"id":"1"}` {
		t.Errorf("result %+v", r)
	}
	wantText(t, strings.Join(r.Notes, "\n"), "Authorization was left out", "Cookie was left out", "Host was left out")
	if !slices.Equal(r.Notes, g.told) {
		t.Errorf("told %q, noted %q", g.told, r.Notes)
	}
}

func TestAHeaderCannotBringAnother(t *testing.T) {
	for _, h := range []Header{{"X-A", "1\r\nX-B: 2"}, {"X A", "1"}, {"", "1"}, {"X:A", "1"}, {"Ä", "1"}} {
		g := guestAt(answer{status: 200})
		if _, err := g.Run(t.Context(), Query{Path: "/me", Header: []Header{h}}); err == nil || len(g.graph.asked) > 0 {
			t.Errorf("%q was sent (%v)", h, err)
		}
	}
}

func TestAReadOnlyEnvironmentSendsNoWrites(t *testing.T) {
	for _, method := range []string{"POST", "PATCH", "PUT", "DELETE"} {
		g := guestAt(answer{status: 204})
		g.Confirm = func(string, string) bool { return true }
		_, err := g.Run(t.Context(), Query{Method: method, Path: "/users/1"})
		if !errors.Is(err, ErrReadOnly) || len(g.graph.asked) != 0 || len(g.claims) != 0 {
			t.Errorf("%s: %v, asked %d", method, err, len(g.graph.asked))
		}
		wantText(t, err.Error(), method, fabrikamName)
	}
}

func TestAWriteIsAskedForByMethodAndAddress(t *testing.T) {
	g := guestAt(answer{status: 204})
	g.Writable = true
	q := Query{Method: "DELETE", Path: "/users/1"}
	if _, err := g.Run(t.Context(), q); !errors.Is(err, ErrNotConfirmed) {
		t.Errorf("without anybody to confirm: %v", err)
	}
	var asked []string
	yes := false
	g.Confirm = func(method, url string) bool { asked = append(asked, method+" "+url); return yes }
	if _, err := g.Run(t.Context(), q); !errors.Is(err, ErrNotConfirmed) || len(g.graph.asked) != 0 {
		t.Errorf("after no: %v", err)
	}
	yes = true
	if r, err := g.Run(t.Context(), q); err != nil || r.Status != 204 {
		t.Errorf("after yes: %v", err)
	}
	if want := "DELETE " + base + "/v1.0/users/1"; asked[0] != want {
		t.Errorf("asked %q, want %q", asked[0], want)
	}
}

func TestABodyGoesOutWithItsType(t *testing.T) {
	g := guestAt(answer{status: 201, body: "{}"})
	g.Writable, g.Confirm = true, func(string, string) bool { return true }
	if _, err := g.Run(t.Context(), Query{Method: "POST", Path: "/x", Body: []byte(`{"a":1}`)}); err != nil {
		t.Fatal(err)
	}
	if got := g.graph.asked[0].Header.Get("Content-Type"); got != "application/json" || g.graph.bodies[0] != `{"a":1}` {
		t.Errorf("sent %q as %q", g.graph.bodies[0], got)
	}
	g.Run(t.Context(), Query{Method: "PUT", Path: "/x", Body: []byte("hello"), Header: []Header{{"content-type", "text/csv"}}})
	if got := g.graph.asked[1].Header.Get("Content-Type"); got != "text/csv" {
		t.Errorf("the person's type became %q", got)
	}
}

func TestHugeHeadersAreRefused(t *testing.T) {
	g := guestAt(answer{status: 200, header: header("X", strings.Repeat("x", 2<<20)), body: "{}"})
	if _, err := g.runs(t, "/me"); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestAnInterruptedRunReturnsTheInterruption(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	g := guestAt(answer{})
	g.HTTP = transport(func(r *http.Request) (*http.Response, error) {
		cancel()
		<-r.Context().Done()
		return nil, r.Context().Err()
	})
	if _, err := g.Run(ctx, Query{Path: "/me"}); err != context.Canceled {
		t.Errorf("%v", err)
	}
}

func TestAStatusThatIsNoAnswerIsSaid(t *testing.T) {
	for _, status := range []int{100, 101, 103} {
		g := guestAt(answer{status: status})
		if _, err := g.runs(t, "/me"); !errors.Is(err, ErrUnreachable) {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestAPortalInsteadOfGraphIsSaid(t *testing.T) {
	g := guestAt(answer{status: 200, header: http.Header{}, body: " <!DOCTYPE html><p>log in to the hotel"})
	r, err := g.runs(t, "/me")
	if err != nil {
		t.Fatal(err)
	}
	wantText(t, strings.Join(r.Notes, ""), "web page")

	g = guestAt(answer{status: 200, header: header("request-id", "1"), body: "<html>a OneNote page"})
	if r, _ := g.runs(t, "/me/onenote/pages/1/content"); len(r.Notes) > 0 {
		t.Errorf("Graph's own page is suspected: %q", r.Notes)
	}
}
