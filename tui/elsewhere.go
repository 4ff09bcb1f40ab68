package tui

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

type (
	// elsewhere is the wish to ask the same in another environment, and to compare.
	elsewhere struct {
		tab  *tab
		id   int
		name string
	}
	// answeredElsewhere says how that ended.
	answeredElsewhere struct {
		elsewhere
		number int
		at     time.Time
		result *graphquery.Result
		err    error
	}
)

// sameElsewhere are the other environments, where the same can be asked.
func (m *Model) sameElsewhere(t *tab) (items []kit.Item) {
	why := whyNotElsewhere(t.order())
	for _, r := range m.known {
		if name := r.Environment.Name; name != m.here.env.Name {
			items = append(items, kit.Item{Label: "the same query in " + name, Why: why, Wish: elsewhere{t, t.shown().id, name}})
		}
	}
	return items
}

// whyNotElsewhere says why a query is not asked in another tenant.
func whyNotElsewhere(o order) string {
	switch {
	case o.line == nil:
		return "several queries were sent as one"
	case o.query.Writes() || o.query.Verb() != "GET":
		return "only a GET is asked again"
	case hasToken(o.query.Path) || hasToken(o.line.Query.Path):
		return "its address holds a token that is good for this tenant alone"
	}
	return ""
}

// askElsewhere asks the same in another environment, without going there.
func (m *Model) askElsewhere(w elsewhere) tea.Cmd {
	t := w.tab
	if why := m.beside.why(); why != "" {
		m.say("compare: " + why)
		return nil
	}
	if m.number(t) == 0 || t.held == nil || t.held.id != w.id || whyNotElsewhere(t.order()) != "" {
		m.say("compare: another answer is on the screen by now")
		return nil
	}
	ctx := m.beside.begin("asking "+w.name+" the same", true, 0)
	return m.here.mark(m.effects.askElsewhere(ctx, t.order().line.Query, t.held.result.Pages, answeredElsewhere{elsewhere: w, number: m.beside.number}, m.beside.over))
}

// askElsewhere sends a query once in the environment that a names, by a client of that environment alone, and adds as
// many pages as the answer here has. Nobody is asked to sign in. Of the query goes what goes along on a switch, and
// how it is to be answered; variables have the values of that environment.
func (x effects) askElsewhere(ctx context.Context, q graphquery.Query, pages int, a answeredElsewhere, over chan struct{}) tea.Cmd {
	return func() tea.Msg {
		defer close(over)
		a.at = x.world.Now()
		client, err := x.clientIn(a.name)
		if err == nil {
			q, err = x.forElsewhere(a.name, q)
		}
		if err == nil {
			a.result, err = client.Run(ctx, q)
		}
		if err == nil && pages > 1 && a.result.NextLink != "" {
			a.result, err = client.Collect(ctx, a.result, pages-1, nil)
		}
		if a.err = err; errors.Is(err, graphquery.ErrLastPage) {
			a.err = nil
		}
		return a
	}
}

// clientIn is a client that only reads, in the environment of that name as it is on disk.
func (x effects) clientIn(name string) (*graphquery.Client, error) {
	env, err := x.world.Store.Load(name)
	if err != nil {
		return nil, err
	}
	guest, err := x.world.Desk.Guest(env)
	if err != nil {
		return nil, err
	}
	cloud, err := x.world.Clouds.Named(env.Cloud)
	if err != nil {
		return nil, err
	}
	return &graphquery.Client{
		Environment: env.Name, Tenant: env.TenantID, Graph: cloud.Graph, HTTP: x.world.Graph, Token: guest.Token,
		Now: x.world.Now, MaxBytes: mostCollected,
	}, nil
}

// answering are the headers that say how to answer, and nothing of a tenant.
var answering = []string{"consistencylevel", "prefer", "accept", "accept-language"}

// forElsewhere is q as it is asked in the environment of that name.
func (x effects) forElsewhere(name string, q graphquery.Query) (graphquery.Query, error) {
	own, err := library.ReadVariables(filepath.Join(x.world.Store.Path(name), "http-client.env.json"))
	if err != nil {
		return q, err
	}
	bare := graphquery.Query{Method: "GET", Version: q.Version, Path: q.Path}
	for _, h := range q.Header {
		if slices.Contains(answering, strings.ToLower(h.Name)) {
			bare.Header = append(bare.Header, h)
		}
	}
	return library.Expand(bare, own)
}

// answeredElsewhere compares with the answer of the other environment, or says why there is none.
func (m *Model) answeredElsewhere(a answeredElsewhere) tea.Cmd {
	if !m.beside.end(a.number) {
		return nil
	}
	if a.err != nil {
		m.fail(fmt.Errorf("%s: %w", a.name, advisedElsewhere(a.name, a.err, m.hint("environments", "ctrl+o"))))
		return nil
	}
	if m.number(a.tab) == 0 {
		return nil
	}
	return m.compare(comparison{tab: a.tab, id: a.id, other: kit.Compared{Title: m.title(a.name, a.tab.order(), a.at), Result: a.result}})
}

// advisedElsewhere says where a sign-in helps that is needed in another environment.
func advisedElsewhere(name string, err error, key string) error {
	switch {
	case errors.Is(err, auth.ErrSignInRequired):
		return &advised{err, fmt.Sprintf("sign in there first: %s, %s, enter, then s (or: graphguest login %s)", key, name, name)}
	}
	if missing, ok := errors.AsType[*graphquery.MissingVariable](err); ok {
		return &advised{err, fmt.Sprintf("give %s a value for %s in its http-client.env.json", missing.Name, name)}
	}
	return err
}
