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
	other  kit.Item                    // its second yes; without a label there is none
	then   func(answer string) tea.Msg // of a question; nil = a confirmation
	line   kit.Line
	chosen bool // the answer proposed is selected: what is typed takes its place
	middle middle
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
	return &Model{theme: theme, title: c.Title, lines: c.Lines, yes: c.Yes, danger: c.Danger, wish: c.Wish, other: c.Other}
}

// Title is what is asked.
func (m *Model) Title() string { return safetext.Line(m.title) }

// Editing is true for a question: letters are its answer.
func (m *Model) Editing() bool { return m.then != nil }

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
	case tea.MouseWheelMsg:
		m.middle.scroll(map[tea.MouseButton]int{tea.MouseWheelUp: -1, tea.MouseWheelDown: 1}[msg.Button])
	}
	return m, nil
}

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	keys := m.answers()
	if m.scrolled(msg) {
		return nil
	}
	if m.then == nil {
		switch {
		case key.Matches(msg, keys[0]):
			return kit.Ask(kit.Answered{Wish: m.wish})
		case key.Matches(msg, keys[1]):
			return kit.Ask(kit.Close{})
		case m.other.Label != "" && key.Matches(msg, keys[2]):
			return kit.Ask(kit.Answered{Wish: m.other.Wish})
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
	return width, len(m.text(width)) + len(m.air()) + len(m.answer(width))
}

// View is what to know, and then the line or the keys, which are the last to leave a
// small screen.
func (m *Model) View(width, height int) string {
	text, answer := m.text(width), m.answer(width)
	answer = answer[:min(len(answer), max(height, 0))]
	rows := append(append(text, m.air()...), answer...)
	switch room := height - len(answer); {
	case len(rows) <= height:
		m.middle = middle{}
	case len(text) <= room:
		m.middle = middle{}
		rows = append(text, answer...)
	default:
		rows = append(m.squeeze(width, room), answer...)
	}
	m.caretY = len(rows) - 1
	return kit.Lines(rows, height)
}

func (m *Model) text(width int) (rows []string) {
	for _, l := range m.lines {
		rows = append(rows, safetext.Wrap(safetext.Line(l), width)...)
	}
	return rows
}

// air stands above yes and no; a line to type in belongs to the text above it.
func (m *Model) air() []string {
	if m.then != nil {
		return nil
	}
	return []string{""}
}

func (m *Model) answer(width int) []string {
	if m.then != nil {
		answer := m.line.View(width - safetext.Width(prompt))
		if m.chosen {
			answer = m.theme.Selected.Render(answer)
		}
		return []string{m.theme.Accent.Render(prompt) + answer}
	}
	style := m.theme.Bold
	if m.danger {
		style = m.theme.Bad.Bold(true)
	}
	answer := style.Render("y") + " " + safetext.Line(m.yes) + "   "
	if m.other.Label != "" {
		answer += style.Render(m.other.Key) + " " + safetext.Line(m.other.Label) + "   "
	}
	answer += m.theme.Bold.Render("n") + " no"
	rows := strings.Split(lipgloss.Wrap(answer, max(width, 1), " "), "\n")
	for i, row := range rows {
		rows[i] = kit.CutStyled(row, width) // a wide character is not broken
	}
	return rows
}

// Cursor is in the line, where there is one.
func (m *Model) Cursor() (x, y int, shown bool) {
	return safetext.Width(prompt) + m.line.Caret(), m.caretY, m.then != nil
}
