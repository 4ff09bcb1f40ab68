package export

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// visible returns the same JSON value with the characters escaped that act on a terminal or on a
// reader's lines: C1 controls, DEL, bidirectional and other format characters, line separators.
// To every JSON reader it is the same text. Bytes that are no UTF-8 become U+FFFD.
func visible(v jsontext.Value) jsontext.Value {
	first := firstActing(v)
	if first == len(v) {
		return v
	}
	out := append(make([]byte, 0, len(v)+32), v[:first]...)
	for rest := v[first:]; len(rest) > 0; {
		plain := firstActing(rest)
		out, rest = append(out, rest[:plain]...), rest[plain:]
		if len(rest) == 0 {
			break
		}
		r, size := utf8.DecodeRune(rest)
		if r > 0xffff {
			high, low := utf16(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		} else {
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		rest = rest[size:]
	}
	return out
}

// firstActing returns the offset of the first character that acts, or len(b). Plain ASCII, which is nearly
// everything, is passed at the speed of memory.
func firstActing(b []byte) int {
	i := 0
	for {
		i += plainASCII(b[i:])
		for i < len(b) && b[i] >= 0x7f {
			size := letter(b[i:])
			if size == 0 {
				var r rune
				if r, size = utf8.DecodeRune(b[i:]); acts(r) {
					return i
				}
			}
			i += size
		}
		if i >= len(b) {
			return len(b)
		}
	}
}

// letter is the length of the character at the start if it is surely one that only shows: U+00C0 to U+05FF, and
// U+3000 to U+CFFF; else 0.
func letter(b []byte) int {
	switch c := b[0]; {
	case c >= 0xc3 && c <= 0xd7 && len(b) > 1 && b[1]&0xc0 == 0x80:
		return 2
	case c >= 0xe3 && c <= 0xec && len(b) > 2 && b[1]&0xc0 == 0x80 && b[2]&0xc0 == 0x80:
		return 3
	}
	return 0
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// plainASCII is how many bytes at the start are below DEL. To add one to a byte sets its high bit from DEL on.
func plainASCII(b []byte) int {
	i := 0
	for ; i+32 <= len(b); i += 32 {
		w := b[i : i+32 : i+32]
		a, c := binary.LittleEndian.Uint64(w), binary.LittleEndian.Uint64(w[8:])
		d, e := binary.LittleEndian.Uint64(w[16:]), binary.LittleEndian.Uint64(w[24:])
		if (a|(a+ones)|c|(c+ones)|d|(d+ones)|e|(e+ones))&highs != 0 {
			break
		}
	}
	for ; i+8 <= len(b); i += 8 {
		a := binary.LittleEndian.Uint64(b[i:])
		if found := (a | (a + ones)) & highs; found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for i < len(b) && b[i] < 0x7f {
		i++
	}
	return i
}

// acts says whether a character does something instead of showing something.
// Controls below space cannot occur raw in a JSON string; between tokens they are white space.
func acts(r rune) bool {
	switch {
	case r < 0x7f, r > 0xa0 && r < 0x600 && r != 0xad, r >= 0x3000 && r < 0xfe00: // letters of most people's names
		return false
	case r == utf8.RuneError, r < 0xa0, r == '\u2028', r == '\u2029':
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

func utf16(r rune) (high, low rune) {
	r -= 0x10000
	return 0xd800 + r>>10, 0xdc00 + r&0x3ff
}
