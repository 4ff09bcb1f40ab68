package jsonrows

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// stringEnd returns the offset behind the text that begins at i; 0 = its end has not come.
func (s *Scanner) stringEnd(buf []byte, i int, end bool) (int, error) {
	from := max(i+1, s.far)
	n, err := textEnd(buf, from)
	switch {
	case n > 0:
		s.far = 0
		return n, nil
	case err == nil && end:
		err = errEnds
	case err == nil:
		s.far = max(i+1, len(buf)-longestEscape)
		s.far = backToText(buf, from, s.far)
		return 0, nil
	}
	return 0, s.fault(max(from, i), err)
}

// longestEscape is the length of \u0000.
const longestEscape = 6

// backToText returns the last place at or before far, and not before from, that is not within an escape.
func backToText(buf []byte, from, far int) int {
	if far <= from {
		return from
	}
	slashes := 0
	for j := far - 1; j >= from && buf[j] == '\\'; j-- {
		slashes++
	}
	if slashes%2 == 1 {
		return far - 1
	}
	return far
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// textEnd looks from i on, inside a text, for the quote that closes it, and returns the offset behind it; 0 = it is
// not there.
func textEnd(buf []byte, i int) (int, error) {
	for {
		if i = special(buf, i); i >= len(buf) {
			return 0, nil
		}
		switch c := buf[i]; {
		case c == '"':
			return i + 1, nil
		case c < 0x20:
			return 0, errors.New("a text holds a control character")
		}
		n, err := escapeEnd(buf, i)
		if n == 0 {
			return 0, err
		}
		i = n
	}
}

// TextEnd returns the offset behind the text whose quote opens at i, where it is one that JSON allows; 0 = it has no
// end, and with an error: it is none.
func TextEnd(b []byte, i int) (int, error) { return textEnd(b, i+1) }

// ScalarEnd returns the offset behind what could be a number, true, false or null at i; ok says that it is one.
func ScalarEnd(b []byte, i int) (n int, ok bool) {
	for n = i; n < len(b) && !ends(b[n]); n++ {
	}
	switch text := b[i:n]; {
	case n == i:
		return n, false
	case b[i] == '-' || b[i] >= '0' && b[i] <= '9':
		return n, isNumber(text)
	default:
		return n, string(text) == "null" || string(text) == "true" || string(text) == "false"
	}
}

// ValueEnd is the offset behind the value at i of JSON that is known to be valid; len(b) = its end is not there.
func ValueEnd(b []byte, i int) int { return valueEnd(b, i) }

// special is where the first quote, backslash or control character stands from i on; len(buf) = nowhere. Of eight
// bytes that are looked at together the lowest one found is right; those above it may be a borrow's.
func special(buf []byte, i int) int {
	for ; i+8 <= len(buf); i += 8 {
		x := binary.LittleEndian.Uint64(buf[i:])
		quote, slash := x^(ones*'"'), x^(ones*'\\')
		if found := ((quote-ones)&^quote | (slash-ones)&^slash | (x-ones*0x20)&^x) & highs; found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for i < len(buf) && buf[i] != '"' && buf[i] != '\\' && buf[i] >= 0x20 {
		i++
	}
	return i
}

// escapeEnd returns the offset behind the escape at i; 0 = it has not come whole.
func escapeEnd(buf []byte, i int) (int, error) {
	if i+1 >= len(buf) {
		return 0, nil
	}
	switch buf[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2, nil
	case 'u':
		for j := i + 2; j < i+longestEscape; j++ {
			if j >= len(buf) {
				return 0, nil
			}
			if !isHex(buf[j]) {
				return 0, errors.New("a text holds a broken escape")
			}
		}
		return i + longestEscape, nil
	}
	return 0, errors.New("a text holds an escape that JSON has not")
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// scalarEnd returns the offset behind a number, true, false or null; 0 = its end has not come.
func (s *Scanner) scalarEnd(buf []byte, i int, end bool) (int, error) {
	n := i
	for n < len(buf) && !ends(buf[n]) {
		n++
	}
	if n == i {
		return 0, s.fault(i, unexpected(buf[i], "a value"))
	}
	if n == len(buf) && !end && n-i <= longestNumber {
		return 0, nil
	}
	switch text := buf[i:n]; {
	case string(text) == "true", string(text) == "false", string(text) == "null", isNumber(text):
		return n, nil
	}
	return 0, s.fault(i, errors.New("no JSON value begins so"))
}

// longestNumber bounds how much of a number is waited for.
const longestNumber = 1 << 16

func ends(c byte) bool {
	switch c {
	case ',', '}', ']', ' ', '\n', '\t', '\r', ':', '"', '{', '[':
		return true
	}
	return false
}

func isNumber(b []byte) bool {
	if len(b) > 0 && b[0] == '-' {
		b = b[1:]
	}
	whole := digits(b)
	if whole == 0 || whole > 1 && b[0] == '0' {
		return false
	}
	b = b[whole:]
	if len(b) > 0 && b[0] == '.' {
		n := digits(b[1:])
		if n == 0 {
			return false
		}
		b = b[1+n:]
	}
	if len(b) > 0 && (b[0] == 'e' || b[0] == 'E') {
		b = b[1:]
		if len(b) > 0 && (b[0] == '+' || b[0] == '-') {
			b = b[1:]
		}
		n := digits(b)
		return n > 0 && n == len(b)
	}
	return len(b) == 0
}

func digits(b []byte) int {
	n := 0
	for n < len(b) && '0' <= b[n] && b[n] <= '9' {
		n++
	}
	return n
}
