package demo

import (
	"fmt"
	"net/http"
)

const (
	loginHost      = "login.microsoftonline.com"
	graphHost      = "graph.microsoft.com"
	permissionHost = "graphexplorerapi.azurewebsites.net"
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
	in := r.Clone(r.Context())
	if in.Body == nil {
		in.Body = http.NoBody
	}
	in.RequestURI, in.Host = r.URL.RequestURI(), r.URL.Host
	return newCall(r).run(handler, in)
}
