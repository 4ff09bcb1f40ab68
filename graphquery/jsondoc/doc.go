// Package jsondoc shows any screenful of a document without holding its pretty form.
//
// The document stays the bytes that came, in the parts in which it came. What a
// screen needs is formatted when the screen asks for it, starting at the nearest
// mark: the place where every 256th line begins, with its depth. A key is a string
// that a colon follows, so place and depth are all there is to remember.
package jsondoc

import "sync"

// stride is the number of lines between two marks.
const stride = 256

// Doc is a document and what is known of its lines. Index may run in one
// goroutine while others call Len, Lines, Fault, Garbled and Grown.
type Doc struct {
	parts [][]byte // none of them empty; at least one, unless the document is
	text  bool     // lines of plain text, no JSON
	known int      // parts that an earlier document has read: they are UTF-8

	mu       sync.RWMutex
	limit    place // what is before it is pretty-printed, the rest shown as it came
	marks    []pos // marks[i] is where line i*stride begins
	lines    int   // lines known
	complete bool  // lines is all of them
	fault    *fault
	garbled  bool
	passed   checkpoint // what is valid up to here need not be looked at again
}

// pos is a place in a document: where a line begins, and how deep it is.
type pos struct {
	place
	depth int
}

// fault is where and why JSON stops being JSON.
type fault struct {
	place
	line, col int
	err       error
}

// New returns a JSON document, to be shown one key or value a line. Its parts
// follow one another as if they were one; each ends where a line of the shown
// document does: behind a comma, a bracket, or a value that a closing bracket
// follows. Nothing is looked at yet: the first lines can be asked for at once. The
// parts must not change afterwards. A byte order mark is left out.
func New(parts ...[]byte) *Doc {
	parts = tidy(parts)
	return &Doc{parts: parts, limit: endOf(parts), marks: []pos{{}}}
}

// NewText returns a document that is lines of plain text.
func NewText(parts ...[]byte) *Doc {
	return &Doc{parts: tidy(parts), text: true, marks: []pos{{}}}
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

// Garbled is true when Index has found that the document is not UTF-8 throughout.
func (d *Doc) Garbled() bool {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.garbled
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
		l, more := s.line(&at)
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
	return newSource(d.parts, d.limit, d.text), d.marks[i], i * stride
}
