package jsonrows

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// member is a name at the top of a document that matters.
type member int

const (
	other member = iota
	nextLink
	deltaLink
	count
	etag
	value
	members
)

// named notes the name before a colon, as it stands between its quotes.
func (s *Scanner) named(name []byte) {
	switch {
	case s.depth == 1:
		s.member = memberOf(name)
	case s.rowDepth > 0 && s.depth == s.rowDepth+1 && string(name) == "@removed":
		s.removed++
	}
}

func memberOf(name []byte) member {
	if bytes.IndexByte(name, '\\') >= 0 {
		name = []byte(unquoted(append(append([]byte{'"'}, name...), '"')))
	}
	switch string(name) {
	case "@odata.nextLink":
		return nextLink
	case "@odata.deltaLink":
		return deltaLink
	case "@odata.count":
		return count
	case "@odata.etag":
		return etag
	case "value":
		return value
	}
	return other
}

// Unquoted is what a JSON text means, quotes and all; "" for anything else.
func Unquoted(raw []byte) string { return unquoted(raw) }

// unquoted is what a JSON text means; "" for anything else.
func unquoted(raw []byte) string {
	if len(raw) == 0 || raw[0] != '"' {
		return ""
	}
	text, _ := jsontext.AppendUnquote(nil, raw)
	return string(text)
}

// Shape is what the document has turned out to be so far.
func (s *Scanner) Shape() Shape { return s.shape }

// Rows are those found since the last Drop. They are valid until the next call of Scan or Drop.
func (s *Scanner) Rows() []Row { return s.rows }

// Counted is how many rows there were in all, and how many of them say that something is @removed.
func (s *Scanner) Counted() (rows, removed int) { return s.count, s.removed }

// Whole is true when the document has ended.
func (s *Scanner) Whole() bool { return s.state == done }

// Array is where the array of rows opens and closes in the buffer, brackets included: buf[from:to]. to is 0 as long
// as it has not closed.
func (s *Scanner) Array() (from, to int) { return s.open, s.close + 1 }

// NextLink, DeltaLink and ETag are the values of the top members of that name as far as they have come; "" = none.
func (s *Scanner) NextLink() string  { return unquoted(s.members[nextLink]) }
func (s *Scanner) DeltaLink() string { return unquoted(s.members[deltaLink]) }
func (s *Scanner) ETag() string      { return unquoted(s.members[etag]) }

// Count is the value of @odata.count as it was written; "" = none that is a number.
func (s *Scanner) Count() string {
	if raw := s.members[count]; len(raw) > 0 && raw[0] >= '0' && raw[0] <= '9' {
		return string(raw)
	}
	return ""
}

// Members calls each with the members of an object that is known to be JSON, in order: the name as it stands between
// its quotes, the value as it stands. It ends early when each returns false. Of anything but an object there are none.
func Members(object []byte, each func(name, value []byte) bool) {
	i := space(object, 0)
	if i >= len(object) || object[i] != '{' {
		return
	}
	for i = space(object, i+1); i < len(object) && object[i] == '"'; i = space(object, i) {
		end, _ := textEnd(object, i+1)
		if end == 0 {
			return
		}
		name := object[i+1 : end-1]
		from := space(object, space(object, end)+1)
		to := valueEnd(object, from)
		if to <= from || !each(name, object[from:to:to]) {
			return
		}
		i = space(object, to)
		if i < len(object) && object[i] == ',' {
			i++
		}
	}
}

func space(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r') {
		i++
	}
	return i
}

// valueEnd is the offset behind the value at i.
func valueEnd(b []byte, i int) int {
	if i >= len(b) {
		return i
	}
	switch b[i] {
	case '"':
		n, _ := textEnd(b, i+1)
		return n
	case '{', '[':
		return containerEnd(b, i)
	}
	for i < len(b) && !ends(b[i]) {
		i++
	}
	return i
}

func containerEnd(b []byte, i int) int {
	depth := 0
	for i < len(b) {
		switch b[i] {
		case '"':
			n, _ := textEnd(b, i+1)
			if n == 0 {
				return len(b)
			}
			i = n
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
		i++
	}
	return i
}

// Find returns where the member of that name stands in an object, or in the beginning of one, with the comma that
// parts it from the next or, where it is the last, from the one before; to is 0 where there is none. The text is known to be JSON.
func Find(object []byte, name string) (from, to int) {
	i := space(object, 0)
	if i >= len(object) || object[i] != '{' {
		return 0, 0
	}
	before := i + 1 // where the comma before the member stands, or the first member
	for i = space(object, i+1); i < len(object) && object[i] == '"'; i = space(object, i) {
		end, _ := textEnd(object, i+1)
		if end == 0 {
			return 0, 0
		}
		after := valueEnd(object, space(object, space(object, end)+1))
		comma := space(object, after)
		last := comma >= len(object) || object[comma] != ','
		if string(object[i+1:end-1]) == name {
			if last {
				return before, after
			}
			return i, comma + 1
		}
		if last {
			break
		}
		before, i = comma, comma+1
	}
	return 0, 0
}
