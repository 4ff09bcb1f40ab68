// Package jsondoc shows any screenful of a document without holding its pretty form.
//
// The document stays the bytes that came, in the parts in which it came. One pass over them notes, every 16 KB, where a
// line begins and the way down to it, and finds out whether all of it is JSON. What a screen needs is formatted when
// the screen asks for it, starting at the nearest mark; so are paths, ends and siblings found.
package jsondoc

import (
	"sync"
	"sync/atomic"
)

// Doc is a document and what is known of its lines. Index may run in one
// goroutine while others call everything else.
type Doc struct {
	parts    [][]byte // none of them empty; at least one, unless the document is
	text     bool     // lines of plain text, no JSON
	sequence bool     // JSON values one after another
	open     bool     // more is to come

	mu       sync.RWMutex
	valid    int   // how many parts were looked at whether they are UTF-8
	limit    Place // what is before it is pretty-printed, the rest shown as it came
	marks    []mark
	frames   []frame
	leaps    []leap
	rows     []rowMark
	rowCount int  // -1 = there are no rows
	rowDepth int  // of the rows' lines
	rowsFrom int  // line of the array that holds them, -1 in a sequence
	lines    int  // lines known
	complete bool // lines is all of them
	fault    *fault
	garbled  bool

	asked atomic.Pointer[Node] // the last one, which is whole
}

// fault is where and why JSON stops being JSON.
type fault struct {
	Place
	line, col int
	err       error
}

// New returns a JSON document, to be shown one key or value a line. Its parts
// follow one another as if they were one; each ends where a line of the shown
// document does: behind a comma, a bracket, or a value that a closing bracket
// follows. Nothing is looked at yet: the first lines can be asked for at once. The
// parts must not change afterwards. A byte order mark is left out.
func New(parts ...[]byte) *Doc { return newDoc(false, false, parts) }

// NewOpen is New for a document of which more is to come: that it ends in the middle is no fault, and its last line
// is shown when it is whole. The last part may end anywhere.
func NewOpen(parts ...[]byte) *Doc { return newDoc(false, true, parts) }

// NewSequence is New for JSON values one after another, as in ndjson and as a jq filter gives them. Each is a row.
func NewSequence(parts ...[]byte) *Doc { return newDoc(true, false, parts) }

func newDoc(sequence, open bool, parts [][]byte) *Doc {
	parts = tidy(parts)
	d := &Doc{parts: parts, sequence: sequence, open: open, limit: endOf(parts), marks: []mark{firstMark()}, rowCount: -1, rowsFrom: -1}
	if sequence {
		d.rowCount = 0
	}
	return d
}

// NewText returns a document that is lines of plain text.
func NewText(parts ...[]byte) *Doc {
	return &Doc{parts: tidy(parts), text: true, marks: []mark{firstMark()}, rowCount: -1, rowsFrom: -1}
}

func firstMark() mark { return mark{frame: -1} }

// Parts are the bytes of the document, in order.
func (d *Doc) Parts() [][]byte { return d.parts }

// Size is how many bytes the document has.
func (d *Doc) Size() int64 { return int64(length(d.parts)) }

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
	for ; line < from; line++ {
		if !s.next(&at) {
			return nil
		}
	}
	var lines []Line
	for ; line < from+n; line++ {
		l, more := s.line(&at)
		if !more || d.open && !l.ended() && !s.arrive(&at) {
			break // of an open document the last line may not be whole
		}
		l.Number = line + 1
		lines = append(lines, l)
	}
	return lines
}
