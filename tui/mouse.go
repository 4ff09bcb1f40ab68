package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// onMouse gives the wheel to what is under it, and the focus to what is clicked.
// Panes count cells from their own corner.
func (m *Model) onMouse(msg tea.MouseMsg) tea.Cmd {
	l := m.layout()
	at := msg.Mouse()
	if len(m.overlays) > 0 {
		r := m.overlayRect(l)
		if !r.holds(at.X, at.Y) {
			return nil
		}
		return m.tellOverlay(len(m.overlays)-1, within(msg, l.inner(r)))
	}
	for p, r := range l.panes {
		if !r.holds(at.X, at.Y) {
			continue
		}
		cmd := m.tell(place(p), within(msg, l.inner(r)))
		if _, click := msg.(tea.MouseClickMsg); !click {
			return cmd
		}
		if place(p) == query {
			m.line.Edit()
		}
		return tea.Batch(m.focusOn(place(p)), cmd)
	}
	return nil
}

// within moves a mouse message into the coordinates of r.
func within(msg tea.MouseMsg, r rect) tea.Msg {
	at := msg.Mouse()
	at.X, at.Y = at.X-r.x, at.Y-r.y
	switch msg.(type) {
	case tea.MouseClickMsg:
		return tea.MouseClickMsg(at)
	case tea.MouseWheelMsg:
		return tea.MouseWheelMsg(at)
	}
	return msg
}

// wheelRest is how long the wheel rests after a turn: a flood of its messages
// would otherwise be drawn long after the hand has stopped.
const wheelRest = 8 * time.Millisecond

// Filter is for tea.WithFilter: it thins out floods of the mouse's wheel.
func Filter(now func() time.Time) func(tea.Model, tea.Msg) tea.Msg {
	var last time.Time
	return func(_ tea.Model, msg tea.Msg) tea.Msg {
		if _, wheel := msg.(tea.MouseWheelMsg); !wheel {
			return msg
		}
		t := now()
		if t.Sub(last) < wheelRest {
			return nil
		}
		last = t
		return msg
	}
}
