package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"graphguest/auth"
)

func (p *program) envCopyCommand() *cobra.Command {
	var f *settingFlags
	cmd := &cobra.Command{
		Use:   "copy NAME NEW [flags]",
		Short: "Make an environment out of another one",
		Long: `Makes the environment NEW with the settings, saved queries and variables of NAME; flags change
settings on the way. Without --access a copy begins read-only, without --color in a colour of its own.
In the same tenant, with the same app and account, the two share one sign-in.`,
		Example: `  graphguest env copy fabrikam fabrikam-write --access read-write --color red
  graphguest env copy fabrikam northwind --tenant northwindtraders.com`,
		Args: exactly(2, "the environment to copy, and the name of the copy"), ValidArgsFunction: p.firstIsEnvironment,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.copyEnvironment(cmd.Context(), args[0], args[1], f)
		},
	}
	f = p.settingFlags(cmd)
	return cmd
}

func (p *program) copyEnvironment(ctx context.Context, from, name string, f *settingFlags) error {
	a, err := p.open()
	if err != nil {
		return err
	}
	old, err := a.store.Load(from)
	if err != nil {
		return err
	}
	if err := auth.ValidName(name); err != nil {
		return usageError{err}
	}
	env, err := a.revised(ctx, old, f)
	if err != nil {
		return err
	}
	env.Name = name
	if !f.given("access") {
		env.Access = auth.ReadOnly // what may be changed is decided for each
	}
	if known, _ := a.store.List(); !f.given("color") {
		env.Color = proposedColor(env, known)
	}
	if err := a.store.Copy(from, env); err != nil {
		return asUsage(err)
	}
	fmt.Fprintf(p.out, "copied %s to %s: tenant %s (%s), cloud %s, %s\n",
		from, name, env.TenantID, orElse(env.TenantDomain, "no domain given"), env.Cloud, env.EffectiveAccess())
	if env, err = a.store.Load(name); err == nil && env.HomeAccount == "" {
		fmt.Fprintf(p.err, "next: graphguest login %s\n", name)
	}
	return err
}

func proposedColor(env auth.Environment, known []auth.Environment) string {
	tenant := auth.Tenant{ID: env.TenantID, Domain: env.TenantDomain, Cloud: env.Cloud}
	return auth.Propose(tenant, env.Account, known).Environment.Color
}

func (p *program) envRenameCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "rename OLD NEW",
		Short: "Give an environment another name",
		Long: `Renames an environment. Its tokens, settings, variables, saved queries and remembered runs go along:
you stay signed in.`,
		Example: "  graphguest env rename fabrikam client-7",
		Args:    exactly(2, "the environment's name, and the new one"), ValidArgsFunction: p.firstIsEnvironment,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.renameEnvironment(cmd.Context(), args[0], args[1])
		},
	}
}

func (p *program) renameEnvironment(ctx context.Context, was, name string) error {
	a, err := p.open()
	if err != nil {
		return err
	}
	env, err := a.store.Load(was)
	if err != nil {
		return err
	}
	if err := auth.ValidName(name); err != nil {
		return usageError{err}
	}
	env.Name = name
	if _, err := p.change(ctx, a, was, env); err != nil {
		return err
	}
	if err := a.moveMemory(was, name); err != nil {
		p.note("what was remembered of %s did not come along: %v", was, err)
	}
	fmt.Fprintf(p.out, "renamed %s to %s\n", was, name)
	return nil
}

// moveMemory lets what is remembered of an environment follow its name.
func (a *app) moveMemory(was, name string) error {
	m := a.memory()
	if was == name || m.used(was).IsZero() {
		return nil
	}
	k, err := m.kept(was)
	if err != nil {
		return err
	}
	if err := m.keep(name, k); err != nil {
		return err
	}
	return m.forget(was)
}
