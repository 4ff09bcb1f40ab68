package graphquery

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Client sends queries in one environment. Its fields are set once, before the first call;
// it may then be used from several goroutines.
type Client struct {
	Environment string            // for messages
	Tenant      string            // GUID; a JWT for another tenant is refused before sending
	Graph       string            // base URL: https, no path
	HTTP        http.RoundTripper // NewTransport in the real world; never asked to follow a redirect

	// Token returns a bearer token for Tenant; claims is a claims challenge as JSON, or "".
	Token func(ctx context.Context, claims string) (string, error)

	Writable bool                          // the access mode; false refuses writes with ErrReadOnly
	Confirm  func(method, url string) bool // asked before every write; nil = no

	Now    func() time.Time                           // from any goroutine; nil = time.Now
	Sleep  func(context.Context, time.Duration) error // waits before a retry; nil = a timer
	Jitter func(most time.Duration) time.Duration     // a pause of at most that; nil = a random one
	Tell   func(note string)                          // hears each note of a run as it is made; may be nil

	// Received hears how many bytes of the answer's body have come so far, counted after
	// decompression, from the goroutine that reads them. It starts over with each try and
	// each page, and must be cheap. May be nil.
	Received func(bytes int64)

	// Arriving hears what has come so far of a good answer that is held: everything but what only its end tells, with
	// Body and More as far as they are there; neither may be changed. It starts over with each try, is called from the
	// goroutine that reads, and must be cheap. May be nil.
	Arriving func(*Result)

	Waiting func(Wait)       // hears of a pause when it begins, and of its end; may be nil
	Trace   func(TraceEvent) // hears of every try, redacted; may be nil
	Within  time.Duration    // for one page or answer that is held, with all waiting; 0 = 10 minutes

	MaxBody  int64 // bytes of one answer after decompression; 0 = 64 MiB
	MaxPages int   // pages of one collection; 0 = 10,000
	MaxRows  int   // rows of one collection; 0 = no limit
	MaxBytes int64 // bytes of a collection that is held; 0 = 512 MiB
}

const (
	defaultMaxBody  = 64 << 20
	defaultMaxPages = 10_000
)

// Run sends q and returns the answer.
//
// A refusal of Graph (status 400 and up) is an *Error together with the Result, so that the
// body can still be looked at. So does the beginning of a good answer (status 2xx) of which the
// rest never came: the Result says in Partial why, beside an ErrUnreachable, ErrTooLarge or ctx's
// own error. Without an answer the Result is nil and the error is one of the Err… values, what
// Token said, or ctx's own error. A redirect of a GET to another https host, where files lie, is followed
// without the token; any other is a Result.
func (c *Client) Run(ctx context.Context, q Query) (*Result, error) {
	q, notes := c.prepared(q)
	u, err := q.URL(c.Graph)
	if err != nil {
		return nil, err
	}
	r, err := c.exchange(ctx, q, u)
	if r != nil {
		r.Notes, r.Pages = append(notes, r.Notes...), 1
	}
	return r, err
}

// prepared is q as it is sent, and what was added to it.
func (c *Client) prepared(q Query) (Query, []string) {
	q, note := Advanced(q)
	if note == "" {
		return q, nil
	}
	if c.Tell != nil {
		c.Tell(note)
	}
	return q, []string{note}
}

// exchange lets a request through the gate and runs it until there is an answer to keep.
func (c *Client) exchange(ctx context.Context, q Query, u *url.URL) (*Result, error) {
	if err := c.gate(q, u); err != nil {
		return nil, err
	}
	x := &exchange{client: c, query: q, url: u}
	return x.run(ctx, func(rp *reply) error { return c.readWhole(ctx, rp) })
}

// gate refuses a write that the environment's access mode or the person does not allow.
func (c *Client) gate(q Query, u *url.URL) error {
	switch {
	case !q.Writes():
		return nil
	case !c.Writable:
		return &Failure{
			Kind: ErrReadOnly,
			What: fmt.Sprintf("%s refused: the environment %s is read-only", q.Verb(), c.Environment),
			Next: "make it read-write if you mean to change something there",
		}
	case c.Confirm == nil || !c.Confirm(q.Verb(), u.String()):
		return &Failure{
			Kind: ErrNotConfirmed,
			What: fmt.Sprintf("%s was not sent: nobody confirmed the write in %s", q.Verb(), c.Environment),
			Next: "confirm it, or say yes beforehand with --yes",
		}
	}
	return nil
}

func (c *Client) now() time.Time {
	if c.Now == nil {
		return time.Now()
	}
	return c.Now()
}

func (c *Client) host() string {
	return strings.TrimPrefix(c.Graph, "https://")
}

func (c *Client) maxBody() int64 {
	if c.MaxBody > 0 {
		return c.MaxBody
	}
	return defaultMaxBody
}
