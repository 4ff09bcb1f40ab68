// Package jsondoc shows any screenful of a document without holding its pretty form.
//
// The document stays the bytes that came. What a screen needs is formatted when
// the screen asks for it, starting at the nearest mark: the place where every
// 256th line begins, with its depth. A key is a string that a colon follows, so
// place and depth are all there is to remember.
package jsondoc

import (
	"bytes"
	"sync"
)

// stride is the number of lines between two marks.
const stride = 256

// Doc is a document and what is known of its lines. Index may run in one
// goroutine while others call Len, Lines and Fault.
type Doc struct {
	body []byte
	text bool // lines of plain text, no JSON

	mu       sync.RWMutex
	limit    int   // body[:limit] is pretty-printed, the rest shown as it came
	marks    []pos // marks[i] is where line i*stride begins
	lines    int   // lines known
	complete bool  // lines is all of them
	fault    *fault
}

// pos is a place in a document: where a line begins, and how deep it is.
type pos struct{ offset, depth int }

// fault is where and why JSON stops being JSON.
type fault struct {
	offset    int
	line, col int
	err       error
}

// New returns body as a JSON document, to be shown one key or value a line. It
// looks at nothing yet: the first lines can be asked for at once. body must not
// change afterwards. A byte order mark is left out.
func New(body []byte) *Doc {
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	return &Doc{body: body, limit: len(body), marks: []pos{{}}}
}

// NewText returns body as lines of plain text.
func NewText(body []byte) *Doc {
	return &Doc{body: body, text: true, marks: []pos{{}}}
}

// Len returns how many lines are known and whether these are all.
func (d *Doc) Len() (lines int, complete bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.lines, d.complete
}

// Fault says why the document is not JSON: the shown line on which the text
// begins that is not understood, the column there (both from 1), and the reason.
// From that line on the text is shown as it came. err is nil as long as Index
// has found nothing wrong.
func (d *Doc) Fault() (line, col int, err error) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.fault == nil {
		return 0, 0, nil
	}
	return d.fault.line, d.fault.col, d.fault.err
}

// Lines formats n lines from line from (the first is 0); fewer where the
// document ends. It needs no Index, which only makes distant lines quick to reach.
func (d *Doc) Lines(from, n int) []Line {
	if from < 0 || n <= 0 {
		return nil
	}
	s, at, line := d.seek(from)
	var lines []Line
	for ; line < from; line++ {
		if !s.next(&at) {
			return nil
		}
	}
	for ; line < from+n; line++ {
		f := formatter{source: s}
		l, more := f.line(&at)
		if !more {
			break
		}
		l.Number = line + 1
		lines = append(lines, l)
	}
	return lines
}

// seek returns the last mark at or before a line.
func (d *Doc) seek(line int) (source, pos, int) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	i := min(line/stride, len(d.marks)-1)
	return d.source(), d.marks[i], i * stride
}

func (d *Doc) source() source { return source{body: d.body, limit: d.limit, plain: d.text} }
