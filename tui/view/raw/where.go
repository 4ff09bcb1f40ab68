package raw

import (
	"errors"
	"fmt"
	"strconv"

	"graphguest/tui/view"
)

// Where is the first byte of the cursor's row, counted from 1.
func (m *Model) Where() string {
	if m.bytes.size == 0 {
		return ""
	}
	return fmt.Sprintf("byte %s of %s (%d %%)", thousands(m.cursor+1), thousands(m.bytes.size), int(float64(m.cursor)/float64(m.bytes.size)*100))
}

func thousands(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// Line is the line of the document that the cursor's row begins in, or that was gone to.
func (m *Model) Line() int {
	switch {
	case m.answer.Doc == nil || m.bytes.size == 0:
		return 0
	case m.revealedAt >= 0 && m.revealedAt == m.cursor:
		return m.revealed
	}
	return m.answer.Doc.LineOf(m.bytes.place(m.cursor))
}

// Reveal moves the cursor to the row in which a line of the document begins.
func (m *Model) Reveal(line int) {
	if m.answer.Doc == nil || m.bytes.size == 0 {
		return
	}
	line = max(line, 0)
	before := m.top
	m.goTo(m.rowAt(m.bytes.at(m.answer.Doc.PlaceOf(line))))
	if m.top != before { // with something around it
		m.top = m.up(m.cursor, m.height/2)
		m.hold()
	}
	m.revealed, m.revealedAt = line, m.cursor
}

// mostCopied bounds what is copied, in bytes.
const mostCopied = 1 << 20

var errTooLarge = errors.New("it is larger than 1 MB: export writes it to a file")

// Copies are what can be copied: the row under the cursor, and all of a short answer.
func (m *Model) Copies() []view.Copy {
	if m.bytes.size == 0 {
		return nil
	}
	next, text := m.rows.row(&m.bytes, m.cursor, true)
	if m.answer.Doc == nil {
		return []view.Copy{{Key: "v", What: "the row of bytes", Text: func() (string, error) { return text, nil }}}
	}
	b, from := m.bytes, m.cursor
	return []view.Copy{
		{Key: "v", What: "the row as it came", Text: func() (string, error) { return string(b.between(from, next)), nil }},
		{Key: "a", What: "all of it as it came", Text: func() (string, error) {
			if b.size > mostCopied {
				return "", errTooLarge
			}
			return string(b.between(0, b.size)), nil
		}},
	}
}
