package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"graphguest/auth"
	"graphguest/graphquery/library"
)

func (p *program) envRemoveCommand() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "remove NAME",
		Short: "Remove an environment: its tokens, settings and saved queries",
		Long: `Removes one environment: its settings, variables, saved queries, remembered runs, and its tokens in
the keyring, unless another environment uses the same sign-in. It says what goes, and asks.
Without a keyring the rest is removed all the same.`,
		Example: "  graphguest env remove fabrikam\n  graphguest env remove fabrikam --yes",
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
	env, damage := a.store.Load(name)
	if errors.Is(damage, auth.ErrNoEnvironment) {
		return damage
	}
	env.Name = name
	question := fmt.Sprintf("remove %s (%s): %s?", name, orElse(orElse(env.TenantDomain, env.TenantID), "its settings cannot be read"), a.losses(env))
	if !yes && !p.ask(question) {
		return usagef("%s nothing was removed; say --yes to go on", question)
	}
	shared, err := a.desk.Discard(ctx, env)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		p.note("%v", err)
	case damage != nil:
		p.note("its settings could not be read, so whatever tokens it has in the keyring are still there: %v", damage)
	}
	if err := a.store.Remove(name); err != nil {
		return err
	}
	if err := a.memory().forget(name); err != nil {
		p.note("what is remembered of %s is still there: %v", name, err)
	}
	fmt.Fprintf(p.out, "removed %s\n", name)
	if len(shared) > 0 {
		fmt.Fprintf(p.err, "its tokens stay: %s signs in with them, too\n", strings.Join(shared, ", "))
	}
	return nil
}

// losses says what goes with an environment.
func (a *app) losses(env auth.Environment) string {
	lost := []string{"its settings", number(a.ownQueries(env.Name), "saved query")}
	file := filepath.Join(a.store.Path(env.Name), "http-client.env.json")
	if variables, err := library.ReadVariables(file); err != nil {
		lost = append(lost, "its variables")
	} else if _, err := os.Lstat(file); err == nil {
		lost = append(lost, number(len(variables), "variable"))
	}
	if k, err := a.memory().kept(env.Name); err == nil && len(k.Runs) > 0 {
		lost = append(lost, number(len(k.Runs), "remembered run"))
	}
	shared, _ := a.desk.Shares(env)
	switch {
	case env.HomeAccount == "" || env.SignedOut:
		return inWords(lost)
	case len(shared) > 0:
		return inWords(lost) + fmt.Sprintf("; its tokens stay, since %s signs in with them, too", strings.Join(shared, ", "))
	}
	return inWords(append(lost, "its tokens in the keyring"))
}

func (a *app) ownQueries(name string) (own int) {
	saved, _ := a.library(name).List()
	for _, s := range saved {
		if !s.Shared {
			own++
		}
	}
	return own
}

// inWords is a, b and c.
func inWords(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}
