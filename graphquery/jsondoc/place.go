package jsondoc

// Place is a byte of a document: byte Offset of its part Part.
type Place struct{ Part, Offset int }

func (p Place) before(q Place) bool {
	return p.Part < q.Part || p.Part == q.Part && p.Offset < q.Offset
}

// pos is a place at which a line begins, and how deep it is: behind what closed on the line before.
type pos struct {
	Place
	depth int
}

// LineOf is the line that holds a place: the last one that begins at or before it.
func (d *Doc) LineOf(p Place) int {
	s, at, line := d.seekPlace(p)
	last := line
	for s.arrive(&at) && !p.before(at.Place) {
		last = line
		s.next(&at)
		line++
	}
	return last
}

// PlaceOf is where a line begins; the end of the document where there are fewer lines.
func (d *Doc) PlaceOf(line int) Place {
	s, at, n := d.seek(line)
	for ; n < line; n++ {
		if !s.next(&at) {
			break
		}
	}
	s.arrive(&at)
	return at.Place
}
