// Package environmentpane is the switcher: every environment, where it leads
// and whether its tokens are at hand.
package environmentpane

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

var (
	enter = kit.Bind("enter", "open")
	down  = kit.Bind("↓", "down", "down", "ctrl+n")
	up    = kit.Bind("↑", "up", "up", "ctrl+p")
)

// Model is the switcher. What is typed filters the rows.
type Model struct {
	theme    kit.Theme
	current  string
	rows     []kit.EnvironmentRow
	shown    []kit.EnvironmentRow // those that the filter lets through
	names    map[string]string    // each name in its own colour
	problems []error
	listed   bool
	filter   kit.Line
	at, from int
}

// New returns a switcher that marks the environment named current.
func New(theme kit.Theme, current string) *Model { return &Model{theme: theme, current: current} }

// Title names the overlay.
func (m *Model) Title() string { return "Environments" }

// Editing is always true: letters filter.
func (m *Model) Editing() bool { return true }

// Keys are opening, moving and the editing keys of the filter.
func (m *Model) Keys() []key.Binding {
	if len(m.shown) == 0 {
		return kit.LineKeys()
	}
	return append([]key.Binding{enter, up, down}, kit.LineKeys()...)
}

// Update obeys keys and takes what is on disk.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.ThemeChanged:
		m.theme = msg.Theme
		m.paint()
	case kit.EnvironmentsListed:
		m.list(msg)
	case tea.PasteMsg:
		m.narrow(msg)
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	case tea.MouseWheelMsg:
		m.wheel(msg)
	case tea.MouseClickMsg:
		return m, m.click(msg)
	}
	return m, nil
}

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, enter):
		return m.open()
	case key.Matches(msg, down):
		m.move(1)
	case key.Matches(msg, up):
		m.move(-1)
	default:
		m.narrow(msg)
	}
	return nil
}

func (m *Model) open() tea.Cmd {
	if m.at >= len(m.shown) {
		return nil
	}
	return kit.Ask(kit.SwitchEnvironment{Name: m.shown[m.at].Environment.Name})
}

// list keeps the cursor on the environment it was on; the first list puts it
// on the current one.
func (m *Model) list(msg kit.EnvironmentsListed) {
	at := m.current
	if m.listed && m.at < len(m.shown) {
		at = m.shown[m.at].Environment.Name
	}
	m.rows, m.problems, m.listed = msg.Rows, msg.Problems, true
	m.paint()
	m.choose(at)
}

// paint styles the names once, not in View.
func (m *Model) paint() {
	m.names = make(map[string]string, len(m.rows))
	for _, r := range m.rows {
		m.names[r.Environment.Name] = m.theme.In(r.Environment.Color).Name.Render(" " + safetext.Line(r.Environment.Name) + " ")
	}
}

func (m *Model) narrow(msg tea.Msg) {
	if m.filter.Update(msg) {
		m.choose("")
	}
}

// choose applies the filter and puts the cursor on the named row, or the first.
func (m *Model) choose(name string) {
	m.at, m.from = 0, 0
	m.shown = sift(m.rows, strings.ToLower(m.filter.Value()))
	for i, r := range m.shown {
		if r.Environment.Name == name {
			m.at = i
		}
	}
}

func (m *Model) move(by int) { m.at = max(min(m.at+by, len(m.shown)-1), 0) }

func (m *Model) wheel(msg tea.MouseWheelMsg) {
	switch msg.Button {
	case tea.MouseWheelUp:
		m.move(-1)
	case tea.MouseWheelDown:
		m.move(1)
	}
}

// click chooses a row, and opens the one that was chosen already.
func (m *Model) click(msg tea.MouseClickMsg) tea.Cmd {
	row := m.from + msg.Y - headRows
	if row < 0 || row >= len(m.shown) || msg.Y < headRows {
		return nil
	}
	if row == m.at {
		return m.open()
	}
	m.at = row
	return nil
}
