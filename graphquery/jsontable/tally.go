package jsontable

import (
	"cmp"
	"context"
	"slices"
)

// distinct is how many values are told apart.
const distinct = 100_000

// tallied is how many rows are counted at a time.
const tallied = 2048

// Tally is how often each value of a column is there.
type Tally struct {
	Rows     int       // all rows counted
	Values   []Tallied // most frequent first; what is as frequent, as it came up
	Rest     int       // rows of further values: no more than 100,000 are told apart
	Numbers  int       // how many cells are numbers
	Min, Max Cell      // of the numbers; Missing where there is none
	Sum      float64   // of the numbers
	Dates    int       // how many cells are dates, as 2024-01-31 or with a time behind
	First    Cell      // the earliest and the latest of the dates; Missing where there is none
	Last     Cell
}

// Tallied is one of the values. Missing and null are values, too.
type Tallied struct {
	Cell  Cell
	Count int
	Row   int // the first row that has it, for Like
}

// Share is which part of all rows it is, 0 to 1.
func (t *Tally) Share(v Tallied) float64 {
	if t.Rows == 0 {
		return 0
	}
	return float64(v.Count) / float64(t.Rows)
}

// Tally counts the values of a column in the rows of an order; nil = in all. tell may be nil. The only error is that
// of ctx.
func (t *Table) Tally(ctx context.Context, rows *Order, c Column, tell func(Progress)) (*Tally, error) {
	if rows == nil {
		rows = t.AsItCame()
	}
	n := rows.Len()
	a := &arranging{tell: tell}
	worker := func() func(from, to int) *counts {
		r := t.Reader([]Column{c})
		var name []byte
		return func(from, to int) *counts {
			part := newCounts()
			for i := from; i < to; i++ {
				row := rows.Row(i)
				cell := r.Read(row)[0]
				name = appendIdentity(name[:0], cell)
				part.add(name, cell, row)
			}
			return part
		}
	}
	sum := newCounts()
	err := inChunks(ctx, n, tallied, worker, func(to int, part *counts) {
		sum.join(part)
		a.report(func() Progress { return Progress{Done: to, Total: n} })
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(sum.Values, func(a, b Tallied) int { return cmp.Compare(b.Count, a.Count) })
	return &sum.Tally, nil
}

// counts is a Tally in the making.
type counts struct {
	Tally
	names []string       // what tells the values apart
	at    map[string]int // in Values
}

func newCounts() *counts { return &counts{at: map[string]int{}} }

func (p *counts) add(name []byte, cell Cell, row int) {
	p.Rows++
	if i, ok := p.at[string(name)]; ok {
		p.Values[i].Count++
	} else {
		p.insert(string(name), Tallied{Cell: cell, Count: 1, Row: row})
	}
	switch {
	case cell.Kind == Number:
		p.Numbers++
		p.Sum += float(cell.Raw)
		p.Min, p.Max = extremes(p.Min, p.Max, cell, cell, compareRaw)
	case isDate(cell):
		p.Dates++
		p.First, p.Last = extremes(p.First, p.Last, cell, cell, compareRaw)
	}
}

func (p *counts) insert(name string, v Tallied) {
	if len(p.Values) >= distinct {
		p.Rest += v.Count
		return
	}
	p.at[name] = len(p.Values)
	p.names = append(p.names, name)
	p.Values = append(p.Values, v)
}

// join adds what was counted in later rows.
func (p *counts) join(part *counts) {
	p.Rows += part.Rows
	for i, v := range part.Values {
		if at, ok := p.at[part.names[i]]; ok {
			p.Values[at].Count += v.Count
		} else {
			p.insert(part.names[i], v)
		}
	}
	p.Numbers, p.Sum, p.Dates = p.Numbers+part.Numbers, p.Sum+part.Sum, p.Dates+part.Dates
	p.Min, p.Max = extremes(p.Min, p.Max, part.Min, part.Max, compareRaw)
	p.First, p.Last = extremes(p.First, p.Last, part.First, part.Last, compareRaw)
}

// extremes is the least and the greatest of two pairs, of which either may be missing.
func extremes(least, greatest, a, b Cell, compare func(x, y Cell) int) (Cell, Cell) {
	if a.Kind != Missing && (least.Kind == Missing || compare(a, least) < 0) {
		least = a
	}
	if b.Kind != Missing && (greatest.Kind == Missing || compare(b, greatest) > 0) {
		greatest = b
	}
	return least, greatest
}

// compareRaw compares two numbers, or two dates.
func compareRaw(a, b Cell) int {
	if a.Kind == Number {
		return compareNumbers(a.Raw, b.Raw)
	}
	return compareTexts(inner(a.Raw), inner(b.Raw))
}

// isDate is true of 2024-01-31 and of what goes on behind it with T.
func isDate(c Cell) bool {
	if c.Kind != Text {
		return false
	}
	text := inner(c.Raw)
	if len(text) < len("2024-01-31") || len(text) > len("2024-01-31") && text[10] != 'T' {
		return false
	}
	for i, b := range text[:10] {
		if dash := i == 4 || i == 7; dash != (b == '-') || !dash && (b < '0' || b > '9') {
			return false
		}
	}
	return true
}

// appendIdentity appends what is the same of cells that are the same.
func appendIdentity(dst []byte, c Cell) []byte {
	dst = append(dst, byte(c.Kind))
	switch c.Kind {
	case Text:
		return appendDecoded(dst, inner(c.Raw), all(c))
	case List, Object:
		return appendCompact(dst, c.Raw, len(c.Raw))
	}
	return append(dst, c.Raw...)
}
