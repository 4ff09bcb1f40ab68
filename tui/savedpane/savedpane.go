// Package savedpane lists the saved queries of the environment on the screen.
package savedpane

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

// Model is the list. It shows what the last SavedListed brought.
type Model struct {
	theme    kit.Theme
	rows     []row
	shown    []hit // the rows that the filter lets through
	problems []error
	open     bool // an environment is
	listed   bool
	filter   filter
	marked   map[string]bool // for a batch, by name
	tenant   string          // the environment's, in small letters: delta links are kept for it
	at, from int             // in shown: the row under the cursor, the first row in sight
	page     int             // rows in sight
	focused  bool
}

// New returns a list that waits for its queries.
func New(theme kit.Theme) *Model { return &Model{theme: theme, marked: map[string]bool{}} }

// Title counts them.
func (m *Model) Title() string {
	title := "Saved"
	switch {
	case len(m.rows) == 0:
	case m.filter.on:
		title += fmt.Sprintf(" · %d of %d", len(m.shown), len(m.rows))
	default:
		title += fmt.Sprintf(" · %d", len(m.rows))
	}
	if len(m.marked) > 0 {
		title += fmt.Sprintf(" · %d marked", len(m.marked))
	}
	return title
}

// Editing is true while letters narrow the list.
func (m *Model) Editing() bool { return m.focused && m.filter.typing }

// Update obeys keys and follows the environment.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Focused:
		m.focused = msg.Yes
		m.filter.typing = m.filter.typing && msg.Yes
	case kit.ThemeChanged:
		m.theme = msg.Theme
	case kit.EnvironmentOpened:
		*m = Model{
			theme: m.theme, focused: m.focused, open: msg.Environment.Name != "",
			marked: map[string]bool{}, tenant: strings.ToLower(msg.Environment.TenantID),
		}
	case kit.SavedListed:
		m.list(msg)
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	case tea.PasteMsg:
		m.narrow(msg)
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
	at := m.at
	m.rows, m.problems, m.listed = rowsOf(msg.Saved), msg.Problems, true
	m.keepMarks()
	m.sift()
	m.at = at
	for i, h := range m.shown {
		if m.rows[h.row].saved.Name == name {
			m.at = i
		}
	}
	m.move(0)
}

func (m *Model) current() (library.Saved, bool) {
	if m.at < 0 || m.at >= len(m.shown) {
		return library.Saved{}, false
	}
	return m.rows[m.shown[m.at].row].saved, true
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

// click puts the cursor on the row; msg counts from the pane's own corner.
func (m *Model) click(msg tea.MouseClickMsg) {
	y := msg.Y - m.head()
	if row := m.from + y; y >= 0 && y < m.page && row < len(m.shown) {
		m.at = row
	}
}
