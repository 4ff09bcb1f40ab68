package export

import (
	"context"
	"fmt"
	"io"

	"graphguest/graphquery"
)

// NewJQ returns a writer of what a filter makes of each page, one JSON value a line. It takes bodies as they come (see
// Bytes) and holds one page at a time, since a filter gets it whole; so the limit only ends the pages.
func NewJQ(ctx context.Context, expr string, w io.Writer, opt Options) Writer {
	return &jqWriter{ctx: ctx, expr: expr, w: w, in: intake{limit: opt.Limit}}
}

type jqWriter struct {
	ctx  context.Context
	expr string
	w    io.Writer
	in   intake
	page []byte
}

func (j *jqWriter) Part(p *graphquery.Part) error {
	if j.page = append(j.page, p.Data...); len(j.page) > maxJQ {
		return fmt.Errorf("jq: the answer is larger than %d MiB, which is the most a filter gets", maxJQ>>20)
	}
	if !p.Last || len(j.page) == 0 { // 204: done, and nothing to filter
		return nil
	}
	out, err := JQ(j.ctx, j.expr, j.page)
	j.page = j.page[:0]
	if err != nil {
		return err
	}
	if len(out) > 0 {
		if _, err = j.w.Write(out); err != nil {
			return err
		}
	}
	return j.in.bodies(p)
}

func (j *jqWriter) Close() error { return nil }
