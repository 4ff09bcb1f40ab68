package tui

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// order is a query on its way from a tab: allowed is the one write, "METHOD URL",
// that the person said yes to, or "".
type order struct {
	tab     *tab
	query   graphquery.Query
	written string // the path as the person wrote it, with its variables: that is what is remembered
	allowed string
}

// run is the newest run of a tab. Answers with another number are dropped.
type run struct {
	id         int
	generation int // of the environment that it was sent in
	busy       bool
	order      order
	started    time.Time
	note       string        // what it waits for, if the client said so
	bytes      *atomic.Int64 // of the answer, so far
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
		return m.here.mark(m.effects.expand(m.here.env.Name, w, expanded{tab: t, run: m.next(t), strokes: m.strokes}))
	}
	m.next(t)
	return m.gate(order{tab: t, query: w.Query, written: w.Query.Path})
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
	return m.gate(order{tab: e.tab, query: e.query, written: e.written})
}

// gate asks once more before a write. What an environment forbids is not asked:
// the client refuses it, and says so.
func (m *Model) gate(o order) tea.Cmd {
	if !o.query.Writes() || m.here.env.EffectiveAccess() != auth.ReadWrite {
		return m.start(o)
	}
	u, err := o.query.URL(m.here.cloud.Graph)
	if err != nil {
		m.fail(err)
		return nil
	}
	o.allowed = o.query.Verb() + " " + u.String()
	return m.confirm(kit.Confirmation{
		Title: "Send this write?",
		Lines: append(append([]string{o.allowed}, overrides(o.query)...),
			bodyWords(len(o.query.Body)),
			fmt.Sprintf("in %s: tenant %s %s", m.here.env.Name, m.here.env.TenantDomain, m.here.env.TenantID)),
		Yes: "send it", Danger: true, Wish: o,
	})
}

// overrides are the headers that make a server take another method than the one that is sent.
func overrides(q graphquery.Query) (lines []string) {
	for _, h := range q.Header {
		if (graphquery.Query{Header: []graphquery.Header{h}}).Writes() {
			lines = append(lines, "which means another method: "+h.Name+": "+h.Value)
		}
	}
	return lines
}

func bodyWords(n int) string {
	if n == 0 {
		return "no body"
	}
	return fmt.Sprintf("body of %d bytes", n)
}

// start sends an order. The older run of its tab is cancelled and can never land.
func (m *Model) start(o order) tea.Cmd {
	if m.number(o.tab) == 0 {
		return nil // its tab was closed
	}
	o.tab.run.stop()
	ctx, cancel := context.WithCancel(context.Background())
	m.newest++
	o.tab.run = run{id: m.newest, generation: m.here.generation, busy: true, order: o, started: m.effects.world.Now(), bytes: new(atomic.Int64), cancel: cancel}
	m.signIn.waiting, m.signIn.tab = nil, nil
	m.status = status{}
	notes := newFeed()
	return tea.Batch(
		m.tellTab(o.tab, kit.QueryStarted{ID: o.tab.run.id, Query: o.query, At: o.tab.run.started}),
		m.here.mark(m.effects.run(ctx, m.here, o, notes)),
		m.here.mark(notes.listen()),
	)
}

// refuse ends a query of the tab in front before it is sent. The answer before leaves the screen: it belongs to another line.
func (m *Model) refuse(err error) tea.Cmd {
	t := m.tab()
	t.run.stop()
	m.newest++
	m.fail(err)
	return tea.Batch(
		m.tellTab(t, kit.QueryStarted{ID: m.newest, At: m.effects.world.Now()}),
		m.tellTab(t, kit.QueryDone{ID: m.newest, Err: err}),
	)
}

// cancelRun ends the run in front now; nobody waits for the network to agree.
func (m *Model) cancelRun() tea.Cmd {
	t := m.tab()
	if !t.run.busy {
		return nil
	}
	t.run.stop()
	m.say("cancelled")
	cmd := m.remember(t, nil, context.Canceled)
	return tea.Batch(cmd, m.tellTab(t, kit.QueryDone{ID: t.run.id, Err: context.Canceled}))
}

// end takes the answer of a run that is still wanted.
func (m *Model) end(r ran) tea.Cmd {
	t := m.tabOf(r.done.ID)
	if t == nil {
		return nil
	}
	t.run.stop()
	r.done.Err = m.advised(r.done.Err)
	cmd := tea.Batch(m.tellTab(t, r.done), m.hold(r.tokens), m.remember(t, r.done.Result, r.done.Err))
	if t != m.tab() {
		m.endBehind(t, r.done.Err)
		return cmd
	}
	switch {
	case errors.Is(r.done.Err, auth.ErrSignInRequired):
		m.fail(r.done.Err)
		return tea.Batch(cmd, m.needPerson(t, r.done.Err))
	case r.done.Err != nil:
		m.fail(r.done.Err)
	case r.done.Result != nil:
		m.say(strings.Join(r.done.Result.Notes, " · "))
	}
	return cmd
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

// stopRuns ends the runs of all tabs.
func (m *Model) stopRuns() {
	for _, t := range m.tabs {
		t.run.stop()
	}
}

func hasVariables(q graphquery.Query) bool {
	texts := []string{q.Path, string(q.Body)}
	for _, h := range q.Header {
		texts = append(texts, h.Name, h.Value)
	}
	for _, t := range texts {
		if _, _, name := graphquery.NextVariable(t, 0); name != "" {
			return true
		}
	}
	return false
}
