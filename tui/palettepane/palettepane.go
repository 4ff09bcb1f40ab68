// Package palettepane finds anything by a few letters of it: actions with their keys,
// environments, saved queries, recent runs.
package palettepane

import (
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// Item is one thing to find and to do.
type Item struct {
	Kind   string // "action", "environment", "query" or "run"; no other is shown
	Title  string
	Detail string  // what tells it from others of that title; searched, too
	Key    string  // the key that does the same; "" = none
	Why    string  // why it cannot be done now; "" = it can
	Wish   tea.Msg // stated when it is chosen, once the palette is closed
}

// Model is the palette. What is typed finds; what is chosen is stated as a wish.
type Model struct {
	theme   kit.Theme
	title   string
	styles  styles
	entries entries
	lines   []line
	sought  bool // something is looked for, and the kinds are mixed
	filter  kit.Line
	at      int // the line under the cursor, never a heading
	said    string
	window
}

// window is which lines the last View showed, and where.
type window struct{ from, room, top int }

// New returns a palette of items, those of one kind in the order given.
func New(theme kit.Theme, title string, items []Item) *Model {
	m := &Model{theme: theme, title: title, styles: stylesOf(theme), entries: newEntries(items)}
	m.find()
	return m
}

// Load replaces the items and keeps what is typed, and the cursor on its item if it
// is still there.
func (m *Model) Load(items []Item) {
	before, chosen := m.chosen()
	at, from := m.at, m.from
	m.entries = newEntries(items)
	m.find()
	m.from, m.said = from, ""
	m.move(at - m.at)
	for i, l := range m.lines {
		if e := m.entries.all[l.entry]; chosen && !l.heading && e.kind == before.kind && e.Title == before.Title && e.Detail == before.Detail {
			m.at = i
			return
		}
	}
}

// Title names the overlay.
func (m *Model) Title() string { return safetext.Line(m.title) }

// Editing is always true: letters find.
func (m *Model) Editing() bool { return true }

// Size holds a screenful of what there may be.
func (m *Model) Size() (width, height int) { return 96, 24 }

// Update obeys keys and the mouse.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.ThemeChanged:
		m.theme, m.styles = msg.Theme, stylesOf(msg.Theme)
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

// narrow lets the line have a key or a paste.
func (m *Model) narrow(msg tea.Msg) {
	before := m.filter.Value()
	if m.filter.Update(msg) && m.filter.Value() != before {
		m.said = ""
		m.find()
	}
}

// find looks for what is typed and puts the cursor on the best.
func (m *Model) find() {
	m.lines, m.sought = m.entries.find(m.filter.Value())
	m.at, m.from = 0, 0
	m.move(0)
}

// chosen is the item under the cursor.
func (m *Model) chosen() (e entry, ok bool) {
	if m.at >= len(m.lines) {
		return e, false
	}
	return m.entries.all[m.lines[m.at].entry], true
}

// move goes by lines; a heading is stepped over.
func (m *Model) move(by int) {
	if len(m.lines) == 0 {
		m.at = 0
		return
	}
	step := 1
	if by < 0 {
		step = -1
	}
	at := max(min(m.at+by, len(m.lines)-1), 0)
	if at == 0 {
		step = 1
	}
	for m.lines[at].heading {
		at += step
	}
	m.at = at
}

// choose states the wish of the item under the cursor, or says why it cannot be done.
func (m *Model) choose() tea.Cmd { return m.answer(func(e entry) tea.Msg { return e.Wish }) }

func (m *Model) chooseInTab() tea.Cmd {
	return m.answer(func(e entry) tea.Msg {
		wish, _ := inTab(e.Wish)
		return wish
	})
}

func (m *Model) answer(wish func(entry) tea.Msg) tea.Cmd {
	e, ok := m.chosen()
	switch {
	case !ok:
		return nil
	case e.why != "":
		m.said = e.title + ": " + e.why
		return nil
	}
	return kit.Ask(kit.Answered{Wish: wish(e)})
}

// inTab is the wish for the same query in a tab of its own.
func inTab(wish tea.Msg) (w kit.OpenTab, isQuery bool) {
	switch q := wish.(type) {
	case kit.EditQuery:
		return kit.OpenTab(q), true
	case kit.RunQuery:
		return kit.OpenTab{Query: q.Query, Variables: q.Variables}, true
	}
	return w, false
}

func (m *Model) wheel(msg tea.MouseWheelMsg) {
	switch msg.Button {
	case tea.MouseWheelUp:
		m.move(-1)
	case tea.MouseWheelDown:
		m.move(1)
	}
}

// click puts the cursor on an item, and chooses the one that it is on already.
func (m *Model) click(msg tea.MouseClickMsg) tea.Cmd {
	at := m.from + msg.Y - m.top
	if msg.Y < m.top || msg.Y >= m.top+m.room || at >= len(m.lines) || m.lines[at].heading {
		return nil
	}
	if at == m.at {
		return m.choose()
	}
	m.at, m.said = at, ""
	return nil
}
