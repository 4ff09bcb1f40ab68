package graphquery

import (
	"slices"
	"strings"
)

// QueryOption is one option of a path, decoded for people: $filter, displayName eq 'A & B'.
type QueryOption struct {
	Name, Value string

	bare bool // there is no "=" behind the name
}

// Is says whether the option is the one of that name: capitals and escapes do not count.
func (o QueryOption) Is(name string) bool { return sameName(o.Name, name) }

// SplitOptions takes a path apart: what stands before the "?", and the options in their order.
// Values read as a person writes them: every escape of a printable character is undone that means
// the same without it, %27 and %2C too; what is between two & is an option, also when it is empty.
// JoinOptions puts together what means the same to Graph as path does.
func SplitOptions(path string) (base string, options []QueryOption) {
	end, spans := optionSpans(path)
	for _, s := range spans {
		options = append(options, s.option(path))
	}
	return path[:end], options
}

// JoinOptions puts a path together. An & or # in a value stays in it, and no quote in one option
// pairs with one in another.
func JoinOptions(base string, options []QueryOption) string {
	path := base
	for i, o := range options {
		joint := path + string("?&"[boolInt(i > 0)])
		path = joint + o.written(readableName, readableWay)
		if parts(path, i+1, len(joint)) {
			continue
		}
		for _, name := range [...]func(string) string{readableName, pairlessName} {
			if next := joint + o.written(name, pairlessWay); parts(next, i+1, len(joint)) {
				path = next
				break
			}
		}
	}
	return path
}

func (o QueryOption) written(name, value func(string) string) string {
	if o.bare && o.Value == "" {
		return name(o.Name)
	}
	return name(o.Name) + "=" + value(o.Value)
}

// parts says whether path has n options, the last of them at byte from.
func parts(path string, n, from int) bool {
	_, spans := optionSpans(path)
	return len(spans) == n && spans[n-1].from == from
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
		return spans[len(spans)-1].write(path, readableName(name)+"=", value)
	}
	joint := path + string("?&"[boolInt(len(spans) > 0)])
	if next := (span{from: len(joint), to: len(joint)}).write(joint, readableName(name)+"=", value); next != joint {
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
	read := QueryOption{Name: decoded(o.Name, ""), Value: within(o.Value, plain), bare: o.bare}
	if joined := JoinOptions("", []QueryOption{read}); WithoutVariables(raw) == raw && meansSame(joined, "?"+raw) {
		return read
	}
	read.Value = within(o.Value, func(v string) string { return decoded(v, "&") })
	if EncodePath(JoinOptions("", []QueryOption{read})) == EncodePath("?"+raw) {
		return read
	}
	return o
}

func sameName(written, name string) bool {
	var plain strings.Builder
	for _, m := range marks(written) {
		plain.WriteByte(m.char)
	}
	return strings.EqualFold(plain.String(), name)
}
