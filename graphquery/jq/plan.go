package jq

import (
	"strconv"

	"github.com/itchyny/gojq"
)

// plan is how a filter can be run row by row. The zero plan is: it cannot.
type plan struct {
	rows  bool
	at    string  // the member that holds the rows; "" = the document is the array of rows
	each  *perRow // what is made of a row
	kind  gathering
	limit int // results at most, where kind is upTo
}

// gathering is what becomes of the results of all rows.
type gathering int

const (
	oneByOne gathering = iota
	inArray            // one array of all of them
	number             // how many they are
	upTo               // the first ones
)

// rowsMember is the member of Graph's answers that holds the rows.
const rowsMember = "value"

// planOf looks at a filter that is its to change.
func planOf(q *gojq.Query) (plan, error) {
	s := stages(q, nil)
	for len(s) > 1 && isIdentity(s[0]) {
		s = s[1:]
	}
	if len(s) == 0 {
		return plan{}, nil
	}
	if p, ok := gathered(s); ok {
		return p.compiled()
	}
	if p, ok := mapped(s); ok {
		return p.compiled()
	}
	p, _ := rowwise(s)
	return p.compiled()
}

func (p plan) compiled() (plan, error) {
	if !p.rows {
		return plan{}, nil
	}
	if err := p.each.compile(); err != nil {
		return plan{}, err
	}
	return p, nil
}

// stages takes a filter apart at its pipes; nil where something is defined or bound on the way.
func stages(q *gojq.Query, all []*gojq.Query) []*gojq.Query {
	if q == nil || q.Meta != nil || len(q.Imports) > 0 || len(q.FuncDefs) > 0 {
		return nil
	}
	if t := q.Term; t != nil && t.Type == gojq.TermTypeQuery && len(t.SuffixList) == 0 {
		return stages(t.Query, all)
	}
	if q.Op != gojq.OpPipe || len(q.Patterns) > 0 {
		return append(all, q)
	}
	if all = stages(q.Left, all); all == nil {
		return nil
	}
	if rest := stages(q.Right, nil); rest != nil {
		return append(all, rest...)
	}
	return append(all, q.Right)
}

// rowwise is the plan of ".value[] …", ".value | .[] …" and ".[] …".
func rowwise(s []*gojq.Query) (plan, bool) {
	t := s[0].Term
	if t == nil {
		return plan{}, false
	}
	at, suffixes, ok := source(t)
	if !ok {
		return plan{}, false
	}
	s = s[1:]
	if len(suffixes) == 0 && len(s) > 0 { // the rows are opened by the next stage
		next := s[0].Term
		if next == nil || next.Type != gojq.TermTypeIdentity {
			return plan{}, false
		}
		suffixes, s = next.SuffixList, s[1:]
	}
	if len(suffixes) == 0 || !suffixes[0].Iter {
		return plan{}, false
	}
	if suffixes = suffixes[1:]; len(suffixes) > 0 && suffixes[0].Optional {
		suffixes = suffixes[1:]
	}
	if !constant(suffixes) {
		return plan{}, false
	}
	if len(suffixes) > 0 {
		s = append([]*gojq.Query{{Term: &gojq.Term{Type: gojq.TermTypeIdentity, SuffixList: suffixes}}}, s...)
	}
	return plan{rows: true, at: at, each: &perRow{query: piped(s)}}, true
}

// source is where the rows are that a term begins with, and what follows there.
func source(t *gojq.Term) (at string, rest []*gojq.Suffix, ok bool) {
	rest = t.SuffixList
	switch t.Type {
	case gojq.TermTypeIdentity:
		if len(rest) > 0 && rest[0].Index != nil { // .["value"]
			name, isName := nameOf(rest[0].Index)
			return rowsMember, rest[1:], isName && name == rowsMember
		}
		return "", rest, len(rest) > 0
	case gojq.TermTypeIndex:
		name, isName := nameOf(t.Index)
		return rowsMember, rest, isName && name == rowsMember
	}
	return "", nil, false
}

// constant is true of suffixes that do not look at the document again.
func constant(suffixes []*gojq.Suffix) bool {
	for _, s := range suffixes {
		if s.Index == nil {
			continue
		}
		if _, ok := nameOf(s.Index); !ok && !plainNumber(s.Index) {
			return false
		}
	}
	return true
}

func plainNumber(i *gojq.Index) bool {
	return i.Name == "" && i.Str == nil && !i.IsSlice && i.Start != nil && i.Start.Term != nil &&
		i.Start.Term.Type == gojq.TermTypeNumber && len(i.Start.Term.SuffixList) == 0
}

// nameOf is the name of .name and ."name" and .["name"].
func nameOf(i *gojq.Index) (string, bool) {
	switch {
	case i.Name != "":
		return i.Name, true
	case i.Str != nil:
		return i.Str.Str, i.Str.Queries == nil
	case i.Start != nil && !i.IsSlice:
		return textOf(i.Start)
	}
	return "", false
}

// textOf is the text of a filter that is nothing but a text.
func textOf(q *gojq.Query) (string, bool) {
	t := q.Term
	if t == nil || len(q.FuncDefs) > 0 || t.Type != gojq.TermTypeString || t.Str.Queries != nil || len(t.SuffixList) > 0 {
		return "", false
	}
	return t.Str.Str, true
}

// piped puts stages together again; nil = there are none.
func piped(s []*gojq.Query) *gojq.Query {
	if len(s) == 0 {
		return nil
	}
	if len(s) == 1 {
		return s[0]
	}
	return &gojq.Query{Left: s[0], Op: gojq.OpPipe, Right: piped(s[1:])}
}

// gathered is the plan of "[.value[] …]", "first(.value[] …)" and "limit(3; .value[] …)", perhaps with "| length".
func gathered(s []*gojq.Query) (plan, bool) {
	t := s[0].Term
	if t == nil || len(t.SuffixList) > 0 {
		return plan{}, false
	}
	of := func(q *gojq.Query) (plan, bool) {
		if inner := stages(q, nil); len(inner) > 0 {
			return rowwise(inner)
		}
		return plan{}, false
	}
	switch {
	case t.Type == gojq.TermTypeArray && t.Array.Query != nil:
		p, ok := of(t.Array.Query)
		return p.whole(s[1:], ok)
	case t.Type != gojq.TermTypeFunc || len(s) > 1:
	case t.Func.Name == "first" && len(t.Func.Args) == 1:
		p, ok := of(t.Func.Args[0])
		p.kind, p.limit = upTo, 1
		return p, ok
	case t.Func.Name == "limit" && len(t.Func.Args) == 2 && t.Func.Args[0].Term != nil && t.Func.Args[0].Term.Type == gojq.TermTypeNumber:
		n, err := strconv.Atoi(t.Func.Args[0].Term.Number)
		p, ok := of(t.Func.Args[1])
		p.kind, p.limit = upTo, n
		return p, ok && err == nil && n > 0 && len(t.Func.Args[0].Term.SuffixList) == 0
	}
	return plan{}, false
}

// mapped is the plan of ".value | map(f)" and ".value | length", and of both without ".value".
func mapped(s []*gojq.Query) (plan, bool) {
	at := ""
	if t := s[0].Term; t != nil && t.Type == gojq.TermTypeIndex {
		name, ok := nameOf(t.Index)
		if !ok || name != rowsMember || len(t.SuffixList) > 0 || len(s) == 1 {
			return plan{}, false
		}
		at, s = rowsMember, s[1:]
	}
	p := plan{rows: true, at: at, each: &perRow{}}
	if isLength(s) {
		p.kind = number
		return p, true
	}
	t := s[0].Term
	if t == nil || t.Type != gojq.TermTypeFunc || t.Func.Name != "map" || len(t.Func.Args) != 1 || len(t.SuffixList) > 0 {
		return plan{}, false
	}
	p.each.query = t.Func.Args[0]
	return p.whole(s[1:], true)
}

// whole gathers the results in an array, of which perhaps only the length is wanted.
func (p plan) whole(rest []*gojq.Query, ok bool) (plan, bool) {
	p.kind = inArray
	if isLength(rest) {
		p.kind = number
		return p, ok
	}
	return p, ok && len(rest) == 0
}

func isIdentity(q *gojq.Query) bool {
	return q.Term != nil && q.Term.Type == gojq.TermTypeIdentity && len(q.Term.SuffixList) == 0
}

func isLength(s []*gojq.Query) bool {
	if len(s) != 1 || s[0].Term == nil {
		return false
	}
	t := s[0].Term
	return t.Type == gojq.TermTypeFunc && t.Func.Name == "length" && len(t.Func.Args) == 0 && len(t.SuffixList) == 0
}
