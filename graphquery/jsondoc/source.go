package jsondoc

import "bytes"

// source is a document as the line scanner sees it, one part at a time: JSON up to
// a limit, then plain text. It takes any bytes and always moves forward; whether
// they are valid is for validate to say.
type source struct {
	parts [][]byte
	until Place // of the document's JSON
	plain bool  // plain text by intent, not because of a fault
	leaps []leap

	part  int    // the one in hand
	body  []byte // its bytes
	limit int    // body[:limit] is JSON
}

func newSource(parts [][]byte, until Place, plain bool) source {
	s := source{parts: parts, until: until, plain: plain}
	if len(parts) > 0 {
		s.enter(0)
	}
	return s
}

func (s *source) enter(part int) {
	s.part, s.body = part, s.parts[part]
	switch {
	case part < s.until.Part:
		s.limit = len(s.body)
	case part == s.until.Part:
		s.limit = s.until.Offset
	default:
		s.limit = 0
	}
}

// arrive moves at to where the next line begins; false at the end of the document.
func (s *source) arrive(at *pos) bool {
	if len(s.parts) == 0 {
		return false
	}
	if at.Part != s.part {
		s.enter(at.Part)
	}
	for {
		if at.Offset < s.limit {
			at.Offset = s.skipSpace(at.Offset)
		}
		if at.Offset < len(s.body) {
			return true
		}
		if at.Part+1 == len(s.parts) {
			return false
		}
		at.Place = Place{Part: at.Part + 1}
		s.enter(at.Part)
	}
}

// next moves at over one line; false at the end of the document.
func (s *source) next(at *pos) bool { return s.walk(at, nil) }

// walk moves at over one line and reports its pieces to see, where there is one.
func (s *source) walk(at *pos, see func(piece)) bool {
	switch {
	case !s.arrive(at):
		return false
	case at.Offset >= s.limit:
		s.walkText(at, see)
	default:
		s.walkJSON(at, see)
	}
	return true
}

// piece is a run of one kind within a line: body[from:to], or text where the line has another
// one than the source.
type piece struct {
	kind     Kind
	from, to int
	text     string
}

// walkText takes the text up to the end of its line. A line end that closes the
// document begins no further line.
func (s *source) walkText(at *pos, see func(piece)) {
	end, after := s.textLine(at.Offset)
	if see != nil {
		if end > at.Offset && s.body[end-1] == '\r' {
			end--
		}
		kind := Broken
		if s.plain {
			kind = Plain
		}
		see(piece{kind: kind, from: at.Offset, to: end})
	}
	*at = pos{Place: Place{at.Part, after}}
}

// textLine is the end of the line of text at i, and what follows it.
func (s *source) textLine(i int) (end, after int) {
	near := min(i+far, len(s.body))
	if n := bytes.IndexByte(s.body[i:near], '\n'); n >= 0 {
		return i + n, i + n + 1
	}
	if to := s.leapFrom(i); to > 0 {
		if s.body[to-1] == '\n' {
			return to - 1, to
		}
		return to, to
	}
	if n := bytes.IndexByte(s.body[near:], '\n'); n >= 0 {
		return near + n, near + n + 1
	}
	return len(s.body), len(s.body)
}

// walkJSON takes one of: a closing bracket, a key with its value, a value. An
// empty container is a value; another one ends its line with the opening bracket.
func (s *source) walkJSON(at *pos, see func(piece)) {
	i := at.Offset
	switch s.body[i] {
	case '}', ']':
		at.depth = max(at.depth-1, 0)
		s.span(see, Punct, i, i+1)
		i++
	case ',', ':':
		s.span(see, Punct, i, i+1)
		at.Offset = i + 1
		return
	case '"':
		end := s.stringEnd(i)
		colon := s.skipSpace(end)
		if colon >= s.limit || s.body[colon] != ':' {
			s.span(see, String, i, end)
			i = end
			break
		}
		s.span(see, Key, i, end)
		s.text(see, ": ")
		i = s.value(at, s.skipSpace(colon+1), see)
	default:
		i = s.value(at, i, see)
	}
	at.Offset = s.comma(i, see)
}

// value takes the value at i, of a container only what stands on this line.
func (s *source) value(at *pos, i int, see func(piece)) int {
	if i >= s.limit {
		return i
	}
	switch c := s.body[i]; c {
	case '{', '[':
		end := s.skipSpace(i + 1)
		if end < s.limit && s.body[end] == c+2 {
			s.text(see, emptyOf(c))
			return end + 1
		}
		s.span(see, Punct, i, i+1)
		at.depth++
		return i + 1
	case '"':
		end := s.stringEnd(i)
		s.span(see, String, i, end)
		return end
	default:
		end := s.scalarEnd(i)
		if end > i {
			s.span(see, scalarKind(c), i, end)
		}
		return end
	}
}

func emptyOf(open byte) string {
	if open == '{' {
		return "{}"
	}
	return "[]"
}

func scalarKind(c byte) Kind {
	switch c {
	case 't', 'f':
		return Bool
	case 'n':
		return Null
	}
	return Number
}

// comma takes the comma after a value. An opening bracket has none after it.
func (s *source) comma(i int, see func(piece)) int {
	j := s.skipSpace(i)
	if j < s.limit && s.body[j] == ',' && !s.opens(i) {
		s.span(see, Punct, j, j+1)
		return j + 1
	}
	return i
}

func (s *source) opens(i int) bool { return s.body[i-1] == '{' || s.body[i-1] == '[' }

func (s *source) span(see func(piece), k Kind, from, to int) {
	if see != nil {
		see(piece{kind: k, from: from, to: to})
	}
}

func (s *source) text(see func(piece), text string) {
	if see != nil {
		see(piece{kind: Punct, text: text})
	}
}
