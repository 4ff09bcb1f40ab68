// Package safetext is the border between text that somebody else wrote and a terminal.
//
// A display name, an error's description or a file's name can carry escape
// sequences, reordered or invisible characters. What comes out of this package
// holds none of them: they are shown, as ␛, ␍, ‹U+202E› or ‹FF›, never obeyed.
// Every function is idempotent, so cleaning twice does no harm.
package safetext

import (
	"fmt"
	"unicode/utf8"
)

// Line makes s one line that a terminal can show. Control characters become
// their pictures (a newline ␊, a tab ␉), everything else that is not plainly
// visible a form such as ‹U+200B›, bytes that are not UTF-8 a form such as ‹FF›.
// Text that may pass as it is comes back as it is, without an allocation.
func Line(s string) string {
	if isPlain(s) {
		return s
	}
	var out []byte // stays nil while everything has passed
	var at place
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		invalid := r == utf8.RuneError && size == 1
		switch {
		case !invalid && at.admits(r, s[i+size:]):
			if out != nil {
				out = append(out, s[i:i+size]...)
			}
		default:
			if out == nil {
				out = append(make([]byte, 0, len(s)+16), s[:i]...)
			}
			out = appendVisible(out, r, s[i], invalid)
			at = place{previous: '›', marks: at.marks}
		}
		i += size
	}
	if out == nil {
		return s
	}
	return string(out)
}

// isPlain reports whether s is printable ASCII throughout.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// appendVisible appends the form in which a character that may not pass is shown.
func appendVisible(out []byte, r rune, b byte, invalid bool) []byte {
	switch {
	case invalid:
		return fmt.Appendf(out, "‹%02X›", b)
	case r < ' ':
		return utf8.AppendRune(out, '␀'+r)
	case r == 0x7f:
		return utf8.AppendRune(out, '␡')
	}
	return fmt.Appendf(out, "‹U+%04X›", r)
}
