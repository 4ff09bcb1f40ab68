package auth

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// Guest is one person in one tenant by one app. It is safe for concurrent use.
type Guest struct {
	desk  *Desk
	cloud Cloud
	wire  *wire
	asked Environment // as the environment first was: with the account and the scopes that it then named

	flights flights     // of Token
	line    gate        // one silent acquisition at a time
	ledger  gate        // one change of what is stored and held at a time
	signing atomic.Bool // a person is at it

	mu    sync.Mutex
	env   Environment
	held  Token
	renew time.Time // when to look for a newer token than held
	left  bool      // its settings were changed or removed
	life  int       // counts sign-ins and sign-outs: what was begun in an earlier life is dropped
}

// newGuest is the guest of an environment whose scopes are of that cloud.
func newGuest(d *Desk, env Environment, c Cloud) *Guest {
	return &Guest{
		desk: d, cloud: c, env: env, asked: env,
		wire: &wire{cloud: c, rt: d.world.HTTP, now: d.world.Now},
		line: newGate(), ledger: newGate(),
	}
}

// scopes are those of env in full.
func (g *Guest) scopes(env Environment) []string {
	full, _ := env.wireScopes(g.cloud) // judged when the guest was made and when a sign-in added some
	return full
}

// Environment is the guest's environment, with Account, HomeAccount and Scopes as learned.
func (g *Guest) Environment() Environment {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.env
}

// Held is the token in memory, which may have expired. It does no I/O: it is for the header.
func (g *Guest) Held() (Token, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.held, g.held.Access != ""
}

// Peek is the token in memory or in the keyring, never from the network. It may have expired, or
// hold the id token alone.
func (g *Guest) Peek(ctx context.Context) (Token, bool, error) {
	if t, ok := g.Held(); ok {
		return t, true, nil
	}
	s, err := g.stored(ctx)
	if err != nil || s.contract == nil {
		return Token{}, false, err
	}
	t, _ := s.contract.held(s.env.TenantID, g.scopes(s.env))
	if t.ID == "" || verify(s.env, g.cloud, t) != nil {
		return Token{}, false, nil
	}
	return t, true, nil
}

// SignedIn says whether a sign-in of this guest is kept. It reads the keyring, not the network.
func (g *Guest) SignedIn(ctx context.Context) (bool, error) {
	s, err := g.stored(ctx)
	return s.contract != nil, err
}

// stored is what the guest's unit holds.
type stored struct {
	env      Environment // as it was when read
	life     int
	epoch    string
	contract contract // nil = no unit
	blob     []byte
	damage   error // why what is kept cannot be used; nil = it can, or nothing is kept
}

func (g *Guest) stored(ctx context.Context) (stored, error) {
	g.mu.Lock()
	s := stored{env: g.env, life: g.life}
	g.mu.Unlock()
	id, ok := s.env.unit()
	if !ok {
		return s, nil
	}
	blob, epoch, ok, err := g.desk.units.load(ctx, id)
	if err != nil {
		return s, err
	}
	if !ok {
		if d, ok := errors.AsType[*damageError](g.desk.units.warning(id)); ok {
			s.damage = d.why
		}
		return s, nil
	}
	s.epoch = epoch // also of what cannot be read, which is no sign-in: the next one replaces it
	if s.contract, s.damage = readContract(blob); s.damage == nil {
		s.blob = blob
	}
	return s, nil
}

// SignOut forgets this tenant's sign-in, in memory and in the keyring, and that alone: other
// tenants of the account stay signed in. A refresh in flight cannot bring it back. Environments
// that share tenant, app and account share the sign-in. Until the person signs in again, the
// environment is not seeded from another one either.
func (g *Guest) SignOut(ctx context.Context) error {
	leave, err := g.ledger.pass(ctx)
	if err != nil {
		return err
	}
	defer leave()
	env := g.endLife()
	var forgot error
	forget := func(id unitID, ok bool) {
		if ok {
			forgot = errors.Join(forgot, g.desk.units.forget(ctx, id))
		}
	}
	own, ok := env.unit()
	forget(own, ok)
	g.endLife() // a call that read the unit meanwhile must not hold what it read
	if now, ok := g.desk.written(env.Name); ok && now.TenantID == env.TenantID {
		env.Account, env.HomeAccount = now.Account, now.HomeAccount
		if id, ok := now.unit(); id != own { // another window signed in as somebody else
			forget(id, ok)
		}
	}
	if err := g.desk.remember(env); err != nil {
		return errors.Join(forgot, fmt.Errorf("signed out, but environment %s could not be saved: %w", env.Name, err))
	}
	return forgot
}

// endLife drops what is held, and whatever is on its way to be held.
func (g *Guest) endLife() Environment {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.life++
	g.held, g.renew = Token{}, time.Time{}
	g.env.SignedOut = true
	return g.env
}

func (g *Guest) now() time.Time { return g.desk.world.Now() }
