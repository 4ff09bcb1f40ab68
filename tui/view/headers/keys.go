package headers

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/view"
)

const wheelStep = 3 // rows that one turn of the wheel moves

// deeds are all keys of the headers.
var deeds = kit.Deeds[*Model]{
	moves(view.Down, (*Model).whyNotDown, func(m *Model) { m.goTo(m.cursor + 1) }),
	moves(view.Up, (*Model).whyNotUp, func(m *Model) { m.goTo(m.cursor - 1) }),
	moves(view.PageDown, (*Model).whyNotDown, func(m *Model) { m.page(max(m.height-1, 1)) }),
	moves(view.PageUp, (*Model).whyNotUp, func(m *Model) { m.page(-max(m.height-1, 1)) }),
	moves(view.HalfPageDown, (*Model).whyNotDown, func(m *Model) { m.page(max(m.height/2, 1)) }),
	moves(view.HalfPageUp, (*Model).whyNotUp, func(m *Model) { m.page(-max(m.height/2, 1)) }),
	moves(view.First, (*Model).whyNotUp, func(m *Model) { m.goTo(0) }),
	moves(view.Last, (*Model).whyNotDown, func(m *Model) { m.goTo(len(m.rows) - 1) }),
}

func moves(k key.Binding, why func(*Model) string, do func(*Model)) kit.Deed[*Model] {
	return kit.Does(k, why, func(m *Model) tea.Cmd { do(m); return nil })
}

func (m *Model) whyNotDown() string {
	switch {
	case len(m.entries) == 0:
		return "there is no answer"
	case m.cursor >= len(m.rows)-1:
		return "this is the last line"
	}
	return ""
}

func (m *Model) whyNotUp() string {
	switch {
	case len(m.entries) == 0:
		return "there is no answer"
	case m.cursor == 0:
		return "this is the first line"
	}
	return ""
}

func (m *Model) goTo(row int) {
	m.cursor = row
	m.hold()
}

func (m *Model) page(rows int) {
	m.top += rows
	m.goTo(m.cursor + rows)
}

// scroll moves the window and takes the cursor along only as far as it must.
func (m *Model) scroll(rows int) {
	m.top = max(min(m.top+rows, len(m.rows)-m.height), 0)
	m.goTo(max(min(m.cursor, m.top+m.height-1), m.top))
}

// hold keeps the cursor on a row and in sight, and the screen full.
func (m *Model) hold() {
	m.cursor = max(min(m.cursor, len(m.rows)-1), 0)
	m.top = min(m.top, m.cursor, len(m.rows)-m.height)
	m.top = max(m.top, m.cursor-m.height+1, 0)
}

// entryAt is the entry of a row; -1 = none.
func (m *Model) entryAt(row int) int {
	if row < 0 || row >= len(m.rows) {
		return -1
	}
	return m.rows[row].entry
}

// first is the first row of an entry.
func (m *Model) first(entry int) int {
	for i, r := range m.rows {
		if r.entry == entry {
			return i
		}
	}
	return 0
}

// lastOf is the last row of an entry.
func (m *Model) lastOf(entry int) int {
	at := m.first(entry)
	for at+1 < len(m.rows) && m.rows[at+1].entry == entry {
		at++
	}
	return at
}

// here is the entry under the cursor; nil = none.
func (m *Model) here() *entry {
	if i := m.entryAt(m.cursor); i >= 0 {
		return &m.entries[i]
	}
	return nil
}
