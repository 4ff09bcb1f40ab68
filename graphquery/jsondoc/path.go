package jsondoc

import (
	"math"
	"sort"

	"graphguest/graphquery/jsonrows"
)

// Step is one step of a path: into the member Key of an object (decoded), or, where Index is not -1, to that element
// of an array, or value of a sequence.
type Step struct {
	Key   string
	Index int
}

// Path is the way from the top to the value on a line (of a closing bracket: to what it closes); empty at the top.
func (d *Doc) Path(line int) []Step {
	w, ok := d.stand(line)
	if !ok || w.at.Offset >= w.s.limit {
		return nil
	}
	var path []Step
	for depth := range len(w.levels) - 1 {
		path = w.append(path, depth, w.levels[depth].pos, int(w.levels[depth].child)-1, d.sequence)
	}
	if w.closes() {
		return path
	}
	depth := len(w.levels) - 1
	return w.append(path, depth, w.at, int(w.levels[depth].child), d.sequence)
}

// append adds the step to the value that begins at a place, that deep.
func (w *way) append(path []Step, depth int, at pos, child int, sequence bool) []Step {
	switch {
	case depth == 0 && !sequence:
		return path
	case depth == 0 || !w.levels[depth-1].object:
		return append(path, Step{Index: child})
	}
	return append(path, Step{Key: jsonrows.Unquoted(w.s.keyAt(at)), Index: -1})
}

// Find is the line of the value at a path; false where there is none, or none that has come.
func (d *Doc) Find(path []Step) (line int, ok bool) {
	if d.lineCount() == 0 {
		return 0, false
	}
	if d.sequence && len(path) > 0 {
		if line = d.RowLine(path[0].Index); line < 0 {
			return 0, false
		}
		path = path[1:]
	}
	for _, step := range path {
		if line = d.child(line, step); line < 0 {
			return 0, false
		}
	}
	return line, true
}

// child is the line of a member or an element of the container on a line; -1 = there is none.
func (d *Doc) child(line int, step Step) int {
	node, ok := d.Node(line)
	if !ok || node.Value != nil || node.Shape != Object && node.Shape != Array {
		return -1
	}
	if step.Index >= 0 {
		if node.Shape != Array {
			return -1
		}
		return d.element(node, step.Index)
	}
	if node.Shape != Object {
		return -1
	}
	return d.memberOf(node, step.Key)
}

// memberOf is the line of the member of that name; -1 = there is none. Only blocks are read in which a member begins.
func (d *Doc) memberOf(object Node, name string) int {
	marks, _ := d.knowledge()
	depth, first := object.Depth+1, markAt(marks, object.Line)
	for i := first; i < len(marks) && (object.Last < 0 || marks[i].line <= object.Last); i++ {
		if i > first && marks[i].depth > depth { // the next member begins before or with the next shallow mark
			i = shallow(marks, i+1, depth) - 1
		}
		end := math.MaxInt
		if i+1 < len(marks) {
			end = marks[i+1].line
		}
		s, at := d.source(), marks[i].pos
		end = d.reach(marks[i], end)
		for n := marks[i].line; n < end && s.arrive(&at) && at.Offset < s.limit && d.whole(n); n++ {
			before := at
			height, closer := s.sight(&at)
			switch {
			case n <= object.Line || height > depth || closer && height == depth:
			case height < depth:
				return -1
			case jsonrows.Unquoted(s.keyAt(before)) == name:
				return n
			}
		}
	}
	return -1
}

// element is the line of an element: from the last mark at which it had not begun.
func (d *Doc) element(node Node, i int) int {
	d.mu.RLock()
	from := d.rowsFrom
	d.mu.RUnlock()
	if from == node.Line {
		return d.RowLine(i)
	}
	marks, frames := d.knowledge()
	first, last := markAt(marks, node.Line)+1, len(marks)
	if node.Last >= 0 {
		last = max(markAt(marks, node.Last)+1, first)
	}
	n := sort.Search(last-first, func(k int) bool {
		return begun(marks[first+k], frames, node) > i
	})
	w := d.start(node.Line)
	if n > 0 {
		w = d.start(marks[first+n-1].line)
	}
	for end := d.reach(mark{line: w.line}, math.MaxInt); w.line < end; {
		arrived := w.s.arrive(&w.at)
		here := len(w.levels)-1 == node.Depth+1 && w.levels[node.Depth].line == node.Line
		switch {
		case !arrived, here && w.closes(), !d.whole(w.line):
			return -1
		case here && int(w.levels[node.Depth+1].child) == i:
			return w.line
		}
		w.step()
	}
	return -1
}

// begun is how many elements of a container have begun before a mark within it.
func begun(m mark, frames []frame, node Node) int {
	child := m.child
	for f := m.frame; f >= 0; f = frames[f].parent {
		if frames[f].line == node.Line {
			return int(child)
		}
		child = frames[f].child + 1
	}
	return math.MaxInt
}
