package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

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
  graphguest query '/me/photo/$value' -e fabrikam --out photo.jpg
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
		Long:              "Runs a saved query of the environment by its name or title; graphguest saved list has them.\ngraphguest completion lets the shell offer the names.\nWith --delta a delta query, such as /users/delta, answers only what changed since its last run in this tenant.",
		Example:           "  graphguest run who-am-i-here -e fabrikam\n  graphguest run all-guests -e adatum --all -o csv\n  graphguest run changed-users -e adatum --delta",
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
	cmd.Flags().BoolVar(&f.delta, "delta", false, "ask for what changed since the last run, and keep where this one ended")
	return cmd
}
