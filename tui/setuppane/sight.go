package setuppane

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// sight is the part of the rows that the last View showed.
type sight struct {
	from, height int
	rows         []*field // whose each row is
	follow       bool     // the field in focus, wherever it is
	x, y         int      // of the cursor
	cursor       bool
}

func (s *sight) below() bool { return s.from+s.height < len(s.rows) }
func (s *sight) above() bool { return s.from > 0 }

// page looks further down or up than the field in focus.
func (s *sight) page(by int) {
	s.follow = false
	s.from = max(min(s.from+by*max(s.height-1, 1), len(s.rows)-s.height), 0)
}

// look moves the rows of p into height rows, no further than the focus needs.
func (s *sight) look(p *page, height int) {
	s.height, s.rows = height, s.rows[:0]
	for _, r := range p.rows {
		s.rows = append(s.rows, r.of)
	}
	if s.follow {
		s.from = max(s.from, p.last-height+1)
		s.from = min(s.from, p.first)
		if p.firstField {
			s.from = max(min(p.first, p.last-height+1), 0)
		}
	}
	s.from = max(min(s.from, len(p.rows)-height), 0)
	s.x, s.y = p.x, p.y-s.from
	s.cursor = p.cursor && s.y >= 0 && s.y < height
}

// click puts the focus on the field of a row. On the field in focus it does what
// enter or → would.
func (m *Model) click(msg tea.MouseClickMsg) tea.Cmd {
	row := m.sight.from + msg.Y
	if msg.Y < 0 || msg.Y >= m.sight.height || row >= len(m.sight.rows) {
		return nil
	}
	f := m.sight.rows[row]
	switch {
	case f == nil || !slices.Contains(m.visible(), f):
	case f != m.focus:
		m.focusOn(f)
	case f.press != nil:
		return f.press(m)
	case f.isChoice():
		m.turn(1)
	}
	return nil
}

const wheelStep = 3 // rows that one turn of the wheel moves

func (m *Model) wheel(msg tea.MouseWheelMsg) {
	by := wheelStep
	if msg.Button == tea.MouseWheelUp {
		by = -wheelStep
	}
	m.sight.follow = false
	m.sight.from = max(min(m.sight.from+by, len(m.sight.rows)-m.sight.height), 0)
}

// Cursor is in the field in focus, where that takes text.
func (m *Model) Cursor() (x, y int, shown bool) { return m.sight.x, m.sight.y, m.sight.cursor }

const (
	wishWidth    = 112 // reasons beside their fields
	wishHeight   = 22
	renameWidth  = 64
	renameHeight = 3
)

// Size is the same in every step, so that nothing jumps, but for a form that needs more:
// a renaming grows with what is wrong with the name.
func (m *Model) Size() (width, height int) {
	width, height = wishWidth, wishHeight
	if m.purpose == kit.Rename {
		width, height = renameWidth, renameHeight
	}
	seen := width
	if m.width > 0 {
		seen = min(width, m.width) // on a narrower screen the text takes more rows
	}
	return width, max(height, len(m.page(seen).rows)+len(m.warning(seen)))
}
