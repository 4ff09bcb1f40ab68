package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// SignIn is how a person signs in.
type SignIn struct {
	Device  bool         // by a device code instead of the browser
	Scopes  []string     // asked for beside the environment's, which keeps them once they were granted
	Claims  string       // of a challenge: decoded JSON
	Account string       // as somebody else than the environment's account
	Show    func(Prompt) // called from the sign-in's goroutine when the person must see something; may be nil
}

// Prompt is what the person must see during a sign-in. Its texts come from the network.
type Prompt struct {
	URL     string // browser flow: the page that was opened
	OpenErr error  // the browser could not be opened: show URL, or offer a device code

	UserCode        string // device flow: to be entered at VerificationURL before Expires
	VerificationURL string
	Expires         time.Time

	Note string // one sentence on what happened
}

// SignIn lets the person sign in, in the browser or with a device code, and returns when they are
// signed in, refused, or ctx ended, which it obeys at once. The token is kept as any other. Who it
// was is learned, remembered, and said when it is somebody else than expected. A refusal is *Error.
func (g *Guest) SignIn(ctx context.Context, how SignIn) (err error) {
	defer catch(&err)
	env := g.Environment()
	if how.Account != "" && !strings.EqualFold(how.Account, env.Account) {
		env.Account, env.HomeAccount = how.Account, ""
	}
	env.Scopes = env.withScopes(g.cloud, how.Scopes)
	if err := env.Validate(); err != nil {
		return fmt.Errorf("sign in to %s: %w", env.Name, err)
	}
	if _, err := env.wireScopes(g.cloud); err != nil {
		return fmt.Errorf("sign in to %s: %w", env.Name, err)
	}
	if err := validClaims(how.Claims); err != nil {
		return err
	}
	if !g.signing.CompareAndSwap(false, true) {
		return fmt.Errorf("a sign-in to %s is under way already: finish it, or cancel it first", env.Name)
	}
	defer g.signing.Store(false)
	if how.Show == nil {
		how.Show = func(Prompt) {}
	}
	flow := g.byBrowser
	if how.Device {
		flow = g.byDevice
	}
	b, err := flow(ctx, env, how)
	if err != nil {
		return err
	}
	return g.welcome(ctx, env, b, how)
}

// welcome keeps a fresh sign-in, whatever was kept before.
func (g *Guest) welcome(ctx context.Context, expected Environment, b brought, how SignIn) error {
	before := g.Environment()
	who := expected
	who.HomeAccount, who.SignedOut = b.home, false
	if b.account != "" {
		who.Account = b.account
	}
	if !homeAccount().MatchString(b.home) {
		return mismatch(expected, "Entra ID's answer does not say whose account it is")
	}
	if err := g.replace(ctx, who, b); err != nil {
		return err
	}
	if expected.Account != "" && !strings.EqualFold(expected.Account, who.Account) {
		how.Show(Prompt{Note: fmt.Sprintf("You signed in as %s, not as %s; %s now belongs to %s.", who.Account, expected.Account, who.Name, who.Account)})
	}
	left := g.leaveOldUnit(ctx, before, who)
	err := g.desk.remember(g.Environment(), how.Scopes...)
	if errors.Is(err, ErrNoEnvironment) { // another window removed it
		_, kept := g.desk.Discard(ctx, g.Environment())
		return errors.Join(changedMeanwhile(who), kept)
	}
	if err != nil {
		return fmt.Errorf("signed in to %s, but the environment could not be saved: %w", who.Name, err)
	}
	return left
}

// replace stores b as a new unit and begins a new life with it.
func (g *Guest) replace(ctx context.Context, who Environment, b brought) error {
	leave, err := g.ledger.pass(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if err := g.inPlace(); err != nil {
		return err
	}
	id, _ := who.unit()
	if _, err := g.desk.units.save(ctx, id, b.blob, "", true); err != nil {
		return fmt.Errorf("keep the sign-in to %s: %w", who.Name, err)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.life++
	g.held, g.renew = b.token, b.renew
	g.learn(who)
	return nil
}

// leaveOldUnit forgets what the account before left behind, unless another environment uses it.
func (g *Guest) leaveOldUnit(ctx context.Context, before, who Environment) error {
	old, ok := before.unit()
	if now, _ := who.unit(); !ok || old == now {
		return nil
	}
	all, err := g.desk.siblings()
	if err != nil {
		return err
	}
	for _, e := range all {
		if id, ok := e.canonical().unit(); ok && id == old && e.Name != who.Name {
			return nil
		}
	}
	if err := g.desk.units.forget(ctx, old); err != nil {
		return errors.Join(fmt.Errorf("signed in, but the sign-in of %s is still stored", before.Account), err)
	}
	return nil
}
