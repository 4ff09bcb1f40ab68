package graphquery

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func busyAnswer(status int, retryAfter ...string) answer {
	h := header()
	for _, v := range retryAfter {
		h.Add("Retry-After", v)
	}
	return answer{status: status, header: h}
}

func TestABusyGraphIsAskedAgainWhenItSays(t *testing.T) {
	g := guestAt(busyAnswer(429, "2"), busyAnswer(503, "2.5"), answer{status: 200, body: `{"value":[]}`})
	r, err := g.runs(t, "/users")
	if err != nil || r.Status != 200 {
		t.Fatal(r, err)
	}
	if want := []time.Duration{2 * time.Second, 2500 * time.Millisecond}; !slices.Equal(g.slept, want) {
		t.Errorf("slept %v, want %v", g.slept, want)
	}
	wantText(t, strings.Join(r.Notes, "\n"), "Graph asked to wait 2 s (429)", "Graph asked to wait 2.5 s (503)")
	if a, b := g.graph.asked[0].Header.Get("client-request-id"), g.graph.asked[2].Header.Get("client-request-id"); a == b || r.ClientRequestID != b {
		t.Errorf("two tries share the id %s, or the result has not the last", a)
	}
}

func TestRetriesEnd(t *testing.T) {
	for _, status := range []int{429, 503, 504, 509} {
		g := guestAt(busyAnswer(status))
		r, err := g.runs(t, "/users")
		if !errors.Is(err, ErrThrottled) || r == nil || len(g.graph.asked) != 1+maxRetries {
			t.Errorf("%d: %v after %d requests", status, err, len(g.graph.asked))
		}
		if want := []time.Duration{time.Second, 2 * time.Second, 4 * time.Second}; !slices.Equal(g.slept, want) {
			t.Errorf("%d: slept %v, want %v", status, g.slept, want)
		}
	}
}

func TestOtherFaultsAreNotRetried(t *testing.T) {
	for _, status := range []int{400, 401, 403, 404, 500, 502, 507} {
		g := guestAt(busyAnswer(status, "1"))
		_, err := g.runs(t, "/users")
		if err == nil || errors.Is(err, ErrThrottled) || len(g.graph.asked) != 1 {
			t.Errorf("%d: %v after %d requests", status, err, len(g.graph.asked))
		}
	}
}

func TestAWriteIsRepeatedOnlyAfter429(t *testing.T) {
	for status, requests := range map[int]int{429: 2, 503: 1, 504: 1, 509: 1} {
		g := guestAt(busyAnswer(status, "1"), answer{status: 204})
		g.Writable, g.Confirm = true, func(string, string) bool { return true }
		g.Run(t.Context(), Query{Method: "POST", Path: "/x", Body: []byte("{}")})
		if len(g.graph.asked) != requests {
			t.Errorf("after %d the write was sent %d times, want %d", status, len(g.graph.asked), requests)
		}
		if g.graph.bodies[requests-1] != "{}" {
			t.Errorf("after %d the body was %q", status, g.graph.bodies[requests-1])
		}
	}
}

func TestALongWaitIsSaidInsteadOfSlept(t *testing.T) {
	for _, after := range []string{"121", "86400", "99999999999999999999", "Sun, 22 Nov 2026 15:00:00 GMT"} {
		g := guestAt(busyAnswer(429, after))
		_, err := g.runs(t, "/users")
		if !errors.Is(err, ErrThrottled) || len(g.slept) > 0 {
			t.Errorf("%s: %v, slept %v", after, err, g.slept)
		}
		wantText(t, err.Error(), "Graph asks to wait")
	}
}

func TestAWaitCanBeInterrupted(t *testing.T) {
	g := guestAt(busyAnswer(429, "100"))
	g.Sleep = nil // the real timer
	ctx, cancel := context.WithCancel(t.Context())
	g.Tell = func(string) { cancel() }
	if _, err := g.Run(ctx, Query{Path: "/me"}); err != context.Canceled {
		t.Errorf("%v", err)
	}
}

func TestRetryAfterIsReadInEveryForm(t *testing.T) {
	now := time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		value, date string
		want        time.Duration
		ok          bool
	}{
		{"0", "", 0, true},
		{"2", "", 2 * time.Second, true},
		{" 2 ", "", 2 * time.Second, true},
		{"2.128", "", 2128 * time.Millisecond, true},
		{"2.1281", "", 2129 * time.Millisecond, true},
		{"2.", "", 2 * time.Second, true},
		{"0007", "", 7 * time.Second, true},
		{"99999999999999999999", "", 999999999 * time.Second, true},
		{"Sun, 22 Nov 2026 14:00:05 GMT", "", 5 * time.Second, true},
		{"Sun, 22 Nov 2026 13:00:00 GMT", "", 0, true},
		{"Sun, 22 Nov 2026 15:00:05 GMT", "Sun, 22 Nov 2026 15:00:00 GMT", 5 * time.Second, true},
		{"", "", 0, false},
		{"-1", "", 0, false},
		{"1e400", "", 0, false},
		{"NaN", "", 0, false},
		{".5", "", 0, false},
		{"soon", "", 0, false},
	} {
		got, ok := retryAfter(http.Header{"Retry-After": {tt.value}, "Date": {tt.date}}, now)
		if got != tt.want || ok != tt.ok {
			t.Errorf("Retry-After: %s (Date: %s) = %v, %v, want %v, %v", tt.value, tt.date, got, ok, tt.want, tt.ok)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("2.128")
	f.Add("Sun, 22 Nov 2026 14:00:05 GMT")
	f.Fuzz(func(t *testing.T, value string) {
		if wait, ok := retryAfter(http.Header{"Retry-After": {value}}, time.Now()); wait < 0 || !ok && wait != 0 {
			t.Errorf("%q: %v", value, wait)
		}
	})
}
