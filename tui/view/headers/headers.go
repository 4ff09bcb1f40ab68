// Package headers shows the headers of an answer, what they mean, and what was sent for it. It never shows a token.
package headers

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/view"
)

// Model is the view.
type Model struct {
	theme       kit.Theme
	answer      view.Answer
	entries     []entry
	rows        []row // the entries at this width
	width       int
	height      int
	top, cursor int
	zone        *time.Location
}

// New returns a view that shows nothing.
func New(theme kit.Theme) *Model { return &Model{theme: theme, height: 1, zone: time.Local} }

// Name is how the row of views calls it.
func (m *Model) Name() string { return "Headers" }

// Offers is true where an answer came from Graph.
func (m *Model) Offers(a view.Answer) bool { return a.Result != nil && a.Result.Status != 0 }

// Show begins at the status.
func (m *Model) Show(a view.Answer) tea.Cmd {
	m.top, m.cursor = 0, 0
	return m.Grow(a)
}

// Grow takes the headers again: those of a further page may differ.
func (m *Model) Grow(a view.Answer) tea.Cmd {
	m.answer, m.entries = a, nil
	if m.Offers(a) {
		m.entries = entriesOf(a.Result, a.Graph, m.zone)
	}
	m.layOut()
	return nil
}

// SetTheme changes the colours.
func (m *Model) SetTheme(t kit.Theme) { m.theme = t }

// Update obeys keys, the wheel and clicks.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if pressed, why, found := deeds.Pressed(m, msg); found && why == "" {
			return pressed.Do(m)
		}
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			m.scroll(-wheelStep)
		case tea.MouseWheelDown:
			m.scroll(wheelStep)
		}
	case tea.MouseClickMsg:
		m.goTo(m.top + msg.Y)
	}
	return nil
}

// Where names the header under the cursor.
func (m *Model) Where() string {
	if e := m.here(); e != nil && e.name != "" {
		return e.name
	}
	return ""
}

// Keys are those that do something now.
func (m *Model) Keys() []key.Binding { return deeds.Keys(m) }

// AllKeys are all.
func (m *Model) AllKeys() []key.Binding { return deeds.All() }

// Why a key means nothing now.
func (m *Model) Why(k key.Binding) string { return deeds.Why(m, k) }

// Copies are what can be copied: the header under the cursor, and all.
func (m *Model) Copies() (copies []view.Copy) {
	if e := m.here(); e != nil && e.name != "" {
		copies = append(copies,
			view.Copy{Key: "v", What: "the value", Text: text(e.value)},
			view.Copy{Key: "h", What: "the header", Text: text(e.line())})
	}
	if len(m.entries) > 0 {
		copies = append(copies, view.Copy{Key: "a", What: "all that is shown here", Text: text(all(m.entries))})
	}
	return copies
}

func text(s string) func() (string, error) { return func() (string, error) { return s, nil } }
