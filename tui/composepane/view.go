package composepane

import (
	"strings"

	"charm.land/lipgloss/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

const airFrom = 9 // rows: from here on there is a row of air below the names of the parts

// View is the names of the parts, the one in front, and below it what there is to say.
func (m *Model) View(width, height int) string {
	m.caret = false
	if width <= 0 || height <= 0 {
		return kit.Lines(nil, height)
	}
	rows := []string{m.tabs(width)}
	if height >= airFrom {
		rows = append(rows, "")
	}
	m.top = len(rows)
	foot := noteRows(height)
	room := max(height-m.top-foot, 0)
	middle := m.middle(width, room)
	for len(middle) < room {
		middle = append(middle, "")
	}
	rows = append(rows, middle[:room]...)
	return kit.Lines(append(rows, m.foot(width, foot)...), height)
}

// noteRows is how many rows are kept for notes: they come and go, the rows above do not move.
func noteRows(height int) int {
	switch {
	case height >= 14:
		return 4
	case height >= 10:
		return 3
	}
	return min(max(height-3, 0), 2)
}

func (m *Model) middle(width, height int) []string {
	switch {
	case height <= 0 || !m.known:
		return nil
	case m.offer != nil:
		return m.drawOffer(width, height)
	case m.at == body:
		return m.drawBody(width, height)
	}
	if about[m.at].none != "" && len(m.form().rows) == 0 {
		var rows []string
		for _, l := range safetext.Wrap(about[m.at].none, width) {
			rows = append(rows, m.theme.Dim.Render(l))
		}
		return rows
	}
	return m.drawForm(width, height)
}

func (m *Model) drawBody(width, height int) []string {
	if m.tooBig() || m.err != nil {
		return nil
	}
	rows := m.body.View(width, height)
	x, y := m.body.Cursor()
	m.caretX, m.caretY, m.caret = x, m.top+y, true
	return rows
}

// put places the cursor in a row of the form.
func (m *Model) put(x, y int) { m.caretX, m.caretY, m.caret = x, m.top+y, true }

// Cursor is in the field or in the body.
func (m *Model) Cursor() (x, y int, shown bool) { return m.caretX, m.caretY, m.caret }

func (m *Model) style(mark string) lipgloss.Style {
	switch mark {
	case wrong:
		return m.theme.Bad
	case careful:
		return m.theme.Warn
	case well:
		return m.theme.Good
	}
	return m.theme.Dim
}

// notes are what there is to say now, the most urgent first.
func (m *Model) notes() []note {
	switch {
	case m.err != nil:
		return []note{{wrong, "The line is no query: " + m.err.Error()}}
	case !m.known:
		return nil
	case m.at == body:
		return m.bodyNotes()
	case m.offer != nil:
		return m.offerNotes()
	}
	var notes []note
	if r := m.form().row(); r != nil {
		notes = about[m.at].notes(m, *r)
		if r.held {
			notes = append([]note{{careful, "this value does not fit into one line: " + m.theme.Hint("compose", "in-your-editor", "ctrl+g") + " opens it in your editor"}}, notes...)
		}
	}
	if m.at != options {
		return notes
	}
	faults := 0
	for faults < len(notes) && notes[faults].mark != "" {
		faults++
	}
	return append(notes[:faults:faults], append(m.advanced(), notes[faults:]...)...)
}

// foot is the notes in the last rows; what does not fit is cut off with an ellipsis.
func (m *Model) foot(width, height int) []string {
	var rows []string
	if height > 2 {
		rows = append(rows, "")
	}
	for _, n := range m.notes() {
		text := safetext.Truncate(strings.TrimPrefix(n.mark+" "+n.text, " "), width*max(height, 1))
		lines := safetext.Wrap(text, width)
		if room := height - len(rows); room > 0 && room < len(lines) {
			lines = append(lines[:room-1:room-1], safetext.Truncate(lines[room-1]+" "+lines[room], width))
		}
		for _, l := range lines[:min(len(lines), height-len(rows))] {
			rows = append(rows, m.style(n.mark).Render(l))
		}
	}
	return rows
}
