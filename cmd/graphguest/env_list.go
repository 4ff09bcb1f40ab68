package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"graphguest/auth"
)

// environmentFacts is the JSON shape of env list and env show.
type environmentFacts struct {
	Name         string   `json:"name"`
	Cloud        string   `json:"cloud"`
	TenantID     string   `json:"tenantId"`
	TenantDomain string   `json:"tenantDomain,omitempty"`
	Account      string   `json:"account,omitempty"`
	ClientID     string   `json:"clientId"`
	DomainHint   string   `json:"domainHint,omitempty"`
	Scopes       []string `json:"scopes"`
	Access       string   `json:"access"`
	Color        string   `json:"color,omitempty"`
	Isolated     bool     `json:"isolated"`
	SignedIn     *bool    `json:"signedIn"`           // null: the keyring did not say
	LastUsed     string   `json:"lastUsed,omitempty"` // in the explorer
}

func (a *app) facts(ctx context.Context, env auth.Environment) environmentFacts {
	f := environmentFacts{Name: env.Name, Cloud: env.Cloud, TenantID: env.TenantID, TenantDomain: env.TenantDomain, Account: env.Account,
		ClientID: env.ClientID, DomainHint: env.Hint(), Scopes: env.EffectiveScopes(), Access: string(env.EffectiveAccess()),
		Color: env.Color, Isolated: env.Isolated}
	if guest, err := a.desk.Guest(env); err == nil {
		if in, err := guest.SignedIn(ctx); err == nil {
			f.SignedIn = &in
		}
	}
	if used := a.memory().used(env.Name); !used.IsZero() {
		f.LastUsed = used.UTC().Format(time.RFC3339)
	}
	return f
}

// lastUsed is the time in the person's own zone.
func (f environmentFacts) lastUsed() string {
	used, err := time.Parse(time.RFC3339, f.LastUsed)
	if err != nil {
		return "never"
	}
	return used.Local().Format("2006-01-02 15:04")
}

func (f environmentFacts) signedIn() string {
	switch {
	case f.SignedIn == nil:
		return "unknown"
	case *f.SignedIn:
		return "signed in"
	}
	return "signed out"
}

func (p *program) envListCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{Use: "list", Short: "List the environments and whether each is signed in", Args: cobra.NoArgs,
		Long: `Lists every environment: whose tenant it is, who you are there, whether writes pass, whether you are
signed in, and when the explorer last had it open. A damaged one is named, and the others are listed.`,
		Example: "  graphguest env list\n  graphguest env list -o json",
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, err := p.open()
			if err != nil {
				return err
			}
			envs, problems := a.store.List()
			list := []environmentFacts{}
			for _, e := range envs {
				list = append(list, a.facts(cmd.Context(), e))
			}
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			if err := p.print(format, list, func() {
				if len(list) > 0 || len(problems) == 0 {
					p.environmentTable(list)
				}
			}); err != nil {
				return err
			}
			for _, problem := range problems {
				report(p.err, problem)
			}
			if len(problems) > 0 {
				return fmt.Errorf("%s could not be read; the others are listed", number(len(problems), "environment"))
			}
			return nil
		}}
	formatFlag(cmd, &format)
	return cmd
}

func (p *program) environmentTable(list []environmentFacts) {
	if len(list) == 0 {
		fmt.Fprintln(p.out, "no environments yet: graphguest env add --tenant DOMAIN, or try graphguest --demo")
		return
	}
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tTENANT\tACCOUNT\tCLOUD\tACCESS\tSTATE\tLAST USED")
	for _, f := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", f.Name, orElse(f.TenantDomain, f.TenantID), orElse(f.Account, "any"), f.Cloud, f.Access, f.signedIn(), f.lastUsed())
	}
	_ = w.Flush()
}

func (p *program) envShowCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{Use: "show NAME", Short: "Show one environment's settings", Args: exactly(1, "the environment's name"),
		Long:              "Shows the settings as they take effect, proposals and defaults filled in, and the folder they are in.",
		ValidArgsFunction: p.firstIsEnvironment, Example: "  graphguest env show fabrikam\n  graphguest env show fabrikam -o json",
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := p.open()
			if err != nil {
				return err
			}
			env, _, err := a.guest(args[0])
			if err != nil {
				return err
			}
			f := a.facts(cmd.Context(), env)
			return p.print(format, f, func() { p.showEnvironment(a, f) })
		}}
	formatFlag(cmd, &format)
	return cmd
}

func (p *program) showEnvironment(a *app, f environmentFacts) {
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	for _, row := range [][2]string{
		{"name", f.Name}, {"cloud", f.Cloud}, {"tenant id", f.TenantID}, {"tenant domain", f.TenantDomain}, {"account", orElse(f.Account, "chosen at sign-in")},
		{"app (client id)", f.ClientID}, {"domain hint", orElse(f.DomainHint, "none")}, {"scopes", strings.Join(f.Scopes, " ")},
		{"access", f.Access}, {"color", f.Color}, {"isolated", fmt.Sprint(f.Isolated)}, {"state", f.signedIn()}, {"last used", f.lastUsed()}, {"folder", a.store.Path(f.Name)},
	} {
		fmt.Fprintf(w, "%s\t%s\n", row[0], row[1])
	}
	_ = w.Flush()
}

// print writes v as JSON, or calls text for a person.
func (p *program) print(format string, v any, text func()) error {
	switch format {
	case "text":
		text()
		return nil
	case "json":
		enc := json.NewEncoder(p.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(v)
	}
	return usagef("unknown output format %q: choose text or json", format)
}
