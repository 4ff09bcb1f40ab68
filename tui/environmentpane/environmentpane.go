// Package environmentpane is the switcher: every environment, where it leads, whether
// its tokens are at hand and when it was last open; and what can be done with each.
package environmentpane

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
)

// Model is the switcher. What is typed filters the rows; below the last of them
// stands the way to add another.
type Model struct {
	theme    kit.Theme
	current  string
	now      func() time.Time
	looks    looks
	table    table
	shown    []hit // what the filter lets through, the best first
	problems []error
	listed   bool
	filter   kit.Line
	at       int // the row under the cursor; len(shown) = the one that adds
	said     string
	window
}

// window is which rows the last View showed, and where.
type window struct{ from, room, top int }

// New returns a switcher that marks the environment named current and tells the age
// of things by now.
func New(theme kit.Theme, current string, now func() time.Time) *Model {
	return &Model{theme: theme, current: current, now: now, looks: looksIn(theme)}
}

// Title names the overlay.
func (m *Model) Title() string { return "Environments" }

// Editing is always true: letters filter.
func (m *Model) Editing() bool { return true }

// Update obeys keys and takes what is on disk.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.ThemeChanged:
		m.theme, m.looks = msg.Theme, looksIn(msg.Theme)
	case kit.EnvironmentOpened:
		m.open(msg.Environment.Name)
	case kit.EnvironmentsListed:
		m.list(msg)
	case kit.Tick:
		m.table.age(m.now())
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

// open marks the environment that was just entered.
func (m *Model) open(name string) {
	if name == m.current {
		return
	}
	m.current = name
	if !m.listed {
		return
	}
	m.list(kit.EnvironmentsListed{Rows: m.table.rows, Problems: m.problems})
}

// list takes the environments. The cursor stays on the row it was on; at first that
// is the environment on the screen.
func (m *Model) list(msg kit.EnvironmentsListed) {
	at, adds := m.current, m.typed() == plus
	if m.listed && len(m.table.rows) > 0 {
		at, adds = "", true
		if r, ok := m.chosen(); ok {
			at, adds = r.Environment.Name, false
		}
	}
	m.table = newTable(msg.Rows, m.current, m.now())
	m.problems, m.listed = msg.Problems, true
	m.choose(at)
	if adds {
		m.at = len(m.shown)
	}
}

// narrow lets the filter have a key or a paste.
func (m *Model) narrow(msg tea.Msg) {
	before := m.filter.Value()
	if m.filter.Update(msg) && m.filter.Value() != before {
		m.choose("")
	}
}

// choose applies the filter and puts the cursor on the named row, or the first. A lone +
// is no filter: it means the row that adds.
func (m *Model) choose(name string) {
	m.at, m.from = 0, 0
	words := m.filter.Value()
	if m.typed() == plus {
		words = ""
	}
	m.shown = m.table.sift(words)
	if m.typed() == plus && name == "" {
		m.at = len(m.shown)
		return
	}
	for i, h := range m.shown {
		if m.table.rows[h.row].Environment.Name == name {
			m.at = i
		}
	}
}

// chosen is the environment under the cursor.
func (m *Model) chosen() (r kit.EnvironmentRow, ok bool) {
	if m.at >= len(m.shown) {
		return r, false
	}
	return m.table.rows[m.shown[m.at].row], true
}

// enter opens the environment under the cursor, or the form for another.
func (m *Model) enter() tea.Cmd {
	if r, ok := m.chosen(); ok {
		return kit.Ask(kit.SwitchEnvironment{Name: r.Environment.Name})
	}
	return m.add()
}

// add opens the form for another environment. What was typed and is the name of none
// goes along as its tenant.
func (m *Model) add() tea.Cmd {
	w := kit.SetUp{Purpose: kit.Add}
	if m.named() {
		w.Environment = auth.Environment{TenantDomain: m.typed()}
	}
	return kit.Ask(w)
}

// named is true where what was typed is a tenant to add: no environment's name, and more
// than the sign that stands in front of the row.
func (m *Model) named() bool {
	return len(m.shown) == 0 && m.typed() != "" && m.typed() != plus
}

func (m *Model) more() tea.Cmd {
	if r, ok := m.chosen(); ok {
		return kit.Ask(menu(r))
	}
	return nil
}

func (m *Model) move(by int) { m.at = max(min(m.at+by, len(m.shown)), 0) }

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
	row := m.from + msg.Y - m.top
	if msg.Y < m.top || msg.Y >= m.top+m.room || row > len(m.shown) {
		return nil
	}
	if row == m.at {
		return m.enter()
	}
	m.at = row
	return nil
}

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	m.said = ""
	d, why, found := deeds.Pressed(m, msg)
	switch {
	case !found:
		m.narrow(msg)
		return nil
	case why != "":
		m.said = d.Help().Desc + ": " + why
		return nil
	}
	return d.Do(m)
}
