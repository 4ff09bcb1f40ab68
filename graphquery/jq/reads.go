package jq

import (
	"slices"

	"github.com/itchyny/gojq"
)

// reads are the members of a row that a filter looks at. Whatever is not understood looks at all of them.
type reads struct {
	all   bool
	names []string
}

// readsOf follows the row through a filter; nil is the row itself.
func readsOf(q *gojq.Query) reads {
	var r reads
	if q == nil || r.query(q, true) {
		r.all = true // the row comes out
	}
	return r
}

func (r *reads) name(s string) {
	if !slices.Contains(r.names, s) {
		r.names = append(r.names, s)
	}
}

// whole is told of a value that is looked at altogether: row says that it may be the row.
func (r *reads) whole(row bool) bool {
	r.all = r.all || row
	return false
}

// query says whether what a filter gives may be the row, where row says whether it gets it. Without the row, nothing
// of it can be reached.
func (r *reads) query(q *gojq.Query, row bool) bool {
	if q == nil || !row {
		return row
	}
	if len(q.FuncDefs) > 0 {
		return r.whole(true)
	}
	if q.Term != nil {
		return r.term(q.Term)
	}
	switch q.Op {
	case gojq.OpPipe:
		if len(q.Patterns) > 0 {
			r.whole(r.query(q.Left, true))
			return r.query(q.Right, true)
		}
		return r.query(q.Right, r.query(q.Left, true))
	case gojq.OpComma, gojq.OpAlt:
		left, right := r.query(q.Left, true), r.query(q.Right, true)
		return left || right
	case gojq.OpAnd, gojq.OpOr: // of the row only that it is neither null nor false
		r.query(q.Left, true)
		r.query(q.Right, true)
		return false
	case gojq.OpAdd, gojq.OpSub, gojq.OpMul, gojq.OpDiv, gojq.OpMod,
		gojq.OpEq, gojq.OpNe, gojq.OpGt, gojq.OpLt, gojq.OpGe, gojq.OpLe:
		r.whole(r.query(q.Left, true))
		return r.whole(r.query(q.Right, true))
	}
	return r.whole(true) // it changes the row
}

// term is query for a term that gets the row.
func (r *reads) term(t *gojq.Term) bool {
	row := r.base(t)
	for _, s := range t.SuffixList {
		switch {
		case s.Index != nil:
			row = r.index(s.Index, row)
		case s.Iter:
			row = r.whole(row)
		}
	}
	return row
}

// index is .name and .[…] of what may be the row; what stands in the brackets gets the row.
func (r *reads) index(i *gojq.Index, row bool) bool {
	if name, ok := nameOf(i); ok {
		if row {
			r.name(name)
		}
		return false
	}
	for _, q := range []*gojq.Query{i.Start, i.End} {
		if q != nil {
			r.whole(r.query(q, true))
		}
	}
	r.text(i.Str)
	return r.whole(row)
}

func (r *reads) text(s *gojq.String) {
	if s == nil {
		return
	}
	for _, q := range s.Queries {
		r.whole(r.query(q, true))
	}
}

// base is a term without what is appended to it.
func (r *reads) base(t *gojq.Term) bool {
	switch t.Type {
	case gojq.TermTypeIdentity:
		return true
	case gojq.TermTypeNull, gojq.TermTypeTrue, gojq.TermTypeFalse, gojq.TermTypeNumber, gojq.TermTypeBreak:
		return false
	case gojq.TermTypeIndex:
		return r.index(t.Index, true)
	case gojq.TermTypeQuery:
		return r.query(t.Query, true)
	case gojq.TermTypeUnary:
		return r.whole(r.term(t.Unary.Term))
	case gojq.TermTypeArray:
		if t.Array.Query == nil {
			return false
		}
		return r.whole(r.query(t.Array.Query, true))
	case gojq.TermTypeString, gojq.TermTypeFormat:
		if t.Str == nil {
			return r.whole(true)
		}
		r.text(t.Str)
		return false
	case gojq.TermTypeObject:
		return r.object(t.Object)
	case gojq.TermTypeIf:
		return r.choice(t.If)
	case gojq.TermTypeTry:
		if c := t.Try.Catch; c != nil && mentions(c) {
			return r.whole(true) // what it catches may quote the row
		}
		return r.query(t.Try.Body, true)
	case gojq.TermTypeReduce:
		r.whole(r.query(t.Reduce.Query, true))
		return r.whole(r.query(t.Reduce.Start, true))
	case gojq.TermTypeForeach:
		r.whole(r.query(t.Foreach.Query, true))
		return r.whole(r.query(t.Foreach.Start, true))
	case gojq.TermTypeLabel:
		return r.query(t.Label.Body, true)
	case gojq.TermTypeFunc:
		return r.call(t.Func)
	}
	return r.whole(true)
}

// mentions is true of a filter that may look at what it gets.
func mentions(q *gojq.Query) bool {
	if _, text := textOf(q); text {
		return false
	}
	return q.Term == nil || q.Term.Type != gojq.TermTypeNull && q.Term.Type != gojq.TermTypeNumber && q.Term.Type != gojq.TermTypeTrue &&
		q.Term.Type != gojq.TermTypeFalse
}

func (r *reads) object(o *gojq.Object) bool {
	for _, kv := range o.KeyVals {
		switch {
		case kv.Val != nil:
			r.whole(r.query(kv.Val, true))
		case kv.Key != "" && kv.Key[0] != '$':
			r.name(kv.Key)
		case kv.KeyString != nil && kv.KeyString.Queries == nil:
			r.name(kv.KeyString.Str)
		case kv.Key == "":
			return r.whole(true)
		}
		r.text(kv.KeyString)
		if kv.KeyQuery != nil {
			r.whole(r.query(kv.KeyQuery, true))
		}
	}
	return false
}

func (r *reads) choice(c *gojq.If) bool {
	r.query(c.Cond, true)
	row := r.query(c.Then, true)
	for _, e := range c.Elif {
		r.query(e.Cond, true)
		row = r.query(e.Then, true) || row
	}
	return r.query(c.Else, true) || row
}

// call is a function that gets the row: those that pass it on or look at nothing of it, and those that pass on what a
// filter gives. Any other looks at all.
func (r *reads) call(f *gojq.Func) bool {
	if len(f.Name) > 0 && f.Name[0] == '$' {
		return false // rows are never bound, see query
	}
	switch len(f.Args) {
	case 0:
		switch f.Name {
		case "empty", "not", "type", "now":
			return false
		case "values", "objects", "arrays", "strings", "numbers", "booleans", "nulls", "scalars", "iterables":
			return true
		}
	case 1:
		switch f.Name {
		case "select":
			r.query(f.Args[0], true)
			return true
		case "first", "last", "isempty":
			return r.query(f.Args[0], true) && f.Name != "isempty"
		case "has":
			if name, ok := textOf(f.Args[0]); ok {
				r.name(name)
				return false
			}
		}
	case 2:
		switch f.Name {
		case "any", "all":
			r.query(f.Args[1], r.query(f.Args[0], true))
			return false
		case "limit":
			r.whole(r.query(f.Args[0], true))
			return r.query(f.Args[1], true)
		}
	}
	return r.whole(true)
}
