package jsondoc

import (
	"context"

	"graphguest/graphquery/jsonrows"
)

// state is what may come next.
type state uint8

const (
	wantTop        state = iota // a value that is the document, or the next of a sequence
	wantValue                   // after a comma in an array
	wantValueOrEnd              // after [
	wantName                    // after a comma in an object
	wantNameOrEnd               // after {
	wantMore                    // a comma, or the end of the container
	done                        // nothing
)

// level is a container that is open.
type level struct {
	pos
	line   int
	object bool
	child  int32 // how many of its children have begun
	frame  int32 // its number among the frames; -1 = it has none yet
}

// scan goes over the document once: it counts the lines, takes notes of them, and finds out whether it is JSON.
type scan struct {
	d    *Doc
	open bool

	part  int
	buf   []byte
	state state
	depth int
	stack [deepest + 1]level // stack[d] holds what is at depth d; stack[0] are the values at the top

	line     int
	last     Place   // of the last mark
	apart    int     // how far behind it the next comes, at least
	since    heights // the lines since then
	seen     sums    // up to then
	low      int     // the least depth of a line since then
	lows     int16   // see mark
	found    noted
	rowDepth int // of the rows; -1 = they have not begun
	rowsFrom int
	rowsOver bool // the array of rows has closed
	rowCount int
	lastRow  Place
	wanted   context.Context
	gone     bool // it is not wanted any more
}

// noted is what was found and is not published yet.
type noted struct {
	marks  []mark
	frames []frame
	rows   []rowMark
	leaps  []leap
}

// outcome is how the reading of a part ended.
type outcome int

const (
	read      outcome = iota // to its end
	partly                   // a line is not whole
	refused                  // it is no JSON
	cancelled                // not wanted any more
)

// take reads a part from offset i on, which is between two lines. Nothing of a line that is not whole is taken.
func (x *scan) take(i int, last bool) outcome {
	buf := x.buf
	for {
		if i < len(buf) && buf[i] <= ' ' {
			i = x.blank(i)
		}
		if i >= len(buf) {
			return read
		}
		if x.gone {
			return cancelled
		}
		c := buf[i]
		switch x.state {
		case wantMore:
			if c == ',' {
				x.state = wantValue
				if x.stack[x.depth-1].object {
					x.state = wantName
				}
				i++
				continue
			}
			if c != '}' && c != ']' {
				return refused
			}
		case done:
			return refused
		}
		if c == '}' || c == ']' {
			if !x.closes(c) {
				return refused
			}
			if last && x.open && !follows(buf, i+1) {
				return partly
			}
			x.leave(i)
			i++
			continue
		}
		n, how := x.value(i, last)
		if how != read {
			return how
		}
		i = n
	}
}

// follows is whether there is anything behind i.
func follows(buf []byte, i int) bool { return skipBlank(buf, i) < len(buf) }

func skipBlank(buf []byte, i int) int {
	for i < len(buf) && (buf[i] == ' ' || buf[i] == '\n' || buf[i] == '\r' || buf[i] == '\t') {
		i++
	}
	return i
}

// closes is whether that bracket may stand here.
func (x *scan) closes(c byte) bool {
	if x.depth == 0 {
		return false
	}
	object := x.stack[x.depth-1].object
	switch x.state {
	case wantMore:
		return object == (c == '}')
	case wantNameOrEnd:
		return c == '}'
	case wantValueOrEnd:
		return c == ']'
	}
	return false
}

// value takes the line of a member or an element at i.
func (x *scan) value(i int, last bool) (n int, how outcome) {
	buf, at := x.buf, i
	named := false
	if x.state == wantName || x.state == wantNameOrEnd {
		if buf[i] != '"' {
			return 0, refused
		}
		end, err := jsonrows.TextEnd(buf, i)
		if end == 0 {
			return 0, x.cutOff(err, last)
		}
		x.leap(i, end)
		if x.depth == 1 && x.rowDepth < 0 {
			named = isValue(buf[i:end])
		}
		if end < len(buf) && buf[end] == ':' {
			i = end + 1
		} else {
			if end = x.blank(end); end >= len(buf) {
				return 0, x.cutOff(nil, last)
			}
			if buf[end] != ':' {
				return 0, refused
			}
			i = end + 1
		}
		if i < len(buf) && buf[i] <= ' ' {
			i = x.blank(i)
		}
		if i >= len(buf) {
			return 0, x.cutOff(nil, last)
		}
	}
	switch c := buf[i]; c {
	case '"':
		end, err := jsonrows.TextEnd(buf, i)
		if end == 0 {
			return 0, x.cutOff(err, last)
		}
		n = end
	case '{', '[':
		end := x.blank(i + 1)
		switch {
		case x.depth == deepest:
			return 0, refused
		case end >= len(buf) && last:
			return 0, x.cutOff(nil, last)
		case end < len(buf) && buf[end] == c+2:
			n = end + 1
		default:
			x.begin(at)
			x.enter(at, c == '{', named)
			return i + 1, read
		}
	default:
		end, ok := jsonrows.ScalarEnd(buf, i)
		if !ok {
			if end >= len(buf) && last {
				return 0, x.cutOff(nil, last)
			}
			return 0, refused
		}
		n = end
	}
	if last && x.open && !follows(buf, n) {
		return 0, partly
	}
	if named && buf[i] == '[' { // an empty array
		x.rowDepth, x.rowsFrom, x.rowsOver = 2, x.line, true
	}
	if x.depth == 0 && buf[i] == '[' && !x.d.sequence && x.rowDepth < 0 {
		x.rowDepth, x.rowsFrom, x.rowsOver = 1, x.line, true
	}
	x.leap(i, n)
	x.begin(at)
	x.after()
	return n, read
}

// cutOff is what it means that a line ends too early: in an open document that it is not there yet.
func (x *scan) cutOff(err error, last bool) outcome {
	if err == nil && last && x.open {
		return partly
	}
	return refused
}

func isValue(name []byte) bool {
	if string(name) == `"value"` {
		return true
	}
	return jsonrows.Unquoted(name) == "value"
}

// after is the state behind a value.
func (x *scan) after() {
	x.state = wantMore
	if x.depth == 0 {
		x.state = done
		if x.d.sequence {
			x.state = wantTop
		}
	}
}

// begin notes that the line of a value begins at i.
func (x *scan) begin(i int) {
	x.low = min(x.low, x.depth)
	if x.part != x.last.Part || i-x.last.Offset >= x.apart {
		x.mark(i)
	}
	if x.depth == x.rowDepth && !x.rowsOver {
		x.row(i)
	}
	if x.depth <= levels {
		x.since.opened[x.depth]++
	}
	x.stack[x.depth].child++
	x.line++
}

// enter opens a container whose line begins at i; named says that it is the member "value" at the top.
func (x *scan) enter(i int, object, named bool) {
	if !object && x.rowDepth < 0 && (named || x.depth == 0 && !x.d.sequence) {
		x.rowDepth, x.rowsFrom = x.depth+1, x.line-1
	}
	x.stack[x.depth].pos = pos{Place{x.part, i}, x.depth}
	x.stack[x.depth].line = x.line - 1
	x.stack[x.depth].object = object
	x.stack[x.depth].frame = -1
	x.depth++
	x.stack[x.depth].child = 0
	x.state = wantValueOrEnd
	if object {
		x.state = wantNameOrEnd
	}
}

// leave closes a container with the line at i.
func (x *scan) leave(i int) {
	if x.part != x.last.Part || i-x.last.Offset >= x.apart {
		x.mark(i)
	}
	if x.depth == x.rowDepth {
		x.rowsOver = true
	}
	x.depth--
	if x.depth <= levels {
		x.since.closed[x.depth]++
	}
	x.line++
	x.after()
}

// mark notes the line that begins at i, before it is counted.
func (x *scan) mark(i int) {
	m := mark{pos: pos{Place{x.part, i}, x.depth}, line: x.line, frame: x.frames(), state: x.state, rows: int32(x.rowCount), low: int16(min(x.low, x.depth))}
	x.low = deepest
	m.child = x.stack[x.depth].child
	x.since.addTo(&x.seen)
	m.seen = x.seen
	if len(x.found.marks) == batch {
		x.publish()
		x.gone = x.wanted.Err() != nil
	}
	m.number(len(x.d.marks)+len(x.found.marks), &x.lows)
	x.found.marks = append(x.found.marks, m)
	x.last = m.Place
}

// frames sees to it that every container that is open has a frame, and returns the innermost.
func (x *scan) frames() int32 {
	depth := x.depth
	for depth > 0 && x.stack[depth-1].frame < 0 {
		depth--
	}
	number, had := int32(-1), len(x.d.frames)
	if depth > 0 {
		number = x.stack[depth-1].frame
	}
	x.apart = apart + max(x.depth-depth-fewFrames, 0)*perFrame
	for ; depth < x.depth; depth++ {
		l := &x.stack[depth]
		x.found.frames = append(x.found.frames, frame{parent: number, child: l.child - 1, object: l.object, pos: l.pos, line: l.line})
		l.frame = int32(had + len(x.found.frames) - 1)
		number = l.frame
	}
	return number
}
