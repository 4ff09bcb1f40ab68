package graphquery

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// EncodePath makes a path with its options ready for sending and for a file: spaces, quotes,
// non-ASCII, "#", "+" and a stray "%" are percent-encoded, so is "&" inside a literal;
// what OData needs ($ ( ) ' , : / = & ; ? @) stays readable, valid escapes and
// {{variables}} stay as they are. A quote within a word of a literal is doubled, as OData wants it,
// and "#" in $search is encoded twice, as Graph wants it. EncodePath of its own result changes nothing.
func EncodePath(path string) string {
	at := places(path)
	search := searchSpan(path)
	var b strings.Builder
	b.Grow(len(path) + 16)
	for i := 0; i < len(path); {
		n := keeps(path[i:], at[i])
		switch {
		case path[i] == '\'' && (at[i] == Literal || at[i] == PathLiteral):
			n = 1 + boolInt(strings.HasPrefix(path[i+1:], "'"))
			b.WriteString("''")
		case n > 0:
			b.WriteString(path[i : i+n])
		case path[i] == '#' && search.from < i && i < search.to:
			b.WriteString("%2523")
			n = 1
		default:
			b.WriteString(percent(path[i]))
			n = 1
		}
		i += n
	}
	return b.String()
}

// searchSpan is where the value of $search stands.
func searchSpan(path string) span {
	if !strings.Contains(path, "#") {
		return span{}
	}
	_, all := optionSpans(path)
	for _, s := range all {
		if name := s.name(path); s.equals > 0 && (sameName(name, "$search") || sameName(name, "search")) {
			return span{from: s.equals, to: s.to}
		}
	}
	return span{}
}

// keeps returns how many bytes at the start of rest stand for themselves in a URL.
func keeps(rest string, at Place) int {
	c := rest[0]
	switch {
	case isUnreserved(c), strings.IndexByte("$()',:=;@!*", c) >= 0:
		return 1
	case c == '/', c == '?':
		return boolInt(at != PathLiteral)
	case c == '&':
		return boolInt(at == Segment || at == Option)
	case c == '%' && isEscape(rest):
		return 3
	case c == '{':
		_, n := variableAt(rest)
		return n
	}
	return 0
}

// Readable undoes the escapes that only keep a person from reading: spaces, quotes, #, +, letters.
// EncodePath of the result is EncodePath of the argument.
func Readable(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); {
		text, n := readableAt(path[i:])
		b.WriteString(text)
		i += n
	}
	out := b.String()
	if strings.TrimSpace(out) != out || EncodePath(out) != EncodePath(path) {
		return path
	}
	return out
}

// readableAt returns the text for the start of rest and how many bytes it stands for.
func readableAt(rest string) (string, int) {
	var raw []byte
	for n := 0; len(raw) < utf8.UTFMax && isEscape(rest[n:]); n += 3 {
		raw = append(raw, unhex(rest[n+1])<<4|unhex(rest[n+2]))
		if !utf8.FullRune(raw) {
			continue
		}
		r, _ := utf8.DecodeRune(raw)
		if strings.ContainsRune(` "#+`, r) || r >= utf8.RuneSelf && r != utf8.RuneError && unicode.IsPrint(r) {
			return string(r), n + 3
		}
		break
	}
	return rest[:1], 1
}

// isEscape says whether s begins with a valid percent escape.
func isEscape(s string) bool {
	return len(s) >= 3 && s[0] == '%' && isHex(s[1]) && isHex(s[2])
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c >= 'a':
		return c - 'a' + 10
	case c >= 'A':
		return c - 'A' + 10
	}
	return c - '0'
}

func isUnreserved(c byte) bool {
	return isLetterOrDigit(c) || strings.IndexByte("-._~", c) >= 0
}

func isLetterOrDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func percent(c byte) string {
	const digits = "0123456789ABCDEF"
	return string([]byte{'%', digits[c>>4], digits[c&15]})
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// EncodeValue encodes everything in s that could mean something in a URL, so that it stays one value.
func EncodeValue(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if isUnreserved(s[i]) {
			b.WriteByte(s[i])
			continue
		}
		b.WriteString(percent(s[i]))
	}
	return b.String()
}
