package auth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

// Token returns a bearer token for the guest's tenant, good for at least five minutes unless Entra
// ID itself gives less. It looks in memory, then in the keyring, then redeems the refresh token;
// callers at the same time share one refresh. claims is the decoded JSON of a claims challenge, or
// "": with it, only a new token will do. It never prompts: when only a person can help, the error
// Is ErrSignInRequired.
func (g *Guest) Token(ctx context.Context, claims string) (string, error) {
	if err := validClaims(claims); err != nil {
		return "", err
	}
	if t, ok := g.atHand(); ok && claims == "" {
		return t.Access, nil
	}
	t, err := g.flights.do(ctx, claims, func(ctx context.Context) (Token, error) { return g.silent(ctx, claims) })
	return t.Access, err
}

func validClaims(claims string) error {
	var object map[string]any
	if claims != "" && (json.Unmarshal([]byte(claims), &object) != nil || object == nil) {
		return errors.New("the claims that were asked for are not a JSON object")
	}
	return nil
}

// atHand is the held token where nothing asks for a newer one.
func (g *Guest) atHand() (Token, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	return g.held, g.held.fit(now) && (g.renew.IsZero() || now.Before(g.renew))
}

// silent gets a token without a person. One that was signed out or replaced under its hands
// looks once more: somebody may have signed in anew.
func (g *Guest) silent(ctx context.Context, claims string) (Token, error) {
	leave, err := g.line.pass(ctx)
	if err != nil {
		return Token{}, err
	}
	defer leave()
	t, err := g.renewed(ctx, claims)
	if errors.Is(err, errSuperseded) {
		t, err = g.renewed(ctx, claims)
	}
	if errors.Is(err, errSuperseded) {
		return Token{}, signInRequired(g.Environment(), "the sign-in was ended or replaced meanwhile")
	}
	return t, err
}

func (g *Guest) renewed(ctx context.Context, claims string) (Token, error) {
	if t, ok := g.atHand(); ok && claims == "" {
		return t, nil // somebody else's flight landed before
	}
	if err := g.serving(); err != nil {
		return Token{}, err
	}
	s, err := g.stored(ctx)
	if err != nil {
		return Token{}, err
	}
	if s.contract == nil {
		return g.seeded(ctx, s, claims)
	}
	t, renew := s.contract.held(s.env.TenantID, g.scopes(s.env))
	good := claims == "" && t.fit(g.now()) && verify(s.env, g.cloud, t) == nil
	if good && (renew.IsZero() || g.now().Before(renew)) {
		return t, g.hold(s.life, t, renew)
	}
	b, err := g.redeem(ctx, s.env, s.blob, claims)
	if err != nil && good && ctx.Err() == nil {
		return t, g.hold(s.life, t, g.now().Add(lifeLeft)) // too early to give up; try again later
	}
	if err != nil {
		return Token{}, err
	}
	return b.token, g.enter(ctx, s, b)
}

// redeem asks Entra ID for a new access token with the refresh token in blob.
func (g *Guest) redeem(ctx context.Context, env Environment, blob []byte, claims string) (brought, error) {
	a, err := g.begin(env, blob)
	if err != nil {
		return brought{}, err
	}
	if claims == "" {
		claims = "{}" // MSAL goes by its own clock; claims make it leave its cached token alone
	}
	result, err := a.AcquireTokenSilent(ctx, a.scopes, public.WithClaims(claims),
		public.WithSilentAccount(public.Account{HomeAccountID: env.HomeAccount}))
	b, err := a.end(ctx, result, err)
	if err != nil {
		return brought{}, err
	}
	return b, verifyPerson(env, b.home)
}

// hold keeps a token in memory, unless the person signed out or in meanwhile.
func (g *Guest) hold(life int, t Token, renew time.Time) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.life != life {
		return errSuperseded
	}
	g.held, g.renew = t, renew
	return nil
}

// enter stores and holds what a refresh brought, unless the person signed out or in meanwhile:
// while it is at the ledger nobody can.
func (g *Guest) enter(ctx context.Context, s stored, b brought) error {
	leave, err := g.ledger.pass(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if g.lives() != s.life {
		return errSuperseded
	}
	id, _ := s.env.unit()
	if _, err := g.desk.units.save(ctx, id, b.blob, s.epoch, false); err != nil {
		if errors.Is(err, errSuperseded) {
			g.drop()
			return err
		}
		return fmt.Errorf("keep the token of %s: %w", s.env.Name, err)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.held, g.renew = b.token, b.renew
	g.learn(s.env)
	return nil
}

// learn notes who the guest is. The caller holds g.mu.
func (g *Guest) learn(who Environment) {
	g.env.Account, g.env.HomeAccount, g.env.SignedOut, g.env.Scopes = who.Account, who.HomeAccount, who.SignedOut, who.Scopes
}

func (g *Guest) lives() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.life
}

// drop forgets the token in memory: another process signed this guest out.
func (g *Guest) drop() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.held, g.renew = Token{}, time.Time{}
}
