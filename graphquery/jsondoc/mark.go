package jsondoc

import "sort"

// apart is how many bytes lie between two marks, at least: what is walked through to reach a line is hardly more.
const apart = 16 << 10

// levels is for how many levels of folding the lines are counted.
const levels = 9

// Many containers that open at a mark make the next one wait for that many bytes each: hostile text would otherwise
// have an index larger than itself.
const (
	fewFrames = 32
	perFrame  = 512
)

// mark is a line with all that is needed to go on from it.
type mark struct {
	pos
	line  int
	frame int32 // the innermost container open before the line; -1 = none
	child int32 // how many children of it have begun before
	state state // what may come
	rows  int32 // how many rows have begun before
	seen  sums
	low   int16 // the least depth of a line that begins behind the mark before, up to and with this one
	lows  int16 // of the last of every many marks: the least low of all of them
}

// many marks are passed by at once where a shallow line is looked for.
const many = 64

// number says what a mark has to know of those before, for the one that comes after them.
func (m *mark) number(before int, lows *int16) {
	if before%many == 0 {
		*lows = deepest
	}
	*lows = min(*lows, m.low)
	m.lows = *lows
}

// shallow is the first mark from i on whose low is not above a depth; len(marks) = none.
func shallow(marks []mark, i, depth int) int {
	for i < len(marks) && int(marks[i].low) > depth {
		if end := i + many; i%many == 0 && end <= len(marks) && int(marks[end-1].lows) > depth {
			i = end
		} else {
			i++
		}
	}
	return i
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
	return d.reading()
}

// reading is source for those who hold the lock.
func (d *Doc) reading() source {
	s := newSource(d.parts, d.limit, d.text)
	s.leaps = d.leaps
	return s
}

// seek returns the last mark at or before a line.
func (d *Doc) seek(line int) (source, pos, int) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	m := d.marks[markAt(d.marks, line)]
	return d.reading(), m.pos, m.line
}

// seekPlace returns the last mark at or before a place.
func (d *Doc) seekPlace(p Place) (source, pos, int) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	m := d.marks[markBy(d.marks, p)]
	return d.reading(), m.pos, m.line
}
