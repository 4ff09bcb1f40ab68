package graphquery

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// tryTimeout ends a single try that gives no answer; a person ends it earlier through ctx.
const tryTimeout = 5 * time.Minute

// maxHeader is the size of an answer's headers above which it is refused.
const maxHeader = 1 << 20

// send is the only place where a token meets a request. It checks once more where the request
// goes and whose the token is, sends it, and reads the answer into r.
func (c *Client) send(ctx context.Context, token string, req *http.Request, r *Result) error {
	if _, err := allowed(c.Graph, req.URL.String()); err != nil {
		return err
	}
	if err := c.checkToken(token); err != nil {
		return err
	}
	try, cancel := context.WithTimeout(ctx, tryTimeout)
	defer cancel()
	req = req.WithContext(try)
	req.Header.Set("Authorization", "Bearer "+token)

	resp, err := c.HTTP.RoundTrip(req) // not http.Client: it would follow redirects and keep cookies
	if err != nil {
		return c.unreachable(ctx, err, token)
	}
	defer resp.Body.Close()
	if resp.StatusCode < 200 {
		return &Failure{Kind: ErrUnreachable, What: fmt.Sprintf("%s answered with %s, which is no answer", c.host(), statusText(resp.StatusCode)),
			Next: "look for a proxy in between, then try again"}
	}
	if headerSize(resp.Header) > maxHeader {
		return &Failure{Kind: ErrTooLarge, What: "the answer's headers are larger than 1 MiB", Next: "look for a proxy in between"}
	}
	r.Status, r.Header = resp.StatusCode, resp.Header
	r.Body, err = c.readBody(resp.Body)
	if err == nil {
		return nil
	}
	if len(r.Body) > 0 && r.Status < 300 {
		r.Partial = c.cutShort(ctx, err, len(r.Body))
	}
	return c.broken(ctx, err, r, token)
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
	return t
}
