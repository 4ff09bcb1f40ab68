package graphquery

import (
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// errLimit says that a body goes on beyond the limit. broken puts it into words.
var errLimit = errors.New("the body is longer than the limit")

// readBody reads at most MaxBody bytes, counted after decompression. What has come is
// returned with any error.
func (c *Client) readBody(body io.Reader) ([]byte, error) {
	limit := c.maxBody()
	data, err := io.ReadAll(&counted{from: io.LimitReader(body, limit+1), tell: c.Received, most: limit})
	if int64(len(data)) > limit {
		return data[:limit:limit], errLimit
	}
	return data, err
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
func (c *Client) broken(ctx context.Context, err error, r *Result, token string) error {
	f := &Failure{Kind: ErrUnreachable, Cause: scrub(err, token),
		What: fmt.Sprintf("the answer of %s broke off after %s: %v", c.host(), sizeText(len(r.Body)), scrub(err, token)),
		Next: "try again; ask for less at a time with $top where it keeps happening"}
	switch {
	case errors.Is(err, errLimit):
		f = &Failure{Kind: ErrTooLarge, What: "the answer is larger than " + limitText(c.maxBody()) + ", where reading it stopped",
			Next: "ask for less with $select, $filter or $top"}
	case ctx.Err() != nil:
		return ctx.Err()
	}
	if r.Query.Writes() && r.Status < 300 {
		f.Next = "Graph did what was asked (" + statusText(r.Status) + "): look before you send it again"
	}
	return f
}

// cutShort is why there is only the beginning of an answer, in words for Result.Partial.
func (c *Client) cutShort(ctx context.Context, err error, got int) string {
	var corrupt flate.CorruptInputError
	switch after := " after " + sizeText(got); {
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
