package tui

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// run is the newest run of a tab. Answers with another number are dropped.
type run struct {
	id         int
	generation int  // of the environment that it was sent in
	in         here // that environment, as it was then
	busy       bool
	order      order
	started    time.Time
	note       string    // what it waits for, if the client said so
	stopping   time.Time // until when what came is waited for; zero = it was not stopped
	live       *live
	seen       seen
	cancel     context.CancelFunc
}

// stop cancels the run; what still arrives of it has no run to belong to.
func (r *run) stop() {
	if r.cancel != nil {
		r.cancel()
	}
	r.busy, r.cancel = false, nil
}

// prepare begins a run in the tab in front: variables first, which are on disk; then the gate.
func (m *Model) prepare(w kit.RunQuery) tea.Cmd {
	if !m.here.open {
		m.fail(errNowhere)
		return nil
	}
	t := m.tab()
	if q, err := t.line.Query(); err != nil || t.line.Text() == "" || !reflect.DeepEqual(q, w.Query) { // what is in the line already keeps its body, also for a read
		t.line.Load(w.Query, w.Variables)
	}
	m.closeComposer() // it would cover the answer
	if m.narrow() && m.focus == saved {
		m.focusOn(answer)
	}
	if hasVariables(w.Query) {
		return m.here.mark(m.effects.expand(m.here.env.Name, w, expanded{tab: t, run: m.next(t), strokes: m.strokes, saved: m.savedAs(w)}))
	}
	m.next(t)
	return m.gate(order{tab: t, query: w.Query, written: w.Query.Path, line: &w, saved: m.savedAs(w)})
}

// next counts what is asked in a tab, so that an older question that took longer is dropped.
func (m *Model) next(t *tab) int {
	t.asked++
	return t.asked
}

// ready goes on with a query whose variables have their values. A question that comes
// late could be answered by a letter that was meant for something else: then it waits.
func (m *Model) ready(e expanded) tea.Cmd {
	if m.number(e.tab) == 0 || e.tab.asked != e.run {
		return nil
	}
	err := m.advised(e.err)
	switch {
	case err != nil && e.tab == m.tab():
		return m.refuse(err)
	case err != nil:
		m.fail(fmt.Errorf("tab %d: %w", m.number(e.tab), err))
		return nil
	case e.query.Writes() && (e.tab != m.tab() || e.strokes != m.strokes):
		m.say(fmt.Sprintf("tab %d: %s was not sent, for you went on typing: run it again to be asked", m.number(e.tab), e.query.Verb()))
		return nil
	}
	return m.gate(order{tab: e.tab, query: e.query, written: e.written, follow: e.follow, task: e.task, line: &e.line, saved: e.saved})
}

// start sends an order. The older run of its tab is cancelled and can never land.
func (m *Model) start(o order) tea.Cmd {
	if m.number(o.tab) == 0 {
		return nil // its tab was closed
	}
	o.tab.run.stop()
	o.tab.failed = nil
	ctx, cancel := context.WithCancel(context.Background())
	m.newest++
	now, l := m.effects.world.Now(), newLive(m.newest)
	o.tab.run = run{
		id: m.newest, generation: m.here.generation, in: m.here, busy: true, order: o, started: now, live: l, cancel: cancel,
	}
	if o.from != nil {
		o.tab.run.in = o.from.in
		l.came.Store(o.from.result)
	} else {
		o.tab.held, o.tab.answers.at = nil, len(o.tab.answers.list)
	}
	if o.tab.answers.index(o.via.id) < 0 {
		o.tab.run.order.via = via{} // its answer is gone
	}
	m.signIn.waiting, m.signIn.tab = nil, nil
	m.status = status{}
	m.clock.ticked = now
	return tea.Batch(
		m.tellTab(o.tab, o.tab.run.begins()),
		m.here.mark(m.effects.run(ctx, o.tab.run.in, o, l)),
		m.here.mark(l.feed.listen()),
	)
}

// refuse ends a query of the tab in front before it is sent. The answer before leaves the screen: it belongs to another line.
func (m *Model) refuse(err error) tea.Cmd {
	t := m.tab()
	t.run.stop()
	t.held, t.failed, t.run.order = nil, nil, order{}
	t.answers.at = len(t.answers.list)
	m.newest++
	m.fail(err)
	return tea.Batch(
		m.tellTab(t, kit.QueryStarted{ID: m.newest, At: m.effects.world.Now()}),
		m.tellTab(t, kit.QueryDone{ID: m.newest, Err: err}),
	)
}

// grace is how long a run that was stopped may take to hand over what came.
const grace = 2 * time.Second

// cancelRun stops the run in front. What came of its answer is kept; where nothing came, nobody waits for the
// network to agree.
func (m *Model) cancelRun() tea.Cmd {
	t := m.tab()
	switch {
	case !t.run.busy:
		return nil
	case t.run.stopping.IsZero() && t.run.live.isWorth():
		t.run.cancel()
		t.run.stopping = m.effects.world.Now().Add(grace)
		return nil
	}
	return m.abandon(t)
}

// abandon ends a run now, with what is at hand of it.
func (m *Model) abandon(t *tab) tea.Cmd {
	came, away := t.run.live.came.Load(), t.away()
	t.run.stop()
	if t == m.tab() {
		m.say("cancelled")
	}
	m.keepEnd(t, came, context.Canceled, away)
	cmd := m.remember(t, nil, context.Canceled)
	return tea.Batch(cmd, m.tellTab(t, kit.QueryDone{ID: t.run.id, Result: came, Err: context.Canceled}))
}

// end takes the answer of a run that is still wanted.
func (m *Model) end(r ran) tea.Cmd {
	t := m.tabOf(r.done.ID)
	if t == nil {
		return nil
	}
	stopped, away := !t.run.stopping.IsZero(), t.away()
	t.run.stop()
	if stopped && r.done.Err != nil {
		r.done.Err = context.Canceled
	}
	if r.done.Result == nil && t.run.order.from != nil {
		r.done.Result = t.run.order.from.result
	}
	r.done.Err = m.advised(r.done.Err)
	m.keepEnd(t, r.done.Result, r.done.Err, away)
	cmd := tea.Batch(m.tellTab(t, r.done), m.hold(r.tokens), m.remember(t, r.done.Result, r.done.Err), m.followed(t, r.done))
	switch {
	case t != m.tab():
		m.endBehind(t, r.done.Err)
		return cmd
	case away:
		m.endAway(r.done.Err)
		return cmd
	}
	switch {
	case errors.Is(r.done.Err, auth.ErrSignInRequired):
		m.fail(r.done.Err)
		return tea.Batch(cmd, m.needPerson(t, r.done.Err))
	case stopped && cancelled(r.done.Err):
		m.say(stoppedWords(r.done.Result))
	case r.done.Err != nil:
		m.fail(r.done.Err)
	case r.done.Result != nil:
		m.say(strings.Join(r.done.Result.Notes, " · "))
	}
	return cmd
}

// stoppedWords says what is left of a run that was stopped.
func stoppedWords(r *graphquery.Result) string {
	switch {
	case r == nil:
		return "cancelled"
	case r.Rows >= 0 && r.Pages > 0:
		return fmt.Sprintf("stopped; %s of %s came", counted(r.Rows, "row"), counted(r.Pages, "page"))
	}
	return "stopped; what came is shown"
}

// endBehind says how a run ended that nobody was looking at. A dialog would take
// the keys away from what the person is typing elsewhere.
func (m *Model) endBehind(t *tab, err error) {
	switch {
	case err != nil && !cancelled(err):
		m.fail(fmt.Errorf("tab %d: %w", m.number(t), err))
	case m.status.err == nil:
		m.say(fmt.Sprintf("tab %d has its answer", m.number(t)))
	}
}

// endAway says how a run ended from which the person has stepped to another answer.
func (m *Model) endAway(err error) {
	switch {
	case err != nil && !cancelled(err):
		m.fail(fmt.Errorf("the newest run of this tab: %w", err))
	case m.status.err == nil:
		m.say("the answer has come: " + m.theme.Hint("answer", "newer-answer", "}") + " leads to it")
	}
}

// stopRuns ends the runs of all tabs.
func (m *Model) stopRuns() {
	for _, t := range m.tabs {
		t.run.stop()
	}
}

func hasVariables(q graphquery.Query) bool {
	for _, t := range textsOf(q) {
		if _, _, name := graphquery.NextVariable(t, 0); name != "" {
			return true
		}
	}
	return false
}

// textsOf are the parts of a query in which variables stand.
func textsOf(q graphquery.Query) []string {
	texts := []string{q.Path, string(q.Body)}
	for _, h := range q.Header {
		texts = append(texts, h.Name, h.Value)
	}
	return texts
}
