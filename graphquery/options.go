package graphquery

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// QueryOption is one option of a path, decoded for people: $filter, displayName eq 'A & B'.
type QueryOption struct {
	Name, Value string

	bare bool // there is no "=" behind the name
}

// Is says whether the option is the one of that name: capitals and escapes do not count.
func (o QueryOption) Is(name string) bool { return sameName(o.Name, name) }

// SplitOptions takes a path apart: what stands before the "?", and the options in their order.
// Values read as Readable writes them, with & besides; what is between two & is an option,
// also when it is empty. JoinOptions puts together what is sent as path is.
func SplitOptions(path string) (base string, options []QueryOption) {
	end, spans := optionSpans(path)
	for _, s := range spans {
		options = append(options, s.option(path))
	}
	return path[:end], options
}

// JoinOptions puts a path together. An & or # in a value stays in it.
func JoinOptions(base string, options []QueryOption) string {
	var b strings.Builder
	b.WriteString(base)
	for i, o := range options {
		b.WriteByte("?&"[boolInt(i > 0)])
		b.WriteString(inOption(o.Name, "&#="))
		if !o.bare || o.Value != "" {
			b.WriteString("=" + inOption(o.Value, "&#"))
		}
	}
	return b.String()
}

// SetOption gives the first option of that name a value, in place, or adds one at the end; "" takes
// it away. Everything else stays byte for byte. The value is as SplitOptions gives it, and stays one
// value. Where nothing can keep it apart from the others, the path comes back as it was: a double
// quote that is never closed holds everything up to the next.
func SetOption(path, name, value string) string {
	_, spans := optionSpans(path)
	i := slices.IndexFunc(spans, func(s span) bool { return sameName(s.name(path), name) })
	switch {
	case i >= 0:
		return SetOptionAt(path, i, value)
	case value == "":
		return path
	case len(spans) > 0 && spans[len(spans)-1].empty():
		return spans[len(spans)-1].write(path, inOption(name, "&#=")+"=", value)
	}
	joint := path + string("?&"[boolInt(len(spans) > 0)])
	if next := (span{from: len(joint), to: len(joint)}).write(joint, inOption(name, "&#=")+"=", value); next != joint {
		return next
	}
	return path
}

// SetOptionAt is SetOption for the option at index i of SplitOptions: names may repeat.
// Where there is none at i, nothing changes.
func SetOptionAt(path string, i int, value string) string {
	end, spans := optionSpans(path)
	if i < 0 || i >= len(spans) {
		return path
	}
	s := spans[i]
	switch {
	case value == "" && len(spans) == 1:
		return path[:end]
	case value == "" && i == 0:
		return path[:s.from] + path[s.to+1:]
	case value == "":
		return path[:s.from-1] + path[s.to:]
	case value == s.option(path).Value:
		return path
	}
	return s.write(path, s.name(path)+"=", value)
}

// span is where one option stands in a path; equals is 0 where it has no "=".
type span struct{ from, equals, to int }

// optionSpans finds the options of a path and where what is before them ends.
func optionSpans(path string) (end int, spans []span) {
	at := places(path)
	end = len(path)
	for i := 0; i < len(path); i++ {
		if _, n := variableAt(path[i:]); n > 0 {
			i += n - 1 // its name may hold anything
			continue
		}
		open := len(spans) - 1
		switch {
		case path[i] == '?' && open < 0 && (at[i] == Segment || at[i] == Option):
			end = i
			spans = append(spans, span{from: i + 1, to: len(path)})
		case open >= 0 && path[i] == '&' && at[i] == Option:
			spans[open].to = i
			spans = append(spans, span{from: i + 1, to: len(path)})
		case open >= 0 && path[i] == '=' && spans[open].equals == 0:
			spans[open].equals = i
		}
	}
	return end, spans
}

func (s span) empty() bool { return s.from == s.to }

// name is as it is written.
func (s span) name(path string) string {
	if s.equals > 0 {
		return path[s.from:s.equals]
	}
	return path[s.from:s.to]
}

func (s span) option(path string) QueryOption {
	o := QueryOption{Name: s.name(path), bare: s.equals == 0}
	raw := path[s.from:s.to]
	if !o.bare {
		o.Value = path[s.equals+1 : s.to]
	}
	decoded := QueryOption{Name: decoded(o.Name, ""), Value: decodedInside(o.Value), bare: o.bare}
	if EncodePath(JoinOptions("", []QueryOption{decoded})) == EncodePath("?"+raw) {
		return decoded
	}
	return o
}

// write puts name and value where the span is, in the most readable way that leaves all the other
// options where they were. It is path itself where there is none.
func (s span) write(path, name, value string) string {
	value = printable(value)
	_, before := optionSpans(path)
	for _, way := range []func(string) string{
		func(v string) string { return inOption(v, "&#") },
		func(v string) string { // an apostrophe that is data pairs with none
			return strings.NewReplacer("'", "%27", "&", "%26", "#", "%23").Replace(v)
		},
	} {
		part := name + way(value)
		next := path[:s.from] + part + path[s.to:]
		if _, after := optionSpans(next); sameBut(before, after, s, len(part)) {
			return next
		}
	}
	return path
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

func sameName(written, name string) bool {
	var plain strings.Builder
	for _, m := range marks(written) {
		plain.WriteByte(m.char)
	}
	return strings.EqualFold(plain.String(), name)
}

// inOption writes a name or a value so that it stays one: the characters of set are escaped
// outside quotes, which keep them themselves.
func inOption(text, set string) string {
	const front = "?x="
	at := places(front + text)[len(front):]
	var b strings.Builder
	for i := 0; i < len(text); {
		_, n := variableAt(text[i:])
		switch {
		case n > 0:
			b.WriteString(text[i : i+n])
			i += n
			continue
		case at[i] == Option && strings.IndexByte(set, text[i]) >= 0:
			b.WriteString(percent(text[i]))
		default:
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

// decodedInside decodes a value, but for the spaces at its ends: a line loses them there.
func decodedInside(raw string) string {
	from, to := 0, len(raw)
	for strings.HasPrefix(raw[from:to], "%20") {
		from += 3
	}
	for strings.HasSuffix(raw[from:to], "%20") {
		to -= 3
	}
	return raw[:from] + decoded(raw[from:to], "&") + raw[to:]
}
