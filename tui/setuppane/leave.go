package setuppane

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// unsaved is true where closing would lose what the person has changed. What was only
// proposed is no loss, and what is being saved is none.
func (m *Model) unsaved() bool {
	if m.sent != nil {
		return false
	}
	if m.purpose != kit.Add && (!strings.EqualFold(m.place.ID, m.from.TenantID) || m.place.Cloud != m.from.Cloud) {
		return true
	}
	return slices.ContainsFunc(append(slices.Clone(m.fields), m.who), func(f *field) bool {
		return f.press == nil && f.value() != f.proposed
	})
}

// warn is the first esc: it says what the second one does.
func (m *Model) warn() tea.Cmd {
	m.warned = true
	return nil
}

// warning stands in the last rows, wherever the form is scrolled to.
func (m *Model) warning(width int) (rows []string) {
	if !m.warned {
		return nil
	}
	text := "what you filled in is not saved: " + m.theme.Hint("global", "close", "esc") + " again drops it"
	if m.step == form {
		text = "changes are not saved: " + m.theme.Hint("global", "close", "esc") + " again drops them, " + m.theme.Hint("setup", "save-the-form", "ctrl+s") + " saves"
	}
	for _, line := range safetext.Wrap(text, width) {
		rows = append(rows, m.theme.Warn.Render(line))
	}
	return rows
}
