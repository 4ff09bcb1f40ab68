package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"graphguest/auth"
)

func (p *program) envEditCommand() *cobra.Command {
	var f *settingFlags
	var yes bool
	cmd := &cobra.Command{
		Use:   "edit NAME [flags]",
		Short: "Change settings of an environment",
		Long: `Changes the settings that are given and leaves the others. An empty value goes back to what is
usual, for example --account "" or --scope "".

Another tenant, app, cloud or account means another sign-in: the old one is forgotten, unless
another environment uses it. Letting writes through has to be confirmed, or --yes.`,
		Example: `  graphguest env edit fabrikam --color green
  graphguest env edit fabrikam --scope User.Read --scope Mail.Read
  graphguest env edit fabrikam --access read-write --yes`,
		Args: exactly(1, "the environment to change"), ValidArgsFunction: p.firstIsEnvironment,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.editEnvironment(cmd.Context(), args[0], f, yes)
		},
	}
	f = p.settingFlags(cmd)
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

func (p *program) editEnvironment(ctx context.Context, name string, f *settingFlags, yes bool) error {
	a, err := p.open()
	if err != nil {
		return err
	}
	old, err := a.store.Load(name)
	if err != nil {
		return err
	}
	if !f.any() {
		return usagef("what shall change? graphguest env edit --help lists the settings")
	}
	env, err := a.revised(ctx, old, f)
	if err != nil {
		return err
	}
	what := differences(old, env)
	if len(what) == 0 {
		fmt.Fprintf(p.out, "%s is so already\n", name)
		return nil
	}
	if err := p.confirmWrites(old, env, yes); err != nil {
		return err
	}
	env, err = p.change(ctx, a, name, env)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "changed %s: %s\n", name, strings.Join(what, ", "))
	if old.HomeAccount != "" && env.HomeAccount == "" {
		fmt.Fprintf(p.err, "next: graphguest login %s\n", name)
	}
	return nil
}

// revised is old with what the flags say.
func (a *app) revised(ctx context.Context, old auth.Environment, f *settingFlags) (auth.Environment, error) {
	env := old
	if err := f.apply(&env); err != nil {
		return env, err
	}
	if f.given("tenant") || f.given("cloud") {
		found, err := a.place(ctx, f.env.Cloud, orElse(f.tenant, old.TenantID))
		if err != nil {
			return env, err
		}
		env.Cloud, env.TenantID = found.Cloud, found.ID
		if found.Domain != "" || found.ID != old.TenantID {
			env.TenantDomain = found.Domain
		}
	}
	return env, a.sound(env)
}

// differences names what changes, with the new values.
func differences(old, env auth.Environment) (what []string) {
	if old.TenantID != env.TenantID || old.TenantDomain != env.TenantDomain {
		what = append(what, "tenant "+env.TenantID+" ("+orElse(env.TenantDomain, "no domain given")+")")
	}
	if old.Cloud != env.Cloud {
		what = append(what, "cloud "+env.Cloud)
	}
	for _, s := range flagSettings {
		if was, is := s.show(old), s.show(env); was != is || s.key == "domain_hint" && old.DomainHint != env.DomainHint {
			what = append(what, s.flag+" "+is)
		}
	}
	return what
}

// confirmWrites asks before writes are let through.
func (p *program) confirmWrites(old, env auth.Environment, yes bool) error {
	if yes || env.EffectiveAccess() != auth.ReadWrite || old.EffectiveAccess() == auth.ReadWrite {
		return nil
	}
	question := fmt.Sprintf("let writes through to %s (%s)?", env.Name, orElse(env.TenantDomain, env.TenantID))
	if !p.askFor(env.Name, question) {
		return usagef("%s nothing was changed; say --yes to go on", question)
	}
	return nil
}

// change saves env in the place of the environment of that name. That old tokens could not be removed is a note.
func (p *program) change(ctx context.Context, a *app, name string, env auth.Environment) (auth.Environment, error) {
	env, err := a.desk.Change(ctx, a.store, name, env)
	if errors.Is(err, auth.ErrKeyring) {
		p.note("the settings were saved, but %v", err)
		return env, nil
	}
	return env, asUsage(err)
}
