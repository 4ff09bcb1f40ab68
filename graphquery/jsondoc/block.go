package jsondoc

// A document is read block by block where all of it is looked through: a block is the lines from one mark to the next,
// some 16 KB, and lies in one part.

// Blocks is how many blocks are known.
func (d *Doc) Blocks() int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return len(d.marks)
}

// BlockOf is the block that a line is in.
func (d *Doc) BlockOf(line int) int {
	marks, _ := d.knowledge()
	return markAt(marks, line)
}

// Block are the bytes of block i, and the number of its first line.
func (d *Doc) Block(i int) (text []byte, line int) {
	marks, _ := d.knowledge()
	if len(d.parts) == 0 {
		return nil, 0
	}
	from := marks[i].Place
	part := d.parts[from.Part]
	to := len(part)
	if i+1 < len(marks) && marks[i+1].Part == from.Part {
		to = marks[i+1].Offset
	}
	return part[from.Offset:to], marks[i].line
}

// Raw is a line as it came: its bytes and where they begin in its block. Text is how it is shown, with all of its value.
type Raw struct {
	Line     int
	From, To int
	Text     func() string
}

// EachLine calls each with the lines of block i, in order, until it returns false. Of an open document the last line of
// all may not be whole and is left out.
func (d *Doc) EachLine(i int, each func(Raw) bool) {
	marks, _ := d.knowledge()
	m := marks[i]
	s, at, line := d.source(), m.pos, m.line
	for s.arrive(&at) && at.Part == m.Part && d.whole(line) && (i+1 == len(marks) || line < marks[i+1].line) {
		before := at
		s.next(&at)
		to := at.Offset
		if at.Part != m.Part {
			to = len(d.parts[m.Part])
		}
		if !each(Raw{line, before.Offset - m.Offset, to - m.Offset, func() string { return s.whole(before) }}) {
			return
		}
		line++
	}
}

// whole is the text of a line with its value whole.
func (s *source) whole(at pos) string {
	var out []byte
	c := *s
	c.walk(&at, func(p piece) {
		switch {
		case p.text != "":
			out = append(out, p.text...)
		case p.kind == String || p.kind == Key:
			out = append(out, readable(c.body[p.from:p.to])...)
		default:
			out = append(out, c.body[p.from:p.to]...)
		}
	})
	return string(out)
}
