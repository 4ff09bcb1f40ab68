package jsontable

import (
	"context"
	"slices"
	"time"
)

// chunk is how many rows are read at a time.
const chunk = 256

// often is how much time lies between two reports.
const often = 30 * time.Millisecond

// Progress is how far something has come.
type Progress struct {
	Done, Total int    // rows looked at
	Order       *Order // of a filter: the rows found so far, which are the first ones of the result; nil while it sorts
}

// Arrange sorts and filters: false before true, then numbers as numbers, texts without regard to case, lists by their
// length, objects; null and what is missing come last in either direction. from is the order shown before, of this
// table or one that has grown to it, from which is kept what still holds; nil = none. tell, which may be nil, hears in
// between, from the same goroutine. The only error is that of ctx.
func (t *Table) Arrange(ctx context.Context, from *Order, want Arrangement, tell func(Progress)) (*Order, error) {
	if from == nil {
		from = &Order{}
	}
	a := &arranging{t: t, ctx: ctx, from: from, n: t.Rows(), tell: tell}
	o := &Order{t: t, want: want, covers: a.n}
	o.want.Sort = append([]By(nil), want.Sort...)
	if len(want.Sort) > 0 {
		base, err := a.sort(o.want.Sort)
		if err != nil {
			return nil, err
		}
		o.base = base
	}
	if want.Filter.None() {
		return o, nil
	}
	return o, a.filter(o)
}

// arranging is one run of Arrange.
type arranging struct {
	t    *Table
	ctx  context.Context
	from *Order
	n    int // rows
	tell func(Progress)
	told time.Time
}

// holds is how many rows of the order before are as they were. In a document that has grown the last one may have
// gone on.
func (a *arranging) holds() int {
	if a.from.t == a.t {
		return min(a.from.covers, a.n)
	}
	return min(max(a.from.covers-1, 0), a.n)
}

// report tells what make makes, unless something has just been told.
func (a *arranging) report(make func() Progress) {
	if now := time.Now(); a.tell != nil && now.Sub(a.told) >= often {
		a.tell(make())
		a.told = time.Now()
	}
}

// filter looks for the rows of o that its filter leaves, in their order.
func (a *arranging) filter(o *Order) error {
	f := o.want.Filter
	o.rows, o.found = []uint32{}, make([]uint64, (a.n+63)/64)
	known := a.known(f)
	worker := func() func(from, to int) []uint32 {
		m := f.matcher(a.t)
		return func(from, to int) (rows []uint32) {
			for i := from; i < to; i++ {
				row := o.base.row(i)
				left, sure := known(row)
				if !sure {
					left = m.matches(row)
				}
				if left {
					rows = append(rows, uint32(row))
				}
			}
			return rows
		}
	}
	return inChunks(a.ctx, a.n, chunk, worker, func(to int, rows []uint32) {
		if len(o.rows) == 0 && len(rows) > 0 {
			a.told = time.Time{} // the first ones at once
		}
		o.rows = append(o.rows, rows...)
		for _, row := range rows {
			o.found[row/64] |= 1 << (row % 64)
		}
		a.report(func() Progress {
			sofar := &Order{t: a.t, want: o.want, covers: a.n, rows: slices.Clip(o.rows)}
			return Progress{Done: to, Total: a.n, Order: sofar}
		})
	})
}

// known is what the order before says of a filter: whether it leaves a row, and whether that is sure.
func (a *arranging) known(f Filter) func(row int) (left, sure bool) {
	holds, was := a.holds(), a.from.want.Filter
	switch {
	case a.from.found == nil:
	case f.is(was):
		return func(row int) (bool, bool) { return row < holds && a.from.left(row), row < holds }
	case f.narrows(was):
		return func(row int) (bool, bool) { return false, row < holds && !a.from.left(row) }
	}
	return func(int) (bool, bool) { return false, false }
}
