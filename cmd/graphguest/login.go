package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"graphguest/auth"
	"graphguest/auth/claims"
)

func (p *program) loginCommand() *cobra.Command {
	var device, letter bool
	var account string
	var scopes []string
	cmd := &cobra.Command{
		Use: "login ENV", Short: "Sign in to an environment's tenant",
		Long: `Opens your browser ($BROWSER, or the desktop's) on the tenant's own sign-in page and waits.
With --device-code you enter a code on any screen instead; many tenants block that way.
--scope asks for a permission beside the environment's, which keeps it once it was granted; with --consent-request
nobody signs in: what to send to the tenant's admin, with the link to consent, is printed.`,
		Example: "  graphguest login fabrikam\n  graphguest login fabrikam --device-code\n  graphguest login fabrikam --scope Group.Read.All --consent-request",
		Args:    exactly(1, "the environment to sign in to"), ValidArgsFunction: p.firstIsEnvironment,
		RunE: func(cmd *cobra.Command, args []string) error {
			if letter {
				return p.consentRequest(args[0], scopes)
			}
			return p.signIn(cmd.Context(), args[0], auth.SignIn{Device: device, Account: account, Scopes: scopes, Show: p.showPrompt})
		},
	}
	cmd.Flags().BoolVar(&device, "device-code", false, "sign in with a code on another screen")
	cmd.Flags().StringVar(&account, "account", "", "sign in as somebody else than the environment's account")
	cmd.Flags().StringArrayVar(&scopes, "scope", nil, "a permission to ask for beside the environment's; may be repeated")
	cmd.Flags().BoolVar(&letter, "consent-request", false, "print what to send to the tenant's admin, instead of signing in")
	return cmd
}

// consentRequest prints the text with which the tenant's admin is asked for permissions.
func (p *program) consentRequest(name string, scopes []string) error {
	if len(scopes) == 0 {
		return usagef("--consent-request: which permission? name it with --scope")
	}
	a, err := p.open()
	if err != nil {
		return err
	}
	env, _, err := a.guest(name)
	if err != nil {
		return err
	}
	cloud, err := a.clouds.Named(env.Cloud)
	if err != nil {
		return err
	}
	env.Scopes = append(env.EffectiveScopes(), scopes...)
	if err := env.Validate(); err != nil {
		return usageError{err}
	}
	fmt.Fprintln(p.out, strings.TrimSpace(auth.ConsentRequest(env, cloud, scopes)))
	return nil
}

func (p *program) signIn(ctx context.Context, name string, how auth.SignIn) error {
	a, err := p.open()
	if err != nil {
		return err
	}
	env, guest, err := a.guest(name)
	if err != nil {
		return err
	}
	if err := guest.SignIn(ctx, how); err != nil {
		return triedError{err}
	}
	token, _ := guest.Held()
	id := claims.Identify(token.Access, token.ID)
	fmt.Fprintf(p.out, "signed in to %s (%s) as %s\n", env.Name, orElse(env.TenantDomain, env.TenantID), standing(id))
	if where := a.desk.Storage(); !where.Persistent && a.demo == nil {
		fmt.Fprintln(p.err, "the token ends with this command, for there is no keyring: "+where.Why)
	}
	return nil
}

// standing is who the token stands for, in words.
func standing(id claims.Identity) string {
	if id.Guest {
		return fmt.Sprintf("%s, GUEST (home: %s)", id.Account, id.Home)
	}
	return id.Account + ", MEMBER"
}

// showPrompt tells the person at a terminal what to do for a sign-in.
func (p *program) showPrompt(prompt auth.Prompt) {
	if p.app.demo != nil {
		prompt.URL, prompt.VerificationURL = p.app.demo.Page(prompt.URL), p.app.demo.Page(prompt.VerificationURL)
	}
	switch {
	case prompt.UserCode != "":
		fmt.Fprintf(p.err, "Open %s and enter the code %s (until %s). Only go on if you started this yourself.\n",
			prompt.VerificationURL, prompt.UserCode, prompt.Expires.Local().Format(time.TimeOnly))
	case prompt.OpenErr != nil:
		fmt.Fprintf(p.err, "No browser could be opened (%v). Open this link on this computer:\n%s\n", prompt.OpenErr, prompt.URL)
	case prompt.URL != "":
		fmt.Fprintln(p.err, "Opened your browser; waiting for you to finish there. Ctrl+C cancels.")
	}
	if prompt.Note != "" {
		fmt.Fprintln(p.err, prompt.Note)
	}
}

func (p *program) logoutCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use: "logout ENV | --all", Short: "Forget an environment's tokens; the others stay signed in",
		Long: `Forgets the tokens of one environment, or with --all of every one: in the keyring and in memory. Environments of
the same tenant, app and account share one sign-in and are signed out together. The settings stay.`,
		Example: "  graphguest logout fabrikam\n  graphguest logout --all", ValidArgsFunction: p.firstIsEnvironment,
		Args: func(_ *cobra.Command, args []string) error {
			if all == (len(args) == 1) || len(args) > 1 {
				return errors.New("give one environment, or --all")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.signOut(cmd.Context(), args, all) },
	}
	cmd.Flags().BoolVar(&all, "all", false, "every environment")
	return cmd
}

func (p *program) signOut(ctx context.Context, names []string, all bool) error {
	a, err := p.open()
	if err != nil {
		return err
	}
	if all {
		envs, problems := a.store.List()
		if len(problems) > 0 {
			return fmt.Errorf("nothing was signed out: %w", errors.Join(problems...))
		}
		for _, e := range envs {
			names = append(names, e.Name)
		}
		if len(names) == 0 {
			fmt.Fprintln(p.out, "no environments, so nothing to sign out of")
		}
	}
	var errs []error
	for _, name := range names {
		_, guest, err := a.guest(name)
		if err == nil {
			err = guest.SignOut(ctx)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
			continue
		}
		fmt.Fprintf(p.out, "signed out of %s\n", name)
	}
	return errors.Join(errs...)
}
