package export

import (
	"io"

	"graphguest/graphquery"
)

// raw writes the bodies as they came, one after the other. On a terminal they may hold anything:
// the caller has to clean what goes there.
type raw struct {
	w    io.Writer
	rows pager
}

func newRaw(w io.Writer, opt Options) Writer { return &raw{w: w, rows: pager{limit: opt.Limit}} }

// Page writes whole bodies; the limit only ends the pages.
func (x *raw) Page(r *graphquery.Result) error {
	x.rows.rows += max(0, r.Rows)
	if _, err := x.w.Write(r.Body); err != nil {
		return err
	}
	if x.rows.full() {
		return ErrLimit
	}
	return nil
}

func (x *raw) Close() error { return nil }
