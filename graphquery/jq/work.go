package jq

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync/atomic"

	"graphguest/graphquery/jsonrows"
)

// work is one run of a filter. It goes on in goroutines of its own, which may outlive the run where a step of a filter
// cannot be stopped; then nobody hears of it any more.
type work struct {
	*Filter
	source Source
	kept   [][]byte     // what was read of the document before the first row
	begun  bool         // there was a row
	whole  int64        // bytes of the document; 0 = nobody knows
	done   atomic.Int64 // those that are behind it
	out    chan []byte
}

// run does all of it and hands the results to out.
func (w *work) run(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("jq: the filter failed: %.300s", fmt.Sprint(p))
		}
	}()
	switch {
	case w.opt.Sequence:
		err = w.sequence(ctx)
	case w.plan.rows:
		err = w.planned(ctx)
		if errors.Is(err, errOther) {
			err = w.altogether(ctx)
		}
	default:
		err = w.altogether(ctx)
	}
	if errors.Is(err, errHalt) || errors.Is(err, errStop) {
		return nil
	}
	return err
}

func (w *work) hand(ctx context.Context) func([]byte) error {
	return func(p []byte) error {
		select {
		case w.out <- p:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// sequence runs the filter on one value after another.
func (w *work) sequence(ctx context.Context) error {
	return w.rows(ctx, newFeed(w.source, &Sequence{}), w.each, w.hand(ctx))
}

// planned runs the filter row by row.
func (w *work) planned(ctx context.Context) error {
	f := newFeed(w.keeping, &collection{at: w.plan.at, found: func() { w.begun, w.kept = true, nil }})
	switch w.plan.kind {
	case inArray:
		return w.array(ctx, f)
	case number:
		return w.number(ctx, f)
	case upTo:
		return w.rows(ctx, f, w.plan.each, upToLines(w.plan.limit, w.hand(ctx)))
	}
	return w.rows(ctx, f, w.plan.each, w.hand(ctx))
}

// array makes one array of the results, which are held until it is whole.
func (w *work) array(ctx context.Context, f *feed) error {
	var all [][]byte
	held := int64(0)
	err := w.rows(ctx, f, w.plan.each, func(p []byte) error {
		for i, c := range p {
			if c == '\n' { // between values; within them it is escaped
				p[i] = ','
			}
		}
		if held += int64(len(p)); w.tooMuch(held) {
			return w.tooLarge()
		}
		all = append(all, p)
		return nil
	})
	if err != nil {
		return err
	}
	hand := w.hand(ctx)
	if len(all) == 0 {
		return hand([]byte("[]\n"))
	}
	all[0] = append([]byte{'['}, all[0]...)
	last := all[len(all)-1]
	all[len(all)-1] = append(last[:len(last)-1], "]\n"...)
	for _, p := range all {
		if err := hand(p); err != nil {
			return err
		}
	}
	return nil
}

// number counts the results, or the rows where nothing is done to them.
func (w *work) number(ctx context.Context, f *feed) (err error) {
	n := 0
	if w.plan.each.query == nil {
		err = f.all(func(b batch) error {
			n += len(b.rows)
			w.done.Store(b.done)
			return ctx.Err()
		})
	} else {
		err = w.rows(ctx, f, w.plan.each, func(p []byte) error {
			n += bytes.Count(p, []byte{'\n'})
			return nil
		})
	}
	if err != nil {
		return err
	}
	return w.hand(ctx)([]byte(strconv.Itoa(n) + "\n"))
}

// upToLines lets n lines pass, then says errStop.
func upToLines(n int, hand func([]byte) error) func([]byte) error {
	return func(p []byte) error {
		for i, c := range p {
			if c != '\n' {
				continue
			}
			if n--; n == 0 {
				if err := hand(p[:i+1]); err != nil {
					return err
				}
				return errStop
			}
		}
		return hand(p)
	}
}

// keeping is the source, of which everything is kept before there is a row: it may have to be taken as a whole.
func (w *work) keeping() ([]byte, error) {
	part, err := w.source()
	if err == nil && !w.begun {
		w.kept = append(w.kept, part)
	}
	return part, err
}

// altogether runs the filter on the whole document, decoded.
func (w *work) altogether(ctx context.Context) error {
	raw, err := w.document(ctx)
	if err != nil {
		return err
	}
	var s jsonrows.Scanner
	if err := s.Scan(raw, true); err != nil {
		return notJSON(err)
	}
	input := decode(raw)
	if w.done.Store(int64(len(raw))); ctx.Err() != nil {
		return context.Cause(ctx)
	}
	to := &results{ctx: ctx, hand: w.hand(ctx)}
	err = runCode(ctx, w.code, input, to)
	if flushErr := to.flush(); err == nil || errors.Is(err, errHalt) {
		err = flushErr
	}
	return err
}

// document is all of it.
func (w *work) document(ctx context.Context) ([]byte, error) {
	size := 0
	for _, part := range w.kept {
		size += len(part)
	}
	for {
		part, err := w.source()
		switch {
		case err == io.EOF && size <= most:
			raw := w.kept[:len(w.kept):len(w.kept)]
			if len(raw) == 1 {
				return bytes.TrimPrefix(raw[0], []byte("\ufeff")), nil
			}
			return bytes.TrimPrefix(bytes.Join(raw, nil), []byte("\ufeff")), nil
		case err != nil && err != io.EOF:
			return nil, err
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		}
		if size += len(part); max(int64(size), w.whole) > most {
			return nil, fmt.Errorf("jq: this filter needs the whole document at once, and it is larger than %d MiB, which is the most it gets; begin it with .value[] and it runs row by row, at any size", most>>20)
		}
		w.kept = append(w.kept, part)
	}
}
