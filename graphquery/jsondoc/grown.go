package jsondoc

// Grown returns the JSON document that d becomes with other parts. As many of the
// first as are d's own, in the same memory, are not read again: that makes an answer
// to which pages are added quick to show, however long it is. The last of these may
// have a comma more.
func (d *Doc) Grown(parts ...[]byte) *Doc {
	g := New(parts...)
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.text || d.fault != nil || d.limit != endOf(d.parts) {
		return g
	}
	same := d.shared(g.parts)
	g.marks = d.marks[:1:1]
	for _, mark := range d.marks[1:] {
		if mark.part >= same || d.nothingBehind(mark) {
			break
		}
		g.marks = d.marks[: len(g.marks)+1 : len(g.marks)+1]
	}
	g.lines = (len(g.marks) - 1) * stride
	if d.complete && d.passed.offset <= length(d.parts[:same]) {
		g.passed = d.passed
	}
	if d.complete && !d.garbled {
		g.known = same
	}
	return g
}

// shared is how many parts stand at the beginning of both documents.
func (d *Doc) shared(parts [][]byte) (n int) {
	for n < len(d.parts) && n < len(parts) {
		was, is := d.parts[n], parts[n]
		if &was[0] != &is[0] || len(was) > len(is) {
			return n
		}
		n++
		if len(was) < len(is) {
			return n
		}
	}
	return n
}

// nothingBehind is true for a mark at the end of its part, where a comma may follow later
// that belongs to the line before.
func (d *Doc) nothingBehind(mark pos) bool {
	s := source{body: d.parts[mark.part], limit: len(d.parts[mark.part])}
	return s.skipSpace(mark.offset) == s.limit
}
