package export

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// visible returns the same JSON value with the characters escaped that act on a terminal or on a
// reader's lines: C1 controls, DEL, bidirectional and other format characters, line separators.
// To every JSON reader it is the same text. Bytes that are no UTF-8 become U+FFFD.
func visible(v jsontext.Value) jsontext.Value {
	first := bytes.IndexFunc(v, acts)
	if first < 0 {
		return v
	}
	out := append(make([]byte, 0, len(v)+32), v[:first]...)
	for rest := v[first:]; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case !acts(r):
			out = append(out, rest[:size]...)
		case r > 0xffff:
			high, low := utf16(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		rest = rest[size:]
	}
	return out
}

// acts says whether a character does something instead of showing something.
// Controls below space cannot occur raw in a JSON string; between tokens they are white space.
func acts(r rune) bool {
	switch {
	case r < 0x7f:
		return false
	case r == utf8.RuneError, r == 0x7f, r == '\u2028', r == '\u2029':
		return true
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)
}

func utf16(r rune) (high, low rune) {
	r -= 0x10000
	return 0xd800 + r>>10, 0xdc00 + r&0x3ff
}
