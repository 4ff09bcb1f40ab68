// Package timeline shows where the time of an answer went: the parts of its last try as bars, the tries before it, and how
// quickly pages and rows came.
package timeline

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/view"
)

// Model is the view.
type Model struct {
	theme  kit.Theme
	answer view.Answer
	rows   []row // at this width
	width  int
	height int
	top    int
	zone   *time.Location
}

// New returns a view that shows nothing.
func New(theme kit.Theme) *Model { return &Model{theme: theme, height: 1, zone: time.Local} }

// Name is how the row of views calls it.
func (m *Model) Name() string { return "Timeline" }

// Offers is true where an answer came from Graph.
func (m *Model) Offers(a view.Answer) bool { return a.Result != nil && a.Result.Status != 0 }

// Show begins at the top.
func (m *Model) Show(a view.Answer) tea.Cmd {
	m.top = 0
	return m.Grow(a)
}

// Grow takes the times again: a further page has its own.
func (m *Model) Grow(a view.Answer) tea.Cmd {
	m.answer = a
	m.layOut()
	return nil
}

// SetTheme changes the colours.
func (m *Model) SetTheme(t kit.Theme) { m.theme = t }

// View draws the rows in sight.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return kit.Lines(nil, height)
	}
	m.height = height
	if width != m.width {
		m.width = width
		m.layOut()
	}
	m.hold()
	var lines []string
	for _, r := range m.rows[m.top:min(m.top+height, len(m.rows))] {
		lines = append(lines, m.draw(r))
	}
	return kit.Lines(lines, height)
}

// Update obeys keys and the wheel.
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
	}
	return nil
}

// Where is nowhere: there is no cursor.
func (m *Model) Where() string { return "" }

// Keys are those that do something now.
func (m *Model) Keys() []key.Binding { return deeds.Keys(m) }

// AllKeys are all.
func (m *Model) AllKeys() []key.Binding { return deeds.All() }

// Why a key means nothing now.
func (m *Model) Why(k key.Binding) string { return deeds.Why(m, k) }

// Copies is all of it, as text.
func (m *Model) Copies() []view.Copy {
	if !m.Offers(m.answer) {
		return nil
	}
	return []view.Copy{{Key: "a", What: "all that is shown here", Text: func() (string, error) {
		text := ""
		for _, r := range rowsOf(m.answer.Result, copiedWidth, m.zone) {
			text += r.String() + "\n"
		}
		return text, nil
	}}}
}

const copiedWidth = 100 // cells of what is copied
