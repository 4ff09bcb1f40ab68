package auth

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"
)

// Storage says where tokens live.
type Storage struct {
	Persistent bool   // in the keyring: they outlive this process
	Why        string // why not, and the next step; or what is wrong with a stored sign-in; "" = all is well
}

const (
	probeService = "graphguest-probe"
	probeKey     = "probe"
)

// vault asks the keyring until it fails once. From then on every question is answered with that failure at once,
// so that a keyring that hangs costs one wait and one that refuses shows its prompt once; only probe asks again.
// It is itself a Secrets whose errors are nil, ErrNoSecret, that of ctx, or an outage.
type vault struct {
	secrets Secrets
	turn    chan struct{} // one question at a time: a locked keyring then shows one prompt, not one a unit

	mu  sync.Mutex
	out error // an outage, or nil
}

// outage says why the keyring is not asked any more. It Is ErrKeyring.
type outage struct{ why error }

func (o *outage) Error() string   { return ErrKeyring.Error() + ": " + o.why.Error() }
func (o *outage) Unwrap() []error { return []error{ErrKeyring, o.why} }

func isOutage(err error) bool {
	var o *outage
	return errors.As(err, &o)
}

func newVault(secrets Secrets) *vault {
	return &vault{secrets: secrets, turn: make(chan struct{}, 1)}
}

func (v *vault) Get(ctx context.Context, service, key string) (value string, err error) {
	err = v.ask(ctx, func() (err error) {
		value, err = v.secrets.Get(ctx, service, key)
		return err
	})
	return value, err
}

func (v *vault) Set(ctx context.Context, service, key, value string) error {
	return v.ask(ctx, func() error { return v.secrets.Set(ctx, service, key, value) })
}

func (v *vault) Delete(ctx context.Context, service, key string) error {
	return v.ask(ctx, func() error { return v.secrets.Delete(ctx, service, key) })
}

func (v *vault) DeleteAll(ctx context.Context, service string) error {
	return v.ask(ctx, func() error { return v.secrets.DeleteAll(ctx, service) })
}

func (v *vault) ask(ctx context.Context, question func() error) error {
	return v.alone(ctx, func() error {
		if err := v.outage(); err != nil {
			return err
		}
		return v.judge(ctx, answered(question))
	})
}

// answered is question whose panic is an error, and so an outage.
func answered(question func() error) (err error) {
	defer catch(&err)
	return question()
}

// judge lets through what says nothing bad about the keyring; anything else is its outage.
func (v *vault) judge(ctx context.Context, err error) error {
	switch {
	case err == nil, errors.Is(err, ErrNoSecret):
		return err
	case ctx.Err() != nil: // the person lost patience; the keyring may be fine
		return ctx.Err()
	}
	return v.fail(err)
}

func (v *vault) alone(ctx context.Context, do func() error) error {
	select {
	case v.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-v.turn }()
	return do()
}

// fail puts the keyring aside because of err and returns the outage. The first reason stands.
func (v *vault) fail(err error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.out == nil {
		v.out = &outage{err}
	}
	return v.out
}

func (v *vault) outage() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.out
}

// probe writes, reads and deletes an entry of full size, outage or not, and remembers how that went.
func (v *vault) probe(ctx context.Context) error {
	return v.alone(ctx, func() error {
		err := answered(func() error { return v.tryEntry(ctx) })
		if ctx.Err() != nil {
			return ctx.Err()
		}
		v.mu.Lock()
		defer v.mu.Unlock()
		if v.out = nil; err != nil {
			v.out = &outage{err}
		}
		return v.out
	})
}

func (v *vault) tryEntry(ctx context.Context) error {
	raw := make([]byte, partSize/2)
	_, _ = rand.Read(raw) // never fails
	value := hex.EncodeToString(raw)
	if err := v.secrets.Set(ctx, probeService, probeKey, value); err != nil {
		return err
	}
	got, err := v.secrets.Get(ctx, probeService, probeKey)
	if err != nil {
		return fmt.Errorf("what was stored cannot be read: %w", err)
	}
	if err := v.secrets.Delete(ctx, probeService, probeKey); err != nil {
		return fmt.Errorf("what was stored cannot be deleted: %w", err)
	}
	if got != value {
		return errChanged
	}
	return nil
}

var errChanged = errors.New("the keyring gave back something else than was stored: check or replace the program that provides it")

// storage says where tokens live, as far as is known without asking.
func (v *vault) storage() Storage {
	if m, ok := v.secrets.(interface{ volatile() string }); ok {
		return Storage{Why: m.volatile()}
	}
	var o *outage
	if errors.As(v.outage(), &o) {
		return Storage{Why: o.why.Error() + "; tokens stay in memory"}
	}
	return Storage{Persistent: true}
}
