package faultsim

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
)

// message is the answer of a fault that is an answer.
func (x *exchange) message(f Fault) *message {
	if f.RetryAfter != nil {
		return plain(f.Status, "application/json", busy).with("Retry-After", *f.RetryAfter)
	}
	if make, ok := bodies[f.Body]; ok {
		m := make(x)
		m.status = f.Status
		return m
	}
	words := refusals[f.Body]
	m := plain(f.Status, words.kind, words.body)
	if f.Status >= 300 && f.Status < 400 && f.Body != "json-empty" {
		m.with("Location", x.server.Secrets["download_url"])
	}
	return m
}

const busy = `{"error":{"code":"TooManyRequests","message":"Please try again later."}}`

// refusals are the bodies that any status may have.
var refusals = map[string]struct{ kind, body string }{
	"json-odata-error": {"application/json", `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation.",` +
		`"innerError":{"date":"2026-11-22T14:00:00","request-id":"9a4f1b1e-0000-4000-8000-000000000001","client-request-id":"9a4f1b1e-0000-4000-8000-000000000002"}}}`},
	"json-empty":        {"application/json", "{}"},
	"html-login":        {"text/html; charset=utf-8", loginPage},
	"empty":             {"", ""},
	"text":              {"text/plain", "The service\r\nis \x1b[31munavailable\x1b[0m.\n"},
	"json-not-an-error": {"application/json", `{"error":"of another kind","value":7}`},
}

func plain(status int, kind, body string) *message {
	m := &message{status: status, header: http.Header{}, body: []byte(body)}
	if kind != "" {
		m.header.Set("Content-Type", kind)
	}
	return m
}

func (m *message) with(name, value string) *message {
	m.header.Add(name, value)
	return m
}

// good is the good answer to the request.
func (x *exchange) good() *message {
	x.req.URL.Scheme, x.req.URL.Host = "https", x.req.Host // as a handler of a whole network wants it
	w := &writer{message: message{status: http.StatusOK, header: http.Header{}}}
	x.server.Good.ServeHTTP(w, x.req)
	w.header.Del("Content-Length")
	return &w.message
}

type writer struct{ message }

func (w *writer) Header() http.Header         { return w.header }
func (w *writer) WriteHeader(status int)      { w.status = status }
func (w *writer) Write(b []byte) (int, error) { w.body = append(w.body, b...); return len(b), nil }

// but is the good answer with a change to its body.
func but(change func(body []byte) []byte) func(*exchange) *message {
	return func(x *exchange) *message {
		m := x.good()
		m.body = change(m.body)
		return m
	}
}

// beside is the good answer with one more header.
func beside(name, value string) func(*exchange) *message {
	return func(x *exchange) *message {
		m := x.good()
		m.header.Set(name, value)
		return m
	}
}

// is is a body of its own.
func is(kind, body string) func(*exchange) *message {
	return func(*exchange) *message { return plain(http.StatusOK, kind, body) }
}

// member puts a member into the good answer's object, before the others.
func (x *exchange) member(name, value string) *message {
	m := x.good()
	rest, _ := strings.CutPrefix(string(bytes.TrimSpace(m.body)), "{")
	m.body = fmt.Appendf(nil, "{%q:%s,%s", name, value, rest)
	return m
}
