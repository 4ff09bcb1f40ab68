package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

// What the keys of the root do.

func (m *Model) running() bool  { return m.run.busy }
func (m *Model) idle() bool     { return !m.run.busy }
func (m *Model) hasError() bool { return m.status.err != nil }

func (m *Model) quit() tea.Cmd {
	m.run.stop()
	m.signIn.stop()
	return tea.Quit
}

func (m *Model) leave() tea.Cmd {
	m.line.Leave()
	return nil
}

func (m *Model) typeQuery() tea.Cmd {
	m.line.Edit()
	return m.focusOn(query)
}

func (m *Model) nextPane() tea.Cmd   { return m.step(1) }
func (m *Model) paneBefore() tea.Cmd { return m.step(-1) }
func (m *Model) goSaved() tea.Cmd    { return m.focusOn(saved) }

// step moves the focus; coming to the query line is coming to type.
func (m *Model) step(by int) tea.Cmd {
	to := (m.focus + place(by) + places) % places
	if to == query {
		m.line.Edit()
	}
	return m.focusOn(to)
}

func (m *Model) focusOn(p place) tea.Cmd {
	if p == m.focus {
		return nil
	}
	old := m.focus
	m.focus = p
	return tea.Batch(m.tell(old, kit.Focused{}), m.tell(p, kit.Focused{Yes: true}))
}

func (m *Model) nextMethod() tea.Cmd {
	m.line.NextMethod()
	return nil
}

func (m *Model) nextVersion() tea.Cmd {
	m.line.NextVersion()
	return nil
}

func (m *Model) toggleMouse() tea.Cmd {
	m.mouse = !m.mouse
	if m.mouse {
		m.say("mouse: clicks and wheel go to graphguest")
	} else {
		m.say("mouse: left to the terminal, for selecting text")
	}
	return nil
}

// askSave asks for the title of the query in the line.
func (m *Model) askSave() tea.Cmd {
	if !m.here.open {
		m.fail(errNowhere)
		return nil
	}
	q, err := m.line.Query()
	if err != nil {
		m.fail(err)
		return nil
	}
	title, _, _ := strings.Cut(strings.Trim(q.Path, "/"), "?")
	return m.ask(kit.Question{
		Title: "Save this query",
		Lines: []string{q.String(), "", "under the title"},
		Value: title,
		Then: func(title string) tea.Msg {
			return kit.SaveQuery{Saved: library.Saved{Title: title, Query: q}}
		},
	})
}
