// Package scroll moves a window over rows that are all at hand: for overlays of
// some hundred rows. A document of any size needs more than this.
package scroll

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

const wheelStep = 3 // rows that one turn of the wheel moves

// Window is the part of the rows that is seen. The zero value shows the top.
type Window struct{ from, height, count int }

var moves = []struct {
	key.Binding
	by func(Window) int
}{
	{kit.Bind("j/↓", "down", "j", "down"), func(Window) int { return 1 }},
	{kit.Bind("k/↑", "up", "k", "up"), func(Window) int { return -1 }},
	{kit.Bind("pgdn", "page down", "pgdown", "space"), func(w Window) int { return max(w.height-1, 1) }},
	{kit.Bind("pgup", "page up", "pgup", "b"), func(w Window) int { return -max(w.height-1, 1) }},
	{kit.Bind("g", "to the top", "g", "home"), func(w Window) int { return -w.from }},
	{kit.Bind("G", "to the end", "G", "end"), func(w Window) int { return w.count }},
}

// Keys move the window; there are none while everything is seen.
func (w *Window) Keys() (keys []key.Binding) {
	if w.count <= w.height {
		return nil
	}
	for _, m := range moves {
		keys = append(keys, m.Binding)
	}
	return keys
}

// Update obeys a key or the wheel, and says whether msg was one of these.
func (w *Window) Update(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			w.move(-wheelStep)
		} else {
			w.move(wheelStep)
		}
		return true
	case tea.KeyPressMsg:
		for _, m := range moves {
			if key.Matches(msg, m.Binding) {
				w.move(m.by(*w))
				return true
			}
		}
	}
	return false
}

// Top shows the first row again.
func (w *Window) Top() { w.from = 0 }

func (w *Window) move(by int) { w.from = max(min(w.from+by, w.count-w.height), 0) }

// View returns the rows in sight, at most height of them.
func (w *Window) View(rows []string, height int) []string {
	w.count, w.height = len(rows), max(height, 0)
	w.move(0)
	return rows[w.from:min(w.from+w.height, w.count)]
}
