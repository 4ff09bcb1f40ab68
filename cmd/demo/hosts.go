package demo

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
)

const (
	loginHost = "login.microsoftonline.com"
	graphHost = "graph.microsoft.com"
)

// hosts is the whole network of the demo world: handlers by host name. Any other host is refused.
type hosts map[string]http.Handler

func (h hosts) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	handler, ok := h[r.URL.Host]
	if !ok || r.URL.Scheme != "https" {
		return nil, fmt.Errorf("the demo world has no %s://%s: it reaches nothing outside itself", r.URL.Scheme, r.URL.Host)
	}
	if r.Body == nil {
		r.Body = http.NoBody
	}
	w := httptest.NewRecorder()
	in := r.Clone(r.Context())
	in.RequestURI, in.Host = r.URL.RequestURI(), r.URL.Host
	handler.ServeHTTP(w, in)
	_, _ = io.Copy(io.Discard, r.Body)
	_ = r.Body.Close()
	answer := w.Result()
	answer.Request = r
	return answer, nil
}
