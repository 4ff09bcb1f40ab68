package raw

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/view"
)

const wheelStep = 3 // rows that one turn of the wheel moves

// deeds are all keys of the raw view.
var deeds = kit.Deeds[*Model]{
	moves(view.Down, (*Model).whyNotDown, func(m *Model) { m.goTo(m.down(m.cursor, 1)) }),
	moves(view.Up, (*Model).whyNotUp, func(m *Model) { m.goTo(m.up(m.cursor, 1)) }),
	moves(view.PageDown, (*Model).whyNotDown, func(m *Model) { m.page(max(m.height-1, 1)) }),
	moves(view.PageUp, (*Model).whyNotUp, func(m *Model) { m.page(-max(m.height-1, 1)) }),
	moves(view.HalfPageDown, (*Model).whyNotDown, func(m *Model) { m.page(max(m.height/2, 1)) }),
	moves(view.HalfPageUp, (*Model).whyNotUp, func(m *Model) { m.page(-max(m.height/2, 1)) }),
	moves(view.First, (*Model).whyNotUp, func(m *Model) { m.goTo(0) }),
	moves(view.Last, (*Model).whyNotDown, func(m *Model) { m.goTo(m.rowAt(m.bytes.size - 1)) }),
}

func moves(k key.Binding, why func(*Model) string, do func(*Model)) kit.Deed[*Model] {
	return kit.Does(k, why, func(m *Model) tea.Cmd { do(m); return nil })
}

func (m *Model) whyNotDown() string {
	if m.bytes.size == 0 {
		return "there is no answer"
	}
	if next := m.next(m.cursor); next >= m.bytes.size {
		return "this is the last row"
	}
	return ""
}

func (m *Model) whyNotUp() string {
	switch {
	case m.bytes.size == 0:
		return "there is no answer"
	case m.cursor == 0:
		return "this is the first row"
	}
	return ""
}

// mostKnown bounds how many rows are remembered.
const mostKnown = 10_000

// next is where the row begins that follows the one that begins at byte from. Each key asks for the same rows several times.
func (m *Model) next(from int) int {
	if next, known := m.known[from]; known {
		return next
	}
	if len(m.known) >= mostKnown {
		clear(m.known)
	}
	next, _ := m.rows.row(&m.bytes, from, false)
	m.known[from] = next
	return next
}

// rowAt is where the row begins that byte at is in.
func (m *Model) rowAt(at int) int {
	at = max(min(at, m.bytes.size-1), 0)
	from := m.rows.sync(&m.bytes, at)
	for {
		next := m.next(from)
		if next > at || next <= from {
			return from
		}
		from = next
	}
}

// down is where the row begins that is n rows below, or the last.
func (m *Model) down(from, n int) int {
	for range n {
		next := m.next(from)
		if next >= m.bytes.size {
			return from
		}
		from = next
	}
	return from
}

// up is where the row begins that is n rows above, or the first.
func (m *Model) up(from, n int) int {
	var starts []int
	for n > 0 && from > 0 {
		starts = starts[:0]
		for at := m.rows.sync(&m.bytes, from-1); at < from; {
			starts = append(starts, at)
			at = m.next(at)
		}
		if n <= len(starts) {
			return starts[len(starts)-n]
		}
		n -= len(starts)
		from = starts[0]
	}
	return from
}

// goTo moves the cursor to the row that begins there.
func (m *Model) goTo(row int) {
	m.cursor, m.revealedAt = row, -1
	m.hold()
}

func (m *Model) page(rows int) {
	if rows > 0 {
		m.top = m.down(m.top, rows)
		m.goTo(m.down(m.cursor, rows))
		return
	}
	m.top = m.up(m.top, -rows)
	m.goTo(m.up(m.cursor, -rows))
}

// scroll moves the window and takes the cursor along only as far as it must.
func (m *Model) scroll(rows int) {
	if m.bytes.size == 0 {
		return
	}
	m.top = m.up(m.down(m.top, max(rows, 0)), max(-rows, 0))
	m.full()
	if at := max(min(m.cursor, m.down(m.top, m.height-1)), m.top); at != m.cursor {
		m.goTo(at)
	}
}

// hold keeps the cursor in sight and the screen full.
func (m *Model) hold() {
	if m.bytes.size == 0 {
		m.top, m.cursor = 0, 0
		return
	}
	if m.cursor < m.top {
		m.top = m.cursor
	} else if m.cursor > m.down(m.top, m.height-1) {
		m.top = m.up(m.cursor, m.height-1)
	}
	m.full()
}

// full shows what comes before, where fewer rows follow than the screen has.
func (m *Model) full() {
	last, below := m.top, 1
	for below < m.height {
		next := m.next(last)
		if next >= m.bytes.size {
			break
		}
		last = next
		below++
	}
	m.top = m.up(m.top, m.height-below)
}

// lay breaks the bytes into rows anew, with the cursor and the top on the rows that hold what they held.
func (m *Model) lay() {
	m.rows = wrapped{m.width}
	m.known = map[int]int{}
	if m.answer.Doc == nil {
		m.rows = dumpFor(m.width)
	}
	if m.bytes.size > 0 {
		revealed := m.revealedAt >= 0
		m.top, m.cursor = m.rowAt(m.top), m.rowAt(m.cursor)
		if revealed {
			m.revealedAt = m.cursor
		}
	}
	m.hold()
}
