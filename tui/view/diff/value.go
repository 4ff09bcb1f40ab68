package diff

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"graphguest/graphquery/jsondiff"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/safetext"
)

// textOf is a value on one line: its first bytes, about most of them; what is left out is marked by "…".
func textOf(value []byte, most int) string {
	first := value[:min(len(value), 4*most+16)] // white space and escapes take more than what is seen of them
	d := jsondoc.New(first)
	text := ""
	if c := value[0]; c == '{' || c == '[' {
		text = string(d.Preview(0, most))
		if len(text) < most && len(first) == len(value) && strings.HasSuffix(text, string(c+2)) {
			return text
		}
		return text + "…"
	}
	for _, line := range d.Lines(0, 1) {
		text = line.String()
	}
	if len(first) < len(value) {
		text += "…"
	}
	return text
}

// beside are two values on a line, of long texts the beginning; where that is the same, from shortly before what differs.
func beside(a, b []byte) (before, after string) {
	const (
		seen    = 512
		context = 256
	)
	n := shared(a, b)
	if n < 2*seen || a[0] != '"' || b[0] != '"' {
		return textOf(a, seen), textOf(b, seen)
	}
	from := n - context
	for limit := from - 64; from > limit && (!utf8.RuneStart(a[from]) || bytes.IndexByte(a[from-len(`\ud83d\ude00`):from], '\\') >= 0); {
		from-- // not within a character or an escape
	}
	tail := func(text []byte) string {
		rest := append([]byte{'"'}, text[from:min(len(text), from+4*seen)]...)
		return "…" + strings.TrimPrefix(textOf(rest, seen), `"`)
	}
	return tail(a), tail(b)
}

// shared is how many bytes two values have in common at their beginning.
func shared(a, b []byte) (n int) {
	const block = 4096
	for n+block <= min(len(a), len(b)) && bytes.Equal(a[n:n+block], b[n:n+block]) {
		n += block
	}
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// shortest is how much of an id is shown in a list of differences.
const shortest = 8

// pathOf is a path in a list: ids and the like are cut.
func pathOf(p jsondiff.Path) string {
	if len(p) == 0 {
		return "(everything)"
	}
	short := make(jsondiff.Path, len(p))
	for i, s := range p {
		if s.By != "" && (isID(s.Key) || utf8.RuneCountInString(s.Key) > 3*shortest) {
			s.Key = safetext.Truncate(s.Key, map[bool]int{true: shortest + 1, false: 3 * shortest}[isID(s.Key)])
		}
		short[i] = s
	}
	return short.String()
}

// isID is whether a text is a GUID.
func isID(s string) bool {
	const guid = "00000000-0000-0000-0000-000000000000"
	if len(s) != len(guid) {
		return false
	}
	for i := range len(s) {
		c := s[i]
		hex := c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
		if hex != (guid[i] == '0') || !hex && c != '-' {
			return false
		}
	}
	return true
}

// apart cuts two long texts so that what differs is in sight: of what they share before it some letters stay.
func apart(a, b string, cells int) (string, string) {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) {
		n--
	}
	rest := max(safetext.Width(a[n:]), safetext.Width(b[n:]))
	kept := max(min(6, cells/4), cells-rest-1) // letters before the difference that stay
	cut := n
	for i := 0; i < kept && cut > 0; i++ {
		_, size := utf8.DecodeLastRuneInString(a[:cut])
		cut -= size
	}
	if n < cells/2 || cut == 0 {
		return a, b
	}
	return "…" + a[cut:], "…" + b[cut:]
}
