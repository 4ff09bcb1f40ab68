package snippet

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// posix is text as one word of a POSIX shell: bare where nothing in it means anything to a shell.
func posix(text string) string {
	if text != "" && strings.Trim(text, bare) == "" {
		return text
	}
	return quoted(text)
}

const bare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@%+,"

// quoted is text as one word of a POSIX shell, in quotes. What a terminal would obey while it is pasted is written by its
// number; a line end at the end is lost then.
func quoted(text string) string {
	if !typeable([]byte(text)) {
		return `"$(` + written([]byte(text)) + `)"`
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// mostTyped is what an argument may hold, in bytes: Linux takes 128 KiB for one.
const mostTyped = 100 << 10

// typeable is whether a body can be an argument, and be pasted into a terminal without it obeying a part of it.
func typeable(body []byte) bool {
	if len(body) > mostTyped || !utf8.Valid(body) {
		return false
	}
	for _, r := range string(body) {
		if r != '\n' && r != '\t' && !visible(r) {
			return false
		}
	}
	return true
}

// visible is whether a character shows what it is.
func visible(r rune) bool { return unicode.IsGraphic(r) }

// piped is a command that writes the body, for one behind it to read.
func piped(body []byte) string { return written(body) + " | " }

// written is a command that writes text. Every POSIX shell understands it.
func written(text []byte) string {
	var b strings.Builder
	for rest := text; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && n <= 1 || r != '\n' && r != '\t' && !visible(r):
			for _, c := range rest[:n] {
				fmt.Fprintf(&b, `\0%03o`, c)
			}
		case r == '\\':
			b.WriteString(`\\`)
		case r == '\'':
			b.WriteString(`'\''`)
		default:
			b.Write(rest[:n])
		}
		rest = rest[n:]
	}
	return "printf %b '" + b.String() + "'"
}
