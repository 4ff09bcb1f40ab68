package tui

import (
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// remember adds the run that just ended in t to the runs of this environment.
func (m *Model) remember(t *tab, r *graphquery.Result, err error) tea.Cmd {
	q := t.run.order.query
	if !t.run.order.repeatable() {
		return nil
	}
	if auth.Redact(t.run.order.written) != t.run.order.written || t.run.order.via.path != "" && hasToken(t.run.order.written) {
		return nil // something like a token is in it
	}
	ended := kit.Run{
		At: t.run.started, Took: m.effects.world.Now().Sub(t.run.started), Failed: failedWord(err),
		Query: graphquery.Query{Method: q.Verb(), Version: q.API(), Path: t.run.order.written},
	}
	if refused, ok := errors.AsType[*graphquery.Error](err); ok {
		ended.Status, ended.Failed = refused.Status, ""
	}
	if r != nil {
		ended.Status, ended.Took = r.Status, r.Took
	}
	m.runs = append([]kit.Run{ended}, m.runs[:min(len(m.runs), MostRuns-1)]...)
	return tea.Batch(m.broadcast(kit.RecentRuns{Runs: m.runs}), m.keep())
}

// failedWord is why no answer came, in a word or two.
func failedWord(err error) string {
	switch {
	case err == nil:
		return ""
	case cancelled(err):
		return "cancelled"
	case errors.Is(err, auth.ErrSignInRequired):
		return "sign-in needed"
	}
	return "failed"
}

// placeOf is the tenant that an environment leads to.
func placeOf(env auth.Environment) string { return env.Cloud + " " + env.TenantID }

// runsOf is what is remembered, if it is of this tenant, and what of it can be a query.
func (k Kept) runsOf(env auth.Environment) (runs []kit.Run) {
	if k.Tenant != placeOf(env) {
		return nil
	}
	for _, r := range k.Runs {
		if possible(r.Query.Method, r.Query.Version) {
			runs = append(runs, r)
		}
	}
	return runs
}

// possible is false for what only a damaged file can hold.
func possible(method, version string) bool {
	return slices.Contains(graphquery.Methods, method) && slices.Contains(graphquery.Versions, version)
}

// keep writes what is remembered of the environment on the screen.
func (m *Model) keep() tea.Cmd {
	if !m.here.open {
		return nil
	}
	return m.effects.keep(m.here.env.Name, m.kept())
}

// recalled takes what is remembered of an environment that was just entered. What
// ran here meanwhile is newer.
func (m *Model) recalled(r recalled) tea.Cmd {
	if r.err != nil && m.status.err == nil {
		m.fail(r.err)
	}
	m.runs = append(m.runs, r.kept.runsOf(m.here.env)...)
	m.runs = m.runs[:min(len(m.runs), MostRuns)]
	return m.broadcast(kit.RecentRuns{Runs: m.runs})
}
