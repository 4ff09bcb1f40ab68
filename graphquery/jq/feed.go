package jq

import (
	"io"
	"slices"

	"graphguest/graphquery/jsonrows"
)

// scanner finds rows in what has come, as jsonrows.Scanner and Sequence do.
type scanner interface {
	Scan(buf []byte, end bool) error
	Rows() []jsonrows.Row
	Drop() int
}

// batch is some rows that are run together.
type batch struct {
	data []byte
	rows []jsonrows.Row
	done int64 // bytes of the document that have been read with it
}

// feed finds the rows of a document in its parts. Rows are left where they stand; one that begins in one part and ends
// in another is put together.
type feed struct {
	source  Source
	scan    scanner
	part    []byte // the one that is read
	read    int    // bytes of it that the scanner has seen
	buf     []byte // what the scanner sees: the end of what was read of the part, or of something put together
	lent    int    // bytes at the end of what was put together that are the part's; -1 = all of it stands in the part
	step    int    // how much more the scanner is shown at once
	done    int64  // bytes that were read
	dropped int64  // bytes before buf
	ended   bool
}

// Source gives the parts of a document, one after another, which must not change afterwards; io.EOF after the last.
type Source func() (part []byte, err error)

// sourceOf is a Source of parts that are there.
func sourceOf(parts [][]byte) Source {
	return func() (part []byte, err error) {
		if len(parts) == 0 {
			return nil, io.EOF
		}
		part, parts = parts[0], parts[1:]
		return part, nil
	}
}

// Steps begin small, so that the first results come at once.
const (
	firstStep = 16 << 10
	lastStep  = 256 << 10
)

func newFeed(source Source, s scanner) *feed {
	return &feed{source: source, scan: s, step: firstStep, lent: -1}
}

// next shows the scanner more, and returns the rows found by that. It is to be called until ended is true, or an error.
func (f *feed) next() (batch, error) {
	if f.read == len(f.part) {
		part, err := f.source()
		if err != nil && err != io.EOF {
			return batch{}, err
		}
		if f.ended = err == io.EOF; !f.ended {
			if len(f.buf) > 0 {
				f.buf, f.lent = slices.Clone(f.buf), 0
			}
			f.part, f.read = part, 0
		}
	}
	f.show()
	err := f.scan.Scan(f.buf, f.ended)
	b := batch{data: f.buf, rows: slices.Clone(f.scan.Rows()), done: f.done}
	n := f.scan.Drop()
	f.buf = f.buf[n:]
	f.dropped += int64(n)
	if f.lent >= len(f.buf) { // the rest stands in the part
		f.buf, f.lent = f.part[f.read-len(f.buf):f.read], -1
	}
	return b, err
}

// show lets the buffer have a step more of the part.
func (f *feed) show() {
	n := min(f.step, len(f.part)-f.read)
	f.step = min(2*f.step, lastStep)
	if f.lent < 0 {
		f.buf = f.part[f.read-len(f.buf) : f.read+n]
	} else {
		f.buf = append(f.buf, f.part[f.read:f.read+n]...)
		f.lent += n
	}
	f.read += n
	f.done += int64(n)
}
