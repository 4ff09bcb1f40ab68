package graphquery

import (
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// errLimit says that a body goes on beyond the limit. broken puts it into words.
var errLimit = errors.New("the body is longer than the limit")

// readWhole takes the body of an answer that is held: at most MaxBody bytes, counted after decompression. What has
// come is kept with any error.
func (c *Client) readWhole(ctx context.Context, rp *reply) error {
	limit := c.maxBody()
	body, err := readUpTo(&counted{from: rp.body, tell: c.Received, most: limit}, lengthOf(rp.Header), limit, c.arriving(rp))
	rp.Body = body
	if err == nil {
		return nil
	}
	if len(rp.Body) > 0 && rp.Status < 300 {
		rp.Partial = c.cutShort(ctx, err, len(rp.Body))
	}
	return c.broken(ctx, err, rp)
}

// readUpTo reads everything, at most limit bytes; errLimit says that there are more. Its buffer grows no further than
// the limit, so that what is too large does not take twice its room.
// Its reader hears after each read what has come.
func readUpTo(from io.Reader, expected, limit int64, hear func([]byte)) ([]byte, error) {
	buf := make([]byte, 0, min(limit, expected)+512)
	for {
		n, err := from.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if n > 0 && int64(len(buf)) <= limit {
			hear(buf[:len(buf):len(buf)])
		}
		switch {
		case int64(len(buf)) > limit:
			return buf[:limit:limit], errLimit
		case err == io.EOF:
			return buf, nil
		case err != nil:
			return buf, err
		case len(buf) == cap(buf):
			buf = append(make([]byte, 0, min(2*int64(cap(buf)), limit+1)), buf...)
		}
	}
}

// arriving tells what has come of the body of a good answer.
func (c *Client) arriving(rp *reply) func([]byte) {
	if c.Arriving == nil || rp.Status >= 300 {
		return func([]byte) {}
	}
	return func(body []byte) {
		so := *rp.Result
		so.Body, so.Count, so.Rows, so.Pages = body, -1, -1, 1
		c.Arriving(&so)
	}
}

// lengthOf is how long a body says it is, or 0. What is not there yet is not made room for in advance beyond 1 MiB.
func lengthOf(h http.Header) int64 {
	n, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil {
		return 0
	}
	return min(n, 1<<20)
}

// counted tells after each read how much has come, most at the most.
type counted struct {
	from      io.Reader
	tell      func(int64)
	got, most int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	if c.got += int64(n); n > 0 && c.tell != nil {
		c.tell(min(c.got, c.most))
	}
	return n, err
}

// broken explains an answer that ended too early.
func (c *Client) broken(ctx context.Context, err error, r *reply) error {
	f := &Failure{Kind: ErrUnreachable, Cause: scrub(err, ""), passing: passes(err),
		What: fmt.Sprintf("the answer of %s broke off%s: %v", r.host, after(len(r.Body)), scrub(err, "")),
		Next: "try again; ask for less at a time with $top where it keeps happening"}
	switch {
	case errors.Is(err, errLimit):
		f = c.tooLarge()
	case ctx.Err() != nil:
		return ctx.Err()
	}
	if r.Query.Writes() && r.Status < 300 {
		f.Next = "Graph did what was asked (" + statusText(r.Status) + "): look before you send it again"
	}
	return f
}

// after is how much had come, where that is known.
func after(n int) string {
	if n == 0 {
		return ""
	}
	return " after " + sizeText(n)
}

func (c *Client) tooLarge() *Failure {
	return &Failure{Kind: ErrTooLarge, What: "the answer is larger than " + limitText(c.maxBody()) + ", where reading it stopped",
		Next: "ask for less with $select, $filter or $top"}
}

// cutShort is why there is only the beginning of an answer, in words for Result.Partial.
func (c *Client) cutShort(ctx context.Context, err error, got int) string {
	var corrupt flate.CorruptInputError
	switch after := after(got); {
	case errors.Is(err, errLimit):
		return "stopped after " + limitText(c.maxBody()) + ", the limit"
	case errors.Is(ctx.Err(), context.Canceled):
		return "cancelled" + after
	case ctx.Err() != nil, errors.Is(err, context.DeadlineExceeded):
		return "the time was up" + after
	case errors.As(err, &corrupt), errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader):
		return "the compressed answer is damaged" + after
	default:
		return "the connection broke" + after
	}
}

// limitText is a limit as it is set: in MiB where it is whole ones.
func limitText(n int64) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", n>>20)
	}
	return sizeText(int(n))
}

// sizeText is a number of bytes for a person.
func sizeText(n int) string {
	switch {
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1e3:
		return fmt.Sprintf("%.1f KB", float64(n)/1e3)
	case n == 1:
		return "1 byte"
	}
	return strconv.Itoa(n) + " bytes"
}
