// Package jsontable shows the rows of a document as a table: columns, cells, order, filter, frequencies. It decodes
// nothing but the cells that are asked for; the rows stay the bytes that came.
//
// A row that is no object is read as an object with the one member "value". Of members of the same name the last one
// counts, as for jq. What is asked of a table:
//
//	New(d) *Table; Grown(d) *Table; Doc(); Rows() int; Row(i) []byte
//	Columns() []Column                    those shown unless a person says otherwise
//	Known() []Column                      these and the annotations
//	Given(names) []Column                 those of a $select, or kept ones
//	Look(c) Look                          what the cells of a column hold, in the rows looked at
//	Expand(columns, i), Fold(columns, i)  a column of objects becomes columns of their members, and back
//	ParseColumn(s) Column; c.String()     "manager/displayName"; c.Same(other); c.Annotation()
//	Cell(row, c) Cell                     Cell.Kind, Cell.Raw, Cell.Text() string
//	Reader(columns).Read(row) []Cell      the cells of a row together: much quicker
//	AsItCame() *Order                     all rows
//	Filter(typed, shown) Filter           what a person typed; Like(c, row) Filter; None(); String()
//	Arrange(ctx, from, Arrangement{Sort, Filter}, tell) (*Order, error)
//	Order.Len(), Order.Row(i), Order.Place(row), Order.Covers(), Order.Arrangement()
//	Tally(ctx, rows, c, tell) (*Tally, error)   how often each value is there; Tally.Share(v)
//	Write(w, rows, columns) error; Document(rows, columns) []byte
package jsontable

import (
	"slices"
	"sync"

	"graphguest/graphquery/jsondoc"
	"graphguest/graphquery/jsonrows"
)

// Table is the rows of a document. What arranges them is kept by the caller: an Order says which rows are shown, and
// how they follow one another. All of it may be called from several goroutines, also while the document is indexed.
type Table struct {
	d *jsondoc.Doc

	mu    sync.Mutex
	names names
	first int // rows that were looked at for their columns
	last  int // the last row that was, too
	looks []looked
}

// New returns the table of a document. Nothing is looked at yet.
func New(d *jsondoc.Doc) *Table { return &Table{d: d} }

// Grown is the table of a document to which rows came. Columns keep their places, and those that turn up are behind
// them; an Order of t stays right for the rows that it covers, and Arrange takes it on from there.
func (t *Table) Grown(d *jsondoc.Doc) *Table {
	t.mu.Lock()
	defer t.mu.Unlock()
	g := New(d)
	g.names, g.first, g.last = t.names.clone(), t.first, t.last
	if g.first > 0 && g.first == max(t.d.Rows(), 0) {
		g.first-- // the last one may have gone on
	}
	return g
}

// Doc is the document.
func (t *Table) Doc() *jsondoc.Doc { return t.d }

// Rows is how many rows are known by now; 0 where the document has none.
func (t *Table) Rows() int { return max(t.d.Rows(), 0) }

// Row are the bytes of a row as they came; nil = there is none, or it has not come whole.
func (t *Table) Row(i int) []byte {
	row := t.d.Row(i)
	if i == t.d.Rows()-1 && !isWhole(row) {
		return nil
	}
	return row
}

// isWhole is whether a value ends as it should. A number may go on: nobody knows.
func isWhole(value []byte) bool {
	switch cellOf(value).Kind {
	case Missing:
		return false
	case Text:
		n, _ := jsonrows.TextEnd(value, 0)
		return n == len(value)
	case List, Object:
		return jsonrows.ValueEnd(append(slices.Clip(value), ' '), 0) == len(value)
	}
	return true
}
