package jsondoc

import (
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
	w := d.way(line)
	if w.line != line || !w.s.arrive(&w.at) || w.at.Offset >= w.s.limit {
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
	for at := line + 1; at >= 0; at = d.Next(at) {
		n, ok := d.Node(at)
		if !ok || n.Key == nil || n.Depth != node.Depth+1 {
			return -1
		}
		if jsonrows.Unquoted(n.Key) == step.Key {
			return at
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
	first := markAt(marks, node.Line) + 1
	last := first
	for last < len(marks) && (node.Last < 0 || marks[last].line <= node.Last) {
		last++
	}
	n := sort.Search(last-first, func(k int) bool {
		return begun(marks[first+k], frames, node) > i
	})
	w := d.start(node.Line)
	if n > 0 {
		w = d.start(marks[first+n-1].line)
	}
	for {
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
}

// begun is how many elements of a container have begun before a mark within it; of one that is too deep for the mark to
// know, as many as nobody asks for.
func begun(m mark, frames []frame, node Node) int {
	child := m.child
	for f := m.frame; f >= 0; f = frames[f].parent {
		if frames[f].line == node.Line {
			return int(child)
		}
		child = frames[f].child + 1
	}
	return 1 << 40
}
