package jsontable

import (
	"strconv"

	"graphguest/graphquery/jsonrows"
)

// Kind is what a cell holds.
type Kind uint8

const (
	Missing Kind = iota // the row has no such member
	Null
	Bool
	Number
	Text
	List
	Object
	kinds
)

// Cell is a value where it stands in the document.
type Cell struct {
	Kind Kind
	Raw  []byte // JSON as it came; nil = missing
}

// shown is how many bytes of a value are shown.
const shown = 1 << 10

// Text is the value for people, about a KB of it at most, and "…" where it goes on: a text decoded, a list as
// "[3] a, b, c", an object as compact JSON, "null", nothing for what is missing. It may hold anything: control
// characters, too.
func (c Cell) Text() string { return string(c.appendText(nil, shown)) }

// Whole is the text of a cell that holds one, however long; "" for any other.
func (c Cell) Whole() string { return jsonrows.Unquoted(c.Raw) }

// appendText appends the value for people, about limit bytes of it.
func (c Cell) appendText(dst []byte, limit int) []byte {
	switch c.Kind {
	case Text:
		return appendDecoded(dst, inner(c.Raw), limit)
	case List:
		return appendList(dst, c.Raw, limit)
	case Object:
		return appendCompact(dst, c.Raw, limit)
	}
	return append(dst, c.Raw[:min(limit, len(c.Raw))]...)
}

// appendList appends how many items there are, and the first ones.
func appendList(dst, list []byte, limit int) []byte {
	dst = append(dst, '[')
	dst = strconv.AppendInt(dst, int64(itemsOf(list)), 10)
	dst = append(dst, ']')
	end, between := len(dst)+limit, " "
	items(list, func(item []byte) bool {
		dst = append(dst, between...)
		between = ", "
		if len(dst) >= end {
			dst = append(dst, more...)
			return false
		}
		if c := cellOf(item); c.Kind == List {
			dst = appendCompact(dst, item, end-len(dst))
		} else {
			dst = c.appendText(dst, end-len(dst))
		}
		return true
	})
	return dst
}

// appendCompact appends an object or a list without the white space between its parts.
func appendCompact(dst, value []byte, limit int) []byte {
	from, end := 0, len(dst)+limit
	for i := 0; i < len(value); {
		switch b := value[i]; {
		case b == '"':
			i = max(jsonrows.ValueEnd(value, i), i+1)
		case b <= ' ':
			dst = append(dst, value[from:i]...)
			i++
			from = i
		default:
			i++
		}
		if len(dst)+i-from > end {
			return append(cut(append(dst, value[from:i]...), end), more...)
		}
	}
	return append(dst, value[from:]...)
}

// cut leaves about limit bytes of a text, no part of a character.
func cut(text []byte, limit int) []byte {
	for limit > 0 && limit < len(text) && text[limit]&0xc0 == 0x80 {
		limit--
	}
	return text[:limit]
}

// cellOf is the cell of a value.
func cellOf(value []byte) Cell {
	if len(value) == 0 {
		return Cell{}
	}
	kind := Missing
	switch b := value[0]; {
	case b == '"':
		kind = Text
	case b == '{':
		kind = Object
	case b == '[':
		kind = List
	case b == 'n':
		kind = Null
	case b == 't' || b == 'f':
		kind = Bool
	case b == '-' || '0' <= b && b <= '9':
		kind = Number
	}
	if kind == Missing {
		return Cell{}
	}
	return Cell{Kind: kind, Raw: value}
}

// items calls each with the items of a list, until it returns false.
func items(list []byte, each func(item []byte) bool) {
	for i := skip(list, 1); i < len(list) && list[i] != ']'; i = skip(list, i) {
		end := jsonrows.ValueEnd(list, i)
		if end <= i || !each(list[i:end:end]) {
			return
		}
		if i = skip(list, end); i < len(list) && list[i] == ',' {
			i++
		}
	}
}

func itemsOf(list []byte) (n int) {
	items(list, func([]byte) bool { n++; return true })
	return n
}

// skip returns where white space ends.
func skip(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r') {
		i++
	}
	return i
}

// members calls each with the members of a row: a row that is no object has one, "value".
func members(row []byte, each func(name, value []byte) bool) {
	if c := cellOf(row); c.Kind != Object && c.Kind != Missing {
		each([]byte("value"), row)
		return
	}
	jsonrows.Members(row, each)
}
