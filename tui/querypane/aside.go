package querypane

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// bringBack undoes what emptying the line did to what is not seen in it.
var bringBack = kit.Bind("ctrl+y", "bring back headers and body")

// unseen names what of a query does not stand in the line; "" = there is nothing.
func (p parts) unseen() string {
	var words []string
	if n := len(p.header); n > 0 {
		words = append(words, counted(n, "header"))
	}
	if n := len(p.body); n > 0 {
		words = append(words, "a body of "+size(n))
	}
	if n := len(p.variables); n > 0 {
		words = append(words, counted(n, "variable"))
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// several is true where those words are more than one thing.
func (p parts) several() bool {
	return len(p.header)+len(p.variables)+min(len(p.body), 1) > 1
}

// putAside keeps what leaves with its text until the next run or load, and says so.
func (m *Model) putAside(p parts) tea.Cmd {
	what := p.unseen()
	if what == "" {
		return nil
	}
	m.aside = p
	it := "it"
	if p.several() {
		it = "them"
	}
	by := m.theme.Hint("query", kit.KeyName(bringBack), bringBack.Keys()[0])
	return kit.Ask(kit.Say{Text: "cleared " + what + "; " + by + " brings " + it + " back"})
}

// bringBack gives the query in the line what was put aside. What it has of its own stays.
// A body comes with the method that sends it, where the one in the line sends none.
func (m *Model) bringBack() tea.Cmd {
	old := m.aside
	if old.unseen() == "" {
		return nil
	}
	m.aside = parts{}
	said := "brought back " + old.unseen()
	reads, now := !m.writes(), m.parts.with(old)
	if reads && len(old.body) > 0 && old.method != now.method {
		now.method = old.method
		said += "; the method is " + now.method + " again"
	}
	m.settle()
	m.put(m.line.Value(), now)
	return kit.Ask(kit.Say{Text: said})
}

// with is p and what it lacks of old.
func (p parts) with(old parts) parts {
	p.header = slices.Clone(p.header)
	for _, h := range old.header {
		if !slices.ContainsFunc(p.header, func(there graphquery.Header) bool { return strings.EqualFold(there.Name, h.Name) }) {
			p.header = append(p.header, h)
		}
	}
	if len(p.body) == 0 {
		p.body = old.body
	}
	variables := map[string]string{}
	for _, from := range []map[string]string{old.variables, p.variables} {
		for name, value := range from {
			variables[name] = value
		}
	}
	if len(variables) > 0 {
		p.variables = variables
	}
	return p
}

// settle makes the run in the line what is typed. What belonged to what was typed
// before is put aside.
func (m *Model) settle() tea.Cmd {
	lost := parts{}
	if m.walk.under() {
		lost = m.walk.parts
	}
	m.walk.end()
	return m.putAside(lost)
}
