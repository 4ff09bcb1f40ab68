package graphquery

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Bounds of one try. A person ends it earlier through ctx.
const (
	tryTimeout  = 5 * time.Minute // until its headers are there
	idleTimeout = 2 * time.Minute // without a byte of its body
	maxHeader   = 1 << 20         // bytes of its headers
)

// send is the only place where a token meets a request. It checks once more where the request
// goes and whose the token is, and sends it.
func (c *Client) send(ctx context.Context, token string, req *http.Request, r *Result) (*reply, error) {
	if _, err := allowed(c.Graph, req.URL.String()); err != nil {
		return nil, err
	}
	if err := c.checkToken(token); err != nil {
		return nil, err
	}
	r.standing = standingOf(token)
	req.Header.Set("Authorization", "Bearer "+token)
	return c.fetch(ctx, req, r, token)
}

// fetch sends req as it is: status and headers go into r, the body is still to be read. secrets are what must stand
// neither in an error's text nor in a header that comes back.
func (c *Client) fetch(ctx context.Context, req *http.Request, r *Result, secrets ...string) (*reply, error) {
	try, cancel := context.WithCancelCause(ctx)
	if req.Header.Get("Range") == "" { // a part of what is compressed could not be unpacked
		req.Header.Set("Accept-Encoding", "gzip")
	}
	late := time.AfterFunc(tryTimeout, func() { cancel(context.DeadlineExceeded) })
	resp, err := c.HTTP.RoundTrip(req.WithContext(try)) // not http.Client: it would follow redirects and keep cookies
	if !late.Stop() && err == nil {
		resp.Body.Close()
		err = context.DeadlineExceeded
	}
	if err != nil {
		err = endedBy(try, err)
		cancel(nil)
		return nil, unreachable(ctx, req.URL.Host, err, secrets...)
	}
	rp := &reply{Result: r, host: req.URL.Host, body: open(try, cancel, resp)}
	if err := checkHead(resp, rp.host); err != nil {
		rp.close()
		return nil, err
	}
	hide(resp.Header, secrets)
	r.Status, r.Header, r.RequestID = resp.StatusCode, resp.Header, resp.Header.Get("request-id")
	return rp, nil
}

// endedBy is why a try ended: by what its context was cancelled for, else by err.
func endedBy(try context.Context, err error) error {
	if try.Err() != nil && context.Cause(try) != nil {
		return context.Cause(try)
	}
	return err
}

// checkHead refuses what is no answer, or one whose headers have no end.
func checkHead(resp *http.Response, host string) error {
	if resp.StatusCode < 200 {
		return &Failure{Kind: ErrUnreachable, What: fmt.Sprintf("%s answered with %s, which is no answer", host, statusText(resp.StatusCode)),
			Next: "look for a proxy in between, then try again"}
	}
	if headerSize(resp.Header) > maxHeader {
		return &Failure{Kind: ErrTooLarge, What: "the answer's headers are larger than 1 MiB", Next: "look for a proxy in between"}
	}
	return nil
}

// hide takes secrets out of the headers of a server that quotes what it was asked.
func hide(h http.Header, secrets []string) {
	for _, values := range h {
		for i, v := range values {
			values[i] = veiled(v, secrets)
		}
	}
}

// veiled is text with something else in the place of each secret.
func veiled(text string, secrets []string) string {
	for _, secret := range secrets {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, hidden)
		}
	}
	return text
}

func headerSize(h http.Header) int {
	size := 0
	for name, values := range h {
		for _, v := range values {
			size += len(name) + len(v) + 4
		}
	}
	return size
}

// NewTransport is the way to the network: the system's proxy and certificates, limits on
// everything that a server could make endless, no redirects (a RoundTripper follows none).
func NewTransport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxResponseHeaderBytes = maxHeader
	t.ResponseHeaderTimeout = 2 * time.Minute
	t.MaxIdleConnsPerHost = 4
	t.ReadBufferSize = 256 << 10                             // pages are large
	t.HTTP2 = &http.HTTP2Config{MaxReadFrameSize: 256 << 10} // a tenth less work a page than in frames of 16 KiB
	t.DisableCompression = true                              // what comes compressed is unpacked here, where it has a limit
	return t
}
