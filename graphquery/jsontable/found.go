package jsontable

import (
	"maps"
	"slices"
	"strings"
)

const (
	sample = 200     // rows from which columns are taken, besides the last one known
	most   = 1 << 10 // names that are remembered: somebody may make them up
)

// names are those of members, in the order in which they came up.
type names struct {
	seen        map[string]bool
	plain       []string
	annotations []string
	removed     bool
}

// note remembers the names of an object's members.
func (n *names) note(object []byte) {
	members(object, func(name, _ []byte) bool {
		if len(n.seen) >= most || n.seen[string(name)] {
			return len(n.seen) < most
		}
		if n.seen == nil {
			n.seen = map[string]bool{}
		}
		n.seen[string(name)] = true // as it is written
		switch text := decoded(name); {
		case text == removed:
			n.removed = true
		case isAnnotation(text):
			n.annotations = with(n.annotations, text)
		default:
			n.plain = with(n.plain, text)
		}
		return true
	})
}

// clone is the same, of which either can go on.
func (n *names) clone() names {
	return names{maps.Clone(n.seen), slices.Clip(n.plain), slices.Clip(n.annotations), n.removed}
}

// with adds a name that may have been written in another way before.
func with(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

// find looks at rows that have come since, as far as columns are taken from them.
func (t *Table) find() {
	n := t.Rows()
	for ; t.first < min(n, sample); t.first++ {
		row := t.Row(t.first)
		if row == nil {
			return
		}
		t.names.note(row)
	}
	if n > sample && t.last != n-1 {
		t.last = n - 1
		t.names.note(t.Row(t.last))
	}
}

// Columns are those that the first rows have and the last one known, in the order in which they come up, without
// annotations. A column that says that a row is @removed is first.
func (t *Table) Columns() []Column {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.find()
	var columns []Column
	if t.names.removed {
		columns = append(columns, Column{Path: []string{removed}})
	}
	return appendNamed(columns, t.names.plain)
}

// Known are Columns and behind them the annotations.
func (t *Table) Known() []Column {
	columns := t.Columns()
	t.mu.Lock()
	defer t.mu.Unlock()
	return appendNamed(columns, t.names.annotations)
}

func appendNamed(columns []Column, names []string) []Column {
	for _, name := range names {
		columns = append(columns, Column{Path: []string{name}})
	}
	return columns
}

// Given are the columns of these names, as String writes them, in any case of letters: the names of a $select.
// A name that no row has is a column, too.
func (t *Table) Given(names []string) []Column {
	known := t.Known()
	columns := make([]Column, len(names))
	for i, name := range names {
		columns[i] = ParseColumn(name)
		if c, ok := named(known, columns[i].Path[0]); ok {
			columns[i].Path[0] = c.Path[0]
		}
	}
	return columns
}

// named is the column that is written so; with other capitals, if none is written so to the letter.
func named(columns []Column, path string) (like Column, ok bool) {
	for _, c := range columns {
		switch name := c.String(); {
		case name == path || c.title() == path:
			return c, true
		case !ok && (strings.EqualFold(name, path) || strings.EqualFold(c.title(), path)):
			like, ok = c, true
		}
	}
	return like, ok
}

// Look is how many cells of a column, in the rows that were looked at, are of each kind: Look[Number].
type Look [kinds]int

// Rows is how many rows were looked at.
func (l Look) Rows() (n int) {
	for _, cells := range l {
		n += cells
	}
	return n
}

// Look looks at the cells of a column in the first rows. It is quick to ask again.
func (t *Table) Look(c Column) Look {
	rows := t.sampled()
	t.mu.Lock()
	for _, known := range t.looks {
		if known.rows == rows && known.column.Same(c) {
			t.mu.Unlock()
			return known.Look
		}
	}
	t.mu.Unlock()
	var look Look
	r := t.Reader([]Column{c})
	for row := range rows {
		look[r.Read(row)[0].Kind]++
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.looks = slices.DeleteFunc(t.looks, func(l looked) bool { return l.rows != rows })
	if len(t.looks) < most {
		t.looks = append(t.looks, looked{Look: look, column: c, rows: rows})
	}
	return look
}

// looked is a Look at so many rows.
type looked struct {
	Look
	column Column
	rows   int
}

// sampled is how many of the first rows are looked at.
func (t *Table) sampled() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.find()
	return t.first
}
