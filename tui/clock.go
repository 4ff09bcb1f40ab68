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
	alarm  int       // the newest; older ones ring unheard
	at     time.Time // when it rings; zero = not wound
	ticked time.Time // when the panes were told last
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

// due is when: soon while rows are coming, in a second while something waits, else when the token's minutes
// count down, else never.
func (m *Model) due(now time.Time) time.Time {
	if m.collects() || m.beside.busy() && m.beside.of > 0 {
		return now.Add(glimpse)
	}
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
	return m.signIn.busy || m.setup.cancel != nil || m.asked.cancel != nil || m.beside.busy() || slices.ContainsFunc(m.tabs, func(t *tab) bool { return t.run.busy })
}

// glimpse is how often growing figures are looked at.
const glimpse = 100 * time.Millisecond

// collects is true while the answer of a run in front grows.
func (m *Model) collects() bool {
	r := m.tab().run
	return r.busy && (r.live.progress.Load() != nil || r.live.arrived.Load() != nil)
}

func (m *Model) ring(t tick) tea.Cmd {
	if t.alarm != m.clock.alarm {
		return nil
	}
	m.clock.at = time.Time{}
	m.drawHeader()
	var cmds []tea.Cmd
	now := m.effects.world.Now()
	if now.Sub(m.clock.ticked) >= time.Second {
		m.clock.ticked = now
		cmds = append(cmds, m.broadcast(kit.Tick{Now: now}))
	}
	for _, t := range m.tabs {
		switch {
		case !t.run.busy:
		case !t.run.stopping.IsZero() && !now.Before(t.run.stopping):
			cmds = append(cmds, m.abandon(t))
		default:
			cmds = append(cmds, m.relay(t))
		}
	}
	return tea.Batch(cmds...)
}
