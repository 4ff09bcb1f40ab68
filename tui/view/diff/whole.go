package diff

import (
	"fmt"

	"graphguest/graphquery/jsondiff"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/safetext"
)

// What of a value is shown in full.
const (
	mostLines = 1000
	mostBytes = 64 << 10 // of a single text; of a longer one the beginning
	readable  = 4096     // as much of a text is shown with its escapes decoded
)

// detail is one difference in full.
type detail struct {
	open        bool
	rows        []string // nil = not made yet
	width       int      // for which they were made
	top, height int
}

func (d *detail) scroll(by int) { d.top = max(min(d.top+by, len(d.rows)-d.height), 0) }

// wholeRows are the rows in sight of the difference under the cursor. They are made once for a width.
func (m *Model) wholeRows(width, height int) []string {
	w := &m.whole
	if w.rows == nil || w.width != width {
		w.rows, w.width = m.whole.lines(m, m.at(m.cursor), width), width
	}
	w.height = height
	w.scroll(0)
	return w.rows[w.top:min(w.top+height, len(w.rows))]
}

// kinds say in words what a difference is.
var kinds = map[jsondiff.Kind]string{jsondiff.Changed: "changed", jsondiff.Added: "added", jsondiff.Removed: "removed"}

func (*detail) lines(m *Model, d jsondiff.Difference, width int) (rows []string) {
	path := d.Path.String()
	if path == "" {
		path = pathOf(d.Path)
	}
	title := fmt.Sprintf("%s %s · %s of %s", signs[d.Kind], kinds[d.Kind], thousands(m.cursor+1), thousands(len(m.list)))
	rows = append(rows, m.style(d).Render(safetext.Truncate(title, width)))
	for _, line := range safetext.Wrap(path, width) {
		rows = append(rows, m.theme.JSONKey.Render(line))
	}
	for _, side := range []struct {
		sign  string
		value []byte
		what  string
	}{{"- ", d.Old, "was"}, {"+ ", d.New, "is"}} {
		if side.value == nil {
			continue
		}
		rows = append(rows, "", m.theme.Section.Render(safetext.Truncate(side.what, width)))
		for _, line := range linesOf(side.value, width-len(side.sign)) {
			rows = append(rows, m.theme.Dim.Render(safetext.Truncate(side.sign, width))+line)
		}
	}
	return rows
}

// linesOf is a value laid out, every line wrapped.
func linesOf(value []byte, cells int) (rows []string) {
	if c := value[0]; c != '{' && c != '[' {
		if len(value) > readable && len(value) <= mostBytes {
			return safetext.Wrap(string(value), cells)
		}
		return safetext.Wrap(textOf(value, mostBytes), cells)
	}
	for _, l := range jsondoc.New(value).Lines(0, mostLines) {
		rows = append(rows, safetext.Wrap(l.String(), cells)...)
		if len(rows) >= mostLines {
			return append(rows[:mostLines], safetext.Truncate("… more is not shown here", cells))
		}
	}
	return rows
}
