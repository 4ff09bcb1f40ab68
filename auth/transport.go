package auth

import (
	"net/http"
)

// NewTransport is the way to the login hosts: the system's proxy and certificates, connections of its own that no other
// request shares, and limits on what a server could make endless before the first byte of a body; the body's limit is
// that of each sign-in. It follows no redirect.
func NewTransport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxResponseHeaderBytes = 256 << 10
	t.ResponseHeaderTimeout = answerWithin
	t.MaxIdleConnsPerHost = 2
	return t
}
