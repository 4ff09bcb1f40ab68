// Package composepane edits the parts of the query in the line: its options, headers,
// body and variables. Line and pane stay in step, whichever is edited.
package composepane

import (
	"maps"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kit/editor"
)

const wishWidth, wishHeight = 100, 16

// Model is the parts of one query. What QueryChanged brought and what was changed here
// is in query and variables; the forms hold it as it is typed.
type Model struct {
	theme     kit.Theme
	at        part
	query     graphquery.Query
	variables map[string]string
	known     bool  // a query has come
	err       error // why the line is none
	said      ledger
	apart     apart // the path, as it was taken apart last

	forms [parts]form // the body has none
	body  editor.Text
	check check
	match graphquery.Header // If-Match for the object on the screen; without a name there is none
	offer *offer            // the usual headers, while they are open
	found []string          // the names of the variables in the query

	caretX, caretY int // in the last View
	caret          bool
	spots          []spot // the names of the parts in the last View
	top            int    // the first row below them
}

// New opens the parts at one of them: kit.Options, Headers, Body or Variables.
func New(theme kit.Theme, at kit.Overlay) *Model {
	m := &Model{theme: theme}
	for p := range parts {
		if about[p].overlay == at {
			m.at = p
		}
	}
	return m
}

// Title names the pane.
func (m *Model) Title() string { return "Compose" }

// Size is the same for every part: nothing jumps when another one is chosen.
func (m *Model) Size() (width, height int) { return wishWidth, wishHeight }

// Editing is true while there is a query: letters go into its parts.
func (m *Model) Editing() bool { return m.usable() }

func (m *Model) usable() bool { return m.known && m.err == nil }

// Update obeys keys and follows the line.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.ThemeChanged:
		m.theme = msg.Theme
	case kit.EnvironmentOpened:
		*m = Model{theme: m.theme, at: m.at}
	case kit.QueryChanged:
		return m, m.follow(msg)
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	case tea.PasteMsg, tea.MouseWheelMsg:
		return m, m.edit(msg)
	case tea.MouseClickMsg:
		return m, m.click(msg)
	}
	return m, nil
}

// follow takes what became of the line. What was said here changes nothing.
func (m *Model) follow(c kit.QueryChanged) tea.Cmd {
	m.match = c.Match
	if m.err = c.Err; c.Err != nil {
		m.offer = nil
		return nil
	}
	if m.known {
		mine, older := m.said.heard(c)
		if older {
			return m.state()
		}
		if mine || fingerprint(m.query, m.variables) == fingerprint(c.Query, c.Variables) {
			return nil
		}
	}
	m.load(c)
	return nil
}

// load shows another query. The focus and the cursors stay where they are as far as
// there is such a place.
func (m *Model) load(c kit.QueryChanged) {
	m.known, m.said = true, ledger{}
	m.query, m.variables = c.Query, maps.Clone(c.Variables)
	m.search()
	for p := range parts {
		m.refill(p)
	}
	m.loadBody()
}

// state tells the line what was changed here.
func (m *Model) state() tea.Cmd {
	w := m.wish()
	m.said.note(w)
	return kit.Ask(w)
}

func (m *Model) wish() kit.ChangeQuery {
	w := kit.ChangeQuery{Query: m.query, Variables: maps.Clone(m.variables)}
	w.Query.Header = slices.Clone(m.query.Header)
	return w
}

// run settles what is being typed and asks to send the query, as the line would. A body
// that the method does not send stays here and waits for another one.
func (m *Model) run() tea.Cmd {
	m.settle()
	q := m.query
	q.Path = strings.TrimSpace(q.Path)
	q.Header = slices.Clone(q.Header)
	values := maps.Clone(m.variables)
	if !q.Writes() && len(q.Body) > 0 {
		q.Body = nil
		m.said.note(kit.ChangeQuery{Query: q, Variables: values}) // the line has it so, then
	}
	return kit.Ask(kit.RunQuery{Query: q, Variables: values})
}
