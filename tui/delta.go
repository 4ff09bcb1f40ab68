package tui

import (
	"context"
	"errors"
	"net/http"
	"slices"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

// followChanges asks what changed since the saved query last ran in this tenant. The line keeps the query as it
// was saved: a link is good for one tenant, and nothing to edit.
func (m *Model) followChanges(s library.Saved) tea.Cmd {
	if !m.here.open {
		m.fail(errNowhere)
		return nil
	}
	if s.Query.Writes() {
		m.say("“" + s.Title + "” writes: only a GET can be asked for changes")
		return nil
	}
	t := m.tab()
	t.line.Load(s.Query, s.Variables)
	m.closeComposer()
	if m.narrow() && m.focus == saved {
		m.focusOn(answer)
	}
	w := kit.RunQuery{Query: s.Query, Variables: s.Variables, Saved: s.Name}
	s = m.current(s)
	e := expanded{tab: t, run: m.next(t), strokes: m.strokes, saved: s, follow: &s, task: changes}
	return m.here.mark(m.effects.expand(m.here.env.Name, w, e))
}

// changes asks by the link that was kept for this tenant, and for all pages: only the last one has the next link
// to keep. Where Graph does not know the link any more (410), it starts over once.
func changes(ctx context.Context, c *graphquery.Client, o order, l *live) (*graphquery.Result, error) {
	link := o.follow.ChangesFrom(c.Tenant, o.query)
	if link == "" {
		return collected(ctx, c, o.query, l)
	}
	q, err := graphquery.ParseLine("GET "+link, c.Graph)
	if err != nil {
		return nil, err
	}
	q.Header = o.query.Header
	r, err := collected(ctx, c, q, l)
	if refused, ok := errors.AsType[*graphquery.Error](err); !ok || refused.Status != http.StatusGone {
		return r, err
	}
	l.came.Store(nil)
	if r, err = collected(ctx, c, o.query, l); r != nil {
		r = noted(r, startedOver)
	}
	return r, err
}

const startedOver = "Graph no longer knows where the changes were followed to (410): started over with everything there is"

// collected is the answer to q with all its pages.
func collected(ctx context.Context, c *graphquery.Client, q graphquery.Query, l *live) (*graphquery.Result, error) {
	r, err := c.Run(ctx, q)
	if err != nil || r.NextLink == "" {
		return r, err
	}
	l.came.Store(r)
	return c.Collect(ctx, r, 0, l.report)
}

// keepDelta keeps the link for the next time, under the tenant that it came from. A run that was cancelled keeps nothing.
func (x effects) keepDelta(ctx context.Context, env auth.Environment, o order, r *graphquery.Result) *graphquery.Result {
	switch {
	case ctx.Err() != nil || r == nil || r.NextLink != "":
		return r
	case r.DeltaLink == "":
		return noted(r, "there is no delta link in the answer: changes of this query cannot be followed")
	}
	if err := x.world.Library(env.Name).KeepDelta(*o.follow, env.TenantID, r.DeltaLink); err != nil {
		return noted(r, "the delta link was not kept: "+err.Error())
	}
	return noted(r, "the delta link is kept with “"+o.follow.Title+"” for this tenant")
}

// followed reads the saved queries again, after one of them may have got a link.
func (m *Model) followed(t *tab, done kit.QueryDone) tea.Cmd {
	if t.run.order.follow == nil || done.Result == nil || done.Result.DeltaLink == "" {
		return nil
	}
	return m.here.mark(m.effects.listSaved(m.here.env.Name))
}

// current is the saved query as the library knows it now: its link may be newer than the pane's.
func (m *Model) current(s library.Saved) library.Saved {
	if i := slices.IndexFunc(m.library, func(there library.Saved) bool { return there.Name == s.Name }); i >= 0 {
		return m.library[i]
	}
	return s
}
