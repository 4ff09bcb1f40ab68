package graphquery

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// defaultWithin bounds one answer that is held, with all waiting.
const defaultWithin = 10 * time.Minute

// maxRefusal is how much of a refusal is read, in bytes.
const maxRefusal = 1 << 20

// exchange is one query on its way: every try until there is an answer to keep.
type exchange struct {
	client  *Client
	query   Query
	url     *url.URL
	streams bool // the body is handed on while it comes: only its beginning has a deadline
	stays   bool // another host is not asked: a further page is Graph's own, or none

	notes   []string
	retries []Retry
	claims  string // of a challenge that was answered; at most one is
	busy    int    // how often Graph was
	faults  int    // how often the connection failed
	until   time.Time
	watch   *watch // of the last try
}

// run tries until the answer is one to keep, and lets read have the body of a good one. It asks again where Graph is
// busy or the connection failed, as far as that is safe; see retry.go.
func (x *exchange) run(ctx context.Context, read func(*reply) error) (*Result, error) {
	start := x.client.now()
	x.until = start.Add(x.client.within())
	inTime, cancel := ctx, func() {}
	if !x.streams {
		inTime, cancel = context.WithTimeout(ctx, x.client.within())
	}
	defer cancel()
	for {
		r, taken, err := x.once(inTime, read)
		if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil && inTime.Err() != nil {
			err = tooLate(x.host(r), x.client.within())
		}
		again := x.again(inTime, r, taken, err)
		x.trace(r, err, again)
		if again != nil {
			if stop := x.pause(ctx, *again); stop != nil {
				return x.part(r, start), stop
			}
			continue
		}
		if err != nil {
			return x.part(r, start), err
		}
		r.Took = x.client.now().Sub(start)
		return x.finish(r)
	}
}

// host is whose answer r is, or would have been.
func (x *exchange) host(r *Result) string {
	if r != nil && r.from != "" {
		return r.from
	}
	return x.client.host()
}

// first is true until something is sent again: what is said of the request is said once.
func (x *exchange) first() bool { return len(x.retries) == 0 && x.claims == "" }

func (c *Client) within() time.Duration {
	if c.Within > 0 {
		return c.Within
	}
	return defaultWithin
}

func tooLate(host string, within time.Duration) error {
	return &Failure{Kind: ErrUnreachable, What: fmt.Sprintf("%s gave no whole answer within %s", host, within),
		Next: "ask for less at a time, or let it be written to a file while it comes"}
}

// once sends the request one time and reads the answer. With an error there may be a part of it; taken says that
// something of it was handed on.
func (x *exchange) once(ctx context.Context, read func(*reply) error) (r *Result, taken bool, err error) {
	began := time.Now()
	token, err := x.client.Token(ctx, x.claims)
	if err != nil {
		if x.claims != "" && ctx.Err() == nil {
			err = &StepUp{Claims: x.claims, Err: err}
		}
		return nil, false, err
	}
	req, err := x.request()
	if err != nil {
		return nil, false, err
	}
	r = &Result{Query: x.query, URL: x.url.String(), ClientRequestID: req.Header.Get("client-request-id"), Granted: scopesOf(token)}
	x.watch = watchFrom(began)
	defer func() { r.Timing = x.watch.timing() }()
	rp, err := x.client.send(x.watch.with(ctx), token, req, r)
	if err == nil {
		rp, err = x.download(ctx, rp)
	}
	if err != nil {
		return r, false, err
	}
	defer rp.close()
	rp.body = x.watch.counting(rp.body)
	err = x.read(ctx, rp, token, read)
	return r, rp.taken, withoutToken(err, token)
}

// read lets the reader have the body of a good answer; of any other it is kept, for what it says.
func (x *exchange) read(ctx context.Context, rp *reply, token string, read func(*reply) error) error {
	if rp.Status < 300 {
		err := read(rp)
		if _, said := errors.AsType[*Failure](err); err != nil && !said {
			err = x.client.broken(ctx, err, rp)
		}
		return err
	}
	short := *x.client
	short.MaxBody, short.Received = min(maxRefusal, x.client.maxBody()), nil
	err := short.readWhole(ctx, rp)
	rp.Body = bytes.ReplaceAll(rp.Body, []byte(token), []byte(hidden)) // some quote what they were asked
	if errors.Is(err, ErrTooLarge) {
		rp.Partial, err = "", nil // its beginning says enough
	}
	return err
}

// part is what came of an answer that is not whole; nil = nothing that is worth a look.
func (x *exchange) part(r *Result, start time.Time) *Result {
	if r == nil || r.Partial == "" {
		return nil
	}
	r.Took = x.client.now().Sub(start)
	r.Count, r.Rows = -1, -1
	r.ownLinks()
	r.Notes, r.Retries = x.told(), x.retries
	return r
}

// finish fills in what the answer says and turns a refusal into an *Error.
func (x *exchange) finish(r *Result) (*Result, error) {
	r.scan()
	r.ownLinks()
	if r.from != "" && r.Status >= 300 {
		return nil, refusedElsewhere(r)
	}
	if r.Status >= 300 && r.Status < 400 {
		x.noteRedirect(r)
	}
	if r.Status < 400 && r.from == "" && r.RequestID == "" && isHTML(r) {
		x.note("the answer is a web page, not Graph's JSON: a proxy or a sign-in page of the network may stand in between")
	}
	if note := allowNote(r); note != "" {
		x.note(note)
	}
	if r.from != "" {
		x.note("the file came from " + r.from + ", without the token")
	}
	r.Notes, r.Retries = x.told(), x.retries
	if r.Status >= 400 {
		return r, x.client.refusal(r)
	}
	return r, nil
}

// told are the notes: what was sent again is in one, however often.
func (x *exchange) told() []string {
	n := len(x.retries)
	if n == 0 {
		return x.notes
	}
	last := x.retries[n-1].Why
	if n > 1 {
		last = fmt.Sprintf("sent again %d times, the last time because: %s", n, last)
	}
	return append(slices.Clone(x.notes), last)
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
	x.client.tell(text)
}

func (c *Client) tell(text string) {
	if c.Tell != nil {
		c.Tell(text)
	}
}

// statusText is "403 Forbidden", or the bare number for one that has no name.
func statusText(status int) string {
	if name := http.StatusText(status); name != "" {
		return fmt.Sprintf("%d %s", status, name)
	}
	return fmt.Sprint(status)
}
