package askpane

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

const (
	marker = "› "
	margin = "  " // as wide as marker
)

// Menu is a choice among items. It is made for it and thrown away afterwards.
type Menu struct {
	theme  kit.Theme
	choice kit.Choice
	at     int
	reason string // why the item chosen last cannot be
	from   int    // the first row in sight, for the mouse
	head   int    // rows above the first item
	page   int    // rows in the last View
}

// NewChoice offers the items of c. The cursor is on the first that can be chosen.
func NewChoice(theme kit.Theme, c kit.Choice) *Menu {
	m := &Menu{theme: theme, choice: c}
	for m.at < len(c.Items)-1 && c.Items[m.at].Why != "" {
		m.at++
	}
	if len(c.Items) > 0 && c.Items[m.at].Why != "" {
		m.at = 0
	}
	return m
}

// Title is what is asked.
func (m *Menu) Title() string { return safetext.Line(m.choice.Title) }

// Keys are those of the items, and those that move the cursor. An item's own letter
// goes before j and k.
func (m *Menu) Keys() []key.Binding {
	keys := []key.Binding{choose}
	taken := map[string]bool{}
	for _, item := range m.choice.Items {
		if item.Key != "" && !taken[item.Key] {
			keys = append(keys, kit.Bind(item.Key, safetext.Line(item.Label)))
			taken[item.Key] = true
		}
	}
	switch {
	case len(m.choice.Items) == 1:
		return keys
	case taken["j"] || taken["k"]:
		return append(keys, kit.Bind("↓", "down", "down"), kit.Bind("↑", "up", "up"), pageDown, pageUp)
	}
	return append(keys, down, up, pageDown, pageUp)
}

var (
	choose   = kit.Bind("enter", "choose")
	down     = kit.Bind("j/↓", "down", "down", "j")
	up       = kit.Bind("k/↑", "up", "up", "k")
	pageDown = kit.Bind("pgdn", "page down", "pgdown")
	pageUp   = kit.Bind("pgup", "page up", "pgup")
)

// AllKeys are those of every menu. An item's own letter is none: another menu has others.
func (m *Menu) AllKeys() []key.Binding { return []key.Binding{choose, down, up, pageDown, pageUp} }

// Why says why a key does nothing now.
func (m *Menu) Why(k key.Binding) string {
	for _, now := range m.Keys() {
		if now.Help().Desc == k.Help().Desc {
			return ""
		}
	}
	return "there is one item"
}

// Update waits for a choice.
func (m *Menu) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.ThemeChanged:
		m.theme = msg.Theme
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	case tea.MouseClickMsg:
		if i := msg.Y + m.from - m.head; i >= 0 && i < len(m.choice.Items) {
			m.at = i
			return m, m.choose()
		}
	}
	return m, nil
}

func (m *Menu) onKey(msg tea.KeyPressMsg) tea.Cmd {
	for i, item := range m.choice.Items {
		if item.Key != "" && item.Key == msg.String() {
			m.at = i
			return m.choose()
		}
	}
	switch {
	case key.Matches(msg, choose):
		return m.choose()
	case key.Matches(msg, down):
		m.move(m.at + 1)
	case key.Matches(msg, up):
		m.move(m.at - 1)
	case key.Matches(msg, pageDown):
		m.move(m.at + m.page)
	case key.Matches(msg, pageUp):
		m.move(m.at - m.page)
	}
	return nil
}

func (m *Menu) move(to int) { m.at, m.reason = max(min(to, len(m.choice.Items)-1), 0), "" }

// choose states the wish of the item under the cursor, or says why it cannot be.
func (m *Menu) choose() tea.Cmd {
	if len(m.choice.Items) == 0 {
		return kit.Ask(kit.Close{})
	}
	item := m.choice.Items[m.at]
	if item.Why == "" {
		return kit.Ask(kit.Answered{Wish: item.Wish})
	}
	m.reason = refusal(item)
	return nil
}

// Size fits the text, with room for a reason.
func (m *Menu) Size() (width, height int) {
	width = max(46, safetext.Width(m.Title())+4)
	for _, l := range m.choice.Lines {
		width = max(width, safetext.Width(safetext.Line(l)))
	}
	for _, item := range m.choice.Items {
		width = max(width, safetext.Width(label(item)))
	}
	width = min(width, widest)
	return width, len(m.rows(width))
}

// View is what to know and the items. Where not all fits, the item under the cursor does.
func (m *Menu) View(width, height int) string {
	rows := m.rows(width)
	m.page = max(height-1, 1)
	m.from = max(len(rows)-height, 0)
	m.from = min(m.from, m.head+m.at)
	return kit.Lines(rows[m.from:], height)
}

func (m *Menu) rows(width int) (rows []string) {
	for _, l := range m.choice.Lines {
		rows = append(rows, safetext.Wrap(safetext.Line(l), width)...)
	}
	if len(rows) > 0 {
		rows = append(rows, "")
	}
	m.head = len(rows)
	room := 0 // for the longest reason, so that nothing moves when it appears
	for i, item := range m.choice.Items {
		row := kit.Pad(label(item), width)
		switch {
		case i == m.at:
			row = m.theme.Selected.Render(kit.Pad(strings.Replace(label(item), margin, marker, 1), width))
		case item.Why != "":
			row = m.theme.Dim.Render(row)
		}
		rows = append(rows, row)
		if item.Why != "" {
			room = max(room, 1+len(safetext.Wrap(refusal(item), width)))
		}
	}
	reason := make([]string, room)
	if m.reason != "" {
		for i, row := range safetext.Wrap(m.reason, width) {
			reason[i+1] = m.theme.Warn.Render(row)
		}
	}
	return append(rows, reason...)
}

func refusal(item kit.Item) string { return safetext.Line(item.Label + ": " + item.Why) }

// label is a row: the key, what it does, and why it cannot be done.
func label(item kit.Item) string {
	row := margin + kit.Pad(item.Key, 1) + "  " + safetext.Line(item.Label)
	if item.Why != "" {
		row += " — " + safetext.Line(item.Why)
	}
	return row
}
