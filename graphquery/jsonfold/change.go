package jsonfold

import (
	"math"
	"slices"

	"graphguest/graphquery/jsondoc"
)

// Fold folds the container that stands on a line or is closed by it, and says on which line it begins; false where there
// is none. What is folded in it stays so.
func (f *Folds) Fold(line int) (int, bool) {
	return f.set(line, func(r *region, _ jsondoc.Node) { r.folded = true })
}

// Unfold shows what is in the container on a line: containers in it are folded if they were before.
func (f *Folds) Unfold(line int) (int, bool) {
	return f.set(line, func(r *region, n jsondoc.Node) {
		r.folded = false
		if r.level > 0 {
			r.level, r.seen = atMost(max(r.level, n.Depth+1)), nil
		}
	})
}

// UnfoldAll shows all that is in the container on a line.
func (f *Folds) UnfoldAll(line int) (int, bool) {
	return f.set(line, func(r *region, _ jsondoc.Node) { r.folded, r.level, r.within, r.seen = false, 0, nil, nil })
}

// deepest is the last level for which jsondoc counts the lines; what is deeper is open.
const deepest = 9

func atMost(level int) int {
	if level > deepest || level < 0 {
		return 0
	}
	return level
}

// set changes the rule of the container on a line, which first gets a region of its own.
func (f *Folds) set(line int, change func(*region, jsondoc.Node)) (int, bool) {
	n, ok := f.doc.Node(line)
	if !ok || n.Value != nil || !holds(n) {
		return line, false
	}
	change(f.regionOf(n), n)
	f.stale = true
	return n.Line, true
}

// regionOf is the region of a container, made where there is none: the rule around it holds in it, too, and what has
// rules of its own within it keeps them.
func (f *Folds) regionOf(n jsondoc.Node) *region {
	in := f.outside(n.Line)
	at, found := in.find(n.Line)
	if found {
		return in.within[at]
	}
	r := &region{first: n.Line, last: n.Last, path: f.doc.Path(n.Line), level: in.level}
	if r.last < 0 {
		r.last = math.MaxInt
	}
	r.folded = in.level > 0 && n.Depth >= in.level
	to := at
	for to < len(in.within) && in.within[to].first <= r.last {
		to++
	}
	r.within = slices.Clone(in.within[at:to])
	in.within = slices.Replace(in.within, at, to, r)
	return r
}

// outside is the innermost region that a line is in and does not begin.
func (f *Folds) outside(line int) *region {
	r := &f.whole
	for {
		i, found := r.find(line)
		if !found || r.within[i].first == line {
			return r
		}
		r = r.within[i]
	}
}

// Reveal unfolds what hides a line.
func (f *Folds) Reveal(line int) {
	for range 600 { // no document is nested deeper
		at := f.shownBy(line)
		if at == line || !f.Folded(at) {
			return
		}
		f.Unfold(at)
	}
}

// shownBy is the line that stands for one: itself, or the folded container that hides it.
func (f *Folds) shownBy(line int) int { return f.Line(f.Row(line)) }
