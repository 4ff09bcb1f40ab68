package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	msalerrors "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"graphguest/auth/claims"
)

// acquisition is one MSAL client for one acquisition. A client of its own keeps two acquisitions
// from reading each other's cache; the tenant's endpoints, which it would ask for anew, the wire keeps.
type acquisition struct {
	public.Client
	env     Environment
	cloud   Cloud
	scopes  []string
	stage   *stage
	session *session
}

// brought is what an acquisition brought, verified; nothing of it is stored yet.
type brought struct {
	token   Token
	renew   time.Time // when to look for a newer token, the old one still being good; zero = at its end
	blob    []byte    // MSAL's cache, for the unit
	home    string    // MSAL's home account id
	account string    // the person's user name; "" = the tokens do not tell
}

// begin makes a client whose cache starts with blob.
func (g *Guest) begin(env Environment, blob []byte) (*acquisition, error) {
	a := &acquisition{
		env: env, cloud: g.cloud, scopes: g.scopes(env),
		stage:   &stage{blob},
		session: &session{wire: g.wire},
	}
	var err error
	a.Client, err = public.New(env.ClientID,
		public.WithAuthority(g.cloud.authority(env.TenantID)),
		public.WithInstanceDiscovery(false), // the clouds are known; it would cost a call at each start
		public.WithClientCapabilities([]string{"cp1"}),
		public.WithHTTPClient(a.session),
		public.WithCache(a.stage))
	if err != nil {
		return nil, fmt.Errorf("prepare the sign-in to %s: %w", env.Name, err)
	}
	return a, nil
}

// end judges what MSAL returned. Its error is explained and holds no secret.
func (a *acquisition) end(ctx context.Context, result public.AuthResult, err error) (brought, error) {
	if err != nil {
		return brought{}, a.explain(ctx, err)
	}
	b := brought{
		token: Token{Access: result.AccessToken, ID: result.IDToken.RawToken, Expires: result.ExpiresOn},
		home:  result.Account.HomeAccountID,
		renew: a.session.last.after(a.session.last.RefreshIn),
	}
	if ends := a.session.last.after(a.session.last.ExpiresIn); !ends.IsZero() {
		b.token.Expires = ends // by our clock
	}
	if err := verify(a.env, a.cloud, b.token); err != nil {
		return brought{}, err
	}
	c, err := readContract(a.stage.blob)
	if err != nil {
		return brought{}, err
	}
	c.settle(b.token.Access, a.session.now(), b.token.Expires, b.renew)
	b.blob = c.blob()
	b.account = learnAccount(b.token, result.IDToken.PreferredUsername)
	return b, nil
}

// learnAccount is the person's user name at home. A guest's own name in the tenant (…#EXT#@…) is
// no help at the next sign-in.
func learnAccount(t Token, preferred string) string {
	for _, name := range []string{preferred, claims.Identify(t.Access, t.ID).Account} {
		if accountName().MatchString(name) {
			return name
		}
	}
	return ""
}

// explain turns MSAL's error into one for the person. The end of ctx stays what it is.
func (a *acquisition) explain(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if own, ok := errors.AsType[*Error](err); ok {
		return own
	}
	if unread, ok := errors.AsType[msalerrors.InvalidJsonErr](err); ok && unread.Err != nil {
		// MSAL quotes the answer, with the tokens in it
		return fmt.Errorf("%w: %s sent an answer that cannot be read; it was dropped", ErrUnreachable, a.cloud.Login)
	}
	return explainError(a.env, a.cloud, err)
}

// signInRequired says that nobody is signed in where somebody must be.
func signInRequired(env Environment, what string) error {
	how := "graphguest login " + env.Name
	if strings.TrimSpace(env.Name) == "" {
		how = "sign in"
	}
	return &Error{
		Environment: env.Name, Tenant: env.tenantName(), Account: env.Account,
		What: what, Guest: how, Person: true, cause: ErrSignInRequired,
	}
}
