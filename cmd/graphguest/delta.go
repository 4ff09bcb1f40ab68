package main

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"graphguest/graphquery"
	"graphguest/graphquery/library"
)

// changes runs a delta query from where its last run in this tenant ended, and keeps where this one ends. The link is
// kept only when all of the answer is where it should be.
func (r *request) changes(ctx context.Context, lib library.Library, saved library.Saved) (*graphquery.Result, error) {
	tenant := strings.ToLower(r.client.Tenant)
	first := r.query
	if first.Verb() != "GET" {
		return nil, usagef("--delta: %s can be asked for changes only where it is a GET", saved.Name)
	}
	link := saved.ChangesFrom(tenant, first)
	if link != "" {
		q, err := graphquery.ParseLine("GET "+link, r.client.Graph)
		if err != nil {
			return nil, err // it leads elsewhere: nothing is sent
		}
		q.Header = first.Header
		r.query = q
	}
	result, err := r.answer(ctx)
	if refused, ok := errors.AsType[*graphquery.Error](err); ok && refused.Status == http.StatusGone && link != "" {
		r.tell("Graph no longer knows what was told last (410): all of it follows once more")
		r.query = first
		result, err = r.answer(ctx)
	}
	if err != nil {
		return result, err
	}
	if result == nil || result.DeltaLink == "" {
		r.tell("the answer holds no delta link, so the next run starts over: is this a delta query, such as /users/delta?")
		return result, nil
	}
	return result, lib.KeepDelta(saved, tenant, result.DeltaLink)
}
