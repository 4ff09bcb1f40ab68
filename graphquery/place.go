package graphquery

import "strings"

// Place is where in a path a character stands; it decides how a value is written there.
type Place int

const (
	Segment     Place = iota // a segment of the path
	PathLiteral              // a quoted argument in the path: search(q='…')
	Option                   // an option, outside quotes
	Literal                  // a single-quoted literal in an option: eq '…'
	Phrase                   // a double-quoted phrase in an option: $search="…"
)

// mark is one character of a path: a byte, or the three bytes of its escape. What EncodePath
// escapes (a double quote) means the same either way, what it leaves readable (an apostrophe) only
// as itself: so encoding never changes where characters stand, and an escaped apostrophe is data.
type mark struct {
	char byte
	at   int // where it begins in the path
	raw  bool
}

func marks(path string) []mark {
	all := make([]mark, 0, len(path))
	for i := 0; i < len(path); {
		if isEscape(path[i:]) {
			all = append(all, mark{char: unhex(path[i+1])<<4 | unhex(path[i+2]), at: i})
			i += 3
			continue
		}
		all = append(all, mark{char: path[i], at: i, raw: true})
		i++
	}
	return all
}

// places tells for every byte of path where it stands. Quotes count as outside.
// A quote that is never closed is an ordinary character.
func places(path string) []Place {
	m := marks(path)
	at := make([]Place, len(path))
	fill := func(from, to int, p Place) {
		end := len(path)
		if to < len(m) {
			end = m[to].at
		}
		for i := m[from].at; i < end; i++ {
			at[i] = p
		}
	}
	outside := Segment
	for i := 0; i < len(m); {
		fill(i, i+1, outside)
		if m[i].char == '?' && m[i].raw {
			outside = Option
		}
		inside, end := quoted(m, i, outside)
		if end > i+1 {
			fill(i+1, end, inside)
		}
		i = max(i+1, end)
		if end > 0 {
			fill(end, end+1, outside)
			i = end + 1
		}
	}
	return at
}

// quoted returns the place inside the quotes that open at i and where they close, or 0 when none open there.
func quoted(m []mark, i int, outside Place) (Place, int) {
	switch {
	case m[i].char == '"' && outside == Option:
		return Phrase, closing(m, i, '\\')
	case m[i].char != '\'' || !m[i].raw || i > 0 && isWord(m[i-1].char):
		return outside, 0 // O'Neill is no literal
	case outside == Option:
		if end := closingName(m, i); end > 0 {
			return Literal, end
		}
		return Literal, closing(m, i, '\'')
	case i == 0 || !m[i-1].oneOf("(,="):
		return outside, 0 // only an argument is quoted in a path: /root:/Bob's file
	}
	end := closingName(m, i)
	if end == 0 {
		end = closing(m, i, '\'')
	}
	if end == 0 || end+1 < len(m) && !m[end+1].oneOf("),") {
		return outside, 0
	}
	return PathLiteral, end
}

// closing finds the end of the quotes that open at i; escape before a quote keeps them open.
// It is 0 where they are never closed.
func closing(m []mark, i int, escape byte) int {
	quotes := func(j int) bool {
		return j < len(m) && m[j].char == m[i].char && (m[j].raw || m[i].char == '"')
	}
	for j := i + 1; j < len(m); j++ {
		switch {
		case m[j].char == escape && (escape == '\\' || quotes(j+1)):
			j++
		case quotes(j):
			return j
		}
	}
	return 0
}

// closingName is where the literal that opens at i closes when it holds a quote within a word, as names do: 'O'Neill'.
// No literal ends before a letter, so there it is meant as one, but only where what is left makes sense: the literal
// ends before a space, a parenthesis or another end. 0 = there is no such quote, or no such end.
func closingName(m []mark, i int) int {
	named := false
	for j := i + 1; j < len(m); j++ {
		switch {
		case !m[j].oneOf("'"):
		case j+1 < len(m) && m[j+1].oneOf("'"):
			j++
		case withinWord(m, i, j):
			named = true
		case named && (j+1 == len(m) || m[j+1].oneOf("),;&") || m[j+1].char == ' '):
			return j
		default:
			return 0
		}
	}
	return 0
}

// withinWord says whether the quote at j stands between letters of the literal that opens at i. 'x'or 'y' is two.
func withinWord(m []mark, i, j int) bool {
	if j-1 <= i || j+1 >= len(m) || !isWord(m[j-1].char) || !isWord(m[j+1].char) {
		return false
	}
	var next strings.Builder
	for _, after := range m[j+1:] {
		if !isWord(after.char) {
			break
		}
		next.WriteByte(after.char)
	}
	return !strings.EqualFold(next.String(), "or") && !strings.EqualFold(next.String(), "and")
}

// isWord says whether a character belongs to a word; letters beyond ASCII count.
func isWord(c byte) bool { return isLetterOrDigit(c) || c >= 0x80 }

func (m mark) oneOf(set string) bool { return m.raw && strings.IndexByte(set, m.char) >= 0 }
