package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
)

// undo is a way back that stays open until the explorer ends.
type undo struct {
	what string // what was done: "deleted “guests”"
	back func(*Model) tea.Cmd
}

// mostUndos bounds what is held for a change of mind.
const mostUndos = 50

func (m *Model) undone(u undo) {
	m.undos = append(m.undos, u)
	m.undos = m.undos[max(len(m.undos)-mostUndos, 0):]
}

// takeBack takes back the newest deletion.
func (m *Model) takeBack() tea.Cmd {
	n := len(m.undos)
	if n == 0 {
		return nil
	}
	u := m.undos[n-1]
	m.undos = m.undos[:n-1]
	cmd := u.back(m)
	m.say("undone: " + u.what)
	return cmd
}

func (m *Model) whyNoUndo() string {
	if len(m.undos) == 0 {
		return "nothing is left to undo"
	}
	return ""
}

// sayWithUndo says what was done, and that there is a way back.
func (m *Model) sayWithUndo(what string) {
	way := m.hint("undo", "u")
	if m.tab().line.Editing() {
		way = "esc, then " + way
	}
	m.say(fmt.Sprintf("%s · %s undoes it", what, way))
}
