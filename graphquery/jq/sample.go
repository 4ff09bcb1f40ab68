package jq

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"graphguest/graphquery/jsonrows"
)

// Bounds of a sample, which is made anew with every key.
const (
	sampleBytes  = 4 << 20 // of the document
	sampleOutput = 1 << 20 // of the results
	sampleTime   = 2 * time.Second
)

// Sample runs the filter on the beginning of a document: its first rows, and the members of the answer that stand
// before them; where all rows are among them, the whole. It returns the results as Run does, and whether they are those
// of the whole. A large document without rows is an error that says so.
func (f *Filter) Sample(ctx context.Context, parts [][]byte, rows int) (out []byte, all bool, err error) {
	small, all, err := f.beginning(parts, rows)
	if err != nil {
		return nil, false, err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, sampleTime, fmt.Errorf("jq: the filter took longer than %s on the first %d rows", sampleTime, rows))
	defer cancel()
	opt := f.opt
	opt.Output = sampleOutput
	err = f.With(opt).Run(ctx, [][]byte{small}, func(p []byte) error {
		out = append(out, p...)
		return nil
	}, nil)
	return out, all, err
}

var errNoRows = errors.New("jq: no rows are at the beginning of this document, and it is too large to be filtered while you type; enter runs the filter on all of it")

// beginning is a document with the first rows.
func (f *Filter) beginning(parts [][]byte, most int) (small []byte, all bool, err error) {
	var s scanner = &jsonrows.Scanner{}
	if f.opt.Sequence {
		s = &Sequence{}
	}
	feed, count, behind := newFeed(sourceOf(parts), s), 0, 0
	for !feed.ended && feed.done < sampleBytes && count <= most {
		before := feed.dropped
		b, err := feed.next()
		if err != nil {
			return nil, false, notJSON(err)
		}
		if rows := b.rows[:min(len(b.rows), most-count)]; len(rows) > 0 {
			behind = len(small) + rows[len(rows)-1].To
		}
		count += len(b.rows)
		small = append(small, b.data[:feed.dropped-before]...)
	}
	switch {
	case feed.ended && count <= most:
		return append(small, feed.buf...), true, nil
	case behind == 0:
		return nil, false, errNoRows
	}
	return closed(small[:behind], f.opt.Sequence), false, nil
}

// closed ends a document behind a row.
func closed(small []byte, sequence bool) []byte {
	start := bytes.TrimLeft(bytes.TrimPrefix(small, []byte("\ufeff")), " \t\r\n")
	switch {
	case sequence:
		return small
	case start[0] == '[':
		return append(small, ']')
	}
	return append(small, "]}"...)
}
