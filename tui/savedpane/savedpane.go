// Package savedpane lists the saved queries of the environment on the screen.
package savedpane

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

var (
	run    = kit.Bind("enter", "run")
	load   = kit.Bind("l", "load into the line", "l", "space", "right")
	rename = kit.Bind("r", "rename")
	remove = kit.Bind("d", "delete")
	fresh  = kit.Bind("n", "save the line as new")
	down   = kit.Bind("j/↓", "down", "j", "down")
	up     = kit.Bind("k/↑", "up", "k", "up")
	top    = kit.Bind("g", "first", "g", "home")
	bottom = kit.Bind("G", "last", "G", "end")
)

// Model is the list. It shows what the last SavedListed brought.
type Model struct {
	theme    kit.Theme
	saved    []library.Saved
	problems []error
	listed   bool
	at, from int // the row under the cursor, the first row shown
	focused  bool
}

// New returns a list that waits for its queries.
func New(theme kit.Theme) *Model { return &Model{theme: theme} }

// Title counts them.
func (m *Model) Title() string {
	if len(m.saved) == 0 {
		return "Saved"
	}
	return fmt.Sprintf("Saved · %d", len(m.saved))
}

// Keys leave out what needs a row where there is none.
func (m *Model) Keys() []key.Binding {
	if len(m.saved) == 0 {
		return []key.Binding{fresh}
	}
	return []key.Binding{run, load, rename, remove, fresh, down, up, top, bottom}
}

// Update obeys keys and follows the environment.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Focused:
		m.focused = msg.Yes
	case kit.ThemeChanged:
		m.theme = msg.Theme
	case kit.EnvironmentOpened:
		m.saved, m.problems, m.listed, m.at, m.from = nil, nil, false, 0, 0
	case kit.SavedListed:
		m.list(msg)
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	case tea.MouseWheelMsg:
		m.wheel(msg)
	case tea.MouseClickMsg:
		m.click(msg)
	}
	return m, nil
}

// list keeps the cursor on the query it was on.
func (m *Model) list(msg kit.SavedListed) {
	var name string
	if s, ok := m.current(); ok {
		name = s.Name
	}
	m.saved, m.problems, m.listed = msg.Saved, msg.Problems, true
	for i, s := range m.saved {
		if s.Name == name {
			m.at = i
		}
	}
	m.move(0)
}

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	if key.Matches(msg, fresh) {
		return kit.Ask(kit.AskSave{})
	}
	s, ok := m.current()
	if !ok {
		return nil
	}
	switch {
	case key.Matches(msg, run):
		return kit.Ask(kit.RunQuery{Query: s.Query, Variables: s.Variables})
	case key.Matches(msg, load):
		return kit.Ask(kit.EditQuery{Query: s.Query, Variables: s.Variables})
	case key.Matches(msg, rename):
		return kit.Ask(askRename(s))
	case key.Matches(msg, remove):
		return kit.Ask(askDelete(s))
	case key.Matches(msg, down):
		m.move(1)
	case key.Matches(msg, up):
		m.move(-1)
	case key.Matches(msg, top):
		m.move(-len(m.saved))
	case key.Matches(msg, bottom):
		m.move(len(m.saved))
	}
	return nil
}

func askRename(s library.Saved) kit.Question {
	return kit.Question{
		Title: "Rename this query",
		Lines: []string{s.Query.String(), "", "to"},
		Value: s.Title,
		Then:  func(answer string) tea.Msg { return kit.RenameQuery{Name: s.Name, Title: answer} },
	}
}

func askDelete(s library.Saved) kit.Confirmation {
	return kit.Confirmation{
		Title:  "Delete a saved query",
		Lines:  []string{s.Title, s.Query.String(), "in " + s.File},
		Yes:    "delete it",
		Danger: true,
		Wish:   kit.DeleteQuery{Name: s.Name},
	}
}

func (m *Model) current() (library.Saved, bool) {
	if m.at < 0 || m.at >= len(m.saved) {
		return library.Saved{}, false
	}
	return m.saved[m.at], true
}

func (m *Model) move(by int) { m.at = max(min(m.at+by, len(m.saved)-1), 0) }

func (m *Model) wheel(msg tea.MouseWheelMsg) {
	switch msg.Button {
	case tea.MouseWheelUp:
		m.move(-1)
	case tea.MouseWheelDown:
		m.move(1)
	}
}

// click puts the cursor on the row; msg counts from the pane's own corner.
func (m *Model) click(msg tea.MouseClickMsg) {
	if row := m.from + msg.Y; row < len(m.saved) {
		m.at = row
	}
}
