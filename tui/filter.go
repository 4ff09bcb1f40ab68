package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// wheelRest is how long the wheel rests after a turn: a flood of its messages
// would otherwise be drawn long after the hand has stopped.
const wheelRest = 8 * time.Millisecond

// Filter is for tea.WithFilter: it thins out floods of the mouse's wheel, and takes the end of a line for enter.
// That is what a terminal makes of an enter that was typed ahead, before the explorer took the keyboard over.
func Filter(now func() time.Time) func(tea.Model, tea.Msg) tea.Msg {
	var last time.Time
	return func(_ tea.Model, msg tea.Msg) tea.Msg {
		switch msg := msg.(type) {
		case tea.KeyPressMsg:
			if msg.Code == 'j' && msg.Mod == tea.ModCtrl {
				return tea.KeyPressMsg{Code: tea.KeyEnter}
			}
		case tea.MouseWheelMsg:
			t := now()
			if t.Sub(last) < wheelRest {
				return nil
			}
			last = t
		}
		return msg
	}
}
