package paste

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ansiLetters are the escapes of $'…' that are one letter.
var ansiLetters = map[byte]byte{
	'a': '\a', 'b': '\b', 'e': 0x1b, 'E': 0x1b, 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v',
	'\\': '\\', '\'': '\'', '"': '"', '?': '?',
}

// ansiNumbers are those that begin a number: its base and at most how many digits.
var ansiNumbers = map[byte]struct{ base, digits int }{'x': {16, 2}, 'u': {16, 4}, 'U': {16, 8}}

// ansi reads $'…', the quotes that browsers use where a text holds a quote or a line end.
func (s *scanner) ansi() error {
	s.open = true
	for s.at += 2; s.at < len(s.text); {
		switch c := s.text[s.at]; {
		case c == '\'':
			s.at++
			return nil
		case c == '\\' && s.at+1 < len(s.text):
			s.at++
			s.ansiEscape(s.text[s.at])
		default:
			s.put(c)
		}
	}
	return errors.New("a $' is opened and never closed: part of the command is missing")
}

// ansiEscape reads what stands behind a backslash.
func (s *scanner) ansiEscape(c byte) {
	if plain, ok := ansiLetters[c]; ok {
		s.put(plain)
		return
	}
	if number, ok := ansiNumbers[c]; ok {
		s.at++
		if !s.number(number.base, number.digits, c != 'x') {
			s.at--
			s.now = append(s.now, '\\')
			s.put(c)
		}
		return
	}
	if !s.number(8, 3, false) {
		s.now = append(s.now, '\\')
		s.put(c)
	}
}

// number reads up to digits digits as a byte or a character, and says whether there were any.
func (s *scanner) number(base, digits int, character bool) bool {
	set := "0123456789abcdef"[:base]
	n := 0
	for n < digits && s.at+n < len(s.text) && strings.IndexByte(set, s.text[s.at+n]|lower(s.text[s.at+n])) >= 0 {
		n++
	}
	value, err := strconv.ParseUint(s.text[s.at:s.at+n], base, 32)
	if err != nil {
		return false
	}
	s.at += n
	switch {
	case value == 0: // a shell ends its text here
	case character:
		s.now = utf8.AppendRune(s.now, rune(min(value, utf8.MaxRune+1)))
	default:
		s.now = append(s.now, byte(value))
	}
	return true
}

// lower is the bit that makes a letter a small one, and nothing for a digit.
func lower(c byte) byte {
	if c >= 'A' && c <= 'F' {
		return 0x20
	}
	return 0
}
