// Package jsonfold keeps which containers of a document are folded into one line. What is left of the lines are the
// rows of a screen. Nothing is rebuilt by folding: a rule holds for the whole document, and each container that a person
// has folded or unfolded is a region with a rule of its own.
package jsonfold

import (
	"math"
	"slices"

	"graphguest/graphquery/jsondoc"
)

// Folds are the folds of one document. They are used by one goroutine.
type Folds struct {
	doc   *jsondoc.Doc
	whole region
	stale bool // the rows of the regions have to be counted
	lines int  // for which they were counted
}

// region is a run of lines with a rule: containers at depth level or deeper are folded, 0 = none are; or, where the
// region itself is folded, all but its first line.
type region struct {
	first, last int            // its lines; the last is math.MaxInt while it has not come
	path        []jsondoc.Step // of its container
	level       int
	folded      bool
	within      []*region   // in order
	seen        map[int]int // lines that are left before one, by the region's level, as jsondoc counts them
	rows        int
	before      []int // rows of its own between one of those within and the next
}

// New returns the folds of a document of which nothing is folded.
func New(d *jsondoc.Doc) *Folds {
	return &Folds{doc: d, whole: region{last: math.MaxInt}, stale: true}
}

// In goes on with the document as it has grown: its lines are the same, or some above have gone, and what is folded is
// found again by its path.
func (f *Folds) In(d *jsondoc.Doc) {
	f.doc, f.stale = d, true
	if n := len(f.whole.within); n > 0 && !f.whole.within[n-1].stands(d) {
		f.whole.move(d)
	}
	f.whole.settle(d)
}

// stands is whether the region begins where it did.
func (r *region) stands(d *jsondoc.Doc) bool { return slices.Equal(d.Path(r.first), r.path) }

// move puts those within where their containers are now; one that is not found yet waits where it is.
func (r *region) move(d *jsondoc.Doc) {
	r.seen = nil
	for _, in := range r.within {
		if at, ok := d.Find(in.path); ok && at != in.first {
			in.first, in.last = at, math.MaxInt
		}
		in.move(d)
	}
}

// settle finds the ends that have come.
func (r *region) settle(d *jsondoc.Doc) {
	for _, in := range r.within {
		if in.last == math.MaxInt {
			if n, ok := d.Node(in.first); ok && n.Last >= 0 {
				in.last = n.Last
			}
		}
		in.settle(d)
	}
}

// Level folds all containers at that depth or deeper, 1 to 9; 0 unfolds all, and so does what is beyond.
func (f *Folds) Level(n int) {
	f.whole = region{last: math.MaxInt, level: atMost(n)}
	f.stale = true
}

// Any is whether anything may be folded.
func (f *Folds) Any() bool { return f.whole.level > 0 || f.whole.any() }

func (r *region) any() bool {
	return r.folded || slices.ContainsFunc(r.within, (*region).any)
}

// Folded is whether the container on a line is folded.
func (f *Folds) Folded(line int) bool {
	n, ok := f.doc.Node(line)
	return ok && n.Line == line && n.Value == nil && holds(n) && f.folds(n)
}

func holds(n jsondoc.Node) bool { return n.Shape == jsondoc.Object || n.Shape == jsondoc.Array }

func (f *Folds) folds(n jsondoc.Node) bool { return f.FoldedAt(n.Line, n.Depth) }

// FoldedAt is Folded for who knows already that a container begins on the line, spans lines, and how deep it is: it reads
// nothing.
func (f *Folds) FoldedAt(line, depth int) bool {
	r := f.around(line)
	if r.first == line && r != &f.whole {
		return r.folded
	}
	return r.level > 0 && depth >= r.level
}

// around is the innermost region that a line is in.
func (f *Folds) around(line int) *region {
	r := &f.whole
	for {
		i, found := r.find(line)
		if !found {
			return r
		}
		r = r.within[i]
	}
}

// find is the region within r that holds a line, or where it would stand.
func (r *region) find(line int) (int, bool) {
	return slices.BinarySearchFunc(r.within, line, func(in *region, line int) int {
		switch {
		case in.last < line:
			return -1
		case in.first > line:
			return 1
		}
		return 0
	})
}
