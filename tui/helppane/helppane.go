// Package helppane shows every key, as the live keymap tells it, and finds keys by
// what they do.
package helppane

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/kit/scroll"
	"graphguest/tui/safetext"
)

// Section is the keys of one scope. Scope is its name in settings.toml.
type Section struct {
	Title, Scope string
	Keys         []Key
}

// Key is a key as the person has it, and why it does nothing now; "" = it does.
type Key struct {
	Binding key.Binding
	Why     string
}

const (
	prompt = "› "
	least  = 46 // cells that the overlay wants at least
)

// Model is the list of keys, with a line that filters it.
type Model struct {
	theme   kit.Theme
	entries []entry
	cells   widths
	filter  kit.Line
	window  scroll.Window
	drawn   []string // the rows of what the filter leaves
	drawnAt int      // the width that they were drawn for; 0 = draw them again
	found   int      // keys that the filter leaves
	wants   struct{ width, height int }
}

// New shows sections in their order. Bindings that are disabled or have no help are
// left out.
func New(theme kit.Theme, sections []Section) *Model {
	m := &Model{theme: theme}
	for _, s := range sections {
		for _, k := range s.Keys {
			if k.Binding.Enabled() && k.Binding.Help().Key != "" {
				m.entries = append(m.entries, newEntry(s, k))
			}
		}
	}
	m.cells = widest(m.entries)
	m.wants.width = max(m.cells.all(), least)
	m.wants.height = 2 + len(m.rows(m.entries, m.wants.width))
	return m
}

// Title names the overlay.
func (m *Model) Title() string { return "Keys" }

// Editing is true: letters are the filter.
func (m *Model) Editing() bool { return true }

var moves = []key.Binding{
	kit.Bind("↓", "down", "down"), kit.Bind("↑", "up", "up"),
	kit.Bind("pgdn", "page down", "pgdown"), kit.Bind("pgup", "page up", "pgup"),
}

// Keys scroll, where there is more than is seen, and edit the filter.
func (m *Model) Keys() []key.Binding {
	var keys []key.Binding
	if len(m.window.Keys()) > 0 {
		keys = append(keys, moves...)
	}
	if m.filter.Value() != "" {
		keys = append(keys, kit.LineKeys()...)
	}
	return keys
}

// AllKeys are the keys that scroll.
func (m *Model) AllKeys() []key.Binding { return moves }

// Why there is nothing to scroll.
func (m *Model) Why(k key.Binding) string {
	if len(m.window.Keys()) > 0 || !slices.ContainsFunc(moves, func(b key.Binding) bool { return b.Help() == k.Help() }) {
		return ""
	}
	return "everything is in sight"
}

// Update scrolls and filters.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.ThemeChanged:
		m.theme, m.drawnAt = msg.Theme, 0
	case tea.MouseWheelMsg:
		m.window.Update(msg)
	case tea.KeyPressMsg:
		if key.Matches(msg, moves...) {
			m.window.Update(msg)
			return m, nil
		}
		m.narrow(msg)
	case tea.PasteMsg:
		m.narrow(msg)
	}
	return m, nil
}

func (m *Model) narrow(msg tea.Msg) {
	before := m.filter.Value()
	if m.filter.Update(msg); m.filter.Value() != before {
		m.drawnAt = 0
		m.window.Top()
	}
}

// Size has room for every key, whatever the filter leaves.
func (m *Model) Size() (width, height int) { return m.wants.width, m.wants.height }

// View is the filter, and below it what it leaves.
func (m *Model) View(width, height int) string {
	if m.drawnAt != width {
		left := filtered(m.entries, m.filter.Value())
		m.drawn, m.drawnAt, m.found = m.rows(left, width), width, len(left)
	}
	rows := []string{m.head(width), ""}
	if height < 4 {
		rows = rows[:1]
	}
	rows = append(rows, m.window.View(m.drawn, height-len(rows))...)
	return kit.Lines(rows, height)
}

// head is the line to type in, and how much it leaves.
func (m *Model) head(width int) string {
	count := fmt.Sprintf("%d of %d", m.found, len(m.entries))
	room := width - safetext.Width(prompt) - len(count) - 1
	if room < 8 {
		count, room = "", width-safetext.Width(prompt)
	}
	text := m.filter.View(room)
	line := m.theme.Text.Render(text)
	if m.filter.Value() == "" {
		text = safetext.Truncate("type what you look for", room)
		line = m.theme.Placeholder.Render(text)
	}
	gap := max(width-safetext.Width(prompt)-safetext.Width(text)-len(count), 0)
	return kit.CutStyled(m.theme.Accent.Render(prompt)+line+fmt.Sprintf("%*s", gap, "")+m.theme.Dim.Render(count), width)
}

// Cursor is in the filter.
func (m *Model) Cursor() (x, y int, shown bool) {
	return safetext.Width(prompt) + m.filter.Caret(), 0, true
}
