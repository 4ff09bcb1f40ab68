package graphquery

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// maxHops is how often a download may point elsewhere.
const maxHops = 5

// download goes after a redirect to where a file lies, on another host: without token, cookie, Referer or headers
// of the query's own. Graph's own redirects, those without TLS and those of writes are not followed.
func (x *exchange) download(ctx context.Context, rp *reply) (*reply, error) {
	at, id := x.url, rp.RequestID
	for range maxHops {
		to := x.elsewhere(at, rp)
		if to == nil {
			break
		}
		rp.close()
		next, err := x.client.outside(ctx, to, rp.Result, x.query.Header)
		if err != nil {
			return nil, err
		}
		rp, at = next, to
		rp.RequestID = id // Graph's, for a ticket
	}
	return rp, nil
}

// outside asks another host, with nothing of ours, and of the query's headers only with those that say which form and
// which part of a file is wanted.
func (c *Client) outside(ctx context.Context, to *url.URL, r *Result, header []Header) (*reply, error) {
	req := &http.Request{
		Method: http.MethodGet, URL: to, Host: to.Host, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"User-Agent": {"graphguest"}},
	}
	for _, h := range header {
		if name := http.CanonicalHeaderKey(h.Name); name == "Accept" || name == "Range" {
			req.Header.Add(name, h.Value)
		}
	}
	r.from = to.Host
	return c.fetch(ctx, req, r, keysOf(to)...)
}

// Parts of an address count as keys from these lengths on, in bytes.
const (
	shortestValue   = 6
	shortestSegment = 32 // of the path: shorter ones are names
)

// keysOf are the parts of an address that open what is there, the whole before its parts.
func keysOf(u *url.URL) (keys []string) {
	add := func(shortest int, parts ...string) {
		for _, part := range parts {
			if len(part) >= shortest {
				keys = append(keys, part)
			}
		}
	}
	add(shortestValue, u.RequestURI(), u.RawQuery)
	for option := range strings.SplitSeq(u.RawQuery, "&") {
		if name, value, _ := strings.Cut(option, "="); isSecret(name) {
			add(shortestValue, value, unescaped(value))
		}
	}
	for segment := range strings.SplitSeq(u.EscapedPath(), "/") {
		if !strings.Contains(segment, ".") { // the name of a file is none
			add(shortestSegment, segment)
		}
	}
	return keys
}

// refusedElsewhere says that the host does not hand a file out to which Graph pointed. Its own words stay out: they may
// quote the address.
func refusedElsewhere(r *Result) error {
	return &Failure{Kind: ErrUnreachable, What: fmt.Sprintf("%s, where Graph points to, does not hand the file out (%s)", r.from, statusText(r.Status)),
		Next: "ask Graph again: such an address is good for a short time only"}
}

// ownLinks forgets what an answer of another host names as further pages: nobody there sends us to Graph.
func (r *Result) ownLinks() {
	if r.from != "" {
		r.NextLink, r.DeltaLink = "", ""
	}
}

// elsewhere is where an answer points to, if that may be followed.
func (x *exchange) elsewhere(at *url.URL, rp *reply) *url.URL {
	switch rp.Status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil
	}
	if x.query.Verb() != http.MethodGet || x.query.Writes() || x.stays {
		return nil
	}
	return x.client.foreign(at, rp.Header.Get("Location"))
}

// foreign is the address that location names from at, if it is https on another host than Graph's.
func (c *Client) foreign(at *url.URL, location string) *url.URL {
	if location == "" || len(location) > maxURL {
		return nil
	}
	to, err := at.Parse(location)
	if err != nil || to.Scheme != "https" || to.Hostname() == "" || to.User != nil || to.Opaque != "" || !isASCII(to.Host) {
		return nil
	}
	if base, err := url.Parse(c.Graph); err != nil || sameHost(base, to) {
		return nil
	}
	to.Fragment, to.RawFragment = "", ""
	return to
}

// sameHost says whether two addresses lead to one server; a dot at the end of its name changes nothing.
func sameHost(a, b *url.URL) bool {
	return strings.EqualFold(strings.TrimSuffix(a.Hostname(), "."), strings.TrimSuffix(b.Hostname(), ".")) && port(a) == port(b)
}
