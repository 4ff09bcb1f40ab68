package jsondoc

// Grown returns the document that d becomes with other parts. As many of the
// first as are d's own, in the same memory, are not read again: that makes an answer
// to which pages are added quick to show, however long it is. The last of these may go on.
func (d *Doc) Grown(parts ...[]byte) *Doc { return d.grown(false, parts) }

// GrownOpen is Grown for a document that goes on to grow.
func (d *Doc) GrownOpen(parts ...[]byte) *Doc { return d.grown(true, parts) }

func (d *Doc) grown(open bool, parts [][]byte) *Doc {
	if d.text {
		return NewText(parts...)
	}
	g := newDoc(d.sequence, open, parts)
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.fault != nil || d.limit != endOf(d.parts) {
		return g
	}
	same, all := d.shared(g.parts)
	g.valid = min(d.valid, all)
	g.garbled = d.garbled && all >= d.valid
	keep := 1
	for keep < len(d.marks) && d.marks[keep].Part < same {
		keep++
	}
	g.marks = d.marks[:keep:keep]
	g.frames = d.frames[:len(d.frames):len(d.frames)]
	last := g.marks[keep-1]
	g.lines = last.line
	g.leaps = leapsBefore(d.leaps, last.Place)
	for len(g.rows) < len(d.rows) && d.rows[len(g.rows)].Place().before(last.Place) {
		g.rows = d.rows[: len(g.rows)+1 : len(g.rows)+1]
	}
	if d.rowCount >= 0 && (d.sequence || d.rowsFrom < last.line) {
		g.rowCount, g.rowDepth, g.rowsFrom = int(last.rows), d.rowDepth, d.rowsFrom
	}
	return g
}

// shared is how many parts stand at the beginning of both documents, and how many of them as they were.
func (d *Doc) shared(parts [][]byte) (same, all int) {
	for same < len(d.parts) && same < len(parts) {
		was, is := d.parts[same], parts[same]
		if &was[0] != &is[0] || len(was) > len(is) {
			return same, all
		}
		same++
		if len(was) < len(is) {
			return same, all
		}
		all++
	}
	return same, all
}
