package jsondoc

import (
	"fmt"
	"strconv"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// longest is how many bytes of one value are shown, the rest being counted: one
// line of a megabyte would cost every frame more than all the others together.
const longest = 4096

// shorten is the text of one value: whole, or its beginning and "… (1.2 MB)".
func shorten(source []byte, k Kind) string {
	mark := ""
	if len(source) > longest {
		mark = "… (" + size(len(source)) + ")"
		source = source[:wholeUpTo(source, longest)]
	}
	if k == String || k == Key {
		return readable(source) + mark
	}
	return string(source) + mark
}

// wholeUpTo returns the last offset up to limit that splits neither a character
// nor an escape.
func wholeUpTo(source []byte, limit int) int {
	if limit >= len(source) {
		return len(source)
	}
	i := limit
	for i > limit-utf8.UTFMax && !utf8.RuneStart(source[i]) {
		i--
	}
	for back := i - 1; back > i-len(`\ud83d\ude00`) && back > 0; back-- {
		if source[back] != '\\' || source[back-1] == '\\' {
			continue
		}
		if r, ok := unit(source[back:]); ok && r >= 0xdc00 && r <= 0xdfff {
			return back - len(`\ud83d`) // the second half of a pair
		}
		return back
	}
	return i
}

// size is a number of bytes for a person.
func size(n int) string {
	switch {
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1e3:
		return fmt.Sprintf("%.1f KB", float64(n)/1e3)
	}
	return strconv.Itoa(n) + " B"
}

// readable is a string as its source has it, with \uXXXX escapes decoded where
// they stand for something to see. What is hidden, and a quote or backslash,
// stays escaped.
func readable(source []byte) string {
	var out []byte // stays nil while there is nothing to decode
	done := 0
	for i := 0; i < len(source)-1; i++ {
		if source[i] != '\\' {
			continue
		}
		r, n := unescape(source[i:])
		if n > 0 && shows(r) {
			out = append(out, source[done:i]...)
			out = utf8.AppendRune(out, r)
			done = i + n
		}
		i += max(n, 2) - 1
	}
	if out == nil {
		return string(source)
	}
	return string(append(out, source[done:]...))
}

// unescape reads the \uXXXX, or the pair of them, that source begins with; n is
// 0 where there is none.
func unescape(source []byte) (r rune, n int) {
	r, ok := unit(source)
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if low, ok := unit(source[6:]); ok {
		if pair := utf16.DecodeRune(r, low); pair != unicode.ReplacementChar {
			return pair, 12
		}
	}
	return r, 6
}

func unit(source []byte) (rune, bool) {
	if len(source) < 6 || source[0] != '\\' || source[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(source[2:6]), 16, 16)
	return rune(n), err == nil
}

// shows reports whether r is better seen than escaped.
func shows(r rune) bool {
	return r != '"' && r != '\\' && unicode.IsPrint(r) && !unicode.In(r,
		unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}
