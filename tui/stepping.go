package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// olderAnswer goes one answer back.
func (m *Model) olderAnswer() tea.Cmd {
	t := m.tab()
	a := &t.answers
	switch {
	case a.at > 0:
		return m.recall(t, a.at-1)
	case a.lost > 0:
		m.say(fmt.Sprintf("this is the oldest answer at hand: %d a tab are kept, and %s in all", mostAnswers, sizeWords(mostHeld)))
	case len(a.list) > 0:
		m.say("this is the first answer of the tab")
	default:
		m.say("there is no answer before")
	}
	return nil
}

// newerAnswer goes one answer forth, at last to the run under way.
func (m *Model) newerAnswer() tea.Cmd {
	t := m.tab()
	switch a := &t.answers; {
	case a.at+1 < len(a.list):
		return m.recall(t, a.at+1)
	case t.away() && t.seat() == len(a.list):
		return m.returnToRun(t)
	}
	m.say("this is the newest answer of the tab")
	return nil
}

// recall puts answer i of a tab on the screen again, and its query into the line. Nothing is sent.
func (m *Model) recall(t *tab, i int) tea.Cmd {
	a := &t.answers
	e := a.list[i]
	a.at = i
	m.say(fmt.Sprintf("answer %s of this tab, asked for at %s", t.position(), e.at.In(m.effects.world.Location).Format(time.TimeOnly)))
	m.load(t, e.order)
	t.held, t.failed = e.held, e.err
	recalled := kit.AnswerRecalled{
		Query: e.order.query, Err: e.err, From: e.order.via.path, Look: e.order.look(), Position: t.position(), At: e.at,
	}
	if e.held != nil {
		recalled.Result = e.held.result
	}
	cmd := m.tellTab(t, recalled)
	if t.run.busy && t.seat() == i { // it grows
		cmd = tea.Batch(cmd, m.attach(t))
	}
	return cmd
}

// position is "2 of 5", with the run under way as the last.
func (t *tab) position() string {
	of := len(t.answers.list)
	if t.run.busy && t.seat() == of {
		of++
	}
	return fmt.Sprintf("%d of %d", t.answers.at+1, of)
}

// returnToRun puts the run under way on the screen again.
func (m *Model) returnToRun(t *tab) tea.Cmd {
	m.load(t, t.run.order)
	t.answers.at, t.held, t.failed = len(t.answers.list), nil, nil
	return m.attach(t)
}

// attach tells the panes of a tab of its run as if it had just begun, and then how far it is.
func (m *Model) attach(t *tab) tea.Cmd {
	t.run.seen = seen{}
	cmd := m.tellTab(t, t.run.begins())
	return tea.Batch(cmd, m.relay(t))
}

// begins is what is told of a run when it starts.
func (r *run) begins() kit.QueryStarted {
	return kit.QueryStarted{
		ID: r.id, Query: r.order.query, At: r.started, Continues: r.order.from != nil, From: r.order.via.path, Look: r.order.look(),
	}
}

// load puts the query of an order into the line. One that stands there and was not sent can be brought back.
func (m *Model) load(t *tab, o order) {
	if o.line == nil {
		return // it came from elsewhere: several as one
	}
	m.closeComposer()
	if text := strings.TrimSpace(t.line.Text()); text != "" && !t.asks(text) {
		q, variables, generation := graphquery.Query{Path: text}, t.line.Variables(), m.here.generation
		if parts, err := t.line.Parts(); err == nil {
			q = parts
		}
		m.undone(undo{what: "another query in the line", back: func(m *Model) tea.Cmd {
			if m.number(t) > 0 && m.here.generation == generation {
				t.line.Load(q, variables)
			}
			return nil
		}})
		m.say("what was typed and not sent is kept: " + m.hint("undo", "u") + " brings it back")
	}
	t.line.Load(o.line.Query, o.line.Variables)
}

// asks is whether one of the tab's runs was asked by that line.
func (t *tab) asks(text string) bool {
	is := func(o order) bool { return o.line != nil && strings.TrimSpace(o.line.Query.Path) == text }
	return is(t.run.order) || slices.ContainsFunc(t.answers.list, func(e *ended) bool { return is(e.order) })
}
