package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
)

// held is the answer of a tab, with what it came by: further pages are asked for in the environment that the first
// came from, whatever the header says by then. A switch takes it away.
type held struct {
	id     int // of the run that began it
	in     here
	order  order
	result *graphquery.Result
}

// leaveBehind forgets what belongs to a place or a person that was left.
func (m *Model) leaveBehind() {
	for _, t := range m.tabs {
		t.held, t.failed, t.answers = nil, nil, answers{}
	}
	m.asked.stop()
	m.beside.leave()
}

// rehouse takes the answers along where only the name or the scopes of the place changed.
func (m *Model) rehouse() {
	for _, t := range m.tabs {
		for _, e := range t.answers.list {
			if e.held == nil {
				continue
			}
			h, shown := *e.held, e.held == t.held
			h.in.env, h.in.generation = m.here.env, m.here.generation
			if e.held = &h; shown {
				t.held = &h
			}
		}
	}
}

// whyNoMore says why there is no page to add to the answer.
func (m *Model) whyNoMore() string {
	switch t := m.tab(); {
	case t.away():
		return "another answer of this tab is on its way"
	case t.run.busy:
		return "the answer is still on its way"
	case t.held == nil:
		return "there is no answer yet"
	case t.held.result.NextLink == "":
		return "there is no further page"
	}
	return ""
}

func (m *Model) nextPage() tea.Cmd { return m.more(1) }
func (m *Model) allPages() tea.Cmd { return m.more(0) }

// more adds n pages to the answer in front, 0 = all.
func (m *Model) more(n int) tea.Cmd {
	if why := m.whyNoMore(); why != "" {
		m.say(why)
		return nil
	}
	t := m.tab()
	o := t.held.order
	o.from, o.allowed = t.held, nil
	o.task = func(ctx context.Context, c *graphquery.Client, o order, l *live) (*graphquery.Result, error) {
		return c.Collect(ctx, o.from.result, n, l.report)
	}
	m.next(t)
	return m.gate(o)
}
