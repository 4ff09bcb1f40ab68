package jsontable

import (
	"slices"
	"strconv"

	"graphguest/graphquery/jsonrows"
)

// Reader reads the cells of rows that are alike. It remembers where the columns were in the row before: one reader for
// a screen, in one goroutine at a time. It goes through the whole of a row, which takes a millisecond for a megabyte:
// texts of rows that stay on the screen are worth keeping.
type Reader struct {
	t       *Table
	columns []Column
	whole   bool // what is @removed as it came, not the reason
	cells   []Cell
	top     *level
}

// level is what is wanted of the members of an object.
type level struct {
	steps []*step
	usual []usual // the members of the object before: the next one is likely to have the same
}

// step is a member that is wanted: for these columns, and for others its members.
type step struct {
	name    string
	columns []int
	below   *level
	within  []int // the columns below
}

type usual struct {
	name string
	step *step
}

// Reader returns one for these columns.
func (t *Table) Reader(columns []Column) *Reader {
	r := &Reader{t: t, columns: slices.Clone(columns), cells: make([]Cell, len(columns)), top: &level{}}
	for i, c := range columns {
		at := r.top
		for depth, name := range c.Path {
			s := at.step(name)
			if depth == len(c.Path)-1 {
				s.columns = append(s.columns, i)
				break
			}
			s.within = append(s.within, i)
			if s.below == nil {
				s.below = &level{}
			}
			at = s.below
		}
	}
	return r
}

func (l *level) step(name string) *step {
	if s := l.find(name); s != nil {
		return s
	}
	s := &step{name: name}
	l.steps = append(l.steps, s)
	return s
}

func (l *level) find(name string) *step {
	for _, s := range l.steps {
		if s.name == name {
			return s
		}
	}
	return nil
}

// Read reads a row: a cell for each column. They are valid until the next call.
func (r *Reader) Read(row int) []Cell { return r.read(r.t.Row(row)) }

func (r *Reader) read(row []byte) []Cell {
	clear(r.cells)
	n := 0
	members(row, func(name, value []byte) bool {
		r.take(r.top, n, name, value)
		n++
		return true
	})
	return r.cells
}

// take puts the nth member of an object where it is wanted. One that came before under the same name is forgotten.
func (r *Reader) take(l *level, n int, name, value []byte) {
	s := l.nth(n, name)
	if s == nil {
		return
	}
	for _, i := range s.columns {
		r.cells[i] = r.cell(&r.columns[i], value)
	}
	if s.below == nil {
		return
	}
	for _, i := range s.within {
		r.cells[i] = Cell{}
	}
	if value[0] == '{' {
		n := 0
		jsonrows.Members(value, func(name, value []byte) bool {
			r.take(s.below, n, name, value)
			n++
			return true
		})
	}
}

// nth is what is wanted of the nth member of an object; nil = nothing.
func (l *level) nth(n int, name []byte) *step {
	if n < len(l.usual) && l.usual[n].name == string(name) {
		return l.usual[n].step
	}
	s := l.find(decoded(name))
	if n < len(l.usual) {
		l.usual[n] = usual{string(name), s}
	} else if n == len(l.usual) && n < most {
		l.usual = append(l.usual, usual{string(name), s})
	}
	return s
}

// cell is what a column shows of a value.
func (r *Reader) cell(c *Column, value []byte) Cell {
	cell := cellOf(value)
	switch {
	case cell.Kind == List && c.Count:
		return Cell{Kind: Number, Raw: strconv.AppendInt(nil, int64(itemsOf(value)), 10)}
	case cell.Kind == Object && !r.whole && len(c.Path) == 1 && c.Path[0] == removed:
		return reason(cell)
	}
	return cell
}

// reason is why a row was removed, where it says so: "deleted", "changed".
func reason(cell Cell) Cell {
	why := cell
	jsonrows.Members(cell.Raw, func(name, value []byte) bool {
		if decoded(name) == "reason" {
			why = cellOf(value)
		}
		return true
	})
	return why
}

// Cell reads one cell.
func (t *Table) Cell(row int, c Column) Cell { return t.Reader([]Column{c}).Read(row)[0] }
