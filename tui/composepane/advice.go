package composepane

import (
	"fmt"
	"slices"
	"strings"

	"graphguest/graphquery"
)

// note is something to say about a row or a part.
type note struct {
	mark string // "✗" it is wrong, "!" look out, "✓" it is well, "" for your help
	text string
}

const (
	wrong   = "✗"
	careful = "!"
	well    = "✓"
)

// optionNotes are what is wrong with a row's value and what the option is.
func (m *Model) optionNotes(r row) (notes []note) {
	value := r.text()
	if why := m.optionFault(r, value); why != "" {
		notes = append(notes, note{wrong, why})
	}
	if r.label == "$search" && value != "" && !strings.Contains(value, `"`) && graphquery.WithoutVariables(value) == value {
		notes = append(notes, note{careful, "$search stands in double quotes: " + `"` + value + `"`})
	}
	for _, u := range usualOptions {
		if strings.EqualFold("$"+r.label, u.name) {
			notes = append(notes, note{careful, u.name + " is meant? v1.0 may not know it without its $"})
		}
		if r.label == u.name {
			notes = append(notes, note{"", u.name + ": " + m.switchHint(r) + u.help})
		}
	}
	return notes
}

func (m *Model) switchHint(r row) string {
	if !r.switches {
		return ""
	}
	return m.theme.Hint("compose", "on-or-off", "space") + " switches it on or off; "
}

func (m *Model) optionFault(r row, value string) string {
	plain := graphquery.WithoutVariables(value)
	switch {
	case r.stuck != "":
		return r.stuck
	case m.repeats(r):
		return r.label + " is there twice: Graph refuses that"
	case value == "":
		return ""
	case (r.label == "$top" || r.label == "$skip") && strings.Trim(plain, "0123456789 ") != "":
		return r.label + " takes a whole number"
	case r.switches && !strings.EqualFold(value, "true") && !strings.EqualFold(value, "false") && plain == value:
		return r.label + " takes true or false"
	}
	if open := openQuote(value); open != "" {
		return "the quote " + open + " is not closed"
	}
	return ""
}

// repeats is true where an option stands behind another one of its name.
func (m *Model) repeats(r row) bool {
	all := m.split().options
	for i, o := range all {
		if i < r.index && r.index < len(all) && o.Is(r.label) {
			return true
		}
	}
	return false
}

// openQuote is the quote that value opens and does not close, "" where there is none. An
// apostrophe within a word opens nothing.
func openQuote(value string) string {
	for i := 0; i < len(value); i++ {
		quote := value[i]
		if quote != '"' && (quote != '\'' || i > 0 && isLetter(value[i-1])) {
			continue
		}
		for i++; i < len(value) && value[i] != quote; i++ {
			if value[i] == '\\' && quote == '"' {
				i++
			}
		}
		if i >= len(value) {
			return string(quote)
		}
	}
	return ""
}

func isLetter(c byte) bool {
	return c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// needs is what of the query directory objects take only as an advanced query, and
// whether $count=true has to be there, too.
func needs(path apart) (what []string, count bool) {
	has := map[string]string{}
	for _, o := range path.options {
		for _, u := range usualOptions {
			if o.Is(u.name) {
				has[u.name] = o.Value
			}
		}
	}
	if has["$search"] != "" {
		what = append(what, "$search")
	}
	if words := hardWords(has["$filter"]); words != nil {
		what, count = append(what, strings.Join(words, ", ")+" in $filter"), true
	}
	if has["$filter"] != "" && has["$orderby"] != "" {
		what, count = append(what, "$filter with $orderby"), true
	}
	if strings.EqualFold(has[counter], "true") || strings.HasSuffix(path.base, "/$count") {
		what = append(what, "$count")
	}
	return what, count && !strings.EqualFold(has[counter], "true")
}

// hardWords are the words of a filter that its texts do not count for.
func hardWords(filter string) (found []string) {
	words := map[string]bool{}
	for i, outside := range strings.Split(filter, "'") {
		if i%2 == 1 {
			continue
		}
		for word := range strings.FieldsFuncSeq(outside, func(r rune) bool { return r < 0x80 && r != '$' && !isLetter(byte(r)) }) {
			words[strings.ToLower(word)] = true
		}
	}
	for _, word := range []string{"ne", "not", "endsWith", "$count"} {
		if words[strings.ToLower(word)] {
			found = append(found, word)
		}
	}
	return found
}

// eventual is what an advanced query still lacks: the header, $count=true.
func (m *Model) eventual() (header, count bool, what []string) {
	what, count = needs(m.split())
	return len(what) > 0 && !slices.ContainsFunc(m.query.Header, isEventual), count, what
}

func isEventual(h graphquery.Header) bool {
	return strings.EqualFold(h.Name, consistency.Name) && strings.EqualFold(h.Value, consistency.Value)
}

var consistency = header("ConsistencyLevel", "eventual")

// advanced says what the query as a whole lacks, or that it lacks nothing.
func (m *Model) advanced() []note {
	header, count, what := m.eventual()
	if len(what) == 0 {
		return nil
	}
	var lacks []string
	if header {
		lacks = append(lacks, "ConsistencyLevel: eventual")
	}
	if count {
		lacks = append(lacks, "$count=true")
	}
	reason := strings.Join(what, ", ")
	if lacks == nil {
		return []note{{well, "ConsistencyLevel: eventual goes along, for " + reason}}
	}
	key := m.theme.Hint("compose", "add-consistencylevel", "ctrl+y")
	return []note{{careful, fmt.Sprintf("%s adds %s: directory objects (users, groups…) need it for %s", key, strings.Join(lacks, " and "), reason)}}
}

// addEventual adds what an advanced query lacks.
func (m *Model) addEventual() {
	header, count, _ := m.eventual()
	if header {
		m.query.Header = append(slices.DeleteFunc(slices.Clone(m.query.Header), func(h graphquery.Header) bool {
			return strings.EqualFold(h.Name, consistency.Name)
		}), consistency)
		m.refill(headers)
	}
	if count {
		m.query.Path = graphquery.SetOption(m.query.Path, counter, "true")
		m.refill(options)
	}
	m.search()
}
