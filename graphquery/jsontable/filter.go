package jsontable

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
)

// Filter is which rows are wanted. The zero value is all.
type Filter struct {
	typed   string
	columns []Column
	sign    string // what stands between a column and what it is compared with; ":" = contains
	operand []byte // folded, unless it is exact
	exact   bool   // capitals are no small letters
	number  []byte // the operand, where it is a JSON number
	like    *Cell
}

// signs, the longer ones first.
var signs = [...]string{"!=", "<=", ">=", ":", "=", "<", ">"}

// Filter is what a person typed. A text is looked for in the cells of the columns shown, in all of what they hold;
// "mail:fabrikam" in one of them. "city=Bern", "city!=Bern", "size>5", "size<=5", "createdDateTime<2024-01-01" compare
// by type, lists by how long they are; "city=" are the rows without. Small letters find capitals, too; a capital only
// itself. What stands before the sign has to be a column, else all of it is a text.
func (t *Table) Filter(typed string, shown []Column) Filter {
	f := Filter{typed: typed, columns: slices.Clone(shown), sign: ":"}
	operand := typed
	if c, sign, rest, ok := t.comparison(typed, shown); ok {
		f.columns, f.sign = []Column{c}, sign
		if operand = strings.TrimLeft(rest, " "); sign != ":" {
			operand = strings.TrimSpace(rest)
		}
	}
	if operand == "" && f.sign == ":" {
		return Filter{typed: typed}
	}
	f.exact = strings.ContainsFunc(operand, unicode.IsUpper)
	f.operand = []byte(strings.ToValidUTF8(operand, "\ufffd"))
	if isNumber(f.operand) {
		f.number = f.operand
	}
	if !f.exact {
		f.operand = appendFolded(nil, f.operand)
	}
	return f
}

// comparison takes what was typed apart where a sign follows the name of a column.
func (t *Table) comparison(typed string, shown []Column) (c Column, sign, rest string, ok bool) {
	var known []Column
	for i := range typed {
		for _, sign := range signs {
			if !strings.HasPrefix(typed[i:], sign) {
				continue
			}
			if known == nil {
				known = append(slices.Clone(shown), t.Known()...)
			}
			name := strings.TrimSpace(typed[:i])
			if c, ok = named(known, name); !ok && strings.Contains(name, "/") {
				c = t.Given([]string{name})[0]
				_, ok = named(known, ParseColumn(c.Path[0]).String())
			}
			if ok {
				return c, sign, typed[i+len(sign):], true
			}
			break
		}
	}
	return Column{}, "", "", false
}

// Like is the filter for rows that have the same in a column as this one.
func (t *Table) Like(c Column, row int) Filter {
	cell := t.Cell(row, c)
	return Filter{typed: c.String() + "=" + cell.Text(), columns: []Column{c}, like: &cell}
}

// None is true of the filter that leaves all rows.
func (f Filter) None() bool { return len(f.columns) == 0 }

// String is what was typed.
func (f Filter) String() string { return f.typed }

// is whether two filters leave the same rows.
func (f Filter) is(other Filter) bool {
	same := f.sign == other.sign && f.exact == other.exact && bytes.Equal(f.operand, other.operand) && f.hasColumnsOf(other)
	if !same || f.like == nil || other.like == nil {
		return same && f.like == other.like
	}
	return f.like.is(*other.like)
}

func (f Filter) hasColumnsOf(other Filter) bool {
	return slices.EqualFunc(f.columns, other.columns, Column.Same)
}

// narrows is whether a filter leaves none that the other one does not.
func (f Filter) narrows(other Filter) bool {
	if f.sign != ":" || other.sign != ":" || !f.hasColumnsOf(other) || other.exact && !f.exact {
		return false
	}
	operand := f.operand
	if f.exact && !other.exact {
		operand = appendFolded(nil, operand)
	}
	return bytes.Contains(operand, other.operand)
}

// is whether two cells hold the same: texts what they mean, other values what they look like.
func (c Cell) is(other Cell) bool {
	if c.Kind != other.Kind || c.Kind == Missing || bytes.Equal(c.Raw, other.Raw) {
		return c.Kind == other.Kind
	}
	switch c.Kind {
	case Text:
		return compareRunes(inner(c.Raw), inner(other.Raw), func(r rune) rune { return r }) == 0
	case List, Object:
		return bytes.Equal(appendCompact(nil, c.Raw, len(c.Raw)), appendCompact(nil, other.Raw, len(other.Raw)))
	}
	return false
}
