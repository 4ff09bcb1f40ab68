package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"graphguest/auth"
	"graphguest/auth/claims"
	"graphguest/tui/safetext"
)

// tokenFacts is the JSON shape of the claims command. The token itself is not in it.
type tokenFacts struct {
	Environment string       `json:"environment"`
	Kind        string       `json:"kind"` // access or id
	Opaque      bool         `json:"opaque"`
	Standing    string       `json:"standing"` // guest or member
	Why         string       `json:"why"`
	Expires     *time.Time   `json:"expires,omitempty"`
	Groups      []claimGroup `json:"groups"`
}

type claimGroup struct {
	Title  string      `json:"title"`
	Claims []claimFact `json:"claims"`
}

type claimFact struct {
	Name    string `json:"name"`
	Value   string `json:"value"`
	Meaning string `json:"meaning,omitempty"`
}

func (p *program) claimsCommand() *cobra.Command {
	var idToken bool
	var format string
	cmd := &cobra.Command{Use: "claims -e ENV", Short: "Explain what the token claims",
		Long:    "Shows every claim of the environment's token with its value and what it means for a guest.\nThe token itself is never printed.",
		Example: "  graphguest claims -e fabrikam\n  graphguest claims -e fabrikam --id-token -o json", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			kind := claims.Access
			if idToken {
				kind = claims.ID
			}
			return p.explain(cmd.Context(), kind, format)
		}}
	p.environmentFlag(cmd)
	cmd.Flags().BoolVar(&idToken, "id-token", false, "the id token instead of the access token")
	formatFlag(cmd, &format)
	return cmd
}

// token returns the token in use, renewing it silently where needed.
func (p *program) token(ctx context.Context) (auth.Environment, auth.Token, error) {
	a, err := p.open()
	if err != nil {
		return auth.Environment{}, auth.Token{}, err
	}
	env, guest, err := a.guest(p.env)
	if err != nil {
		return env, auth.Token{}, err
	}
	if _, err := guest.Token(ctx, ""); err != nil {
		return env, auth.Token{}, err
	}
	token, _ := guest.Held()
	return env, token, nil
}

func (p *program) explain(ctx context.Context, kind claims.Kind, format string) error {
	env, token, err := p.token(ctx)
	if err != nil {
		return err
	}
	raw := token.Access
	if kind == claims.ID {
		raw = token.ID
	}
	explained := claims.Explain(raw, kind, p.app.now(), time.Local)
	who := claims.Identify(token.Access, token.ID)
	facts := tokenFacts{Environment: env.Name, Kind: string(kind), Opaque: explained.Opaque, Standing: "member", Why: who.Why, Groups: []claimGroup{}}
	if who.Guest {
		facts.Standing = "guest"
	}
	if !explained.Expires.IsZero() {
		facts.Expires = &explained.Expires
	}
	for _, g := range explained.Groups {
		group := claimGroup{Title: g.Title}
		for _, c := range g.Claims {
			group.Claims = append(group.Claims, claimFact(c))
		}
		facts.Groups = append(facts.Groups, group)
	}
	return p.print(format, facts, func() { p.printClaims(facts, who) })
}

func (p *program) printClaims(f tokenFacts, who claims.Identity) {
	fmt.Fprintf(p.out, "%s, %s token: %s\n%s\n", f.Environment, f.Kind, safetext.Line(standing(who)), safetext.Line(f.Why))
	if f.Opaque {
		fmt.Fprintln(p.out, "\nThis token is opaque: only Graph can read it. Try --id-token.")
	}
	for _, g := range f.Groups {
		fmt.Fprintf(p.out, "\n%s\n", g.Title)
		for _, c := range g.Claims {
			fmt.Fprintf(p.out, "  %-20s %s\n", safetext.Line(c.Name), safetext.Line(c.Value))
			if c.Meaning != "" {
				fmt.Fprintf(p.out, "  %-20s   %s\n", "", c.Meaning)
			}
		}
	}
}
