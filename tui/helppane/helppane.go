// Package helppane shows every key that works, as the live keymap tells it.
package helppane

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/kit/scroll"
	"graphguest/tui/safetext"
)

// Section is the keys of one scope.
type Section struct {
	Title string
	Keys  []key.Binding
}

const (
	columnWidth = 38
	gap         = 2
)

// Model is the list of keys.
type Model struct {
	theme    kit.Theme
	sections []Section
	window   scroll.Window
}

// New shows sections. Bindings that are disabled or have no help are left out.
func New(theme kit.Theme, sections []Section) *Model {
	return &Model{theme: theme, sections: sections}
}

// Title names the overlay.
func (m *Model) Title() string { return "Keys" }

// Keys scroll, where there is more than is seen.
func (m *Model) Keys() []key.Binding { return m.window.Keys() }

// Update scrolls.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	if themed, ok := msg.(kit.ThemeChanged); ok {
		m.theme = themed.Theme
	}
	m.window.Update(msg)
	return m, nil
}

// Size wants two columns.
func (m *Model) Size() (width, height int) {
	width = 2*columnWidth + gap
	return width, len(m.rows(width))
}

// View lays the sections out in as many columns as fit.
func (m *Model) View(width, height int) string {
	var rows []string
	for _, row := range m.window.View(m.rows(width), height) {
		rows = append(rows, kit.CutStyled(row, width))
	}
	return kit.Lines(rows, height)
}

func (m *Model) rows(width int) []string {
	columns := max((width+gap)/(columnWidth+gap), 1)
	var rows []string
	for i, s := range m.sections {
		if i > 0 {
			rows = append(rows, "")
		}
		rows = append(rows, m.theme.Bold.Render(s.Title))
		rows = append(rows, m.grid(s.Keys, columns)...)
	}
	return rows
}

// grid fills columns from top to bottom, so that keys that belong together stay so.
func (m *Model) grid(keys []key.Binding, columns int) []string {
	var shown []key.Binding
	for _, k := range keys {
		if k.Enabled() && k.Help().Key != "" {
			shown = append(shown, k)
		}
	}
	height := (len(shown) + columns - 1) / columns
	rows := make([]string, height)
	for i, k := range shown {
		row := i % height
		if i >= height {
			rows[row] += strings.Repeat(" ", gap)
		}
		rows[row] += m.theme.Key.Render(kit.Pad(k.Help().Key, 12)) + " " + kit.Pad(safetext.Line(k.Help().Desc), columnWidth-13)
	}
	return rows
}
