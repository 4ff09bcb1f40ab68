package graphquery

import (
	"context"
	"crypto/tls"
	"io"
	"net/http/httptrace"
	"slices"
	"strings"
	"sync"
	"time"
)

// TraceEvent is one try, without tokens, cookies, bodies and addresses that open without a sign-in.
type TraceEvent struct {
	At                         time.Time
	Environment, Tenant        string
	Method, URL                string
	Status                     int // 0 = no answer came
	RequestID, ClientRequestID string
	Bytes                      int64 // of the body, decompressed
	Timing                     Timing
	Failed                     string // why no answer came, or not the whole of it; "" = it did
	Again                      string // why it is sent again; "" = it is not
}

// trace tells of a try that is over. r is nil where nothing was sent.
func (x *exchange) trace(r *Result, err error, again *Retry) {
	if x.client.Trace == nil || r == nil {
		return
	}
	e := TraceEvent{
		At: x.client.now(), Environment: x.client.Environment, Tenant: x.client.Tenant, Method: x.query.Verb(), URL: redactedURL(x.url.String()),
		Status: r.Status, RequestID: r.RequestID, ClientRequestID: r.ClientRequestID, Bytes: x.watch.bytes, Timing: r.Timing,
	}
	if err != nil {
		e.Failed = err.Error()
	}
	if again != nil {
		e.Again = again.Why
	}
	x.client.Trace(e)
}

// secretOptions are parts of names of options whose values may open something.
var secretOptions = []string{"tempauth", "token", "sig", "secret", "password", "code", "key", "auth"}

// tokenArgument is the token of a function in a path: delta(token='…').
var tokenArgument = pattern(`(?i)(token(?:=|%3D))[^)]*`)

// redactedURL is an address of Graph as a trace or a ticket may hold it. Links to further pages stay whole but for
// their token, which says nothing to anybody but Graph.
func redactedURL(u string) string {
	path, query, found := strings.Cut(u, "?")
	path = tokenArgument().ReplaceAllString(path, "${1}"+hidden)
	if !found {
		return path
	}
	options := strings.Split(query, "&")
	for i, option := range options {
		name, _, _ := strings.Cut(option, "=")
		if isSecret(name) {
			options[i] = name + "=" + hidden
		}
	}
	return path + "?" + strings.Join(options, "&")
}

// isSecret says whether the value of an option may open something.
func isSecret(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(secretOptions, func(secret string) bool { return strings.Contains(name, secret) })
}

// watch times the parts of a try. Its hooks may be called from other goroutines, and after the try is over.
type watch struct {
	began time.Time
	bytes int64 // of the body; its reader's alone
	mu    sync.Mutex
	t     Timing
}

func watchFrom(began time.Time) *watch { return &watch{began: began} }

// with is ctx with the watch running.
func (w *watch) with(ctx context.Context) context.Context {
	w.note(func(t *Timing) *time.Duration { return &t.Token })
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		DNSDone:              func(httptrace.DNSDoneInfo) { w.note(func(t *Timing) *time.Duration { return &t.DNS }) },
		ConnectDone:          func(string, string, error) { w.note(func(t *Timing) *time.Duration { return &t.Connect }) },
		TLSHandshakeDone:     func(tls.ConnectionState, error) { w.note(func(t *Timing) *time.Duration { return &t.TLS }) },
		GotFirstResponseByte: func() { w.note(func(t *Timing) *time.Duration { return &t.FirstByte }) },
		GotConn: func(c httptrace.GotConnInfo) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.t.Reused = c.Reused
		},
	})
}

// counting is a body whose bytes the watch counts.
func (w *watch) counting(body io.ReadCloser) io.ReadCloser { return &watchedBytes{body, w} }

type watchedBytes struct {
	io.ReadCloser
	watch *watch
}

func (b *watchedBytes) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.watch.bytes += int64(n)
	return n, err
}

// note sets a part that has not been set.
func (w *watch) note(part func(*Timing) *time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if at := part(&w.t); *at == 0 {
		*at = time.Since(w.began)
	}
}

// timing ends the watch.
func (w *watch) timing() Timing {
	w.note(func(t *Timing) *time.Duration { return &t.LastByte })
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.t
}
