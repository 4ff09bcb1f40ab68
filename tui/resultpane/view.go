package resultpane

import (
	"errors"
	"net/http"
	"strings"

	"charm.land/lipgloss/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// View draws the rows that are seen, and only these.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return kit.Lines(nil, height)
	}
	m.width, m.height = width, height
	if m.shown() != nil {
		return m.stageRows()
	}
	rows := m.words()
	if foot := m.foot(); foot != nil { // it matters more than the end of a long story
		rows = append(rows[:min(len(rows), max(height-len(foot), 0))], foot...)
	}
	return kit.Lines(rows, height)
}

// stageRows are the view with what stands above and below it.
func (m *Model) stageRows() string {
	rows := m.above()
	if room := m.room(); room > 0 {
		rows = append(rows, m.shown().View(m.width, room))
	}
	return strings.Join(append(rows, m.below()...), "\n")
}

// room is how many rows the view has.
func (m *Model) room() int { return max(m.height-len(m.above())-len(m.below()), 0) }

// words is what is said where there is no document.
func (m *Model) words() []string {
	switch m.state {
	case running:
		return m.progress()
	case done, partial:
		return m.join(m.banner(), m.noDocument())
	case refused, failed:
		return m.join(m.say(m.theme.Bad, "✗ "+m.err.Error()), m.say(m.theme.Dim, m.own()), m.steps())
	case unsigned:
		return m.join(m.say(m.theme.Warn, m.needed()), m.steps())
	case cancelled:
		return m.say(m.theme.Text, m.stopped())
	}
	return m.welcome()
}

// foot names the keys that help further, below what is said. Where keys do not come
// here, letters may be text: then esc comes first.
func (m *Model) foot() []string {
	first, text := "", ""
	if !m.focused {
		first = m.theme.Hint("global", "stop-typing", "esc") + ", then "
	}
	switch {
	case m.state == unsigned:
		text = first + m.theme.Hint("global", "sign-in", "s") + " signs in · "
	case m.state == refused:
		if m.turnable() {
			text = first + m.hint(turn) + " shows Graph's own answer · "
		}
		if m.forbidden() && m.height > small {
			text = text + m.hint(permission) + " tells which permission · "
		}
	case m.state == failed:
	case m.kind == isBinary:
		return append([]string{""}, m.say(m.theme.Dim, m.savesAndOpens())...)
	default:
		return nil
	}
	text += m.theme.Hint("global", "error-in-full", "ctrl+x") + " shows the whole story"
	return append([]string{""}, m.say(m.theme.Dim, text)...)
}

// small is a screen, in rows, with room for the shortest way on alone.
const small = 8

// forbidden is true for a refusal that another permission might change.
func (m *Model) forbidden() bool {
	e, ok := errors.AsType[*graphquery.Error](m.err)
	return ok && e.Status == http.StatusForbidden && m.asked.query.Path != ""
}

// longest is how much of one text is looked at, in bytes.
const longest = 8 << 10

// say wraps one text into styled rows; no text makes no rows.
func (m *Model) say(style lipgloss.Style, text string) []string {
	if text == "" {
		return nil
	}
	rows := safetext.Wrap(text[:min(len(text), longest)], m.width)
	for i, row := range rows {
		rows[i] = paint(style, row)
	}
	return rows
}

func (m *Model) join(parts ...[]string) (rows []string) {
	for _, part := range parts {
		rows = append(rows, part...)
	}
	return rows
}

func paint(style lipgloss.Style, text string) string {
	if text == "" {
		return ""
	}
	return style.Render(text)
}
