package tui

import (
	tea "charm.land/bubbletea/v2"
)

// onMouse gives the wheel to what is under it, the focus to what is clicked, and
// drags the divider. Panes count cells from their own corner.
func (m *Model) onMouse(msg tea.MouseMsg) tea.Cmd {
	l := m.layout()
	at := msg.Mouse()
	if m.drag(msg, l) {
		return nil
	}
	switch msg.(type) {
	case tea.MouseClickMsg, tea.MouseWheelMsg:
	default:
		return nil
	}
	if len(m.overlays) > 0 {
		r := m.overlayRect(l)
		if !r.holds(at.X, at.Y) {
			return nil
		}
		return m.tellOverlay(len(m.overlays)-1, within(msg, l.inner(r)))
	}
	for p, r := range l.panes {
		if r.holds(at.X, at.Y) {
			return m.mouseIn(place(p), msg, l)
		}
	}
	return nil
}

// mouseIn is a click or a turn of the wheel in a pane.
func (m *Model) mouseIn(p place, msg tea.MouseMsg, l layout) tea.Cmd {
	at := msg.Mouse()
	_, click := msg.(tea.MouseClickMsg)
	if click && p == query && at.Y == l.panes[query].y && len(m.tabs) > 1 {
		if i := m.tabAt(at.X - l.inner(l.panes[query]).x); i >= 0 {
			return m.goTo(i)
		}
	}
	cmd := m.tell(p, within(msg, l.inner(l.panes[p])))
	if !click {
		return cmd
	}
	if p == query {
		m.tab().line.Edit()
	}
	return tea.Batch(m.focusOn(p), cmd)
}

// drag moves the divider between the saved queries and the rest, from its press to
// its release.
func (m *Model) drag(msg tea.MouseMsg, l layout) bool {
	at, side := msg.Mouse(), l.panes[saved]
	switch msg.(type) {
	case tea.MouseClickMsg:
		edge := side.x + side.w
		m.dragging = m.divides() && at.Button == tea.MouseLeft && side.w > 0 && (at.X == edge-1 || at.X == edge) && l.body.holds(at.X, at.Y)
		return m.dragging
	case tea.MouseReleaseMsg:
		was := m.dragging
		m.dragging = false
		return was
	case tea.MouseMotionMsg:
		if m.dragging {
			m.side = max(at.X+1, leastSide)
		}
		return m.dragging
	}
	return false
}

// divides is true where there is a divider.
func (m *Model) divides() bool { return !m.narrow() && !m.whole && len(m.overlays) == 0 }

func (m *Model) whyNoDivider() string {
	if !m.divides() {
		return "the list stands beside the answer from 100 columns on"
	}
	return ""
}

// widens moves the divider by key.
func widens(by int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		body := m.layout().body.w
		m.side = m.sideWidth(body) + by
		m.side = m.sideWidth(body)
		return nil
	}
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
