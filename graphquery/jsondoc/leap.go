package jsondoc

import "sort"

// far is how many bytes of a text, a number, a gap or a broken line are looked through for its end before the leaps are
// asked: a screen must not cost what the largest value on it does.
const far = apart

// leap is one that is longer than that: where it begins, and what follows it in the same part.
type leap struct {
	Place
	to int
}

// leapFrom is what follows the long run that begins at i of the part in hand, where one is known; 0 = none.
func (s *source) leapFrom(i int) int {
	p := Place{s.part, i}
	n := sort.Search(len(s.leaps), func(k int) bool { return !s.leaps[k].before(p) })
	if n < len(s.leaps) && s.leaps[n].Place == p {
		return s.leaps[n].to
	}
	return 0
}

// leap notes a run, where it is a long one.
func (x *scan) leap(from, to int) {
	if to-from <= far {
		return
	}
	p := Place{x.part, from}
	if n := len(x.found.leaps); n > 0 && !x.found.leaps[n-1].before(p) { // a gap is met twice
		return
	}
	x.found.leaps = append(x.found.leaps, leap{p, to})
}

// blank is the offset behind the white space at i.
func (x *scan) blank(i int) int {
	n := skipBlank(x.buf, i)
	x.leap(i, n)
	return n
}

// leapsBefore are the leaps that begin before a place.
func leapsBefore(leaps []leap, p Place) []leap {
	n := sort.Search(len(leaps), func(k int) bool { return !leaps[k].before(p) })
	return leaps[:n:n]
}
