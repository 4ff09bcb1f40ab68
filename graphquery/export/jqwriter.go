package export

import (
	"context"
	"fmt"
	"io"

	"graphguest/graphquery"
	"graphguest/graphquery/jq"
)

// NewJQ returns a writer of what a filter makes of each page, one JSON value a line. It takes bodies as they come (see
// Bytes) and holds one page at a time, since a filter gets it whole; so the limit only ends the pages. The filter ends
// when ctx does.
func NewJQ(ctx context.Context, filter *jq.Filter, w io.Writer, opt Options) Writer {
	return &jqWriter{ctx: ctx, filter: filter, w: w, in: intake{limit: opt.Limit}}
}

type jqWriter struct {
	ctx    context.Context
	filter *jq.Filter
	w      io.Writer
	in     intake
	page   []byte
}

// maxPage is how much of a page is held for a filter, in bytes.
const maxPage = 256 << 20

func (j *jqWriter) Part(p *graphquery.Part) error {
	if j.page = append(j.page, p.Data...); len(j.page) > maxPage {
		return fmt.Errorf("jq: the answer is larger than %d MiB, which is the most that is held for a filter", maxPage>>20)
	}
	if !p.Last || len(j.page) == 0 { // 204: done, and nothing to filter
		return nil
	}
	if err := j.filter.Run(j.ctx, [][]byte{j.page}, toTerminal(j.w), nil); err != nil {
		return err
	}
	j.page = j.page[:0]
	return j.in.bodies(p)
}

func (j *jqWriter) Close() error { return nil }

// Filtered writes what a filter makes of a document, one JSON value a line, without anything that acts on a terminal.
// whole and progress are as for jq.Filter.RunFrom.
func Filtered(ctx context.Context, filter *jq.Filter, source jq.Source, whole int64, w io.Writer, progress func(done, whole int64)) error {
	return filter.RunFrom(ctx, source, whole, toTerminal(w), progress)
}

// toTerminal writes results so that nothing in them acts.
func toTerminal(w io.Writer) func(results []byte) error {
	return func(results []byte) error {
		_, err := w.Write(visible(results))
		return err
	}
}
