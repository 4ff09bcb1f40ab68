package graphquery

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// write puts name and value where the span is, in the most readable way that leaves all the other
// options where they were. It is path itself where there is none.
func (s span) write(path, name, value string) string {
	value = printable(value)
	_, before := optionSpans(path)
	for _, way := range [...]func(string) string{readableWay, pairlessWay} {
		part := name + way(value)
		next := path[:s.from] + part + path[s.to:]
		if _, after := optionSpans(next); sameBut(before, after, s, len(part)) {
			return next
		}
	}
	return path
}

func readableName(name string) string { return inOption(name, "&#=") }

func pairlessName(name string) string { return escaped(name, "'&#=", func(int) bool { return true }) }

func readableWay(value string) string { return inOption(value, "&#") }

// pairlessWay escapes the apostrophes: as data they pair with none.
func pairlessWay(value string) string {
	return escaped(doubled(value), "'&#", func(int) bool { return true })
}

// doubled is a value with the quotes doubled that stand within a word of a literal, as EncodePath sends it.
func doubled(value string) string {
	const front = "?x="
	at := places(front + value)[len(front):]
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		b.WriteByte(value[i])
		if value[i] != '\'' || at[i] != Literal {
			continue
		}
		b.WriteByte('\'')
		i += boolInt(strings.HasPrefix(value[i+1:], "'"))
	}
	return b.String()
}

// sameBut says whether after is before, with the option at s now n bytes long.
func sameBut(before, after []span, s span, n int) bool {
	longer := n - (s.to - s.from)
	return slices.EqualFunc(before, after, func(b, a span) bool {
		switch {
		case b.from < s.from:
			return a == b
		case b.from == s.from:
			return a.from == b.from && a.to == b.to+longer
		}
		return a.from == b.from+longer && a.to == b.to+longer
	})
}

// inOption writes a name or a value so that it stays one: the characters of set are escaped
// outside quotes, which keep them themselves.
func inOption(text, set string) string {
	const front = "?x="
	at := places(front + text)[len(front):]
	return escaped(text, set, func(i int) bool { return at[i] == Option })
}

// escaped escapes the characters of set at the bytes that where says yes to. Variables stay as they are.
func escaped(text, set string, where func(i int) bool) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		if _, n := variableAt(text[i:]); n > 0 {
			b.WriteString(text[i : i+n])
			i += n
			continue
		}
		if strings.IndexByte(set, text[i]) >= 0 && where(i) {
			b.WriteString(percent(text[i]))
		} else {
			b.WriteByte(text[i])
		}
		i++
	}
	return b.String()
}

// printable escapes what a line cannot show or hold.
func printable(text string) string {
	var b strings.Builder
	for i, r := range text {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], string(r)) {
			size = 1 // no UTF-8
		} else if unicode.IsPrint(r) {
			b.WriteRune(r)
			continue
		}
		for _, c := range []byte(text[i : i+size]) {
			b.WriteString(percent(c))
		}
	}
	return b.String()
}
