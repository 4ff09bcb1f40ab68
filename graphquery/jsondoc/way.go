package jsondoc

// way is a place between two lines with the containers that are open there: levels[n] is the one whose line is n deep,
// for all n below the depth; its child counts what has begun at that depth.
type way struct {
	s      source
	at     pos
	line   int
	levels []level
}

// way goes to where a line begins, or to the end.
func (d *Doc) way(line int) *way {
	w := d.start(line)
	for w.line < line && w.step() {
	}
	return w
}

// stand is the way to a line that is there; of an open document the last may not be whole, and is not.
func (d *Doc) stand(line int) (w *way, ok bool) {
	if line < 0 || !d.whole(line) {
		return nil, false
	}
	w = d.way(line)
	return w, w.line == line && w.s.arrive(&w.at)
}

// start is the way to the last mark at or before a line.
func (d *Doc) start(line int) *way {
	marks, frames := d.knowledge()
	m := marks[markAt(marks, line)]
	w := &way{s: d.source(), at: m.pos, line: m.line, levels: make([]level, m.depth+1, m.depth+8)}
	number := m.frame
	w.levels[m.depth].child = m.child
	for at := m.depth - 1; at >= 0 && number >= 0; at-- {
		f := frames[number]
		w.levels[at] = level{pos: f.pos, line: f.line, object: f.object, child: f.child + 1}
		number = f.parent
	}
	return w
}

// closes is whether the next line is a closing bracket. The way has arrived there.
func (w *way) closes() bool {
	if w.at.Part != w.s.part {
		w.s.enter(w.at.Part)
	}
	if w.at.Offset >= w.s.limit || w.at.Offset >= len(w.s.body) {
		return false
	}
	c := w.s.body[w.at.Offset]
	return (c == '}' || c == ']') && len(w.levels) > 1
}

// step goes over one line; false at the end.
func (w *way) step() bool {
	if !w.s.arrive(&w.at) {
		return false
	}
	if w.at.Offset >= w.s.limit { // no JSON: nothing is open there
		w.levels = w.levels[:1]
		w.levels[0].child++
		w.s.next(&w.at)
		w.line++
		return true
	}
	closes, before := w.closes(), w.at
	w.s.next(&w.at)
	if closes {
		w.levels = w.levels[:len(w.levels)-1]
	} else {
		top := &w.levels[len(w.levels)-1]
		top.child++
		if w.at.depth > before.depth {
			top.pos, top.line, top.object = before, w.line, w.s.body[w.at.Offset-1] == '{'
			w.levels = append(w.levels, level{})
		}
	}
	w.line++
	return true
}

// inside is the innermost open container; nil = none.
func (w *way) inside() *level {
	if len(w.levels) < 2 {
		return nil
	}
	return &w.levels[len(w.levels)-2]
}
