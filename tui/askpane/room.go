package askpane

import (
	"fmt"
	"strings"

	"graphguest/tui/safetext"
)

// middle is the rows between the first line and the last one where not all fit: they
// scroll. The zero value is a dialog that shows everything.
type middle struct {
	from    int // the first row in sight
	rows    int // all of them
	visible int
}

func (m *middle) above() int { return m.from }
func (m *middle) below() int { return m.rows - m.from - m.visible }

// scroll moves the rows in sight, within what there is.
func (m *middle) scroll(by int) { m.from = max(min(m.from+by, m.rows-m.visible), 0) }

// page is how far one key goes.
func (m *middle) page() int { return max(m.visible, 1) }

// words say what is out of sight.
func (m *middle) words(down, up string) string {
	switch {
	case m.below() == 0:
		return fmt.Sprintf("… %s above, %s", lines(m.above()), up)
	case m.above() == 0:
		return fmt.Sprintf("… %s, %s", more(m.below()), down)
	}
	return fmt.Sprintf("… %d above, %s, %s", m.above(), more(m.below()), down)
}

func more(n int) string { return strings.Replace(lines(n), " ", " more ", 1) }

func lines(n int) string {
	if n == 1 {
		return "1 line"
	}
	return fmt.Sprintf("%d lines", n)
}

// squeeze fits the lines into fewer rows than they need. The first of them (a method and
// its URL) and the last (a tenant) always stay, shortened in their middles; the others,
// and in full what was shortened, share the room between them and scroll there.
func (m *Model) squeeze(width, room int) []string {
	said := spoken(m.lines)
	if room <= 0 || len(said) == 0 {
		return nil
	}
	last := len(said) - 1
	head, inFull := shorten(said[0], width, headRows(room))
	var tail, between []string
	for i := 1; i < last; i++ {
		between = append(between, safetext.Wrap(said[i], width)...)
	}
	if last > 0 && room > len(head) {
		var full []string
		tail, full = shorten(said[last], width, tailRows(room))
		inFull = append(inFull, full...)
	}
	between = append(between, inFull...)
	return append(append(head, m.inSight(between, width, room-len(head)-len(tail))...), tail...)
}

// inSight is what is shown of the rows, in room rows; below them stands how many are not.
func (m *Model) inSight(rows []string, width, room int) []string {
	m.middle.rows, m.middle.visible = len(rows), min(len(rows), room)
	if len(rows) > room {
		m.middle.visible = max(room-1, 0)
	}
	m.middle.scroll(0)
	at, visible := m.middle.from, m.middle.visible
	shown := append([]string{}, rows[at:at+visible]...)
	switch {
	case visible == len(rows) || room == 0:
		return shown
	case visible == 0: // there is no room to scroll in
		return append(shown, m.theme.Dim.Render(safetext.Truncate("… "+more(len(rows)), width)))
	}
	words := m.middle.words(m.theme.Hint("question", "page-down", "pgdn"), m.theme.Hint("question", "page-up", "pgup"))
	return append(shown, m.theme.Dim.Render(safetext.Truncate(words, width)))
}

// headRows is how many rows the first line has at most, tailRows the last one.
func headRows(room int) int {
	if room < 5 {
		return 1
	}
	return max(room-4, 2)
}

func tailRows(room int) int {
	if room < 6 {
		return 1
	}
	return 2
}

// spoken is lines without those that are only air.
func spoken(lines []string) (said []string) {
	for _, l := range lines {
		if l = safetext.Line(l); strings.TrimSpace(l) != "" {
			said = append(said, l)
		}
	}
	return said
}

// shorten makes a safe line at most that many rows: what goes is its middle, for a URL
// begins with its host and ends with what it does. Then inFull is the whole of it.
func shorten(line string, width, rows int) (short, inFull []string) {
	full := safetext.Wrap(line, width)
	if len(full) <= rows {
		return full, nil
	}
	if safetext.Width(line) == len(line) { // of wide characters a piece may lose one at its edge
		full = pieces(line, width)
	}
	short = pieces(withoutMiddle(line, width*rows), width)
	return short[:min(len(short), rows)], full
}

// pieces breaks a line wherever its rows are full: a method stays beside its URL.
func pieces(line string, width int) (rows []string) {
	width = max(width, 1)
	for from := 0; from < safetext.Width(line); from += width {
		rows = append(rows, safetext.Cut(line, from, width))
	}
	return rows
}

// withoutMiddle is the first two thirds and the last third of what fits into cells.
func withoutMiddle(line string, cells int) string {
	width := safetext.Width(line)
	if width <= cells {
		return line
	}
	end := max(cells-1, 0) / 3
	return safetext.Cut(line, 0, max(cells-1-end, 0)) + "…" + safetext.Cut(line, width-end, end)
}
