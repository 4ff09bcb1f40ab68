package jsontable

import (
	"bytes"
	"strconv"

	"graphguest/graphquery/jsonrows"
)

// matcher says which rows a filter leaves. It is for one goroutine.
type matcher struct {
	*Filter
	r       *Reader
	text    []byte // scratch
	folded  []byte
	literal []byte // the operand as a JSON text has it between its quotes, folded: to be compared with texts
}

func (f Filter) matcher(t *Table) *matcher {
	m := &matcher{Filter: &f, r: t.Reader(f.columns)}
	for _, b := range f.operand {
		if b == '\\' || b == '"' {
			m.literal = append(m.literal, '\\')
		}
		m.literal = append(m.literal, b)
	}
	return m
}

func (m *matcher) matches(row int) bool {
	cells := m.r.Read(row)
	if m.like != nil {
		return m.like.is(cells[0])
	}
	switch m.sign {
	case ":":
		for _, c := range cells {
			if m.contains(c) {
				return true
			}
		}
		return false
	case "=":
		return m.equals(cells[0])
	case "!=":
		return !m.equals(cells[0])
	}
	order, comparable := m.compare(cells[0])
	switch {
	case !comparable:
		return false
	case order == 0:
		return m.sign == "<=" || m.sign == ">="
	case order < 0:
		return m.sign[0] == '<'
	}
	return m.sign[0] == '>'
}

// contains looks for the operand in all that a cell holds.
func (m *matcher) contains(c Cell) bool {
	if c.Kind == Missing {
		return false
	}
	text := c.Raw
	if c.Kind == Text {
		text = inner(c.Raw)
	}
	ascii := isASCII(text)
	if c.Kind == List || c.Kind == Object || !ascii || bytes.IndexByte(text, '\\') >= 0 {
		m.text = c.appendText(m.text[:0], all(c))
		text, ascii = m.text, ascii && isASCII(m.text)
	}
	switch {
	case m.exact:
		return bytes.Contains(text, m.operand)
	case ascii:
		return containsFolded(text, m.operand)
	}
	m.folded = appendFolded(m.folded[:0], text)
	return bytes.Contains(m.folded, m.operand)
}

// all is a limit that no value reaches: of bytes that are not UTF-8 each takes three.
func all(c Cell) int { return 3*len(c.Raw) + len(more) }

// containsFolded looks for what is folded in ASCII that is not.
func containsFolded(text, folded []byte) bool {
	first := folded[0]
	for i := 0; i+len(folded) <= len(text); i++ {
		if lower(text[i]) == first && hasFolded(text[i:], folded) {
			return true
		}
	}
	return false
}

func hasFolded(text, folded []byte) bool {
	for i, b := range folded {
		if lower(text[i]) != b {
			return false
		}
	}
	return true
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		b += 'a' - 'A'
	}
	return b
}

func (m *matcher) equals(c Cell) bool {
	switch c.Kind {
	case Missing, Null:
		return len(m.operand) == 0 || string(m.operand) == "null"
	case Number:
		return m.number != nil && compareNumbers(c.Raw, m.number) == 0
	case List:
		if m.number != nil {
			return compareNumbers(lengthOf(c), m.number) == 0
		}
	}
	m.text = c.appendText(m.text[:0], all(c))
	if m.exact {
		return bytes.Equal(m.text, m.operand)
	}
	m.folded = appendFolded(m.folded[:0], m.text)
	return bytes.Equal(m.folded, m.operand)
}

// compare compares a cell with the operand, where the two are of a kind.
func (m *matcher) compare(c Cell) (order int, comparable bool) {
	switch c.Kind {
	case List:
		c = Cell{Kind: Number, Raw: lengthOf(c)}
		fallthrough
	case Number:
		if m.number == nil {
			return 0, false
		}
		return compareNumbers(c.Raw, m.number), true
	case Text:
		text := inner(c.Raw)
		switch {
		case m.number == nil || isDate(c): // which may be compared with a year alone
			return compareFolded(text, m.literal), true
		case isNumber(text):
			return compareNumbers(text, m.number), true
		}
	}
	return 0, false
}

func isNumber(text []byte) bool {
	if cellOf(text).Kind != Number {
		return false
	}
	n, ok := jsonrows.ScalarEnd(text, 0)
	return ok && n == len(text)
}

func lengthOf(list Cell) []byte { return strconv.AppendInt(nil, int64(itemsOf(list.Raw)), 10) }
