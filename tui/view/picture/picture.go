// Package picture shows an answer that is an image: what it is, and on a terminal with colours a small copy of it.
package picture

import (
	"context"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
	"graphguest/tui/view"
)

// Model is the view.
type Model struct {
	theme  kit.Theme
	result *graphquery.Result // nil = nothing is shown
	number int                // counts answers: what was read of an older one is dropped
	read   *read              // nil = it is being read
	cancel context.CancelFunc
	drawn  drawn
}

// drawn is the small copy drawn last, and for which room.
type drawn struct {
	width, height int
	lines         []string
}

// New returns a view that shows nothing.
func New(theme kit.Theme) *Model { return &Model{theme: theme} }

// Name is how the row of views calls it.
func (m *Model) Name() string { return "Picture" }

// Offers is true for images, by what they are called or by their first bytes.
func (m *Model) Offers(a view.Answer) bool {
	if a.Doc != nil || a.Result == nil || a.Result.Size() == 0 {
		return false
	}
	return strings.HasPrefix(mediaType(a.Result), "image/") || formatOf(a.Result.Body) != nil
}

// Show reads the image beside the screen.
func (m *Model) Show(a view.Answer) tea.Cmd {
	if m.cancel != nil {
		m.cancel()
	}
	*m = Model{theme: m.theme, number: m.number + 1}
	if !m.Offers(a) {
		return nil
	}
	m.result = a.Result
	ctx, cancel := context.WithCancel(context.Background())
	m.cancel = cancel
	number, result := m.number, a.Result
	return func() tea.Msg {
		defer cancel()
		return finished{number, readImage(ctx, result)}
	}
}

// finished brings what was read.
type finished struct {
	number int
	read   read
}

// Grow begins again: an image of which more has come is another one.
func (m *Model) Grow(a view.Answer) tea.Cmd { return m.Show(a) }

// SetTheme changes the colours.
func (m *Model) SetTheme(t kit.Theme) { m.theme, m.drawn = t, drawn{} }

// Update takes what was read.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	if done, ok := msg.(finished); ok && done.number == m.number {
		m.read, m.drawn = &done.read, drawn{}
	}
	return nil
}

// View draws what the image is, and below it the small copy.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 || m.result == nil {
		return kit.Lines(nil, height)
	}
	var lines []string
	for _, line := range safetext.Wrap(m.facts(), width) {
		lines = append(lines, m.theme.Text.Render(line))
	}
	if note := m.note(); note != "" {
		for _, line := range safetext.Wrap(safetext.Line(note), width) {
			lines = append(lines, m.theme.Dim.Render(line))
		}
		return kit.Lines(lines, height)
	}
	room := height - len(lines) - 1
	if room < 1 {
		return kit.Lines(lines, height)
	}
	if m.drawn.width != width || m.drawn.height != room {
		m.drawn = drawn{width: width, height: room, lines: halfBlocks(fit(m.read.small, width, 2*room), m.theme.Dark)}
	}
	return kit.Lines(append(append(lines, ""), m.drawn.lines...), height)
}

// Where is nowhere: there is no cursor.
func (m *Model) Where() string { return "" }

// Keys are none.
func (m *Model) Keys() []key.Binding { return nil }

// AllKeys are none.
func (m *Model) AllKeys() []key.Binding { return nil }

// Why has nothing to say.
func (m *Model) Why(key.Binding) string { return "" }

// Copies is what it is, in words.
func (m *Model) Copies() []view.Copy {
	if m.result == nil {
		return nil
	}
	facts := m.facts()
	return []view.Copy{{Key: "v", What: "what it is", Text: func() (string, error) { return facts, nil }}}
}
