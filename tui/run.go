package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// order is a query on its way: allowed is the one write, "METHOD URL", that the
// person said yes to, or "".
type order struct {
	query   graphquery.Query
	allowed string
}

// run is the newest run. Answers with an older number are dropped.
type run struct {
	id      int
	busy    bool
	order   order
	started time.Time
	note    string // what it waits for, if the client said so
	cancel  context.CancelFunc
}

// stop cancels the run and makes its number old.
func (r *run) stop() {
	if r.cancel != nil {
		r.cancel()
	}
	r.id++
	r.busy, r.cancel = false, nil
}

// prepare begins a run: variables first, which are on disk; then the gate.
func (m *Model) prepare(w kit.RunQuery) tea.Cmd {
	if !m.here.open {
		m.fail(errNowhere)
		return nil
	}
	m.line.Load(w.Query, w.Variables)
	if m.narrow() && m.focus == saved {
		m.focusOn(answer)
	}
	if hasVariables(w.Query) {
		return m.here.mark(m.effects.expand(m.here.env.Name, w))
	}
	return m.gate(w.Query)
}

// gate asks once more before a write. What an environment forbids is not asked:
// the client refuses it, and says so.
func (m *Model) gate(q graphquery.Query) tea.Cmd {
	if !q.Writes() || m.here.env.EffectiveAccess() != auth.ReadWrite {
		return m.start(order{query: q})
	}
	u, err := q.URL(m.here.cloud.Graph)
	if err != nil {
		m.fail(err)
		return nil
	}
	write := q.Verb() + " " + u.String()
	return m.confirm(kit.Confirmation{
		Title: "Send this write?",
		Lines: []string{
			write,
			bodyWords(len(q.Body)),
			fmt.Sprintf("in %s: tenant %s %s", m.here.env.Name, m.here.env.TenantDomain, m.here.env.TenantID),
		},
		Yes: "send it", Danger: true, Wish: order{query: q, allowed: write},
	})
}

func bodyWords(n int) string {
	if n == 0 {
		return "no body"
	}
	return fmt.Sprintf("body of %d bytes", n)
}

// start sends an order. The older run is cancelled and can never land.
func (m *Model) start(o order) tea.Cmd {
	m.run.stop()
	ctx, cancel := context.WithCancel(context.Background())
	m.run = run{id: m.run.id, busy: true, order: o, started: m.effects.world.Now(), cancel: cancel}
	m.signIn.waiting = nil
	m.status = status{}
	notes := newFeed()
	return tea.Batch(
		m.broadcast(kit.QueryStarted{ID: m.run.id, Query: o.query, At: m.run.started}),
		m.here.mark(m.effects.run(ctx, m.here, m.run.id, o, notes)),
		m.here.mark(notes.listen()),
	)
}

// refuse ends a query before it is sent. The answer before leaves the screen: it belongs to another line.
func (m *Model) refuse(err error) tea.Cmd {
	m.run.stop()
	m.fail(err)
	return tea.Batch(
		m.broadcast(kit.QueryStarted{ID: m.run.id, At: m.effects.world.Now()}),
		m.broadcast(kit.QueryDone{ID: m.run.id, Err: err}),
	)
}

// cancelRun ends the run now; nobody waits for the network to agree.
func (m *Model) cancelRun() tea.Cmd {
	if !m.run.busy {
		return nil
	}
	id := m.run.id
	m.run.stop()
	m.say("cancelled")
	return m.broadcast(kit.QueryDone{ID: id, Err: context.Canceled})
}

// end takes the answer of the newest run.
func (m *Model) end(r ran) tea.Cmd {
	if r.done.ID != m.run.id || !m.run.busy {
		return nil
	}
	m.run.cancel()
	m.run.busy, m.run.cancel = false, nil
	r.done.Err = m.advised(r.done.Err)
	cmd := tea.Batch(m.broadcast(r.done), m.hold(r.tokens))
	switch {
	case errors.Is(r.done.Err, auth.ErrSignInRequired):
		m.fail(r.done.Err)
		return tea.Batch(cmd, m.needPerson(r.done.Err))
	case r.done.Err != nil:
		m.fail(r.done.Err)
	case r.done.Result != nil:
		m.say(strings.Join(r.done.Result.Notes, " · "))
	}
	return cmd
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
