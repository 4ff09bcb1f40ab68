package tui

import (
	"slices"
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
	if m.waits() {
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

// waits is true while something is under way.
func (m *Model) waits() bool {
	return m.signIn.busy || m.setup.cancel != nil || slices.ContainsFunc(m.tabs, func(t *tab) bool { return t.run.busy })
}

func (m *Model) ring(t tick) tea.Cmd {
	if t.alarm != m.clock.alarm {
		return nil
	}
	m.clock.at = time.Time{}
	m.drawHeader()
	cmds := []tea.Cmd{m.broadcast(kit.Tick{Now: m.effects.world.Now()})}
	for _, t := range m.tabs {
		if t.run.busy {
			cmds = append(cmds, m.tellTab(t, kit.RunProgress{ID: t.run.id, Bytes: t.run.bytes.Load()}))
		}
	}
	return tea.Batch(cmds...)
}
