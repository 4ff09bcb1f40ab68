package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
)

func (p *program) queryCommand() *cobra.Command {
	var f requestFlags
	cmd := &cobra.Command{
		Use:   "query [METHOD] PATH -e ENV",
		Short: "Run one Graph query",
		Long: `Runs one query in one environment and writes the answer to standard output.
METHOD is GET unless given. PATH is /me, v1.0/me, beta/me, or a whole URL of the environment's own cloud.`,
		Example: `  graphguest query /me -e fabrikam
  graphguest query "/users?\$select=displayName,userType" -e adatum --all -o csv --out users.csv
  graphguest query /me/memberOf -e fabrikam --jq '.value[].displayName'
  graphguest query PATCH /users/ID -e lab -d '{"department":"IT"}' --yes`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || len(args) > 2 {
				return errors.New("expected [METHOD] PATH, for example: graphguest query /me -e fabrikam")
			}
			return nil
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.runRequest(cmd.Context(), &f, func(_ *app, graph string) (library.Saved, error) {
				q, err := graphquery.ParseLine(strings.Join(args, " "), graph)
				if err != nil {
					return library.Saved{}, usageError{err}
				}
				return library.Saved{Query: q}, nil
			})
		},
	}
	p.environmentFlag(cmd)
	f.register(cmd)
	return cmd
}

func (p *program) runCommand() *cobra.Command {
	var f requestFlags
	cmd := &cobra.Command{
		Use:               "run QUERY -e ENV",
		Short:             "Run a saved query",
		Long:              "Runs a saved query of the environment by its name or title; graphguest saved list has them.\ngraphguest completion lets the shell offer the names.",
		Example:           "  graphguest run who-am-i-here -e fabrikam\n  graphguest run all-guests -e adatum --all -o csv",
		Args:              exactly(1, "the saved query's name"),
		ValidArgsFunction: p.firstIsQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.runRequest(cmd.Context(), &f, func(a *app, _ string) (library.Saved, error) {
				saved, err := a.library(p.env).Find(args[0])
				if err != nil {
					return saved, usageError{err}
				}
				return saved, nil
			})
		},
	}
	p.environmentFlag(cmd)
	f.register(cmd)
	return cmd
}

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
	confirm := func(method, url string) bool {
		return f.yes || p.ask(fmt.Sprintf("%s %s in %s (tenant %s)?", method, url, env.Name, orElse(env.TenantDomain, env.TenantID)))
	}
	client, err := a.client(env, guest, confirm)
	if err != nil {
		return err
	}
	client.Tell = p.say // while it waits, and also where Graph refuses in the end
	saved, err := find(a, client.Graph)
	if err != nil {
		return err
	}
	q, err := f.apply(saved.Query, p.in)
	if err != nil {
		return err
	}
	vars, err := a.variables(env.Name, saved.Variables, f.vars)
	if err != nil {
		return err
	}
	if q, err = library.Expand(q, vars); err != nil {
		return usageError{err}
	}
	err = p.answer(ctx, client, q, f)
	if errors.Is(err, graphquery.ErrReadOnly) {
		return advisedError{err, fmt.Sprintf("graphguest env edit %s --access %s, if you mean to change something there", env.Name, auth.ReadWrite)}
	}
	return err
}
