package tui

import (
	"context"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

// order is what is to be sent from a tab: a query, or several as one.
type order struct {
	tab     *tab
	query   graphquery.Query
	written string   // the path as the person wrote it, with its variables: that is what is remembered
	allowed []string // the writes, "METHOD URL" each, that the person said yes to

	task   task                   // what is done with the query; nil = it is sent once
	from   *held                  // the answer that it goes on from; nil = it begins anew
	follow *library.Saved         // the saved query whose changes it follows; nil = none
	items  []graphquery.BatchItem // of a batch

	line  *kit.RunQuery // what stood in the line; nil = it came from elsewhere
	saved library.Saved // the saved query that it is, as it was then; without a Name it is none
	via   via           // the answer whose link it follows
}

// look is how its answers are looked at.
func (o order) look() library.Look { return o.saved.Look }

// task is what a run does with its client. With an error it returns what there is until then.
type task func(ctx context.Context, c *graphquery.Client, o order, l *live) (*graphquery.Result, error)

// sent are the queries that the order sends.
func (o order) sent() []graphquery.Query {
	if len(o.items) == 0 {
		return []graphquery.Query{o.query}
	}
	queries := make([]graphquery.Query, len(o.items))
	for i, item := range o.items {
		queries[i] = item.Query
	}
	return queries
}

// writes are those of them that can change something.
func (o order) writes() []graphquery.Query {
	return slices.DeleteFunc(o.sent(), func(q graphquery.Query) bool { return !q.Writes() })
}

// isAllowed is whether the person said yes to this write; of a batch, each is asked for by itself.
func (o order) isAllowed(method, url string) bool { return slices.Contains(o.allowed, method+" "+url) }

// repeatable is whether the line can bring it back: only that is remembered.
func (o order) repeatable() bool { return o.from == nil && len(o.items) == 0 }

// gate asks once more before a write. What an environment forbids is not asked:
// the client refuses it, and says so.
func (m *Model) gate(o order) tea.Cmd {
	if o.from != nil && o.from.in.generation != m.here.generation {
		return nil // the answer that it belongs to has left the screen
	}
	writes := o.writes()
	if len(writes) == 0 || m.here.env.EffectiveAccess() != auth.ReadWrite {
		return m.start(o)
	}
	var lines []string
	for _, q := range writes {
		u, err := q.URL(m.here.cloud.Graph)
		if err != nil {
			m.fail(err)
			return nil
		}
		line := q.Verb() + " " + u.String()
		o.allowed = append(o.allowed[:len(o.allowed):len(o.allowed)], line)
		lines = append(append(append(lines, line), overrides(q)...), bodyWords(len(q.Body)))
	}
	c := kit.Confirmation{
		Title: "Send this write?",
		Lines: append(lines, fmt.Sprintf("in %s: tenant %s %s", m.here.env.Name, m.here.env.TenantDomain, m.here.env.TenantID)),
		Yes:   "send it", Danger: true, Wish: o,
	}
	if len(o.items) > 0 {
		c.Title, c.Yes = fmt.Sprintf("Send this batch? %s", ofThem(len(writes), len(o.items))), "send all of it"
	}
	return m.confirm(m.withMatch(c, o))
}

func ofThem(writes, all int) string {
	if writes == all {
		return "All of its queries write"
	}
	return fmt.Sprintf("%d of its %d queries write", writes, all)
}

// withMatch offers to send a write only if the object is still the one whose answer is on the screen.
func (m *Model) withMatch(c kit.Confirmation, o order) kit.Confirmation {
	if len(o.items) > 0 || o.tab.held == nil {
		return c
	}
	match, ok := graphquery.IfMatch(o.query, o.tab.held.result)
	if !ok {
		return c
	}
	o.query.Header = append(slices.Clone(o.query.Header), match)
	c.Other = kit.Item{Key: "m", Label: "only if nobody changed it since it was read (If-Match)", Wish: o}
	return c
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
