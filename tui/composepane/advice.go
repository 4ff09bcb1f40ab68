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

var consistency = header("ConsistencyLevel", "eventual")

// lacking is what an advanced query of the directory lacks, and why it is one; "" = it is none.
func (m *Model) lacking() (level, count bool, why string) {
	why, count = graphquery.NeedsEventual(m.query)
	return why != "" && !strings.EqualFold(m.level(), consistency.Value), count && m.query.Path != graphquery.SetOption(m.query.Path, counter, "true"), why
}

// level is the ConsistencyLevel that the person set, or "".
func (m *Model) level() string {
	for _, h := range m.query.Header {
		if strings.EqualFold(h.Name, consistency.Name) {
			return strings.TrimSpace(h.Value)
		}
	}
	return ""
}

// advanced says what goes along with the query by itself, and what goes wrong because something else was set.
func (m *Model) advanced() []note {
	level, count, why := m.lacking()
	if why == "" {
		return nil
	}
	var lacks []string
	if level {
		lacks = append(lacks, "ConsistencyLevel: eventual")
	}
	if count {
		lacks = append(lacks, "$count=true")
	}
	what, key := strings.Join(lacks, " and "), m.theme.Hint("compose", "add-consistencylevel", "ctrl+y")
	switch {
	case what == "":
		return []note{{well, "ConsistencyLevel: eventual goes along: " + why + " needs it"}}
	case level && m.level() != "":
		return []note{{careful, fmt.Sprintf("%s sets %s: %s needs it", key, what, why)}}
	}
	return []note{{"", fmt.Sprintf("%s will be added: %s needs it. %s writes it here", what, why, key)}}
}

// addEventual adds what an advanced query lacks.
func (m *Model) addEventual() {
	level, count, _ := m.lacking()
	if level {
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
