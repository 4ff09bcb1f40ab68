package permissions

import (
	"net/url"
	"strings"
)

const (
	anyKey   = "{id}"
	anyValue = "{value}"
)

// Template returns path without anything that only this tenant or this person has: every key, name, address and file is
// {id}, arguments are {value}, options are dropped. Only words that Graph's own paths are made of stay, and they only
// where no key stands: what is not known is taken for a key. path may begin with a host and a version, which are dropped.
func Template(path string) string {
	var b strings.Builder
	t := templater{out: &b}
	for _, segment := range segments(path) {
		t.add(segment)
	}
	if b.Len() == 0 {
		return "/"
	}
	return b.String()
}

// segments splits a path at slashes outside of quotes and brackets.
func segments(path string) []string {
	if i := strings.Index(path, "://"); i >= 0 && !strings.ContainsAny(path[:i], "/?('") {
		_, path, _ = strings.Cut(path[i+len("://"):], "/")
	}
	var all []string
	depth, quoted, start := 0, false, 0
	cut := func(end int) {
		if end > start {
			all = append(all, path[start:end])
		}
		start = end + 1
	}
	end := len(path)
scan:
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c == '\'' && depth > 0:
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth > 0:
		case c == '/':
			cut(i)
		case c == '?':
			end = i
			break scan
		}
	}
	cut(end)
	if len(all) > 0 && (strings.EqualFold(all[0], "v1.0") || strings.EqualFold(all[0], "beta")) {
		all = all[1:]
	}
	return all
}

// A templater writes segment after segment. It knows what may follow the one before.
type templater struct {
	out    *strings.Builder
	before word
	named  bool // within root:/…: or {host}:/…:, a way by names
}

func (t *templater) add(segment string) {
	text, err := url.PathUnescape(segment)
	if err != nil {
		text = segment
	}
	switch {
	case t.named:
		t.name(text)
	case strings.HasSuffix(text, ":"):
		t.write(t.word(strings.TrimSuffix(text, ":"))+":", word{})
		t.named = true
		t.out.WriteString("/" + anyKey)
	case strings.Contains(text, "("):
		t.call(text)
	default:
		t.write(t.word(text), t.after(text))
	}
}

// name passes over a part of a way by names, of which {id} is written already.
func (t *templater) name(text string) {
	if strings.HasSuffix(text, ":") {
		t.out.WriteString(":")
		t.named, t.before = false, word{}
	}
}

// call writes a function with its arguments, or a collection with a key in brackets.
func (t *templater) call(text string) {
	name, arguments, _ := strings.Cut(text, "(")
	if t.before.keys && !t.before.also[strings.ToLower(name)] || !known(name) {
		t.write(anyKey, word{})
		return
	}
	end := strings.LastIndexByte(arguments, ')')
	switch {
	case end < 0 || strings.Count(arguments[:end], "'")%2 != 0:
		t.write(anyKey, word{})
	case strings.TrimSpace(arguments[:end]) == "":
		t.write(name+"()", word{})
	case isKey(arguments[:end]):
		t.write(name+"/"+anyKey, word{})
	default:
		t.write(name+"("+parameters(arguments[:end])+")", word{})
	}
}

// isKey is true of one value without a name, also where it ends in "=" as base64 does.
func isKey(arguments string) bool {
	_, value, named := strings.Cut(arguments, "=")
	return !named || strings.HasPrefix(arguments, "'") || strings.Trim(value, "= ") == ""
}

// parameters keeps the names of arguments and none of their values.
func parameters(arguments string) string {
	var kept []string
	quoted, start := false, 0
	add := func(argument string) {
		name, _, _ := strings.Cut(argument, "=")
		if name = strings.TrimSpace(name); !letters(name) {
			name = "key"
		}
		kept = append(kept, name+"="+anyValue)
	}
	for i := 0; i < len(arguments); i++ {
		switch {
		case arguments[i] == '\'':
			quoted = !quoted
		case arguments[i] == ',' && !quoted:
			add(arguments[start:i])
			start = i + 1
		}
	}
	add(arguments[start:])
	return strings.Join(kept, ",")
}

func (t *templater) write(segment string, next word) {
	t.out.WriteString("/" + segment)
	t.before = next
}

// word returns text if it is one of Graph's own words and may stand here, else {id}.
func (t *templater) word(text string) string {
	lower := strings.ToLower(text)
	switch {
	case !known(text):
		return anyKey
	case t.before.keys && !t.before.also[lower] && lower[0] != '$' && !cast(lower):
		return anyKey
	}
	return text
}

// after is what may follow text, if it is a word here.
func (t *templater) after(text string) word {
	if t.word(text) == anyKey {
		return word{}
	}
	return words()[strings.ToLower(text)]
}

// known is true for a word of Graph's paths, and for a type to cast to.
func known(text string) bool {
	lower := strings.ToLower(text)
	_, ok := words()[lower]
	return ok || cast(lower) || lower == "$count" || lower == "$value" || lower == "$ref"
}

func cast(lower string) bool {
	name, ok := strings.CutPrefix(lower, "microsoft.graph.")
	return ok && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789.") == ""
}

func letters(text string) bool {
	return text != "" && strings.Trim(strings.ToLower(text), "abcdefghijklmnopqrstuvwxyz") == ""
}
