package jsondoc

import (
	"slices"
	"sort"

	"graphguest/graphquery/jsonrows"
)

// rowsApart is how many bytes lie between two rows that are noted, at least.
const rowsApart = 1024

// rowMark is where a row begins.
type rowMark struct{ row, part, offset int32 }

func (r rowMark) Place() Place { return Place{int(r.part), int(r.offset)} }

// row notes the row that begins at i, where the last one noted is far enough away.
func (x *scan) row(i int) {
	if x.rowCount == 0 || x.part != x.lastRow.Part || i-x.lastRow.Offset >= rowsApart {
		x.lastRow = Place{x.part, i}
		x.found.rows = append(x.found.rows, rowMark{int32(x.rowCount), int32(x.part), int32(i)})
	}
	x.rowCount++
}

// Rows is how many rows are known: elements of the array named "value" at the top, of the array that the document is,
// or the values of a sequence; -1 = it has no rows, or none that are known yet.
func (d *Doc) Rows() int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.rowCount
}

// rowAt is where row i begins; false = there is none.
func (d *Doc) rowAt(i int) (source, Place, bool) {
	d.mu.RLock()
	rows, count := d.rows, d.rowCount
	s := d.reading()
	d.mu.RUnlock()
	if i < 0 || i >= count || len(rows) == 0 {
		return s, Place{}, false
	}
	r := rows[sort.Search(len(rows), func(k int) bool { return int(rows[k].row) > i })-1]
	at := r.Place()
	s.enter(at.Part)
	for n := int(r.row); n < i; n++ {
		at.Offset = s.skipSpace(jsonrows.ValueEnd(s.body, at.Offset)) // rows between two that are noted stand in one part
		if at.Offset < len(s.body) && s.body[at.Offset] == ',' {
			at.Offset = s.skipSpace(at.Offset + 1)
		}
	}
	return s, at, true
}

// Row are the bytes of row i as they came; nil = there is none, or it has not come whole.
func (d *Doc) Row(i int) []byte {
	s, at, ok := d.rowAt(i)
	if !ok {
		return nil
	}
	if to := s.leapFrom(at.Offset); to > 0 && to < len(s.body) {
		return s.body[at.Offset:to:to]
	}
	last := at.Part == len(d.parts)-1
	if end := jsonrows.ValueEnd(s.body, at.Offset); end > at.Offset && (end < len(s.body) || d.isClosed(s.body[at.Offset:end], last)) {
		return s.body[at.Offset:end:end]
	}
	return d.joined(at)
}

// isClosed is whether a value ends where its part does: a container may go on in the next part, and what ends an open
// document may go on, too, where no bracket or quote ends it.
func (d *Doc) isClosed(value []byte, last bool) bool {
	switch value[0] {
	case '{', '[', '"':
		return jsonrows.ValueEnd(append(slices.Clip(value), ' '), 0) == len(value)
	}
	return !last || !d.open
}

// joined is the value at a place that goes on in the next part; nil = its end has not come.
func (d *Doc) joined(at Place) []byte {
	whole := slices.Clone(d.parts[at.Part][at.Offset:])
	for part := at.Part + 1; part < len(d.parts); part++ {
		whole = append(whole, d.parts[part]...)
		end := jsonrows.ValueEnd(whole, 0)
		if end > 0 && (end < len(whole) || d.isClosed(whole, part == len(d.parts)-1)) {
			return whole[:end:end]
		}
	}
	return nil
}

// RowLine is the line on which row i begins; -1 = there is none.
func (d *Doc) RowLine(i int) int {
	_, at, ok := d.rowAt(i)
	if !ok {
		return -1
	}
	return d.LineOf(at)
}

// RowOf is the row that a line is in; -1 = in none.
func (d *Doc) RowOf(line int) int {
	d.mu.RLock()
	depth, from, count := d.rowDepth, d.rowsFrom, d.rowCount
	d.mu.RUnlock()
	if count <= 0 {
		return -1
	}
	w, ok := d.stand(line)
	if !ok {
		return -1
	}
	if d.sequence {
		depth, from = 0, -1
	}
	switch closes := w.closes(); {
	case depth > 0 && (w.at.depth < depth || w.levels[depth-1].line != from):
		return -1
	case w.at.depth > depth || !closes && w.at.depth == depth:
		row := int(w.levels[depth].child)
		if w.at.depth > depth {
			row--
		}
		return row
	}
	return -1
}
