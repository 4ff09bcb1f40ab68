package resultpane

import (
	"charm.land/lipgloss/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// View draws the rows that are seen, and only these.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return kit.Lines(nil, height)
	}
	if width != m.width || height != m.height {
		m.width, m.height = width, height
		if m.doc != nil {
			m.holdInside()
		}
	}
	if m.doc != nil {
		return m.document()
	}
	return kit.Lines(m.words(), height)
}

// words is what is said where there is no document.
func (m *Model) words() []string {
	switch m.state {
	case running:
		return m.join(
			m.say(m.theme.Text, m.query.String()),
			m.say(m.theme.Dim, "waiting for "+waited(m.now.Sub(m.started))+" · Esc stops"),
		)
	case failed:
		return m.failure()
	case answered:
		return m.noDocument()
	}
	return m.join(
		m.say(m.theme.Text, "No answer yet."),
		m.say(m.theme.Dim, "Type a path such as /me and press enter, or esc and o for the saved queries. f1 shows every key."),
	)
}

func (m *Model) noDocument() []string {
	if m.kind == isNothing {
		return m.say(m.theme.Dim, "The answer has no body.")
	}
	declared := mediaType(m.result)
	if declared == "" {
		declared = "of a type that was not said"
	}
	return m.join(
		m.say(m.theme.Text, "A binary answer: "+size(len(m.result.Body))+", "+declared+". It is not shown."),
		m.say(m.theme.Dim, "graphguest query … -o raw --out FILE saves it."),
	)
}

// failure is what happened, what to do, and where the rest is.
func (m *Model) failure() []string {
	if stopped(m.err) {
		return m.say(m.theme.Dim, "Stopped. Nothing came.")
	}
	rows := m.say(m.theme.Bad, "✗ "+m.err.Error())
	for _, step := range kit.NextSteps(m.err) {
		rows = append(rows, "")
		rows = append(rows, m.say(m.theme.Text, "→ "+step)...)
	}
	return m.join(rows, []string{""}, m.say(m.theme.Dim, "ctrl+x shows the whole story"))
}

// longest is how much of one text is looked at, in bytes.
const longest = 8 << 10

// say wraps one text into styled rows.
func (m *Model) say(style lipgloss.Style, text string) []string {
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
