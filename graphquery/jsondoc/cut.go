package jsondoc

import (
	"encoding/binary"
	"math/bits"
)

// Cut is the last place in b behind which a part of a document may end: behind a comma outside of texts, or of a sequence
// also behind a line end; 0 = there is none. b begins where a line does.
func Cut(b []byte, sequence bool) (last int) {
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == '"':
			end := textEnd(b, i)
			if end == 0 {
				return last
			}
			i = end - 1
		case c == ',', c == '\n' && sequence:
			last = i + 1
		}
	}
	return last
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// textEnd is the offset behind the text that opens at i, whatever is in it; 0 = its end is not there. It looks at eight
// bytes together: the lowest quote or backslash found is right, those above it may be a borrow's.
func textEnd(b []byte, i int) int {
	for i++; i < len(b); {
		if i+8 <= len(b) {
			x := binary.LittleEndian.Uint64(b[i:])
			quote, slash := x^(ones*'"'), x^(ones*'\\')
			found := ((quote-ones)&^quote | (slash-ones)&^slash) & highs
			if found == 0 {
				i += 8
				continue
			}
			i += bits.TrailingZeros64(found) / 8
		}
		switch b[i] {
		case '"':
			return i + 1
		case '\\':
			i++
		}
		i++
	}
	return 0
}
