package auth

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Change carries out what a person changed in the environment named was, its name included: it
// saves e, drops what this window holds for the old settings, and forgets their sign-in where it
// does not fit e and no other environment uses it. Who is signed in stays only with cloud, tenant,
// app and account. It returns e as it was saved. An error that Is ErrKeyring, or that of ctx, comes
// after the saving: the old tokens may still be stored.
func (d *Desk) Change(ctx context.Context, s Store, was string, e Environment) (Environment, error) {
	old, err := s.Load(was)
	if err != nil {
		return e, err
	}
	e = e.canonical().after(old)
	if key, why := d.clouds.Fault(e); key != "" {
		return e, fmt.Errorf("environment %s cannot be saved: %w", was, &fieldError{key, why})
	}
	if err := s.Rename(was, e.Name); err != nil {
		return e, err
	}
	if err := s.Save(e); err != nil {
		_ = s.Rename(e.Name, was)
		return e, err
	}
	if !sameGuest(old, e) {
		d.dismiss(was)
	}
	if now, _ := e.unit(); !old.sameAs(now) {
		_, err = d.Discard(ctx, old)
	}
	return e, err
}

// Discard forgets the sign-in of an environment that goes away, in memory and in the keyring. Where
// other environments use it too, it stays in the keyring and they are returned. An error Is
// ErrKeyring, and says what may still be stored.
func (d *Desk) Discard(ctx context.Context, env Environment) (shared []string, err error) {
	env = env.canonical()
	for _, g := range d.dismiss(env.Name) {
		leave, err := g.ledger.pass(ctx) // what a guest stores at this moment is stored, and forgotten, first
		if err != nil {
			return nil, err
		}
		leave()
	}
	id, ok := env.unit()
	if !ok {
		return nil, nil
	}
	if shared, _ := d.Shares(env); len(shared) > 0 { // one that cannot be read has to sign in anew at worst
		return shared, nil
	}
	err = d.units.forget(ctx, id)
	if o, ok := errors.AsType[*outage](err); ok {
		err = fmt.Errorf("its tokens may still be stored: %w → delete the entries named %s in the keyring by hand", o, id.service())
	}
	return nil, err
}

// Shares is the names of the other environments that use the sign-in of env: the same tenant, app
// and account. With an error, some could not be read.
func (d *Desk) Shares(env Environment) (names []string, err error) {
	id, ok := env.canonical().unit()
	if !ok {
		return nil, nil
	}
	all, err := d.siblings()
	for _, e := range all {
		if e.Name != env.Name && e.canonical().sameAs(id) {
			names = append(names, e.Name)
		}
	}
	return names, err
}

// dismiss lets the guests of the environment of that name go: what they hold, and what is on its
// way to them, belongs to settings that are gone.
func (d *Desk) dismiss(name string) (gone []*Guest) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.guests = slices.DeleteFunc(d.guests, func(g *Guest) bool {
		g.mu.Lock()
		defer g.mu.Unlock()
		if g.env.Name != name {
			return false
		}
		g.life++
		g.left, g.held = true, Token{}
		gone = append(gone, g)
		return true
	})
	return gone
}

// serving is an error once the guest was dismissed.
func (g *Guest) serving() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.left {
		return changedMeanwhile(g.env)
	}
	return nil
}

// inPlace is serving, and looks whether another window changed the environment.
func (g *Guest) inPlace() error {
	env := g.Environment()
	if now, ok := g.desk.written(env.Name); ok && !samePlace(now, env) {
		return changedMeanwhile(env)
	}
	return g.serving()
}

func changedMeanwhile(env Environment) error {
	return fmt.Errorf("environment %s was changed or removed meanwhile; nothing of this sign-in was kept → try again", env.Name)
}

// after is the environment as it is saved in the place of old: the sign-in of old stays with it
// only where it fits.
func (e Environment) after(old Environment) Environment {
	e.HomeAccount, e.SignedOut = "", false
	if samePlace(e, old) && strings.EqualFold(e.Account, old.Account) {
		e.HomeAccount, e.SignedOut = old.HomeAccount, old.SignedOut
	}
	return e
}

func samePlace(a, b Environment) bool {
	return a.Cloud == b.Cloud && a.TenantID == b.TenantID && a.ClientID == b.ClientID
}

// sameGuest says whether a guest of a serves b, too.
func sameGuest(a, b Environment) bool {
	return a.Name == b.Name && samePlace(a, b) && a.Account == b.Account && a.DomainHint == b.DomainHint &&
		a.Isolated == b.Isolated && slices.Equal(a.Scopes, b.Scopes)
}

// sameAs says whether the environment's unit is the one of that id.
func (e Environment) sameAs(id unitID) bool {
	own, ok := e.unit()
	return ok && own.service() == id.service()
}
