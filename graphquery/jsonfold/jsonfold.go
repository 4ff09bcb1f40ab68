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
	first, last int // its lines; the last is math.MaxInt while it has not come
	level       int
	folded      bool
	within      []*region // in order
	rows        int
	before      []int // rows of its own between one of those within and the next
}

// New returns the folds of a document of which nothing is folded.
func New(d *jsondoc.Doc) *Folds {
	return &Folds{doc: d, whole: region{last: math.MaxInt}, stale: true}
}

// In goes on with the document as it has grown: its lines are the same.
func (f *Folds) In(d *jsondoc.Doc) {
	f.doc, f.stale = d, true
	f.whole.settle(d)
}

// settle finds the ends that have come.
func (r *region) settle(d *jsondoc.Doc) {
	for _, in := range r.within {
		if n, ok := d.Node(in.first); ok && n.Last >= 0 {
			in.last = n.Last
		}
		in.settle(d)
	}
}

// Level folds all containers at that depth or deeper, 1 to 9; 0 unfolds all.
func (f *Folds) Level(n int) {
	f.whole = region{last: math.MaxInt, level: n}
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

func (f *Folds) folds(n jsondoc.Node) bool {
	r := f.around(n.Line)
	if r.first == n.Line && r != &f.whole {
		return r.folded
	}
	return r.level > 0 && n.Depth >= r.level
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

// Fold folds the container that stands on a line or is closed by it, and says on which line it begins; false where there
// is none.
func (f *Folds) Fold(line int) (int, bool) {
	return f.set(line, func(n jsondoc.Node) region { return region{folded: true} })
}

// Unfold shows what is in the container on a line: containers in it are folded if they were before.
func (f *Folds) Unfold(line int) (int, bool) {
	return f.set(line, func(n jsondoc.Node) region {
		if f.around(n.Line).level == 0 || n.Depth+1 > deepest {
			return region{}
		}
		return region{level: n.Depth + 1}
	})
}

// UnfoldAll shows all that is in the container on a line.
func (f *Folds) UnfoldAll(line int) (int, bool) {
	return f.set(line, func(jsondoc.Node) region { return region{} })
}

// deepest is the last level for which jsondoc counts the lines.
const deepest = 9

// set gives the container on a line a rule of its own.
func (f *Folds) set(line int, rule func(jsondoc.Node) region) (int, bool) {
	n, ok := f.doc.Node(line)
	if !ok || n.Value != nil || !holds(n) {
		return line, false
	}
	r := rule(n)
	r.first, r.last = n.Line, n.Last
	if r.last < 0 {
		r.last = math.MaxInt
	}
	in := f.outside(n.Line)
	from, _ := slices.BinarySearchFunc(in.within, r.first, func(o *region, line int) int { return o.first - line })
	to := from
	for to < len(in.within) && in.within[to].first <= r.last {
		to++
	}
	in.within = slices.Replace(in.within, from, to, &r)
	f.stale = true
	return n.Line, true
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

// count counts the rows of all regions, where something has changed.
func (f *Folds) count() {
	lines, _ := f.doc.Len()
	if !f.stale && lines == f.lines {
		return
	}
	f.stale, f.lines = false, lines
	f.tally(&f.whole)
}

func (f *Folds) tally(r *region) {
	if r.folded {
		r.rows = 1
		return
	}
	r.rows, r.before = 0, r.before[:0]
	at := r.first
	for _, in := range r.within {
		own := f.own(r, at, in.first)
		f.tally(in)
		r.before = append(r.before, own)
		r.rows += own + in.rows
		at = f.behind(in)
	}
	r.rows += f.own(r, at, f.behind(r))
}

// behind is the first line behind a region, as far as lines are known.
func (f *Folds) behind(r *region) int {
	if r.last >= f.lines {
		return f.lines
	}
	return r.last + 1
}

// own counts the rows by a region's rule between two lines.
func (f *Folds) own(r *region, from, to int) int {
	switch {
	case from >= to:
		return 0
	case r.level == 0:
		return to - from
	}
	return f.doc.Seen(r.level, to) - f.doc.Seen(r.level, from)
}

// Rows is how many rows there are of the lines that are known, and whether these are all.
func (f *Folds) Rows() (n int, complete bool) {
	_, complete = f.doc.Len()
	f.count()
	return f.whole.rows, complete
}

// Line is the line that a row shows; beyond the last row it is the last line that is shown.
func (f *Folds) Line(row int) int {
	f.count()
	return f.line(&f.whole, min(max(row, 0), max(f.whole.rows-1, 0)))
}

func (f *Folds) line(r *region, row int) int {
	if r.folded {
		return r.first
	}
	at := r.first
	for i, in := range r.within {
		if row < r.before[i] {
			break
		}
		row -= r.before[i]
		if row < in.rows {
			return f.line(in, row)
		}
		row -= in.rows
		at = f.behind(in)
	}
	if r.level == 0 {
		return at + row
	}
	return f.doc.Unseen(r.level, f.doc.Seen(r.level, at)+row)
}

// Row is the row of a line; of a hidden one that of the container that hides it.
func (f *Folds) Row(line int) int {
	f.count()
	return f.row(&f.whole, line)
}

func (f *Folds) row(r *region, line int) int {
	if r.folded {
		return 0
	}
	at, rows := r.first, 0
	for i, in := range r.within {
		if line < in.first {
			break
		}
		rows += r.before[i]
		if line <= in.last {
			return rows + f.row(in, line)
		}
		rows += in.rows
		at = f.behind(in)
	}
	own := f.own(r, at, line)
	if r.level > 0 && f.own(r, line, line+1) == 0 { // it is hidden: by the last row before it
		own--
	}
	return rows + max(own, 0)
}

// Next is the line of the row below the one that shows a line; the number of lines where there is none.
func (f *Folds) Next(line int) int {
	if n, ok := f.doc.Node(line); ok && n.Line == line && n.Value == nil && holds(n) && f.folds(n) {
		if n.Last < 0 {
			return math.MaxInt
		}
		return n.Last + 1
	}
	return line + 1
}
