package main

import (
	"context"
	"errors"
	"fmt"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
)

// manyPages is far more than any tenant has; a collection that is not held needs no lower limit.
const manyPages = 1_000_000

// runRequest sends what find returns and writes the answer as the flags say.
func (p *program) runRequest(ctx context.Context, f *requestFlags, find func(a *app, graph string) (library.Saved, error)) error {
	if err := f.check(); err != nil {
		return err
	}
	a, err := p.open()
	if err != nil {
		return err
	}
	env, guest, err := a.guest(p.env)
	if err != nil {
		return err
	}
	meter := startProgress(p.line, a.now)
	defer meter.stop()
	client, err := p.clientFor(a, env, guest, f.yes, meter)
	if err != nil {
		return err
	}
	saved, err := find(a, client.Graph)
	if err != nil {
		return err
	}
	r := &request{program: p, client: client, flags: f, meter: meter}
	if r.query, err = f.apply(saved.Query, p.in); err != nil {
		return err
	}
	vars, err := a.variables(env.Name, saved.Variables, f.vars)
	if err != nil {
		return err
	}
	if r.query, err = library.Expand(r.query, vars); err != nil {
		return usageError{err}
	}
	result, err := r.traced(func() (*graphquery.Result, error) {
		if f.delta {
			return r.changes(ctx, a.library(env.Name), saved)
		}
		return r.answer(ctx)
	})
	meter.stop()
	if err != nil && f.explain {
		err = a.explained(ctx, env, r.query, result, err)
	}
	return readOnlyAdvice(err, env)
}

// clientFor is a client that asks the person before each write, and tells what it does on the way.
func (p *program) clientFor(a *app, env auth.Environment, guest *auth.Guest, yes bool, meter *progress) (*graphquery.Client, error) {
	confirm := func(method, url string) bool {
		return yes || meter.aside(func() bool {
			return p.ask(fmt.Sprintf("%s %s in %s (tenant %s)?", method, url, env.Name, orElse(env.TenantDomain, env.TenantID)))
		})
	}
	client, err := a.client(env, guest, confirm)
	if err != nil {
		return nil, err
	}
	client.Tell = func(note string) { meter.clear(); p.say(note) } // while it waits, and also where Graph refuses in the end
	client.Waiting, client.Received = meter.waiting, meter.coming
	client.MaxPages = manyPages
	return client, nil
}

// traced runs do with --trace.
func (r *request) traced(do func() (*graphquery.Result, error)) (*graphquery.Result, error) {
	if r.flags.trace == "" {
		return do()
	}
	trace, err := openTrace(r.flags.trace)
	if err != nil {
		return nil, err
	}
	r.client.Trace = trace.event
	result, err := do()
	if cErr := trace.close(); cErr != nil && err == nil {
		err = fmt.Errorf("--trace %s: %w", r.flags.trace, cErr)
	}
	return result, err
}

// readOnlyAdvice names the command that makes an environment writable.
func readOnlyAdvice(err error, env auth.Environment) error {
	if errors.Is(err, graphquery.ErrReadOnly) {
		return advisedError{err, fmt.Sprintf("graphguest env edit %s --access %s, if you mean to change something there", env.Name, auth.ReadWrite)}
	}
	return err
}
