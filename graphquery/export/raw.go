package export

import (
	"io"

	"graphguest/graphquery"
)

// raw writes the bodies as they came, one after the other. On a terminal they may hold anything:
// the caller has to clean what goes there.
type raw struct {
	w  io.Writer
	in intake
}

func newRaw(w io.Writer, opt Options) Writer { return &raw{w: w, in: intake{limit: opt.Limit}} }

// Part writes whole bodies; the limit only ends the pages.
func (x *raw) Part(p *graphquery.Part) error {
	if len(p.Data) > 0 {
		if _, err := x.w.Write(p.Data); err != nil {
			return err
		}
	}
	return x.in.bodies(p)
}

func (x *raw) Close() error { return nil }

// bodies counts the rows of whole bodies: ErrLimit after the one that has the last row asked for.
func (t *intake) bodies(p *graphquery.Part) error {
	if !p.Last || p.Page == nil {
		return nil
	}
	t.rows += max(0, p.Page.Rows)
	return t.full()
}
