package jsonfold

import "math"

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
		own := f.between(r, at, in.first)
		f.tally(in)
		r.before = append(r.before, own)
		r.rows += own + in.rows
		at = f.behind(in)
	}
	r.rows += f.between(r, at, f.behind(r))
}

// between is own of two lines that stay where they are.
func (f *Folds) between(r *region, from, to int) int {
	if from >= to || r.level == 0 {
		return f.own(r, from, to)
	}
	return f.before(r, to) - f.before(r, from)
}

// before is how many lines are left before a line; what was counted once is known.
func (f *Folds) before(r *region, line int) int {
	n, known := r.seen[line]
	if known {
		return n
	}
	n = f.doc.Seen(r.level, line)
	if line < f.lines {
		if r.seen == nil {
			r.seen = map[int]int{}
		}
		r.seen[line] = n
	}
	return n
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
