package auth

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// Desk is where guests sign in: it knows the world, the clouds and every guest in use.
// It is safe for concurrent use.
type Desk struct {
	world  World
	clouds Clouds
	units  *unitStore
	pause  func(ctx context.Context, d time.Duration) error // waits; tests do not

	mu     sync.Mutex
	guests []*Guest
}

// NewDesk opens a desk. It does no I/O.
func NewDesk(w World, cs Clouds) *Desk {
	if w.Now == nil {
		w.Now = time.Now
	}
	return &Desk{world: w, clouds: cs, units: newUnitStore(w.Secrets, w.Locks), pause: pause}
}

// Guest returns the one guest of these settings, who holds the tokens in memory. It does no I/O.
// An environment as it was before a sign-in taught its account or scopes still finds its guest; settings
// that only show (domain, access, colour) may change. It fails when the settings cannot be used.
func (d *Desk) Guest(env Environment) (*Guest, error) {
	env = env.canonical()
	if err := env.Validate(); err != nil {
		return nil, fmt.Errorf("environment %s: %w", env.Name, err)
	}
	cloud, err := d.clouds.Named(env.Cloud)
	if err != nil {
		return nil, fmt.Errorf("environment %s: %w", env.Name, err)
	}
	if _, err := env.wireScopes(cloud); err != nil {
		return nil, fmt.Errorf("environment %s: %w", env.Name, err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, g := range d.guests {
		if g.cloud == cloud && g.serves(env) {
			g.redecorate(env)
			return g, nil
		}
	}
	g := newGuest(d, env, cloud)
	d.guests = append(d.guests, g)
	return g, nil
}

// Storage says where tokens live now, as learned from use. It does no I/O.
func (d *Desk) Storage() Storage { return d.units.storage() }

// CheckStorage tries the keyring with a probe entry and says where tokens live.
func (d *Desk) CheckStorage(ctx context.Context) Storage { return d.units.check(ctx) }

// siblings is every environment; with an error, those that can be read.
func (d *Desk) siblings() ([]Environment, error) {
	if d.world.Siblings == nil {
		return nil, nil
	}
	all, err := d.world.Siblings()
	if err != nil {
		return all, fmt.Errorf("look at the other environments: %w", err)
	}
	return all, nil
}

// written is the environment of that name as it is on disk.
func (d *Desk) written(name string) (Environment, bool) {
	all, _ := d.siblings()
	i := slices.IndexFunc(all, func(e Environment) bool { return e.Name == name })
	if i < 0 {
		return Environment{}, false
	}
	return all[i].canonical(), true
}

// remember saves what was learned about env, unless the environment of that name is another place by now. Of its scopes
// only those that were added are new: another window may have changed the others.
func (d *Desk) remember(env Environment, added ...string) error {
	if d.world.Remember == nil {
		return nil
	}
	if now, ok := d.written(env.Name); ok {
		if !samePlace(now, env) {
			return nil
		}
		cloud, _ := d.clouds.Named(env.Cloud) // known since the guest was made
		env.Scopes = now.withScopes(cloud, added)
	}
	return d.world.Remember(env)
}

// unit names the environment's unit; ok is false before the first sign-in.
func (e Environment) unit() (id unitID, ok bool) {
	id = unitID{Cloud: e.Cloud, ClientID: e.ClientID, HomeAccount: e.HomeAccount, TenantID: e.TenantID}
	return id, e.HomeAccount != ""
}

// serves says whether the guest is the one of env: the same place by the same app, and the same
// person, as asked for first or as learned since.
func (g *Guest) serves(env Environment) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	own := g.env
	place := own.Name == env.Name && own.TenantID == env.TenantID && own.ClientID == env.ClientID &&
		own.DomainHint == env.DomainHint && own.Isolated == env.Isolated &&
		(slices.Equal(own.Scopes, env.Scopes) || slices.Equal(g.asked.Scopes, env.Scopes))
	if !place {
		return false
	}
	if env.HomeAccount != "" {
		return env.HomeAccount == own.HomeAccount
	}
	return strings.EqualFold(env.Account, own.Account) || strings.EqualFold(env.Account, g.asked.Account)
}

func (g *Guest) redecorate(env Environment) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.env.TenantDomain, g.env.Access, g.env.Color = env.TenantDomain, env.Access, env.Color
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
