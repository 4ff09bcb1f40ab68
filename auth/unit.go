package auth

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// errSuperseded: the unit was signed out, or signed in to anew, since the epoch that a save is based on.
var errSuperseded = errors.New("this sign-in was ended or replaced meanwhile")

// unitID names a unit: what one account holds in one tenant by one app of one cloud.
type unitID struct{ Cloud, ClientID, HomeAccount, TenantID string }

// service is the keyring's name of the unit. It has a fixed length and no colon, because on Windows a service is
// deleted by prefix; the tenant is readable for whoever tidies the keyring by hand.
func (id unitID) service() string {
	h := sum(strings.Join([]string{
		id.Cloud, strings.ToLower(id.ClientID), strings.ToLower(id.HomeAccount), strings.ToLower(id.TenantID),
	}, "\x00"))
	return "graphguest-" + strings.ToLower(id.TenantID) + "-" + h[:16]
}

// unitStore keeps the MSAL cache of each unit in the keyring, and in memory once the keyring fails.
// It is safe for concurrent use, also by several processes that share the lock folder.
//
// An epoch is one sign-in. A save that is based on an epoch which has passed changes nothing, so that a sign-out
// wins over a refresh in flight. A failing keyring is no error here (the work goes on in memory, storage tells);
// errors are those of ctx, a lock that another window keeps, errSuperseded, and a sign-out that the keyring missed.
type unitStore struct {
	vault *vault
	locks lockFolder

	mu     sync.Mutex
	units  map[string]*unit // by service
	proven bool             // the keyring gave back what was stored
}

// unit is what this process knows of one unit.
type unit struct {
	id    unitID
	shelf shelf
	turn  chan struct{} // one save or sign-out at a time in this process

	mu      sync.Mutex
	seen    string // the manifest that blob and epoch came from: while it stands they need no reading
	blob    []byte
	epoch   string // "" = no unit
	unsaved *unsaved
	damage  error
}

func newUnitStore(secrets Secrets, locks string) *unitStore {
	return &unitStore{
		vault: newVault(secrets),
		locks: lockFolder{dir: locks, limit: lockLimit},
		units: map[string]*unit{},
	}
}

func (s *unitStore) unit(id unitID) *unit {
	s.mu.Lock()
	defer s.mu.Unlock()
	service := id.service()
	u := s.units[service]
	if u == nil {
		u = &unit{id: id, shelf: shelf{s.vault, service}, turn: make(chan struct{}, 1)}
		s.units[service] = u
	}
	return u
}

// load returns the blob and the epoch it belongs to; ok is false when there is no unit. An unchanged unit costs one
// question to the keyring. A damaged unit is no unit: warning says so, and the next sign-in replaces it.
func (s *unitStore) load(ctx context.Context, id unitID) (blob []byte, epoch string, ok bool, err error) {
	u := s.unit(id)
	err = s.refresh(ctx, u)
	if err != nil && !isOutage(err) {
		return nil, "", false, err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	return slices.Clone(u.blob), u.epoch, u.epoch != "", nil
}

// refresh brings u up to what the keyring holds. No lock is held, so a writer may be swapping slots: what does not
// fit is looked at again, the last time under the lock.
func (s *unitStore) refresh(ctx context.Context, u *unit) error {
	for range 2 {
		if err := u.read(ctx); !errors.Is(err, errTorn) {
			return err
		}
	}
	return s.alone(ctx, u, func(ctx context.Context) error {
		err := u.read(ctx)
		if errors.Is(err, errTorn) {
			u.damaged(err)
			return nil
		}
		return err
	})
}

// read brings u up to date in one try; errTorn when the parts do not fit their manifest.
func (u *unit) read(ctx context.Context) error {
	text, err := u.shelf.manifest(ctx)
	if err != nil {
		return err
	}
	if text == "" {
		u.saw("", "", nil)
		return nil
	}
	if u.knows(text) {
		return nil
	}
	m, ok := parseManifest(text)
	if !ok {
		u.damaged(errors.New("its manifest cannot be read, or a newer graphguest wrote it"))
		return nil
	}
	blob, err := u.shelf.blob(ctx, m)
	if err == nil {
		u.saw(text, m.Epoch, blob)
	}
	return err
}

// save replaces the blob while the unit still has this epoch; "" creates a unit where there is none. With replace,
// which is a fresh sign-in, it always does and starts a new epoch. It returns the epoch that the unit has then,
// or errSuperseded. When ctx ends it returns at once; a write that has begun still goes to its end.
func (s *unitStore) save(ctx context.Context, id unitID, blob []byte, epoch string, replace bool) (newEpoch string, err error) {
	w := wish{epoch: epoch, next: epoch, replace: replace, blob: slices.Clone(blob)}
	if replace || epoch == "" {
		w.next = startEpoch()
	}
	if err := s.write(ctx, s.unit(id), w); err != nil {
		return "", err
	}
	return w.next, nil
}

// update replaces the blob by what change makes of the stored one (nil when that is damaged), while the unit has
// this epoch; no other window can save between the reading and the writing. Else errSuperseded.
func (s *unitStore) update(ctx context.Context, id unitID, epoch string, change func(stored []byte) ([]byte, error)) error {
	if epoch == "" {
		return errSuperseded
	}
	return s.write(ctx, s.unit(id), wish{epoch: epoch, next: epoch, change: change})
}

// forget signs out: manifest first, then the parts. When the keyring fails the unit is forgotten in this process
// and the error, which Is ErrKeyring, says that its tokens may still be stored.
func (s *unitStore) forget(ctx context.Context, id unitID) error {
	u := s.unit(id)
	err := s.alone(ctx, u, func(ctx context.Context) error {
		err := u.shelf.clear(ctx)
		if err == nil {
			u.settled("", "", nil)
		}
		return err
	})
	if isOutage(err) {
		u.signedOut()
		return fmt.Errorf("signed out in this window, but the tokens may still be stored: %w → sign out again once the keyring works", err)
	}
	return err
}

// storage says where tokens live, as learned from use, and what is wrong with a stored sign-in. No I/O.
func (s *unitStore) storage() Storage {
	where := s.vault.storage()
	if !where.Persistent {
		return where
	}
	for _, u := range s.all() {
		if err := u.warning(); err != nil {
			where.Why = err.Error()
		}
	}
	return where
}

// warning is the error, which Is ErrKeyring, that the last load met in this unit; nil when all is well.
func (s *unitStore) warning(id unitID) error { return s.unit(id).warning() }

// check asks the keyring to keep, give back and delete a probe entry, even after it failed. When it works, what
// was kept in memory meanwhile is stored.
func (s *unitStore) check(ctx context.Context) Storage {
	if err := s.probe(ctx); err != nil && !isOutage(err) {
		return Storage{Why: "the keyring was not tried: " + err.Error()}
	}
	for _, u := range s.all() {
		if news, _ := u.news(); news != nil {
			_ = s.alone(ctx, u, func(ctx context.Context) error { s.settle(ctx, u); return nil })
		}
	}
	return s.storage()
}

// probe tries the lock folder and the keyring, one window at a time: all use the same entry.
func (s *unitStore) probe(ctx context.Context) error {
	unlock, err := s.hold(ctx, probeService)
	if err != nil {
		return err
	}
	defer unlock()
	return s.vault.probe(ctx)
}

func (s *unitStore) all() []*unit {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []*unit
	for _, u := range s.units {
		all = append(all, u)
	}
	return all
}

func startEpoch() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
