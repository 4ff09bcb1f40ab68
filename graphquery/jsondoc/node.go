package jsondoc

import (
	"math"

	"graphguest/graphquery/jsonrows"
)

// Shape is what a value is.
type Shape uint8

// The shapes.
const (
	NoShape Shape = iota // broken or plain text
	Object
	Array
	Text
	Numeral
	Truth
	Nothing // null
)

// Node is the value that a line shows, or closes.
type Node struct {
	Line, Last int // its first line and its last (from 0); Last is -1 while the end of a container has not come
	Depth      int
	Shape      Shape
	Key        []byte // the member's name as it came, with quotes; nil = none
	Value      []byte // of anything but a container that spans lines: as it came
	From       Place  // where the value begins
}

// Node is what stands on a line; false beyond the end.
func (d *Doc) Node(line int) (Node, bool) {
	w, ok := d.stand(line)
	if !ok {
		return Node{}, false
	}
	if w.at.Offset >= w.s.limit {
		return Node{Line: line, Last: line, From: w.at.Place}, true
	}
	if w.closes() {
		l := w.inside()
		n := w.s.node(l.pos, l.line)
		n.Last = line
		return n, true
	}
	n := w.s.node(w.at, line)
	if n.Value == nil {
		n.Last = d.lastOf(line, n.Depth)
	}
	return n, true
}

// node reads the line at a place; of a container that spans lines it does not know the end.
func (s *source) node(at pos, line int) Node {
	if at.Part != s.part {
		s.enter(at.Part)
	}
	n := Node{Line: line, Last: line, Depth: at.depth, Key: s.keyAt(at)}
	i := at.Offset
	if n.Key != nil {
		i = s.skipSpace(s.skipSpace(i+len(n.Key)) + 1)
	}
	n.From = Place{at.Part, i}
	if i >= s.limit {
		return n
	}
	switch c := s.body[i]; c {
	case '{', '[':
		n.Shape = Object
		if c == '[' {
			n.Shape = Array
		}
		if end := s.skipSpace(i + 1); end < s.limit && s.body[end] == c+2 {
			n.Value = s.body[i : end+1 : end+1]
		} else {
			n.Last = -1
		}
		return n
	case '"':
		n.Shape = Text
		n.Value = s.body[i:s.stringEnd(i)]
	default:
		n.Shape = scalarShape(c)
		n.Value = s.body[i:s.scalarEnd(i)]
	}
	return n
}

func scalarShape(c byte) Shape {
	switch {
	case c == 't', c == 'f':
		return Truth
	case c == 'n':
		return Nothing
	case c == '-', c >= '0' && c <= '9':
		return Numeral
	}
	return NoShape
}

// keyAt is the name with which a line begins, quotes and all; nil = there is none.
func (s *source) keyAt(at pos) []byte {
	if at.Part != s.part {
		s.enter(at.Part)
	}
	if at.Offset >= s.limit || s.body[at.Offset] != '"' {
		return nil
	}
	end := s.stringEnd(at.Offset)
	if colon := s.skipSpace(end); colon >= s.limit || s.body[colon] != ':' {
		return nil
	}
	return s.body[at.Offset:end:end]
}

// lastOf is the closing line of the container that opens on a line; -1 = it has not come. Only blocks are read in which a
// line is shallow enough.
func (d *Doc) lastOf(line, depth int) int {
	marks, _ := d.knowledge()
	for i := markAt(marks, line) + 1; i <= len(marks); i++ {
		i = shallow(marks, i, depth)
		end := math.MaxInt // of the block
		if i < len(marks) {
			end = marks[i].line
		}
		if n := d.closer(marks[i-1], line, end, depth); n >= 0 {
			if !d.whole(n) {
				return -1
			}
			return n
		}
	}
	return -1
}

// closer is the first closing line at a depth behind a line, and before another; -1 = there is none.
func (d *Doc) closer(from mark, behind, before, depth int) int {
	s, at, n := d.source(), from.pos, from.line
	before = d.reach(from, before)
	for n < before && s.arrive(&at) && at.Offset < s.limit {
		if _, closer := s.sight(&at); closer && at.depth == depth && n > behind {
			return n
		}
		n++
	}
	return -1
}

// reached is how many lines are walked beyond the last mark while the index is still on its way: what lies further is
// not known yet, and nobody waits for it.
const reached = 4096

// reach is up to which line it is looked from a mark on, at most before another.
func (d *Doc) reach(from mark, before int) int {
	if _, complete := d.Len(); complete {
		return before
	}
	return min(before, from.line+reached)
}

// whole is false for a line of an open document that may go on.
func (d *Doc) whole(line int) bool { return !d.open || line < d.lineCount() }

// Parent is the line where the container begins that holds the value of a line (of a closing bracket: what it closes);
// -1 at the top.
func (d *Doc) Parent(line int) int {
	w, ok := d.stand(line)
	if !ok {
		return -1
	}
	levels := w.levels
	if w.closes() {
		levels = levels[:len(levels)-1]
	}
	if len(levels) < 2 {
		return -1
	}
	return levels[len(levels)-2].line
}

// Next and Before are the lines of the siblings of the value on a line; -1 = none.
func (d *Doc) Next(line int) int {
	n, ok := d.Node(line)
	if !ok || n.Last < 0 {
		return -1
	}
	if w, ok := d.stand(n.Last + 1); !ok || w.closes() || w.at.depth != n.Depth {
		return -1
	}
	return n.Last + 1
}

// Before is described with Next.
func (d *Doc) Before(line int) int {
	n, ok := d.Node(line)
	if !ok || n.Line == 0 || d.Parent(n.Line) == n.Line-1 {
		return -1
	}
	before, ok := d.Node(n.Line - 1)
	if !ok {
		return -1
	}
	return before.Line
}

// Items counts the members or elements of the container on a line; whole is false where it has not come whole: then n is
// how many there are so far.
func (d *Doc) Items(line int) (n int, whole bool) {
	node, ok := d.Node(line)
	if !ok || node.Shape != Object && node.Shape != Array || node.Value != nil {
		return 0, ok
	}
	end, whole := node.Last, true
	if end < 0 {
		end, whole = d.lineCount(), false
	}
	w := d.way(end)
	w.s.arrive(&w.at)
	if len(w.levels) <= node.Depth+1 || w.levels[node.Depth].line != node.Line {
		return 0, false
	}
	return int(w.levels[node.Depth+1].child), whole
}

func (d *Doc) lineCount() int {
	n, _ := d.Len()
	return n
}

// Preview are the first bytes of the container on a line as one line of JSON without white space, about most of them.
func (d *Doc) Preview(line, most int) []byte {
	node, ok := d.Node(line)
	if !ok || node.Shape == NoShape {
		return nil
	}
	part := d.parts[node.From.Part][node.From.Offset:]
	part = part[:min(len(part), 4*most)]
	out := make([]byte, 0, most)
	for i := 0; i < len(part) && len(out) < most; i++ {
		switch c := part[i]; {
		case c == '"':
			end, _ := jsonrows.TextEnd(part, i)
			if end == 0 {
				end = wholeUpTo(part, min(len(part), i+most))
			}
			out = append(out, part[i:end]...)
			i = end - 1
		case c > ' ':
			out = append(out, c)
		}
	}
	if len(out) > most {
		out = out[:wholeUpTo(out, most)]
	}
	return out
}

// Value is the text of the value on a line as it came, joined where it spans parts; nil and false where it is larger
// than most bytes or has not come whole.
func (d *Doc) Value(line, most int) ([]byte, bool) {
	node, ok := d.Node(line)
	switch {
	case !ok, node.Last < 0:
		return nil, false
	case node.Value != nil:
		return node.Value, len(node.Value) <= most
	case node.Shape == NoShape:
		l := d.Lines(line, 1)
		if len(l) == 0 {
			return nil, false
		}
		return []byte(l[0].String()), true
	}
	end := d.PlaceOf(node.Last)
	end.Offset++
	var whole []byte
	for part := node.From.Part; part <= end.Part; part++ {
		from, to := 0, len(d.parts[part])
		if part == node.From.Part {
			from = node.From.Offset
		}
		if part == end.Part {
			to = end.Offset
		}
		if len(whole)+to-from > most {
			return nil, false
		}
		if node.From.Part == end.Part {
			return d.parts[part][from:to:to], true
		}
		whole = append(whole, d.parts[part][from:to]...)
	}
	return whole, true
}
