package graphquery

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
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
	wantText(t, strings.Join(g.told, "\n"), "Graph asked to wait 2 s (429)", "Graph asked to wait 2.5 s (503)")
	wantText(t, strings.Join(r.Notes, "\n"), "sent again 2 times", "2.5 s (503)")
	if len(r.Retries) != 2 || r.Retries[0].Status != 429 || r.Retries[0].Wait != 2*time.Second {
		t.Errorf("%+v", r.Retries)
	}
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
		if want := []time.Duration{1e9, 2e9, 4e9, 8e9, 16e9, 30e9}; !slices.Equal(g.slept, want) {
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

func TestAFailedConnectionIsTriedAgainWhereNothingCanHappenTwice(t *testing.T) {
	reset := answer{err: &net.OpError{Op: "read", Err: syscall.ECONNRESET}}
	for name, tt := range map[string]struct {
		fault    answer
		method   string
		requests int
	}{
		"a read":          {reset, "GET", 1 + maxFaults},
		"a look":          {reset, "HEAD", 1 + maxFaults},
		"a write":         {reset, "POST", 1},
		"a goaway":        {answer{err: errors.New("http2: server sent GOAWAY and closed the connection")}, "GET", 1 + maxFaults},
		"the end":         {answer{err: io.EOF}, "GET", 1 + maxFaults},
		"a certificate":   {answer{err: x509.UnknownAuthorityError{}}, "GET", 1},
		"no such host":    {answer{err: &net.DNSError{Err: "no such host", Name: "graph.microsoft.com", IsNotFound: true}}, "GET", 1},
		"a proxy":         {answer{err: errors.New("proxyconnect tcp: EOF")}, "GET", 1},
		"nobody is there": {answer{err: &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}}, "GET", 1},
	} {
		t.Run(name, func(t *testing.T) {
			g := guestAt(tt.fault)
			g.Writable, g.Confirm = true, func(string, string) bool { return true }
			if _, err := g.Run(t.Context(), Query{Method: tt.method, Path: "/x"}); !errors.Is(err, ErrUnreachable) || len(g.graph.asked) != tt.requests {
				t.Errorf("%v after %d requests", err, len(g.graph.asked))
			}
		})
	}
	g := guestAt(reset, reset, answer{status: 200, body: "{}"})
	r, err := g.runs(t, "/me")
	if err != nil || len(r.Retries) != 2 || !slices.Equal(g.slept, []time.Duration{250e6, 500e6}) {
		t.Errorf("%v %+v, slept %v", err, r, g.slept)
	}
}

func TestAWaitBeyondTheDeadlineIsNotBegun(t *testing.T) {
	g := guestAt(busyAnswer(429, "50"))
	now := g.Now()
	g.Now, g.Within = func() time.Time { return now }, 2*time.Minute
	g.Sleep = func(_ context.Context, d time.Duration) error { now = now.Add(d); return nil }
	if _, err := g.runs(t, "/users"); !errors.Is(err, ErrThrottled) || len(g.graph.asked) != 3 {
		t.Errorf("%v after %d requests", err, len(g.graph.asked))
	}
}

func TestAWaitIsToldWithItsEnd(t *testing.T) {
	g := guestAt(busyAnswer(429, "12"), answer{status: 200, body: "{}"})
	var waits []Wait
	g.Waiting = func(w Wait) { waits = append(waits, w) }
	if _, err := g.runs(t, "/me"); err != nil || len(waits) != 2 || waits[0].Until != g.Now().Add(12*time.Second) || waits[1] != (Wait{}) {
		t.Errorf("%v, %+v", err, waits)
	}
}

func TestRandomPausesStayWithinTheirBounds(t *testing.T) {
	c := &Client{}
	for range 1000 {
		if d := c.jitter(time.Second); d < 0 || d > time.Second {
			t.Fatal(d)
		}
	}
}

// What one tenant is told to wait, another does not.
func TestOneTenantsThrottleSlowsNobodyElse(t *testing.T) {
	slow, quick := guestAt(busyAnswer(429, "100")), guestAt(answer{status: 200, body: "{}"})
	waits := make(chan struct{})
	slow.Sleep = func(ctx context.Context, _ time.Duration) error {
		close(waits)
		<-ctx.Done()
		return ctx.Err()
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, err := slow.Run(ctx, Query{Path: "/me"})
		ended <- err
	}()
	<-waits
	if _, err := quick.runs(t, "/me"); err != nil || len(quick.slept) > 0 {
		t.Errorf("%v, slept %v", err, quick.slept)
	}
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestWhoStopsAWaitKeepsWhatHadCome(t *testing.T) {
	g := reads(200, io.MultiReader(strings.NewReader(begun), iotest.ErrReader(io.ErrUnexpectedEOF)))
	ctx, cancel := context.WithCancel(t.Context())
	g.Sleep = func(ctx context.Context, _ time.Duration) error { cancel(); return ctx.Err() }
	r, err := g.Run(ctx, Query{Path: "/users"})
	if err != context.Canceled || r == nil || string(r.Body) != begun || len(r.Retries) != 1 {
		t.Errorf("%v %.200v", err, r)
	}
}

// closable is a fake Graph whose connections can be closed.
type closable struct {
	*fakeGraph
	closed []int // after so many requests
}

func (c *closable) CloseIdleConnections() { c.closed = append(c.closed, len(c.asked)) }

func TestAfter503ANewConnectionIsTaken(t *testing.T) {
	g := guestAt(busyAnswer(429, "1"), busyAnswer(503, "1"), answer{status: 200, body: "{}"})
	way := &closable{fakeGraph: g.graph}
	g.HTTP = way
	if _, err := g.runs(t, "/me"); err != nil || !slices.Equal(way.closed, []int{2}) {
		t.Errorf("%v, closed after %v", err, way.closed)
	}
}

func TestAnAnswerThatIsHeldHasADeadline(t *testing.T) {
	g := reaches(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, begun)
		flush(w)
		<-r.Context().Done()
	})
	g.Within = 2 * time.Second
	r, err := g.Run(t.Context(), Query{Path: "/users"})
	if !errors.Is(err, ErrUnreachable) || r == nil || string(r.Body) != begun || !strings.HasPrefix(r.Partial, "the time was up after") {
		t.Fatalf("%v %.200v", err, r)
	}
	wantText(t, err.Error(), "no whole answer within 2s")
}

// A server that sees its client go may end the body properly, and its last bytes may still arrive.
func TestAnEndThatComesAfterWeWentIsNone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	g := guestAt(answer{})
	g.HTTP = transport(func(*http.Request) (*http.Response, error) {
		end := readerFunc(func([]byte) (int, error) { cancel(); return 0, io.EOF })
		return &http.Response{StatusCode: 200, ContentLength: -1, Header: header("request-id", "r-1"),
			Body: io.NopCloser(io.MultiReader(strings.NewReader(begun), end))}, nil
	})
	r, err := g.Run(ctx, Query{Path: "/users"})
	if err != context.Canceled || r == nil || string(r.Body) != begun || !strings.HasPrefix(r.Partial, "cancelled after") {
		t.Errorf("%v %.200v", err, r)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
