package jsontable

import "slices"

// By is a column to sort by.
type By struct {
	Column     Column
	Descending bool
}

// Arrangement is which rows are wanted, and in what order. The zero value is all, as they came.
type Arrangement struct {
	Sort   []By // the first matters most; rows that are equal stay as they came
	Filter Filter
}

// Order is rows in the order in which they are shown. It does not change.
type Order struct {
	t      *Table
	want   Arrangement
	covers int
	base   *sorted  // all rows; nil = as they came
	rows   []uint32 // those that the filter leaves; nil = there is no filter
	found  []uint64 // of a filter: bit r is set where row r is left
}

// AsItCame is the order of all rows known by now.
func (t *Table) AsItCame() *Order { return &Order{t: t, covers: t.Rows()} }

// Len is how many rows there are.
func (o *Order) Len() int {
	if o.rows != nil {
		return len(o.rows)
	}
	return o.covers
}

// Row is the row of the document at place i.
func (o *Order) Row(i int) int {
	if o.rows != nil {
		return int(o.rows[i])
	}
	return o.base.row(i)
}

// Place is where a row of the document is; -1 = it is not shown.
func (o *Order) Place(row int) int {
	switch {
	case row < 0 || row >= o.covers:
		return -1
	case o.rows != nil:
		return slices.Index(o.rows, uint32(row))
	case o.base == nil:
		return row
	}
	return slices.Index(o.base.rows, uint32(row))
}

// Covers is how many rows of the document, from the first on, have been looked at for it.
func (o *Order) Covers() int { return o.covers }

// Arrangement is what the order was made for.
func (o *Order) Arrangement() Arrangement { return o.want }

// left is whether the filter has left a row.
func (o *Order) left(row int) bool { return o.found[row/64]>>(row%64)&1 != 0 }

// sorted is all rows of a table in order.
type sorted struct {
	keyed
	rows []uint32
}

// row is the one at place i.
func (s *sorted) row(i int) int {
	if s == nil {
		return i
	}
	return int(s.rows[i])
}

// isBy is whether it is in this order; hasKeysFor, whether in this one or its reverse.
func (s *sorted) isBy(by []By) bool {
	return slices.EqualFunc(s.by, by, func(a, b By) bool { return a.Descending == b.Descending && a.Column.Same(b.Column) })
}

func (s *sorted) hasKeysFor(by []By) bool {
	return slices.EqualFunc(s.by, by, func(a, b By) bool { return a.Column.Same(b.Column) })
}
