package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// clock is the one alarm of the screen. It is wound only while something shown
// changes with time, so that an idle explorer sleeps.
type clock struct {
	alarm int       // the newest; older ones ring unheard
	at    time.Time // when it rings; zero = not wound
}

// wind sets the alarm to when the screen next changes by itself.
func (m *Model) wind() tea.Cmd {
	now := m.effects.world.Now()
	due := m.due(now)
	if due.IsZero() || !m.clock.at.IsZero() && !m.clock.at.After(due) {
		return nil
	}
	m.clock.alarm++
	m.clock.at = due
	return m.effects.wait(due.Sub(now), m.clock.alarm)
}

// due is when: in a second while something waits, else when the token's minutes
// count down, else never.
func (m *Model) due(now time.Time) time.Time {
	if m.run.busy || m.signIn.busy {
		return now.Add(time.Second)
	}
	left := m.here.tokens.token.Expires.Sub(now)
	if !m.here.tokens.held || left <= 0 {
		return time.Time{}
	}
	step := left % time.Minute
	if step == 0 {
		step = time.Minute
	}
	return now.Add(step)
}

func (m *Model) ring(t tick) tea.Cmd {
	if t.alarm != m.clock.alarm {
		return nil
	}
	m.clock.at = time.Time{}
	m.drawHeader()
	return m.broadcast(kit.Tick{Now: m.effects.world.Now()})
}
