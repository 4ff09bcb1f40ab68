// Package errorpane shows the whole story of an error: what happened, in whose
// tenant, what the guest can do, what to ask which admin, and the ids an admin needs.
package errorpane

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"graphguest/tui/kit"
	"graphguest/tui/kit/scroll"
	"graphguest/tui/safetext"
)

const (
	nameCells  = 19 // the column of facts' names
	columnFrom = 50 // cells: below, a fact stands under its name
	wishWidth  = 92 // cells that read well
)

// Model is the view of the newest error that it was told of.
type Model struct {
	theme       kit.Theme
	environment string
	err         error
	asked       bool                      // which permission was asked for, and nothing has come yet
	explained   *kit.PermissionsExplained // nil = nobody asked
	story       []part
	window      scroll.Window
	rows        []string // for width
	width       int
}

// New returns a view of no error. kit.Failed brings one; so does the end of a run
// or of a sign-in.
func New(theme kit.Theme) *Model { return &Model{theme: theme} }

// Title names the overlay.
func (m *Model) Title() string { return "Error" }

// Size is that of the story, in lines that read well.
func (m *Model) Size() (width, height int) {
	if m.rows != nil && m.width == wishWidth {
		return wishWidth, len(m.rows)
	}
	return wishWidth, len(m.draw(wishWidth))
}

// Update takes errors and obeys keys.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.ThemeChanged:
		m.theme, m.rows = msg.Theme, nil
	case kit.EnvironmentOpened:
		if m.environment != "" && m.environment != msg.Environment.Name {
			m.tell(nil)
		}
		m.environment = msg.Environment.Name
	case kit.Failed:
		m.tell(msg.Err)
	case kit.QueryDone:
		m.hear(msg.Err)
	case kit.SignInEnded:
		m.hear(msg.Err)
	case kit.PermissionsExplained:
		m.explain(msg)
	case tea.KeyPressMsg:
		return m, m.press(msg)
	default:
		m.window.Update(msg)
	}
	return m, nil
}

// hear takes an error of something that ended, unless the person ended it.
func (m *Model) hear(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		m.tell(err)
	}
}

func (m *Model) tell(err error) {
	m.err, m.asked, m.explained = err, false, nil
	m.retell()
	m.window.Top()
}

// retell puts the story together anew.
func (m *Model) retell() {
	m.story, m.rows = m.withPermission(story(m.err)), nil
}

// View shows the story from where it was scrolled to.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return kit.Lines(nil, height)
	}
	if m.rows == nil || m.width != width {
		m.width, m.rows = width, m.draw(width)
	}
	seen := m.window.View(m.rows, height)
	return kit.Lines(append([]string{}, seen...), height)
}

func (m *Model) draw(width int) (lines []string) {
	if m.err == nil {
		return say(m.theme.Dim, width, 0, "Nothing went wrong here.")
	}
	for i, p := range m.story {
		if i > 0 {
			lines = append(lines, "")
		}
		style := m.theme.Bold
		if i == 0 {
			style = m.theme.Bad
		}
		lines = append(lines, say(style, width, 0, p.title)...)
		for _, r := range p.rows {
			lines = append(lines, m.fact(r, width)...)
		}
	}
	return lines
}

// fact puts a text beside its name, or in a narrow pane below it.
func (m *Model) fact(r row, width int) []string {
	margin := min(2, width-1)
	switch {
	case r.name == "":
		return say(m.theme.Text, width, margin, r.text)
	case width < columnFrom:
		return append(say(m.theme.Key, width, margin, r.name), say(m.theme.Text, width, min(4, width-1), r.text)...)
	}
	lines := say(m.theme.Text, width, margin+nameCells, r.text)
	name := strings.Repeat(" ", margin) + m.theme.Key.Render(kit.Pad(r.name, nameCells))
	lines[0] = name + lines[0][margin+nameCells:]
	return lines
}

// say wraps text into styled lines behind a margin.
func say(style lipgloss.Style, width, margin int, text string) []string {
	lines := safetext.Wrap(text, width-margin)
	for i, line := range lines {
		if line != "" {
			line = style.Render(line)
		}
		lines[i] = strings.Repeat(" ", margin) + line
	}
	return lines
}
