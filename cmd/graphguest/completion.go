package main

import (
	"github.com/spf13/cobra"

	"graphguest/auth"
	"graphguest/tui/safetext"
)

// completeEnvironments offers environment names after -e.
func (p *program) completeEnvironments(cmd *cobra.Command) {
	_ = cmd.RegisterFlagCompletionFunc("environment", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return p.environmentNames(), cobra.ShellCompDirectiveNoFileComp
	})
}

// firstIsEnvironment offers environment names as the first argument.
func (p *program) firstIsEnvironment(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return p.environmentNames(), cobra.ShellCompDirectiveNoFileComp
}

// anyIsQuery offers the saved queries for every argument.
func (p *program) anyIsQuery(cmd *cobra.Command, _ []string, complete string) ([]string, cobra.ShellCompDirective) {
	return p.firstIsQuery(cmd, nil, complete)
}

// firstIsQuery offers the saved queries of the environment given by -e.
func (p *program) firstIsQuery(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	a, err := p.open()
	if err != nil || len(args) > 0 || auth.ValidName(p.env) != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	saved, _ := a.library(p.env).List()
	var names []string
	for _, s := range saved {
		names = append(names, cobra.CompletionWithDesc(s.Name, safetext.Line(s.Title))) // the shell shows it
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func (p *program) environmentNames() []string {
	a, err := p.open()
	if err != nil {
		return nil
	}
	envs, _ := a.store.List() // a damaged one is no reason to complete nothing
	var names []string
	for _, e := range envs {
		names = append(names, cobra.CompletionWithDesc(e.Name, e.TenantDomain))
	}
	return names
}
