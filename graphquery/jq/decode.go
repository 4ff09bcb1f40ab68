package jq

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"graphguest/graphquery/jsonrows"
)

// decode makes of JSON that is known to be valid what gojq takes. Numbers keep their text, of members with the same
// name the last one counts.
func decode(raw []byte) any {
	d := decoder{raw: raw, text: string(raw)}
	v, _ := d.value(d.space(0))
	return v
}

// decoded are rows of a batch, as one array: of rows that are objects, the members that are read.
func (b batch) decoded(rows []jsonrows.Row, r reads) any {
	all := make([]any, len(rows))
	if len(rows) == 0 {
		return all
	}
	from := rows[0].From
	d := decoder{raw: b.data[from:rows[len(rows)-1].To]}
	if r.all {
		d.text = string(d.raw) // texts are parts of it
	}
	for i, row := range rows {
		if at := row.From - from; d.raw[at] == '{' && !r.all {
			all[i] = d.some(b.data[row.From:row.To], r.names)
		} else if r.all {
			all[i], _ = d.value(at)
		} else {
			all[i] = decode(b.data[row.From:row.To])
		}
	}
	return all
}

// decoder reads valid JSON; texts that need no work are parts of text, which is raw.
type decoder struct {
	raw  []byte
	text string
	hint int // how many members the last object had
}

// some is an object with only the members of those names.
func (d *decoder) some(object []byte, names []string) any {
	out := make(map[string]any, len(names))
	jsonrows.Members(object, func(n, value []byte) bool {
		for _, name := range names {
			if string(n) == name {
				out[name] = decode(value)
				return true
			}
		}
		if bytes.IndexByte(n, '\\') >= 0 {
			if name := unquotedName(n); slices.Contains(names, name) {
				out[name] = decode(value)
			}
		}
		return true
	})
	return out
}

func (d *decoder) space(i int) int {
	for i < len(d.raw) && (d.raw[i] == ' ' || d.raw[i] == '\n' || d.raw[i] == '\t' || d.raw[i] == '\r') {
		i++
	}
	return i
}

// value returns the value at i, and what follows it.
func (d *decoder) value(i int) (any, int) {
	switch d.raw[i] {
	case '"':
		return d.string(i)
	case '{':
		return d.object(i)
	case '[':
		return d.array(i)
	case 't':
		return true, i + 4
	case 'f':
		return false, i + 5
	case 'n':
		return nil, i + 4
	}
	n, _ := jsonrows.ScalarEnd(d.raw, i)
	return json.Number(d.text[i:n]), n
}

func (d *decoder) string(i int) (string, int) {
	n, _ := jsonrows.TextEnd(d.raw, i)
	text := d.text[i+1 : n-1]
	if strings.IndexByte(text, '\\') < 0 && utf8.ValidString(text) {
		return text, n
	}
	return unquoted(d.raw[i:n]), n
}

func (d *decoder) object(i int) (any, int) {
	out := make(map[string]any, min(d.hint, 64))
	for i = d.space(i + 1); d.raw[i] == '"'; {
		var name string
		name, i = d.string(i)
		i = d.space(d.space(i) + 1)
		out[name], i = d.value(i)
		if i = d.space(i); d.raw[i] == ',' {
			i = d.space(i + 1)
		}
	}
	d.hint = len(out)
	return out, i + 1
}

func (d *decoder) array(i int) (any, int) {
	out := []any{}
	for i = d.space(i + 1); d.raw[i] != ']'; {
		var v any
		v, i = d.value(i)
		out = append(out, v)
		if i = d.space(i); d.raw[i] == ',' {
			i = d.space(i + 1)
		}
	}
	return out, i + 1
}

// unquoted is what a JSON text means; what is no UTF-8 or half a surrogate becomes U+FFFD.
func unquoted(raw []byte) string {
	text, _ := jsontext.AppendUnquote(nil, raw)
	return string(text)
}

func unquotedName(inner []byte) string {
	return unquoted(slices.Concat([]byte{'"'}, inner, []byte{'"'}))
}
