package tui

import (
	"context"
	"errors"
	"net/http"
	"slices"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// run does what was ordered, in the environment that it was ordered in.
func (x effects) run(ctx context.Context, in here, o order, l *live) tea.Cmd {
	return func() tea.Msg {
		defer l.feed.end()
		guest, err := x.world.Desk.Guest(in.env)
		if err != nil {
			return ran{done: kit.QueryDone{ID: l.id, Err: err}}
		}
		client, err := x.client(in, guest, o, l)
		if err != nil {
			return ran{kit.QueryDone{ID: l.id, Err: err}, x.held(guest)}
		}
		do := o.task
		if do == nil {
			do = ask
		}
		result, err := do(ctx, client, o, l)
		if err == nil && o.follow != nil {
			result = x.keepDelta(ctx, in.env, o, result)
		}
		return ran{kit.QueryDone{ID: l.id, Result: result, Err: err}, x.held(guest)}
	}
}

// client is one for this order alone: nothing of it is shared with another environment.
func (x effects) client(in here, guest *auth.Guest, o order, l *live) (*graphquery.Client, error) {
	c := &graphquery.Client{
		Environment: in.env.Name, Tenant: in.env.TenantID, Graph: in.cloud.Graph, HTTP: x.world.Graph,
		Token: guest.Token, Confirm: o.isAllowed, Now: x.world.Now,
		Received: l.bytes.Store, Arriving: l.arrive, Waiting: l.pause, MaxBytes: mostCollected,
		Tell: func(note string) { l.feed.put(told{l.id, note}) },
	}
	for _, q := range o.writes() {
		writable, err := x.writable(in.env, q)
		if err != nil {
			return nil, err
		}
		c.Writable = writable
	}
	return c, nil
}

// mostCollected bounds the pages of one answer that are held, in bytes.
const mostCollected = 512 << 20

// ask sends the query once. An operation that this begins is watched until it has ended.
func ask(ctx context.Context, c *graphquery.Client, o order, l *live) (*graphquery.Result, error) {
	r, err := c.Run(ctx, o.query)
	if err != nil || r.Status != http.StatusAccepted {
		return r, err
	}
	host := c.MonitorHost(r)
	if host == "" {
		return r, nil
	}
	l.came.Store(r)
	l.watch(host, graphquery.MonitorState{Percent: -1})
	end, err := c.Monitor(ctx, r, func(s graphquery.MonitorState) { l.watch(host, s) })
	switch {
	case errors.Is(err, context.Canceled):
		return noted(r, unwatched), nil
	case end == nil:
		return r, err
	}
	return end, err
}

const unwatched = "no longer watched; the operation goes on"

// noted is r with one more note. r itself may be on a screen.
func noted(r *graphquery.Result, note string) *graphquery.Result {
	with := *r
	with.Notes = append(slices.Clone(r.Notes), note)
	return &with
}
