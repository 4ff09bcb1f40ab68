package auth

import (
	"context"
	"errors"
	"fmt"
)

// wish is one save: what it is based on, what comes of it.
type wish struct {
	epoch   string // the epoch it is based on; "" = no unit yet
	next    string // the epoch afterwards
	replace bool   // whatever is there
	blob    []byte
	change  func(stored []byte) ([]byte, error) // instead of blob
}

func (s *unitStore) write(ctx context.Context, u *unit, w wish) error {
	err := s.alone(ctx, u, func(ctx context.Context) error {
		s.settle(ctx, u)
		return s.commit(ctx, u, w)
	})
	if isOutage(err) {
		return u.keep(w)
	}
	return err
}

// alone runs work, which may ask the keyring, while no other window and no other part of this one changes u.
// It returns an outage, without running work, when the keyring is out already: memory needs no lock.
//
// When ctx ends it returns at once and work goes on, holding the locks: a save that stops half way, and a call that
// the keyring carries out after the lock was given back, could mix two values.
func (s *unitStore) alone(ctx context.Context, u *unit, work func(context.Context) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.vault.outage(); err != nil {
		return err
	}
	select {
	case u.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	unlock, err := s.hold(ctx, u.shelf.service)
	if err != nil {
		<-u.turn
		return err
	}
	done := make(chan error, 1)
	go func() {
		err := undisturbed(context.WithoutCancel(ctx), work)
		unlock()
		<-u.turn
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// undisturbed is work whose panic is an error: the locks are given back all the same.
func undisturbed(ctx context.Context, work func(context.Context) error) (err error) {
	defer catch(&err)
	return work(ctx)
}

// hold takes the lock of name. A lock folder that cannot be used counts as a failure of the keyring, since writing
// without a lock can mix two saves.
func (s *unitStore) hold(ctx context.Context, name string) (unlock func(), err error) {
	unlock, err = s.locks.hold(ctx, name)
	if err == nil || ctx.Err() != nil || errors.Is(err, ErrKeyring) {
		return unlock, err
	}
	return nil, s.vault.fail(fmt.Errorf("sign-ins cannot be locked against other windows (%w): make that folder writable", err))
}

// commit carries out w in the keyring. It needs to be alone.
func (s *unitStore) commit(ctx context.Context, u *unit, w wish) error {
	text, err := u.shelf.manifest(ctx)
	if err != nil {
		return err
	}
	old, readable := parseManifest(text)
	if readable || text == "" {
		if err := u.permits(ctx, old, w); err != nil {
			return err
		}
	}
	blob := w.blob
	if w.change != nil {
		if blob, err = u.changed(ctx, old, text, w.change); err != nil {
			return err
		}
	}
	m, err := u.shelf.put(ctx, old, w.next, blob, !s.isProven())
	if errors.Is(err, errChanged) {
		err = s.vault.fail(err)
	}
	if err != nil {
		return err
	}
	s.prove()
	u.settled(m.text(), m.Epoch, blob)
	// The new value is safe: what cannot be tidied up now is no failure of the save.
	u.shelf.drop(ctx, m.Slot, m.Count, m.Count)
	if old.Count > 0 {
		u.shelf.drop(ctx, old.Slot, 0, old.Count)
	}
	return nil
}

// permits returns errSuperseded where the unit that old stands for is not the one that w is based on. A damaged unit
// does not stand in the way of a new one; nor does one whose manifest cannot be read, since a sign-out leaves none.
func (u *unit) permits(ctx context.Context, old manifest, w wish) error {
	if w.replace || old.Epoch == w.epoch {
		return nil
	}
	if w.epoch != "" {
		return errSuperseded
	}
	_, err := u.shelf.blob(ctx, old)
	switch {
	case err == nil:
		return errSuperseded
	case errors.Is(err, errTorn):
		return nil
	}
	return err
}

func (u *unit) changed(ctx context.Context, old manifest, text string, change func([]byte) ([]byte, error)) ([]byte, error) {
	if u.knows(text) {
		u.mu.Lock()
		stored := u.blob
		u.mu.Unlock()
		return change(stored)
	}
	stored, err := u.shelf.blob(ctx, old)
	if err != nil && !errors.Is(err, errTorn) {
		return nil, err
	}
	return change(stored)
}

// settle tells the keyring, when it works again, what happened to u meanwhile. Where another window signed out or in
// since, the keyring is right and the news are dropped. Failing again leaves them for the next time.
// It needs to be alone.
func (s *unitStore) settle(ctx context.Context, u *unit) {
	news, w := u.news()
	if news == nil {
		return
	}
	text, err := u.shelf.manifest(ctx)
	if err != nil {
		return
	}
	old, readable := parseManifest(text)
	knowsBetter := readable || text == ""
	switch {
	case knowsBetter && !news.replace && old.Epoch != news.base && old.Epoch != w.next:
		u.settled("", "", nil)
	case w.next != "":
		_ = s.commit(ctx, u, w)
	case u.shelf.clear(ctx) == nil:
		u.settled("", "", nil)
	}
}

func (s *unitStore) isProven() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.proven
}

func (s *unitStore) prove() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.proven = true
}
