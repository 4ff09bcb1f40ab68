package jq

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"

	"graphguest/graphquery/jsonrows"
)

// job is a batch on its way through the filter.
type job struct {
	batch
	pieces chan []byte // its results, in order; closed at its end
	err    error       // known at the end
}

// errStop ends the rows: no more are wanted.
var errStop = errors.New("enough")

// rows runs a filter on each row, on every core, and hands the results on in the order of the rows.
func (w *work) rows(ctx context.Context, f *feed, each *perRow, take func(piece []byte) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(errStop)
	workers := runtime.GOMAXPROCS(0)
	if w.opt.Beside {
		workers = max(workers-1, 1)
	}
	order, todo := make(chan *job, 4*workers), make(chan *job, 4*workers)
	for range workers {
		go func() {
			for j := range todo {
				j.run(ctx, each)
			}
		}()
	}
	var fault error // of the document; set before order is closed
	go func() {
		defer close(order)
		defer close(todo)
		fault = f.all(func(b batch) error {
			j := &job{batch: b, pieces: make(chan []byte, 1)}
			for _, c := range []chan *job{order, todo} {
				select {
				case c <- j:
				case <-ctx.Done():
					return context.Cause(ctx)
				}
			}
			return nil
		})
	}()
	for j := range order {
		for p := range j.pieces {
			if err := take(p); err != nil {
				return err
			}
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if w.done.Store(j.done); j.err != nil {
			return j.err
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return fault
}

// run is the filter's on one batch.
func (j *job) run(ctx context.Context, each *perRow) {
	defer close(j.pieces)
	if ctx.Err() != nil {
		return
	}
	to := &results{ctx: ctx, hand: func(p []byte) error {
		select {
		case j.pieces <- p:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}}
	defer func() {
		if p := recover(); p != nil {
			j.err = fmt.Errorf("jq: the filter failed: %.300s", fmt.Sprint(p))
		}
	}()
	j.err = each.run(ctx, j.batch, to)
	if err := to.flush(); j.err == nil {
		j.err = err
	}
}

// all goes through the document; do gets the batches that have rows.
func (f *feed) all(do func(batch) error) error {
	for !f.ended {
		b, err := f.next()
		if len(b.rows) > 0 {
			if doErr := do(b); doErr != nil {
				return doErr
			}
		}
		if err != nil {
			return notJSON(err)
		}
	}
	return nil
}

func notJSON(err error) error {
	if !errors.As(err, new(*jsonrows.Fault)) {
		return err
	}
	return fmt.Errorf("jq: the answer is not JSON: %w", err)
}

// errOther says that a document has not the shape that a plan needs.
var errOther = errors.New("no such rows")

// collection is the scanner of a document whose rows a plan asks for. A document that turns out to be another is
// errOther; then nothing was handed on.
type collection struct {
	jsonrows.Scanner
	at    string // the member of the rows
	found func() // is told of the first row
	begun bool
	tail  []byte // what stands behind the rows
	shut  bool   // the array has closed
	cut   int    // bytes of tail at the start of the buffer
}

func (c *collection) Scan(buf []byte, end bool) error {
	if !c.begun {
		start := bytes.TrimLeft(bytes.TrimPrefix(buf, []byte("\ufeff")), " \t\r\n")
		if len(start) == 0 || len(buf) < 3 && !end {
			return c.Scanner.Scan(buf, end)
		}
		if c.begun = true; c.at == "" && start[0] != '[' || c.at != "" && start[0] != '{' {
			return errOther
		}
	}
	err := c.Scanner.Scan(buf, end)
	if _, to := c.Array(); c.shut || to > 0 {
		from := to
		if c.shut {
			from = c.cut
		}
		c.tail, c.shut, c.cut = append(c.tail, buf[from:]...), true, len(buf)
	}
	if c.found != nil && len(c.Rows()) > 0 {
		c.found()
		c.found = nil
	}
	switch {
	case err == nil && end && c.Shape() != jsonrows.Collection:
		return errOther
	case err == nil && end && c.again():
		return fmt.Errorf("jq: %q is there twice: the results are those of the first", c.at)
	}
	return err
}

func (c *collection) Drop() int {
	n := c.Scanner.Drop()
	c.cut = max(0, c.cut-n)
	return n
}

// again is true where a second member of that name follows, which would count instead of the first.
func (c *collection) again() bool {
	rest := bytes.TrimLeft(c.tail, " \t\r\n")
	if c.at == "" || len(rest) == 0 || rest[0] != ',' {
		return false
	}
	return !bytes.Equal(member(append([]byte{'{'}, rest[1:]...), c.at), null)
}
