// Package raw shows the bytes of an answer as they came: lines broken at the width of the screen, what is no text in
// hexadecimal. What it does for a key depends on the screen, never on the length of the answer.
package raw

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/view"
)

// Model is the view.
type Model struct {
	theme  kit.Theme
	answer view.Answer
	bytes  bytes
	rows   rows        // how the bytes are broken into rows
	known  map[int]int // where the row ends that begins at a byte, of some
	marker view.Marker

	width, height int
	top, cursor   int // the bytes at which rows begin
	revealed      int // the line that was gone to
	revealedAt    int // and the row where that was; -1 = the cursor has moved since
	drawn         drawn
}

// drawn is the screen drawn last, and what it depends on besides what clears it.
type drawn struct {
	top, cursor, width, height int
	text                       string
}

// New returns a view that shows nothing.
func New(theme kit.Theme) *Model {
	return &Model{theme: theme, width: 80, height: 1, revealedAt: -1, rows: wrapped{width: 80}, known: map[int]int{}}
}

// Name is how the row of views calls it.
func (m *Model) Name() string { return "Raw" }

// Offers is true where there are bytes.
func (m *Model) Offers(a view.Answer) bool { return len(partsOf(a)) > 0 }

// partsOf are the bytes of an answer: the document's, else those that came.
func partsOf(a view.Answer) (parts [][]byte) {
	all := [][]byte(nil)
	switch {
	case a.Doc != nil:
		all = a.Doc.Parts()
	case a.Result != nil:
		all = append(append(all, a.Result.Body), a.Result.More...)
	}
	for _, part := range all {
		if len(part) > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

// Show begins at the first byte.
func (m *Model) Show(a view.Answer) tea.Cmd {
	m.top, m.cursor, m.revealedAt = 0, 0, -1
	return m.Grow(a)
}

// Grow goes on with more bytes.
func (m *Model) Grow(a view.Answer) tea.Cmd {
	m.answer, m.drawn = a, drawn{}
	m.bytes = newBytes(partsOf(a))
	m.lay()
	return nil
}

// SetTheme changes the colours.
func (m *Model) SetTheme(t kit.Theme) { m.theme, m.drawn = t, drawn{} }

// Mark highlights what was searched.
func (m *Model) Mark(mk view.Marker) { m.marker, m.drawn = mk, drawn{} }

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
		if m.bytes.size > 0 {
			m.goTo(m.down(m.top, msg.Y))
		}
	}
	return nil
}

// Keys are those that do something now.
func (m *Model) Keys() []key.Binding { return deeds.Keys(m) }

// AllKeys are all.
func (m *Model) AllKeys() []key.Binding { return deeds.All() }

// Why a key means nothing now.
func (m *Model) Why(k key.Binding) string { return deeds.Why(m, k) }
