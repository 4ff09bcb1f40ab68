package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"graphguest/auth"
)

func (p *program) envCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "env", Short: "Add, list, show and remove environments",
		Long: "An environment is one resource tenant as you use it: cloud, tenant, app, account, scopes and access mode.",
		Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(p.envAddCommand(), p.envListCommand(), p.envShowCommand(), p.envRemoveCommand())
	return cmd
}

func (p *program) envAddCommand() *cobra.Command {
	var env auth.Environment
	var tenant, access string
	cmd := &cobra.Command{
		Use:   "add NAME --tenant T",
		Short: "Add the tenant you are a guest in",
		Long: `Adds an environment. T is whatever names the tenant: a domain, a tenant id, a link from an
invitation, My Apps, the portal or SharePoint, or an …#EXT#@… user name. The tenant is looked
up once, without signing in; from then on its id is used.`,
		Example: `  graphguest env add fabrikam --tenant fabrikam.com --account you@home.example
  graphguest env add lab --tenant 46d2a1c0-7b5e-4c11-9d0a-5be2c47a3f58 --client-id YOUR-APP --access read-write`,
		Args: exactly(1, "the environment's name, for example: graphguest env add fabrikam --tenant fabrikam.com"),
		RunE: func(cmd *cobra.Command, args []string) error {
			env.Name, env.Access = args[0], auth.Access(access)
			return p.addEnvironment(cmd.Context(), env, tenant)
		},
	}
	f := cmd.Flags()
	f.StringVar(&tenant, "tenant", "", "domain, tenant id, link, or …#EXT#@… name (required)")
	f.StringVar(&env.Account, "account", "", "your user name at home, for example you@home.example")
	f.StringVar(&env.Cloud, "cloud", "global", "global, usgov, usgovdod, china, or a name from clouds.toml")
	f.StringVar(&env.ClientID, "client-id", auth.DefaultClientID, "the app that signs in; default: Microsoft Graph Command Line Tools")
	f.StringVar(&env.DomainHint, "domain-hint", "", "your home domain, consumers, or none; default: from the account")
	f.StringArrayVar(&env.Scopes, "scope", nil, "a delegated Graph permission; may be repeated")
	f.StringVar(&access, "access", string(auth.ReadOnly), "read-only or read-write")
	f.StringVar(&env.Color, "color", "", "red, green, yellow, blue, magenta, cyan or white")
	f.BoolVar(&env.Isolated, "isolated", false, "never start from another environment's sign-in")
	_ = cmd.RegisterFlagCompletionFunc("access", cobra.FixedCompletions([]string{"read-only", "read-write"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("cloud", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return p.cloudNames(), cobra.ShellCompDirectiveNoFileComp
	})
	return cmd
}

func (p *program) cloudNames() (names []string) {
	a, err := p.open()
	if err != nil {
		return nil
	}
	for _, c := range a.clouds {
		names = append(names, c.Name)
	}
	return names
}

func (p *program) addEnvironment(ctx context.Context, env auth.Environment, tenant string) error {
	if tenant == "" {
		return usagef("which tenant? give it with --tenant: a domain, a tenant id, a link, or an …#EXT#@… name")
	}
	a, err := p.open()
	if err != nil {
		return err
	}
	if err := auth.ValidName(env.Name); err != nil {
		return usageError{err}
	}
	if _, err := a.store.Load(env.Name); !errors.Is(err, auth.ErrNoEnvironment) {
		return usagef("there is an environment %q already: graphguest env show %s, or choose another name", env.Name, env.Name)
	}
	cloud, err := a.clouds.Named(env.Cloud)
	if err != nil {
		return usageError{err}
	}
	found, err := auth.FindTenant(ctx, a.login, cloud, tenant)
	if errors.Is(err, auth.ErrWrongTenant) {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	env.TenantID, env.TenantDomain = found.ID, found.Domain
	if err := env.Validate(); err != nil {
		return usageError{err}
	}
	if err := a.store.Save(env); err != nil {
		return err
	}
	if err := a.library(env.Name).AddStarter(); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "added %s: tenant %s (%s), %s\n", env.Name, found.ID, orElse(found.Domain, "no domain given"), env.EffectiveAccess())
	fmt.Fprintf(p.err, "next: graphguest login %s\n", env.Name)
	return nil
}

func (p *program) envRemoveCommand() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:     "remove NAME",
		Short:   "Remove an environment: its tokens, settings and saved queries",
		Example: "  graphguest env remove fabrikam --yes",
		Args:    exactly(1, "the environment to remove"), ValidArgsFunction: p.firstIsEnvironment,
		RunE: func(cmd *cobra.Command, args []string) error { return p.removeEnvironment(cmd.Context(), args[0], yes) },
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

func (p *program) removeEnvironment(ctx context.Context, name string, yes bool) error {
	a, err := p.open()
	if err != nil {
		return err
	}
	env, guest, err := a.guest(name)
	if err != nil {
		return err
	}
	saved, _ := a.library(name).List()
	own := 0
	for _, s := range saved {
		if !s.Shared {
			own++
		}
	}
	question := fmt.Sprintf("remove %s (%s): its tokens, its settings and %d saved queries?", name, orElse(env.TenantDomain, env.TenantID), own)
	if !yes && !p.ask(question) {
		return usagef("%s nothing was removed; say --yes to go on", question)
	}
	if err := guest.SignOut(ctx); err != nil {
		return fmt.Errorf("%s stays: its tokens could not be removed: %w", name, err)
	}
	if err := a.store.Remove(name); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "removed %s\n", name)
	return nil
}

// ask puts a yes-or-no question to the person at the terminal. Without one the answer is no.
func (p *program) ask(question string) bool {
	if !p.inTTY {
		return false
	}
	fmt.Fprintf(p.err, "%s type yes to go on\n", question)
	line, _ := bufio.NewReader(p.in).ReadString('\n')
	return strings.TrimSpace(line) == "yes"
}

// exactly is cobra.ExactArgs with a word about what is missing.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < n:
			return fmt.Errorf("missing: %s", what)
		case len(args) > n:
			return fmt.Errorf("unexpected argument %q; expected only %s", args[n], what)
		}
		return nil
	}
}

// number is 1 page, 2 pages.
func number(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

func orElse(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}
