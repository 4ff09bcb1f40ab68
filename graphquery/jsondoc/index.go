package jsondoc

import (
	"context"
	"errors"
	"unicode/utf8"
)

// batch is how many marks Index makes before it publishes them and looks
// whether it is still wanted: about a thousandth of a second apart.
const batch = 64

// Index reads the whole document once: it counts and marks its lines, and finds out whether it is JSON. It is meant for
// a goroutine of its own: what it has found serves all others while it runs. It returns ctx's error when it is
// cancelled, and can then be called again. Of an open document it reads what there is.
func (d *Doc) Index(ctx context.Context) error {
	if _, complete := d.Len(); complete {
		return nil
	}
	if err := d.checkText(ctx); err != nil {
		return err
	}
	var err error
	if d.text || d.fault != nil { // which was found before it was cancelled
		err = d.rescan(ctx)
	} else {
		err = d.scan(ctx)
	}
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.complete = !d.open
	return nil
}

// scan goes on from the last mark.
func (d *Doc) scan(ctx context.Context) error {
	x, from := d.resume()
	x.wanted = ctx
	for ; from.Part < len(d.parts); from = (Place{Part: from.Part + 1}) {
		x.part, x.buf = from.Part, d.parts[from.Part]
		switch how := x.take(from.Offset, from.Part == len(d.parts)-1); how {
		case cancelled:
			return ctx.Err()
		case refused:
			return d.mend(ctx, x)
		}
	}
	x.publish()
	if whole := x.state == done || d.sequence && x.depth == 0; !whole && !d.open {
		return d.mend(ctx, x)
	}
	return nil
}

// resume is a scan that goes on from the last mark from which it can.
func (d *Doc) resume() (*scan, Place) {
	marks, frames := d.knowledge()
	m := marks[len(marks)-1]
	d.mu.Lock()
	d.marks = marks[:len(marks):len(marks)] // what another document shares stays as it is
	d.frames = frames[:len(frames):len(frames)]
	d.leaps = leapsBefore(d.leaps, m.Place)
	for len(d.rows) > 0 && !d.rows[len(d.rows)-1].Place().before(m.Place) {
		d.rows = d.rows[:len(d.rows)-1]
	}
	d.rows = d.rows[:len(d.rows):len(d.rows)]
	d.mu.Unlock()
	x := &scan{d: d, open: d.open, state: m.state, depth: m.depth, line: m.line, last: m.Place, apart: apart, seen: m.seen,
		rowCount: int(m.rows), rowDepth: -1, rowsFrom: -1, low: deepest, lows: m.lows}
	for f, at := m.frame, m.depth-1; f >= 0; f, at = frames[f].parent, at-1 {
		x.stack[at] = level{pos: frames[f].pos, line: frames[f].line, object: frames[f].object, frame: f, child: frames[f].child + 1}
	}
	x.stack[m.depth].child = m.child
	if d.sequence {
		x.rowDepth = 0
	} else if d.rowCount >= 0 && d.rowsFrom < m.line {
		x.rowDepth, x.rowsFrom = d.rowDepth, d.rowsFrom
		x.rowsOver = m.depth < d.rowDepth || x.stack[d.rowDepth-1].line != d.rowsFrom
	}
	if n := len(d.rows); n > 0 {
		x.lastRow = d.rows[n-1].Place()
	}
	return x, m.Place
}

// publish lets others have what was found.
func (x *scan) publish() {
	d := x.d
	d.mu.Lock()
	defer d.mu.Unlock()
	d.marks = append(d.marks, x.found.marks...)
	d.frames = append(d.frames, x.found.frames...)
	d.rows = append(d.rows, x.found.rows...)
	d.leaps = append(d.leaps, x.found.leaps...)
	d.lines = x.line
	if x.rowDepth >= 0 {
		d.rowCount, d.rowDepth, d.rowsFrom = x.rowCount, x.rowDepth, x.rowsFrom
	}
	x.found = noted{x.found.marks[:0], x.found.frames[:0], x.found.rows[:0], x.found.leaps[:0]}
}

// checkText finds out whether the document is UTF-8. A last part that goes on may end within a character.
func (d *Doc) checkText(ctx context.Context) error {
	until := len(d.parts)
	if d.open {
		until--
	}
	for i := d.valid; i < until && !d.Garbled(); i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		sound := utf8.Valid(d.parts[i])
		d.mu.Lock()
		d.valid, d.garbled = i+1, !sound
		d.mu.Unlock()
	}
	return nil
}

// errNot is for what the scan refuses and nothing is known to be wrong with.
var errNot = errors.New("it is not understood from here on")

// mend shows everything from the fault on as it came.
func (d *Doc) mend(ctx context.Context, x *scan) error {
	f, err := validate(ctx, d.parts, d.sequence)
	if err != nil {
		return err
	}
	if f == nil {
		f = &fault{Place: x.last, err: errNot}
	}
	x.publish()
	d.mu.Lock()
	d.asked.Store(nil)
	d.limit = f.Place
	keep := 1
	for keep < len(d.marks) && d.marks[keep].before(f.Place) {
		keep++
	}
	d.marks = d.marks[:keep:keep] // what a grown document shares stays as it is
	m := d.marks[keep-1]
	d.lines = m.line
	d.leaps = leapsBefore(d.leaps, f.Place)
	d.rows, d.rowCount = nil, -1 // rows of which one is broken are shown as lines
	if d.sequence {
		d.rowCount = 0
	}
	d.mu.Unlock()
	f.line, f.col = d.locate(f.Place)
	d.mu.Lock()
	d.fault = f
	d.mu.Unlock()
	return d.rescan(ctx)
}

// rescan goes on from the last mark by what is shown, whether it is JSON or not.
func (d *Doc) rescan(ctx context.Context) error {
	marks, _ := d.knowledge()
	m := marks[len(marks)-1]
	s := d.source()
	at, last := m.pos, m.Place
	seen, line, low, lows := m.seen, m.line, deepest, m.lows
	before := len(marks)
	var since heights
	var found []mark
	var leaps []leap
	for {
		if !s.arrive(&at) {
			break
		}
		low = min(low, at.depth)
		if at.Part != last.Part || at.Offset-last.Offset >= apart {
			since.addTo(&seen)
			next := mark{pos: at, line: line, frame: -1, seen: seen, low: int16(low)}
			next.number(before, &lows)
			found, last = append(found, next), at.Place
			low, before = deepest, before+1
			if len(found) == batch {
				d.publishText(found, leaps, line)
				found, leaps = found[:0], leaps[:0]
				if err := ctx.Err(); err != nil {
					return err
				}
			}
		}
		begins := at.Place
		since.add(s.sight(&at))
		if begins.Offset >= s.limit && at.Offset-begins.Offset > far {
			leaps = append(leaps, leap{begins, at.Offset})
		}
		line++
	}
	if d.open { // its last line may go on
		line = max(line-1, m.line)
	}
	d.publishText(found, leaps, line)
	return nil
}

func (d *Doc) publishText(found []mark, leaps []leap, lines int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.marks = append(d.marks, found...)
	d.leaps = append(d.leaps, leaps...)
	d.lines = lines
}

// locate returns the line and column, from 1, at which the fault is shown: the
// start of its own line, or where nothing follows, the end of the last.
func (d *Doc) locate(fault Place) (line, col int) {
	marks, _ := d.knowledge()
	m := marks[len(marks)-1]
	s, at, line := d.source(), m.pos, m.line
	last := at
	for s.arrive(&at) && at.before(fault) {
		last = at
		s.next(&at)
		line++
	}
	if fault.before(endOf(d.parts)) || line == 0 {
		return line + 1, 1
	}
	l, _ := s.line(&last)
	return line, utf8.RuneCountInString(l.String()) + 1
}
