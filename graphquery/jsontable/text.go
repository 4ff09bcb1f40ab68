package jsontable

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// inner is what stands between the quotes of a text.
func inner(raw []byte) []byte {
	if len(raw) < 2 || raw[len(raw)-1] != '"' {
		return nil
	}
	return raw[1 : len(raw)-1]
}

// isPlain is whether what stands between quotes means what it says, and is ASCII.
func isPlain(text []byte) bool { return isASCII(text) && bytes.IndexByte(text, '\\') < 0 }

// isASCII looks at eight bytes at a time.
func isASCII(text []byte) bool {
	const highs = 0x8080808080808080
	for ; len(text) >= 8; text = text[8:] {
		if binary.LittleEndian.Uint64(text)&highs != 0 {
			return false
		}
	}
	for _, b := range text {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// next decodes the character or escape with which the rest of a text begins. What is none is U+FFFD.
func next(text []byte) (r rune, n int) {
	if text[0] != '\\' {
		return utf8.DecodeRune(text)
	}
	if len(text) < 2 {
		return utf8.RuneError, 1
	}
	switch text[1] {
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		r, ok := unit(text)
		if !ok {
			return utf8.RuneError, 2
		}
		if utf16.IsSurrogate(r) {
			if low, ok := unit(text[6:]); ok {
				if pair := utf16.DecodeRune(r, low); pair != unicode.ReplacementChar {
					return pair, 12
				}
			}
			return utf8.RuneError, 6
		}
		return r, 6
	}
	return rune(text[1]), 2
}

// unit is the \uXXXX that a text begins with.
func unit(text []byte) (rune, bool) {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return rune(n), err == nil
}

// appendDecoded appends what a text means; no more than about limit bytes of it, and "…" where it goes on.
func appendDecoded(dst, text []byte, limit int) []byte {
	if len(text) <= limit && isPlain(text) {
		return append(dst, text...)
	}
	for end := len(dst) + limit; len(text) > 0; {
		if len(dst) >= end {
			return append(dst, more...)
		}
		r, n := next(text)
		dst, text = utf8.AppendRune(dst, r), text[n:]
	}
	return dst
}

const more = "…"

// decoded is what a name means, as it stands between its quotes.
func decoded(name []byte) string {
	if isPlain(name) {
		return string(name)
	}
	return string(appendDecoded(nil, name, len(name)))
}

// fold is the one character that stands for all that differ only in their case.
func fold(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	if 0x3000 <= r && r < 0xa640 { // Chinese, Japanese and their like have no case
		return r
	}
	least := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		least = min(least, f)
	}
	if least < utf8.RuneSelf {
		return fold(least)
	}
	return least
}

// appendFolded appends a text with each of its characters folded.
func appendFolded(dst, text []byte) []byte {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		dst, text = utf8.AppendRune(dst, fold(r)), text[n:]
	}
	return dst
}

// compareTexts compares what stands between the quotes of two texts: without regard to case, then to the letter.
func compareTexts(a, b []byte) int {
	if order := compareFolded(a, b); order != 0 {
		return order
	}
	if isPlain(a) && isPlain(b) {
		return bytes.Compare(a, b)
	}
	return compareRunes(a, b, func(r rune) rune { return r })
}

// compareFolded compares what stands between the quotes of two texts without regard to case.
func compareFolded(a, b []byte) int {
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] && a[same] < utf8.RuneSelf && a[same] != '\\' {
		same++
	}
	return compareRunes(a[same:], b[same:], fold)
}

func compareRunes(a, b []byte, as func(rune) rune) int {
	for len(a) > 0 && len(b) > 0 {
		ra, na := next(a)
		rb, nb := next(b)
		if ra != rb {
			if ra, rb = as(ra), as(rb); ra != rb {
				if ra < rb {
					return -1
				}
				return 1
			}
		}
		a, b = a[na:], b[nb:]
	}
	switch {
	case len(b) > 0:
		return -1
	case len(a) > 0:
		return 1
	}
	return 0
}
