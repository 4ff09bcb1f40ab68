package resultpane

import (
	tea "charm.land/bubbletea/v2"

	"charm.land/bubbles/v2/key"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
	"graphguest/tui/view"
)

// prompt is the line at the bottom in which a search or a filter is typed.
type prompt struct {
	sign string // "/" or ":"; "" = it is not open
	line kit.Line
	undo func(*Model) tea.Cmd // puts back what was before the typing
}

func (p *prompt) open() bool { return p.sign != "" }

// The keys of the line.
var (
	promptTake  = kit.Bind("enter", "take what is typed")
	promptLeave = kit.Bind("esc", "leave the line as it was")
)

// ask opens the line with a text to go on from.
func (m *Model) ask(sign, text string, undo func(*Model) tea.Cmd) {
	m.prompt = prompt{sign: sign, undo: undo}
	m.prompt.line.SetValue(text)
}

// typed is a key while the line is open: it takes every key but those that end it.
func (m *Model) typed(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, promptLeave):
		undo := m.prompt.undo
		m.prompt = prompt{}
		return undo(m)
	case key.Matches(msg, promptTake):
		sign, text := m.prompt.sign, m.prompt.line.Value()
		m.prompt = prompt{}
		if sign == searchSign {
			return m.takeSearch(text)
		}
		return m.takeFilter(text)
	}
	return m.change(msg)
}

// paste puts text into the line.
func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	if m.prompt.open() {
		return m.change(msg)
	}
	if m.viewTypes() {
		return m.stage.view().Update(msg)
	}
	return nil
}

// change is an edit of the line: what it says is tried at once.
func (m *Model) change(msg tea.Msg) tea.Cmd {
	before := m.prompt.line.Value()
	m.prompt.line.Update(msg)
	text := m.prompt.line.Value()
	switch {
	case text == before:
		return nil
	case m.prompt.sign == searchSign:
		return m.trySearch(text)
	}
	return m.tryFilter(text)
}

// promptRow draws the line, with what is to be said of it at its right end.
func (m *Model) promptRow() string {
	aside, style := m.search.words(), m.theme.Dim
	if m.prompt.sign == filterSign {
		aside, style = m.filter.words()+" · "+m.theme.Hint("answer", kit.KeyName(promptTake), "enter")+" filters all of it", m.theme.Dim
	}
	if m.wrongTyped() != "" {
		aside, style = m.wrongTyped(), m.theme.Bad
	}
	room := m.width - len(m.prompt.sign) - 1
	least := min(room, max(room/3, 12))
	aside = safetext.Truncate(aside, max(room-least-1, 0))
	left := m.prompt.line.View(room - safetext.Width(aside) - 1)
	row := paint(m.theme.Accent, m.prompt.sign) + paint(m.theme.Text, left)
	gap := m.width - 1 - safetext.Width(left) - safetext.Width(aside)
	for range gap {
		row += " "
	}
	return row + paint(style, aside)
}

// wrongTyped is why what is typed means nothing.
func (m *Model) wrongTyped() string {
	if m.prompt.sign == filterSign {
		return m.filter.wrong
	}
	return m.search.wrong
}

// Editing is true while text is typed in the pane.
func (m *Model) Editing() bool { return m.prompt.open() || m.viewTypes() }

// viewTypes is true while text is typed in the view in front.
func (m *Model) viewTypes() bool {
	v, ok := m.shown().(view.Typed)
	return ok && v.Editing()
}

// Cursor is the terminal's cursor while text is typed.
func (m *Model) Cursor() (x, y int, shown bool) {
	if m.prompt.open() {
		return 1 + m.prompt.line.Caret(), m.height - 1, true
	}
	if v, ok := m.shown().(view.Typed); ok && v.Editing() {
		x, y, shown = v.Cursor()
		return x, y + len(m.above()), shown
	}
	return 0, 0, false
}
