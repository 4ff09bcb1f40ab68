package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"graphguest/auth/claims"
	"graphguest/graphquery"
	"graphguest/tui/safetext"
)

// whoami is the JSON shape of the whoami command: the token's word, then the directory's.
type whoami struct {
	Environment  string     `json:"environment"`
	TenantID     string     `json:"tenantId"`
	TenantDomain string     `json:"tenantDomain,omitempty"`
	Account      string     `json:"account"`
	Standing     string     `json:"standing"` // guest or member
	Why          string     `json:"why"`
	Home         string     `json:"home"`
	ObjectID     string     `json:"objectId"`
	Scopes       []string   `json:"scopes"`
	Expires      time.Time  `json:"expires"`
	User         *guestUser `json:"user"`                  // null where Graph refused
	Refused      string     `json:"userRefused,omitempty"` // why
}

// guestUser is the person's own object in the resource tenant (Graph: GET /me).
type guestUser struct {
	DisplayName        string `json:"displayName"`
	UserPrincipalName  string `json:"userPrincipalName"`
	Mail               string `json:"mail"`
	UserType           string `json:"userType"`
	CreationType       string `json:"creationType"`
	ExternalUserState  string `json:"externalUserState"`
	ExternalUserChange string `json:"externalUserStateChangeDateTime"`
}

func (p *program) whoamiCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{Use: "whoami -e ENV", Short: "Who you are in this tenant: guest or member, and as which user",
		Long: `Asks the tenant's Graph for /me and reads the token: whether you are a guest or a member there, since when,
where your account is at home, and as which user object. Where Graph refuses /me the token answers alone.`,
		Example: "  graphguest whoami -e fabrikam\n  graphguest whoami -e fabrikam -o json", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.whoami(cmd.Context(), format) }}
	p.environmentFlag(cmd)
	formatFlag(cmd, &format)
	return cmd
}

func (p *program) whoami(ctx context.Context, format string) error {
	env, token, err := p.token(ctx)
	if err != nil {
		return err
	}
	id := claims.Identify(token.Access, token.ID)
	me := whoami{Environment: env.Name, TenantID: env.TenantID, TenantDomain: env.TenantDomain, Account: id.Account, Standing: "member",
		Why: id.Why, Home: id.Home, ObjectID: id.ObjectID, Scopes: id.Scopes, Expires: token.Expires}
	if id.Guest {
		me.Standing = "guest"
	}
	user, err := p.me(ctx)
	var refused *graphquery.Error
	switch {
	case errors.As(err, &refused) && !errors.Is(err, graphquery.ErrThrottled) && refused.Status < http.StatusInternalServerError:
		me.Refused = refused.Error()
	case err != nil:
		return err
	default:
		me.User = user
	}
	return p.print(format, me, func() { p.printWhoami(me, id) })
}

func (p *program) me(ctx context.Context) (*guestUser, error) {
	env, guest, err := p.app.guest(p.env)
	if err != nil {
		return nil, err
	}
	client, err := p.app.client(env, guest, nil)
	if err != nil {
		return nil, err
	}
	const path = "/me?$select=id,displayName,userPrincipalName,mail,userType,creationType,externalUserState,externalUserStateChangeDateTime"
	r, err := client.Run(ctx, graphquery.Query{Path: path})
	if err != nil {
		return nil, err
	}
	var user guestUser
	if err := json.Unmarshal(r.Body, &user); err != nil {
		return nil, fmt.Errorf("Graph's answer to /me is no JSON object: %w", err)
	}
	return &user, nil
}

const localFormat = "2006-01-02 15:04:05 MST"

// localTime shows one of Graph's times in the person's own zone; what is no time stays as it is.
func localTime(text string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return t.Local().Format(localFormat)
}

func (p *program) printWhoami(me whoami, id claims.Identity) {
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	row := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "%s\t%s\n", name, safetext.Line(value)) // a name must not make rows of its own
		}
	}
	row("environment", me.Environment)
	row("tenant", me.TenantID+" "+me.TenantDomain)
	row("you are", standing(id))
	row("because", me.Why)
	row("object id here", me.ObjectID)
	if u := me.User; u != nil {
		row("display name", u.DisplayName)
		row("user name here", u.UserPrincipalName)
		row("mail", u.Mail)
		row("user type", orElse(u.UserType, "null"))
		row("created by", u.CreationType)
		row("invitation", u.ExternalUserState)
		row("since", localTime(u.ExternalUserChange))
	}
	row("directory says", me.Refused)
	row("token ends", me.Expires.Local().Format(localFormat))
	_ = w.Flush()
}
