package querypane

import (
	"cmp"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/paste"
	"graphguest/tui/kit"
)

const (
	anyGraph  = "https://graph.microsoft.com" // while no environment is open, and nothing can run
	mostTyped = 32 << 10                      // bytes of a paste that are text for the line, which holds less
)

// paste puts text at the cursor, or loads it if it is a whole query. A path of this line's own
// kind replaces nothing that was typed; an address, a command and a request do.
func (m *Model) paste(text string) tea.Cmd {
	if !m.focused {
		return nil
	}
	m.Edit() // a paste where nobody types can only be meant for the line
	if !paste.Looks(text) {
		return m.insert(text)
	}
	p, err := paste.Parse(text, cmp.Or(m.graph, anyGraph))
	empty := strings.TrimSpace(m.line.Value()) == ""
	switch {
	case !empty && (p.Kind == paste.Line || p.Kind == paste.URL && errors.Is(err, graphquery.ErrOtherOrigin)):
		return m.insert(text) // an address may be a value within a query
	case err != nil:
		return m.refuse(text, p.Kind, err)
	}
	m.Load(p.Query, p.Variables)
	return kit.Ask(kit.Pasted{Query: p.Query, Variables: p.Variables, Notes: p.Notes})
}

// insert puts text at the cursor.
func (m *Model) insert(text string) tea.Cmd {
	return m.change(tea.PasteMsg{Content: strings.ToValidUTF8(text[:min(len(text), mostTyped)], "")})
}

// refuse says why a paste is no query. One line of text is kept for mending, but for a
// command: its headers may hold a token, which belongs on no screen.
func (m *Model) refuse(text string, kind paste.Kind, err error) tea.Cmd {
	if kind != paste.Curl && len(text) <= mostTyped && !strings.ContainsAny(strings.TrimSpace(text), "\r\n") {
		m.insert(text) // why it failed matters more than what else changed
	}
	return kit.Ask(kit.Failed{Err: err})
}
