// Package askpane is the dialog that asks for one line of text, for yes or no, or
// for one of several things.
package askpane

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

const (
	widest = 76 // a dialog is read, not scanned
	prompt = "› "
)

// Model is one question. It is made for it and thrown away after the answer.
type Model struct {
	theme  kit.Theme
	title  string
	lines  []string
	yes    string
	danger bool
	wish   tea.Msg                     // of a confirmation
	then   func(answer string) tea.Msg // of a question; nil = a confirmation
	line   kit.Line
	chosen bool // the answer proposed is selected: what is typed takes its place
	caretY int
}

// NewQuestion asks for a line of text. The answer proposed is selected, as in any
// text field: typing replaces it, moving the cursor keeps it.
func NewQuestion(theme kit.Theme, q kit.Question) *Model {
	m := &Model{theme: theme, title: q.Title, lines: q.Lines, then: q.Then, chosen: q.Value != ""}
	m.line.SetValue(q.Value)
	return m
}

// NewConfirmation asks yes or no.
func NewConfirmation(theme kit.Theme, c kit.Confirmation) *Model {
	return &Model{theme: theme, title: c.Title, lines: c.Lines, yes: c.Yes, danger: c.Danger, wish: c.Wish}
}

// Title is what is asked.
func (m *Model) Title() string { return safetext.Line(m.title) }

// Editing is true for a question: letters are its answer.
func (m *Model) Editing() bool { return m.then != nil }

// Keys are yes and no, or enter and the editing keys.
func (m *Model) Keys() []key.Binding {
	if m.then != nil {
		return append([]key.Binding{kit.Bind("enter", "done")}, kit.LineKeys()...)
	}
	return []key.Binding{kit.Bind("y", "yes", "y", "Y"), kit.Bind("n", "no", "n", "N")}
}

// Update waits for the answer. Enter alone never means yes.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.ThemeChanged:
		m.theme = msg.Theme
	case tea.PasteMsg:
		if m.then != nil {
			m.edit(msg)
		}
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	}
	return m, nil
}

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	keys := m.Keys()
	if m.then == nil {
		switch {
		case key.Matches(msg, keys[0]):
			return kit.Ask(kit.Answered{Wish: m.wish})
		case key.Matches(msg, keys[1]):
			return kit.Ask(kit.Close{})
		}
		return nil
	}
	if key.Matches(msg, keys[0]) {
		answer := strings.TrimSpace(m.line.Value())
		if answer == "" {
			return nil
		}
		return kit.Ask(kit.Answered{Wish: m.then(answer)})
	}
	m.edit(msg)
	return nil
}

var deletions = kit.Bind("backspace", "delete", "backspace", "ctrl+h", "delete", "ctrl+d")

// edit changes the answer. What replaces a selected answer, or deletes it, takes it away first.
func (m *Model) edit(msg tea.Msg) {
	if m.chosen {
		k, pressed := msg.(tea.KeyPressMsg)
		if !pressed || kit.Types(k) || key.Matches(k, deletions) {
			m.line.SetValue("")
		}
	}
	if m.line.Update(msg) {
		m.chosen = false
	}
}

// Size fits the text.
func (m *Model) Size() (width, height int) {
	width = safetext.Width(m.Title()) + 4
	for _, l := range m.lines {
		width = max(width, safetext.Width(safetext.Line(l)))
	}
	width = min(max(width, 46), widest)
	return width, len(m.body(width))
}

// View is what to know, and then the line or the keys.
func (m *Model) View(width, height int) string {
	rows := m.body(width)
	// The answer is the last row: on a small screen it must not be the one that is lost.
	rows = rows[max(len(rows)-height, 0):]
	m.caretY = len(rows) - 1
	for len(rows) < height {
		rows = append(rows, "")
	}
	return strings.Join(rows, "\n")
}

func (m *Model) body(width int) []string {
	var rows []string
	for _, l := range m.lines {
		wrapped := safetext.Wrap(safetext.Line(l), width)
		rows = append(rows, wrapped...)
	}
	if m.then != nil {
		answer := m.line.View(width - safetext.Width(prompt))
		if m.chosen {
			answer = m.theme.Selected.Render(answer)
		}
		return append(rows, m.theme.Accent.Render(prompt)+answer)
	}
	rows = append(rows, "")
	style := m.theme.Bold
	if m.danger {
		style = m.theme.Bad.Bold(true)
	}
	answer := style.Render("y") + " " + safetext.Line(m.yes) + "   " + m.theme.Bold.Render("n") + " no"
	return append(rows, strings.Split(lipgloss.Wrap(answer, max(width, 1), " "), "\n")...)
}

// Cursor is in the line, where there is one.
func (m *Model) Cursor() (x, y int, shown bool) {
	return safetext.Width(prompt) + m.line.Caret(), m.caretY, m.then != nil
}
