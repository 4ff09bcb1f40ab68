package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"graphguest/graphquery"
	"graphguest/graphquery/jq"
	"graphguest/graphquery/jsonrows"
)

// document is JSON that is read piece by piece.
type document struct {
	name     string
	from     io.Reader
	size     int64  // in bytes; 0 = nobody knows
	start    []byte // what was read to find out what it is
	sequence bool   // values one after another
	place    place
	read     atomic.Int64 // bytes so far
}

// Pieces are small at first, so that the first rows are there at once.
const (
	firstRead = 64 << 10
	laterRead = 1 << 20
)

// mostHeld bounds the memory that one value can ask for, in bytes.
const mostHeld = 1 << 30

func newDocument(name string, from io.Reader, size int64) *document {
	if name == "-" {
		name = "standard input"
	}
	return &document{name: name, from: from, size: size, sequence: namedAsSequence(name)}
}

// recognize reads until it is known whether the document is one value or a sequence. empty: there is nothing in it.
func (d *document) recognize() (empty bool, err error) {
	for !d.sequence && len(d.start) < laterRead {
		piece := make([]byte, firstRead)
		n, err := d.from.Read(piece)
		d.start = append(d.start, piece[:n]...)
		if d.sequence = jq.Begun(d.start); err == io.EOF {
			break
		}
		if err != nil {
			return false, err
		}
		var s jsonrows.Scanner
		text := bytes.TrimSpace(bytes.TrimPrefix(d.start, []byte("\ufeff")))
		if s.Scan(d.start, false) != nil || len(s.Rows()) > 0 && (text[0] == '{' || len(d.start) >= firstRead) {
			break
		}
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(d.start, []byte("\ufeff")))
	d.from = io.MultiReader(bytes.NewReader(d.start), d.from)
	return len(text) == 0 && len(d.start) < laterRead && !d.sequence, nil
}

// source gives the document in pieces of their own.
func (d *document) source(ctx context.Context) jq.Source {
	room := firstRead
	return func() ([]byte, error) {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		piece := make([]byte, room)
		n, err := d.from.Read(piece)
		room = laterRead
		d.read.Add(int64(n))
		if n > 0 && err == io.EOF {
			err = nil
		}
		return piece[:n], err
	}
}

// finder finds rows, as jsonrows.Scanner and jq.Sequence do.
type finder interface {
	Scan(buf []byte, end bool) error
	Rows() []jsonrows.Row
	Drop() int
}

// piece is some of a document that has been looked at.
type piece struct {
	graphquery.Part
	fresh []byte // what was read of the document for it, as far as it is JSON
	buf   []byte // which holds both
	err   error  // the document ends here, and not well
}

// pieces reads ahead: while one piece is written, the next is looked at. What was written goes back through free.
func (d *document) pieces(ctx context.Context) (pieces <-chan *piece, free chan<- []byte) {
	out, back := make(chan *piece, 1), make(chan []byte, 4)
	go func() {
		defer close(out)
		var scan finder = &jsonrows.Scanner{}
		if d.sequence {
			scan = &jq.Sequence{}
		}
		r := &pieceReader{document: d, scan: scan, page: &graphquery.Result{Rows: -1, Count: -1}, room: firstRead}
		for last := false; !last; {
			p := r.next(ctx, back)
			last = p.Last || p.err != nil
			select {
			case out <- p:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, back
}

// pieceReader makes pieces.
type pieceReader struct {
	*document
	scan finder
	page *graphquery.Result
	left []byte // of the buffer before, still to be looked at
	room int
}

// next reads the next piece and looks for the rows in it.
func (r *pieceReader) next(ctx context.Context, back <-chan []byte) *piece {
	var buf []byte
	select {
	case buf = <-back:
	default:
	}
	room := max(r.room, len(r.left)) // a value that has no end grows by doubling
	if cap(buf) < len(r.left)+room {
		buf = make([]byte, 0, len(r.left)+room)
	}
	buf = append(buf[:0], r.left...)
	kept := len(buf)
	n, err := r.from.Read(buf[kept : kept+room])
	buf = buf[:kept+n]
	r.room = laterRead
	r.read.Add(int64(n))
	end := err == io.EOF
	p := &piece{buf: buf, fresh: buf[kept:]}
	p.Page, p.Number, p.Last = r.page, 1, end
	if err != nil && !end {
		p.err = fmt.Errorf("%s: %w", r.name, err)
		return p
	}
	if ctx.Err() != nil {
		p.err = context.Cause(ctx)
		return p
	}
	before := r.place
	r.place.pass(p.fresh)
	if err := r.scan.Scan(buf, end); err != nil {
		p.err = r.broken(err, before, buf, kept)
		if fault, ok := errors.AsType[*jsonrows.Fault](err); ok {
			p.fresh = p.fresh[:max(0, min(int(fault.Offset-before.at), len(p.fresh)))]
		}
	}
	r.rowsOf(p)
	if len(r.left) > mostHeld {
		p.err = fmt.Errorf("%s: one value of it is larger than 1 GiB", r.name)
	}
	return p
}

// rowsOf fills the part: the rows, or the one value when it is whole.
func (r *pieceReader) rowsOf(p *piece) {
	rows := append([]graphquery.Row(nil), r.scan.Rows()...)
	drop := r.scan.Drop()
	r.left = p.buf[drop:]
	whole, isDocument := r.scan.(*jsonrows.Scanner)
	switch {
	case len(rows) > 0 && touching(rows):
		p.Data, p.Rows = apart(p.buf, rows)
	case len(rows) > 0:
		first, last := rows[0].From, rows[len(rows)-1].To
		p.Data = p.buf[first:min(max(drop, last), last+1)]
		for i := range rows {
			rows[i].From, rows[i].To = rows[i].From-first, rows[i].To-first
		}
		p.Rows = rows
	case p.Last && p.err == nil && isDocument && whole.Shape() == jsonrows.Single:
		p.Data = p.buf
	}
	if p.Last && (!isDocument || whole.Shape() == jsonrows.Collection) {
		p.Page = &graphquery.Result{Count: -1} // a collection, perhaps of no rows
	}
}

// touching is true of rows between which nothing stands, as values one after another may be.
func touching(rows []graphquery.Row) bool {
	for i := 1; i < len(rows); i++ {
		if rows[i].From == rows[i-1].To {
			return true
		}
	}
	return false
}

// apart is a copy of rows with something between them.
func apart(buf []byte, rows []graphquery.Row) (data []byte, apart []graphquery.Row) {
	for _, row := range rows {
		from := len(data)
		data = append(append(data, buf[row.From:row.To]...), '\n')
		apart = append(apart, graphquery.Row{From: from, To: len(data) - 1, Lines: row.Lines})
	}
	return data, apart
}
