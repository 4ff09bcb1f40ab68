package jq

import (
	"bytes"
	"context"
	"unicode/utf8"

	"github.com/itchyny/gojq"

	"graphguest/graphquery/jsonrows"
)

// perRow is what is made of each row.
type perRow struct {
	query *gojq.Query // nil = the row as it is
	code  *gojq.Code  // the same, of an array of rows
	reads reads
	path  []string // where a plain path is all that is asked; needs no filter
	plain bool
}

// compile makes it ready. Several rows are run at once, as elements of an array.
func (e *perRow) compile() (err error) {
	e.reads = readsOf(e.query)
	e.path, e.plain = pathOf(e.query)
	each := &gojq.Query{Term: &gojq.Term{Type: gojq.TermTypeIdentity, SuffixList: []*gojq.Suffix{{Iter: true}}}}
	if e.query != nil {
		each = &gojq.Query{Left: each, Op: gojq.OpPipe, Right: e.query}
	}
	e.code, err = gojq.Compile(each)
	return err
}

// pathOf is the path of a filter that is nothing else: ".a.b", ".a | .b".
func pathOf(q *gojq.Query) (path []string, ok bool) {
	if q == nil {
		return nil, false
	}
	for _, s := range stages(q, nil) {
		t := s.Term
		if t == nil || t.Type != gojq.TermTypeIndex && t.Type != gojq.TermTypeIdentity {
			return nil, false
		}
		suffixes := t.SuffixList
		if t.Type == gojq.TermTypeIndex {
			suffixes = append([]*gojq.Suffix{{Index: t.Index}}, suffixes...)
		}
		for _, suffix := range suffixes {
			if suffix.Index == nil {
				return nil, false
			}
			name, isName := nameOf(suffix.Index)
			if !isName {
				return nil, false
			}
			path = append(path, name)
		}
	}
	return path, len(path) > 0
}

// run makes the results of the rows of a batch, and hands them on.
func (e *perRow) run(ctx context.Context, b batch, to *results) error {
	if !e.plain {
		return e.filtered(ctx, b, b.rows, to)
	}
	for i, row := range b.rows {
		value, ok := at(b.data[row.From:row.To], e.path)
		if !ok { // the filter knows what is wrong
			return e.filtered(ctx, b, b.rows[i:], to)
		}
		if err := to.value(value); err != nil {
			return err
		}
	}
	return nil
}

// filtered runs the filter. Of a filter that fails, the error may quote the row: then it is run again, on all of it.
func (e *perRow) filtered(ctx context.Context, b batch, rows []jsonrows.Row, to *results) error {
	before := to.count
	err := runCode(ctx, e.code, b.decoded(rows, e.reads), to)
	if err == nil || e.reads.all || ctx.Err() != nil || !isOfFilter(err) {
		return err
	}
	to.skip = to.count - before
	return runCode(ctx, e.code, b.decoded(rows, reads{all: true}), to)
}

// at returns the value at a path; ok = false where there can be none.
func at(value []byte, path []string) (v []byte, ok bool) {
	for _, name := range path {
		switch value[0] {
		case 'n':
			return null, true
		case '{':
			value = member(value, name)
		default:
			return nil, false
		}
	}
	return value, true
}

var null = []byte("null")

// member is the last member of that name; null = none.
func member(object []byte, name string) []byte {
	found := null
	jsonrows.Members(object, func(n, value []byte) bool {
		if string(n) == name || bytes.IndexByte(n, '\\') >= 0 && unquotedName(n) == name {
			found = value
		}
		return true
	})
	return found
}

// value appends a JSON value as gojq writes it. Most stand so already.
func (r *results) value(raw []byte) error {
	r.room()
	switch c := raw[0]; {
	case c == '"' && plainText(raw[1:len(raw)-1]), c != '"' && c != '{' && c != '[':
		r.buf = append(r.buf, raw...)
	default:
		var err error
		if r.buf, err = appendJSON(r.buf, decode(raw)); err != nil {
			return err
		}
	}
	return r.end()
}

// plainText is true of the inside of a text that gojq writes as it stands.
func plainText(b []byte) bool {
	var ascii byte
	for _, c := range b {
		if c == '\\' || c == 0x7f {
			return false
		}
		ascii |= c
	}
	return ascii < utf8.RuneSelf || utf8.Valid(b)
}
