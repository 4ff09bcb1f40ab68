package graphquery

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// maxRetries is how often a busy Graph is asked again.
const maxRetries = 3

// exchange is one query on its way: every try until there is an answer to keep.
type exchange struct {
	client *Client
	query  Query
	url    *url.URL
	notes  []string
	claims string // of a challenge that was answered; at most one is
	tries  int    // retries after a busy answer
}

// run tries until the answer is neither a claims challenge that can be met nor "come back later".
func (x *exchange) run(ctx context.Context) (*Result, error) {
	start := x.client.now()
	for {
		r, err := x.once(ctx)
		if err != nil {
			return x.part(r, start), err
		}
		again, err := x.again(ctx, r)
		if err != nil {
			return nil, err
		}
		if again {
			continue
		}
		r.Took = x.client.now().Sub(start)
		return x.finish(r)
	}
}

// again says whether to send the request once more after r, having waited or stepped up.
func (x *exchange) again(ctx context.Context, r *Result) (bool, error) {
	if claims := challengeClaims(r); claims != "" && x.claims == "" {
		x.claims = claims
		x.note("Graph asked for a stronger sign-in (claims challenge); asked for a new token once")
		return true, nil
	}
	wait, why := x.retryWait(r)
	if why == "" {
		return false, nil
	}
	x.tries++
	x.note(why)
	return true, x.client.sleep(ctx, wait)
}

// once sends the request one time and reads the whole answer. With an error there may be a part of it.
func (x *exchange) once(ctx context.Context) (*Result, error) {
	token, err := x.client.Token(ctx, x.claims)
	if err != nil {
		if x.claims != "" && ctx.Err() == nil {
			err = &StepUp{Claims: x.claims, Err: err}
		}
		return nil, err
	}
	req, err := x.request()
	if err != nil {
		return nil, err
	}
	r := &Result{Query: x.query, URL: x.url.String(), ClientRequestID: req.Header.Get("client-request-id")}
	return r, x.client.send(ctx, token, req, r)
}

// part is what came of an answer that is not whole; nil = nothing that is worth a look.
func (x *exchange) part(r *Result, start time.Time) *Result {
	if r == nil || r.Partial == "" {
		return nil
	}
	r.Took = x.client.now().Sub(start)
	r.RequestID = r.Header.Get("request-id")
	r.Count, r.Rows = -1, -1
	r.Notes = x.notes
	return r
}

// finish fills in what the answer says and turns a refusal into an *Error.
func (x *exchange) finish(r *Result) (*Result, error) {
	r.RequestID = r.Header.Get("request-id")
	r.scan()
	if r.Status >= 300 && r.Status < 400 {
		x.noteRedirect(r)
	}
	if r.Status < 400 && r.RequestID == "" && isHTML(r) {
		x.note("the answer is a web page, not Graph's JSON: a proxy or a sign-in page of the network may stand in between")
	}
	r.Notes = x.notes
	if r.Status >= 400 {
		return r, x.client.refusal(r)
	}
	return r, nil
}

// noteRedirect says where Graph points to: the host alone, since the rest may be a key to the file.
func (x *exchange) noteRedirect(r *Result) {
	location := r.Header.Get("Location")
	if location == "" {
		return
	}
	where := "somewhere that cannot be read"
	if u, err := x.url.Parse(location); err == nil {
		where = originText(u)
	}
	x.note(fmt.Sprintf("%d points to %s; it was not followed", r.Status, where))
}

func (x *exchange) note(text string) {
	x.notes = append(x.notes, text)
	if x.client.Tell != nil {
		x.client.Tell(text)
	}
}

// sleep waits for d, or until ctx ends.
func (c *Client) sleep(ctx context.Context, d time.Duration) error {
	if c.Sleep != nil {
		return c.Sleep(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// statusText is "403 Forbidden", or the bare number for one that has no name.
func statusText(status int) string {
	if name := http.StatusText(status); name != "" {
		return fmt.Sprintf("%d %s", status, name)
	}
	return fmt.Sprint(status)
}
