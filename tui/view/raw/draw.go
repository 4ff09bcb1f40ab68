package raw

import (
	"strings"

	"charm.land/lipgloss/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// View draws the rows in sight, or takes them from before.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 || m.bytes.size == 0 {
		return kit.Lines(nil, height)
	}
	if width != m.width || height != m.height {
		again := width != m.width
		m.width, m.height = width, height
		if again {
			m.lay()
		}
		m.hold()
	}
	now := drawn{top: m.top, cursor: m.cursor, width: width, height: height}
	if was := m.drawn; was.text != "" {
		was.text = ""
		if was == now {
			return m.drawn.text
		}
	}
	now.text = kit.Lines(m.draw(), height)
	m.drawn = now
	return now.text
}

// draw are the rows in sight.
func (m *Model) draw() (lines []string) {
	texts, joined, cursor := m.texts()
	marks := m.marks(texts, joined)
	for i, text := range texts {
		style := m.theme.Text
		text = safetext.Truncate(text, m.width)
		if i == cursor {
			style, text = m.theme.Selected, kit.Pad(text, m.width)
		}
		lines = append(lines, m.paint(style, text, marks[i]))
	}
	return lines
}

// texts are the rows in sight, whether the next row goes on with the line of each, and which one is the cursor's.
func (m *Model) texts() (texts []string, joined []bool, cursor int) {
	cursor = -1
	for at := m.top; len(texts) < m.height && at < m.bytes.size; {
		if at == m.cursor {
			cursor = len(texts)
		}
		next, text := m.rows.row(&m.bytes, at, true)
		end := m.bytes.between(next-1, next)
		texts, joined = append(texts, text), append(joined, m.answer.Doc != nil && string(end) != "\n")
		at = next
	}
	return texts, joined, cursor
}

// marks are what was searched, in each row. What is found may begin in one row and end in another.
func (m *Model) marks(texts []string, joined []bool) [][][2]int {
	marks := make([][][2]int, len(texts))
	if m.marker == nil {
		return marks
	}
	for i := 0; i < len(texts); i++ {
		first := i
		line := texts[i]
		for joined[i] && i+1 < len(texts) {
			i++
			line += texts[i]
		}
		for _, mark := range m.marker.Marks(line) {
			at := 0
			for row := first; row <= i; row++ {
				from, to := max(mark[0]-at, 0), min(mark[1]-at, len(texts[row]))
				if from < to {
					marks[row] = append(marks[row], [2]int{from, to})
				}
				at += len(texts[row])
			}
		}
	}
	return marks
}

// paint is a row with what was searched highlighted.
func (m *Model) paint(style lipgloss.Style, text string, marks [][2]int) string {
	var b strings.Builder
	done := 0
	for _, at := range marks {
		if at[1] > len(text) {
			break
		}
		b.WriteString(style.Render(text[done:at[0]]))
		b.WriteString(m.theme.Found().Render(text[at[0]:at[1]]))
		done = at[1]
	}
	return b.String() + style.Render(text[done:])
}
