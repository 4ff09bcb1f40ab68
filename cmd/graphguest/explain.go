package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/permissions"
)

// explained adds to a refusal which permission the call needs, what is granted, and the ways on. The permission service
// is asked only because --explain says so; it learns the method and the shape of the path.
func (a *app) explained(ctx context.Context, env auth.Environment, q graphquery.Query, r *graphquery.Result, err error) error {
	refused, ok := errors.AsType[*graphquery.Error](err)
	if !ok || refused.Status != 403 && refused.Status != 401 {
		return err
	}
	needed, failed := a.permissions.Needed(ctx, q.Verb(), q.API(), q.Path)
	if failed != nil {
		return advisedError{err, strings.Join(nonEmpty(refused.NextStep(), failed.Error()), "\n    ")}
	}
	var granted []string
	if r != nil {
		granted = r.Granted
	}
	e := permissions.Explain(granted, needed)
	lines := append(nonEmpty(refused.NextStep()), e.Sentences()...)
	if !e.Enough() && len(e.Needed) > 0 {
		lines = append(lines, waysOn(env, e)...)
	}
	return advisedError{err, strings.Join(lines, "\n    ")}
}

// waysOn are the commands that get a missing permission, where a person or only an admin can consent to it.
func waysOn(env auth.Environment, e permissions.Explanation) []string {
	ways := []string{fmt.Sprintf("To ask for it: graphguest login %s --scope %s", env.Name, orElse(e.Consentable(), e.Least))}
	if e.Admin {
		ways = append(ways, fmt.Sprintf("For the admin of %s: graphguest login %s --scope %s --consent-request prints what to send", orElse(env.TenantDomain, env.TenantID), env.Name, e.Least))
	}
	return ways
}

func nonEmpty(texts ...string) (all []string) {
	for _, t := range texts {
		if t != "" {
			all = append(all, t)
		}
	}
	return all
}
