package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"graphguest/graphquery"
	"graphguest/graphquery/jsonrows"
)

// piece is how much of a document is read between two looks at whether it is still wanted.
const piece = 1 << 20

// Document hands a document that is held to a writer other than raw. Its parts follow one another as if they were one:
// an answer as Graph sends it, or JSON values one after another, each of which is a row then. The parts stay as they
// are. progress hears how many bytes were read, and may be nil. Whoever made the writer closes it, after an ErrLimit, too.
func Document(ctx context.Context, w Writer, parts [][]byte, progress func(done int64)) error {
	d := &document{ctx: ctx, w: w, parts: parts, progress: progress, page: &graphquery.Result{Count: -1, Rows: -1}}
	several, err := d.isSequence()
	switch {
	case err != nil:
		return err
	case several:
		return d.values()
	}
	return d.rows()
}

// document is one on its way to a writer.
type document struct {
	ctx      context.Context
	w        Writer
	parts    [][]byte
	progress func(int64)
	page     *graphquery.Result
	done     int64
	count    int
}

// pieces reads the parts bit by bit, until the context ends or take fails. last says that nothing follows.
func (d *document) pieces(take func(part []byte, last bool) error) error {
	parts := slices.DeleteFunc(slices.Clone(d.parts), func(part []byte) bool { return len(part) == 0 })
	for i, part := range parts {
		for len(part) > 0 {
			n := min(len(part), piece)
			if err := d.ctx.Err(); err != nil {
				return err
			}
			if err := take(part[:n], i == len(parts)-1 && n == len(part)); err != nil {
				return err
			}
			part = part[n:]
		}
	}
	return nil
}

var errSequence = errors.New("a value follows the first")

// isSequence is whether something follows the first value.
func (d *document) isSequence() (bool, error) {
	var s jsonrows.Scanner
	var buf []byte
	err := d.pieces(func(part []byte, last bool) error {
		buf = append(buf, part...)
		err := s.Scan(buf, last)
		switch {
		case err != nil && s.Whole():
			return errSequence
		case err != nil:
			return notJSON(err)
		}
		buf = buf[:copy(buf, buf[s.Drop():])]
		return nil
	})
	if errors.Is(err, errSequence) {
		return true, nil
	}
	return false, err
}

// rows hands on the rows of one document, or the one value that it is.
func (d *document) rows() error {
	var s jsonrows.Scanner
	var buf []byte
	return d.pieces(func(part []byte, last bool) error {
		buf = append(buf, part...)
		if err := s.Scan(buf, last); err != nil {
			return notJSON(err)
		}
		p := &graphquery.Part{Page: d.page, Number: 1, Last: last}
		rows := s.Rows()
		switch collection := s.Shape() == jsonrows.Collection; {
		case collection && last:
			d.page.Rows, _ = s.Counted()
			fallthrough
		case collection:
			p.Rows, p.Data = fromFirst(rows, buf)
		case last:
			p.Data = buf
		}
		if len(p.Data) > 0 || last {
			if err := d.w.Part(p); err != nil {
				return err
			}
		}
		buf = buf[:copy(buf, buf[s.Drop():])]
		d.read(len(part))
		return nil
	})
}

// fromFirst are rows and their bytes from the first of them on.
func fromFirst(rows []graphquery.Row, buf []byte) ([]graphquery.Row, []byte) {
	if len(rows) == 0 {
		return nil, nil
	}
	from, to := rows[0].From, rows[len(rows)-1].To
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].From, rows[i].To = rows[i].From-from, rows[i].To-from
	}
	return rows, buf[from:to]
}

// values hands on the values of a sequence as rows.
func (d *document) values() error {
	from, feed := io.Pipe()
	defer from.Close()
	go func() {
		feed.CloseWithError(d.pieces(func(part []byte, _ bool) error {
			_, err := feed.Write(part)
			return err
		}))
	}()
	in := jsontext.NewDecoder(from, lenient...)
	p := &graphquery.Part{Page: d.page, Number: 1}
	var before int64
	for {
		value, err := in.ReadValue()
		over := errors.Is(err, io.EOF)
		switch {
		case d.ctx.Err() != nil:
			return d.ctx.Err()
		case err != nil && !over:
			return notJSON(err)
		case !over:
			p.Rows = append(p.Rows, graphquery.Row{From: len(p.Data), To: len(p.Data) + len(value), Lines: true})
			p.Data = append(append(p.Data, value...), ',')
			d.count++
		}
		if !over && len(p.Data) < enough {
			continue
		}
		if p.Last = over; over {
			d.page.Rows = d.count
		}
		if err := d.w.Part(p); err != nil || over {
			return err
		}
		d.read(int(in.InputOffset() - before))
		before = in.InputOffset()
		p.Rows, p.Data = p.Rows[:0], p.Data[:0]
	}
}

func (d *document) read(n int) {
	if d.done += int64(n); d.progress != nil {
		d.progress(d.done)
	}
}

func notJSON(err error) error { return fmt.Errorf("it is not JSON: %w", err) }
