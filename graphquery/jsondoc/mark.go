package jsondoc

import "sort"

// apart is how many bytes lie between two marks, at least: what is walked through to reach a line is hardly more.
const apart = 16 << 10

// levels is for how many levels of folding the lines are counted.
const levels = 9

// remembered is how many levels of nesting a mark knows the way down; the way through deeper ones is walked.
const remembered = 64

// mark is a line with all that is needed to go on from it.
type mark struct {
	pos
	line  int
	frame int32 // the innermost container open before the line, of the remembered levels; -1 = none
	child int32 // how many children of it have begun before
	state state // what may come
	rows  int32 // how many rows have begun before
	seen  sums
	low   int // the least depth of a line that begins behind the mark before, up to and with this one
}

// sums are the lines before a mark that are left when levels 1, 2, … are folded.
type sums [levels]int32

// heights counts lines by their depth since the last mark: closing brackets, and all others.
type heights struct{ opened, closed [levels + 1]int32 }

func (h *heights) add(depth int, closer bool) {
	switch {
	case depth > levels:
	case closer:
		h.closed[depth]++
	default:
		h.opened[depth]++
	}
}

// addTo adds what was counted, and begins anew.
func (h *heights) addTo(s *sums) {
	sum := int32(0)
	for n := 1; n <= levels; n++ {
		sum += h.opened[n-1] + h.closed[n-1]
		s[n-1] += sum + h.opened[n]
	}
	*h = heights{}
}

// frame is a container that was open at a mark.
type frame struct {
	parent int32 // -1 = none
	child  int32 // which one of its parent it is, from 0
	object bool
	pos
	line int
}

// markAt returns the last mark at or before a line; markBy the last at or before a place.
func markAt(marks []mark, line int) int {
	return max(sort.Search(len(marks), func(i int) bool { return marks[i].line > line })-1, 0)
}

func markBy(marks []mark, p Place) int {
	return max(sort.Search(len(marks), func(i int) bool { return p.before(marks[i].Place) })-1, 0)
}

// known is what the index has found so far: it only grows.
func (d *Doc) knowledge() (marks []mark, frames []frame) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.marks, d.frames
}

func (d *Doc) source() source {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return newSource(d.parts, d.limit, d.text)
}

// seek returns the last mark at or before a line.
func (d *Doc) seek(line int) (source, pos, int) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	m := d.marks[markAt(d.marks, line)]
	return newSource(d.parts, d.limit, d.text), m.pos, m.line
}

// seekPlace returns the last mark at or before a place.
func (d *Doc) seekPlace(p Place) (source, pos, int) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	m := d.marks[markBy(d.marks, p)]
	return newSource(d.parts, d.limit, d.text), m.pos, m.line
}
