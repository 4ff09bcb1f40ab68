package main

import (
	"bytes"
	"errors"
	"fmt"

	"graphguest/graphquery/jsonrows"
	"graphguest/tui/safetext"
)

// place is how far something has been read.
type place struct {
	at    int64 // bytes
	lines int64 // that ended before it
	line  int64 // where the line begins that goes on
}

func (p *place) pass(b []byte) {
	p.lines += int64(bytes.Count(b, []byte{'\n'}))
	if end := bytes.LastIndexByte(b, '\n'); end >= 0 {
		p.line = p.at + int64(end) + 1
	}
	p.at += int64(len(b))
}

// back goes back to b[i:] from the end of b, which begins at byte start of the document.
func (p *place) back(b []byte, i int, start int64) {
	p.at = start + int64(i)
	n := int64(bytes.Count(b[i:], []byte{'\n'}))
	if n == 0 {
		return
	}
	p.lines -= n
	p.line = start + int64(bytes.LastIndexByte(b[:i], '\n')) + 1
}

// broken says where the document is no JSON; buf[kept:] was read from before on.
func (d *document) broken(err error, before place, buf []byte, kept int) error {
	fault, ok := errors.AsType[*jsonrows.Fault](err)
	if !ok {
		return err
	}
	start := before.at - int64(kept)
	if i := max(0, min(int(fault.Offset-start), len(buf))); i >= kept {
		before.pass(buf[kept:i])
	} else {
		before.back(buf[:kept], i, start)
	}
	where := fmt.Sprintf("line %d, byte %d of it", before.lines+1, before.at-before.line+1)
	return advisedError{fmt.Errorf("%s is not JSON: %w (%s)", safetext.Line(d.name), fault.Err, where), "-o raw writes it as it is"}
}
