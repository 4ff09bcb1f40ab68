package graphquery

import (
	"slices"
	"strings"
)

// plain undoes the escapes of all printable characters but those that mean something else without
// theirs: % may begin another escape, and { } a variable.
func plain(raw string) string {
	var b strings.Builder
	for i := 0; i < len(raw); {
		if isEscape(raw[i:]) {
			if c := unhex(raw[i+1])<<4 | unhex(raw[i+2]); c >= ' ' && c <= '~' && strings.IndexByte("%{}", c) < 0 {
				b.WriteByte(c)
				i += 3
				continue
			}
		}
		text, n := readableAt(raw[i:])
		b.WriteString(text)
		i += n
	}
	return b.String()
}

// decoded undoes the escapes that Readable undoes, and those of the characters in also.
func decoded(raw, also string) string {
	var b strings.Builder
	for i := 0; i < len(raw); {
		if isEscape(raw[i:]) && strings.IndexByte(also, unhex(raw[i+1])<<4|unhex(raw[i+2])) >= 0 {
			b.WriteByte(unhex(raw[i+1])<<4 | unhex(raw[i+2]))
			i += 3
			continue
		}
		text, n := readableAt(raw[i:])
		b.WriteString(text)
		i += n
	}
	return b.String()
}

// within decodes a value, but for the spaces at its ends: a line loses them there.
func within(raw string, decode func(string) string) string {
	from, to := 0, len(raw)
	for strings.HasPrefix(raw[from:to], "%20") {
		from += 3
	}
	for strings.HasSuffix(raw[from:to], "%20") {
		to -= 3
	}
	return raw[:from] + decode(raw[from:to]) + raw[to:]
}

// meansSame says whether a server reads the same in both of the paths, which hold no variables. As
// OData says, it parts the options at each & and then undoes the escapes: an escaped apostrophe is
// one like any other to it, while to us (see marks) it is what never opens or closes a literal.
func meansSame(a, b string) bool { return slices.Equal(asRead(a), asRead(b)) }

// asRead are the texts of a path between ?, & and the first = of an option, as a server reads them.
func asRead(path string) (texts []string) {
	base, options, _ := strings.Cut(EncodePath(path), "?")
	texts = append(texts, unescaped(base))
	for o := range strings.SplitSeq(options, "&") {
		name, value, found := strings.Cut(o, "=")
		texts = append(texts, unescaped(name), "="[:boolInt(found)], unescaped(value))
	}
	return texts
}

func unescaped(text string) string {
	var b strings.Builder
	for _, m := range marks(text) {
		b.WriteByte(m.char)
	}
	return b.String()
}
