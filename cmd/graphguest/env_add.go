package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"graphguest/auth"
)

func (p *program) envAddCommand() *cobra.Command {
	var f *settingFlags
	cmd := &cobra.Command{
		Use:   "add [NAME] --tenant T",
		Short: "Add the tenant you are a guest in",
		Long: `Adds an environment. T is whatever names the tenant: a domain, a tenant id, a link from an
invitation, My Apps, the portal or SharePoint, or an …#EXT#@… user name. The tenant is looked
up once, without signing in, in whichever cloud it is; from then on its id is used.

What you leave out, the name included, is proposed, and the reason is given on standard error.
env edit changes any of it later.`,
		Example: `  graphguest env add --tenant fabrikam.com --account you@home.example
  graphguest env add fabrikam --tenant https://myapps.microsoft.com/?tenantid=46d2a1c0-7b5e-4c11-9d0a-5be2c47a3f58
  graphguest env add lab --tenant 46d2a1c0-7b5e-4c11-9d0a-5be2c47a3f58 --client-id YOUR-APP --access read-write`,
		Args: atMost(1, "the environment's name, for example: graphguest env add fabrikam --tenant fabrikam.com"),
		RunE: func(cmd *cobra.Command, args []string) error { return p.addEnvironment(cmd.Context(), args, f) },
	}
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	f = p.settingFlags(cmd)
	return cmd
}

func (p *program) addEnvironment(ctx context.Context, args []string, f *settingFlags) error {
	a, err := p.open()
	if err != nil {
		return err
	}
	if err := a.addable(args, f); err != nil {
		return err
	}
	found, err := a.place(ctx, f.env.Cloud, f.tenant)
	if err != nil {
		return err
	}
	known, _ := a.store.List() // one that cannot be read is no reason against a new one
	proposal := auth.Propose(found, f.env.Account, known)
	env := proposal.Environment
	if len(args) > 0 {
		env.Name = args[0]
	}
	if err := errors.Join(f.apply(&env), a.sound(env)); err != nil {
		return err
	}
	if err := a.store.Save(env); err != nil {
		return asUsage(err)
	}
	if err := a.library(env.Name).AddStarter(); err != nil {
		return err
	}
	p.explainProposal(env, proposal, len(args) == 0, f)
	fmt.Fprintf(p.out, "added %s: tenant %s (%s), cloud %s, %s\n",
		env.Name, found.ID, orElse(found.Domain, "no domain given"), env.Cloud, env.EffectiveAccess())
	fmt.Fprintf(p.err, "next: graphguest login %s\n", env.Name)
	return nil
}

// addable says what is wrong with the arguments as far as can be told without asking anybody.
func (a *app) addable(args []string, f *settingFlags) error {
	if f.tenant == "" {
		return usagef("which tenant? give it with --tenant: a domain, a tenant id, a link, or an …#EXT#@… name")
	}
	if len(args) > 0 {
		if err := auth.ValidName(args[0]); err != nil {
			return usageError{err}
		}
		if _, err := a.store.Load(args[0]); !errors.Is(err, auth.ErrNoEnvironment) {
			return usagef("there is an environment %q already: graphguest env show %s, or choose another name", args[0], args[0])
		}
	}
	return f.apply(&auth.Environment{})
}

// explainProposal says why what was not given is as it is.
func (p *program) explainProposal(env auth.Environment, proposal auth.Proposal, named bool, f *settingFlags) {
	w := tabwriter.NewWriter(p.err, 0, 4, 2, ' ', 0)
	row := func(what, value, key string) { fmt.Fprintf(w, "  %s\t%s\t%s\n", what, value, proposal.Reasons[key]) }
	if named {
		row("name", env.Name, "name")
	}
	if !f.given("cloud") {
		row("cloud", env.Cloud, "cloud")
	}
	for _, s := range flagSettings {
		if !f.given(s.flag) {
			row(s.flag, s.show(env), s.key)
		}
	}
	_ = w.Flush()
}
