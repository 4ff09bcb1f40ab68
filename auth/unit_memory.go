package auth

import "fmt"

// unsaved is what the keyring has yet to be told about a unit that went on in memory. The unit's blob and epoch are
// the news; no epoch means a sign-out.
type unsaved struct {
	base    string // the news hold while the keyring still has this epoch
	replace bool   // or in any case
}

// saw notes what a load found in the keyring, unless memory knows better.
func (u *unit) saw(seen, epoch string, blob []byte) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.unsaved == nil {
		u.seen, u.epoch, u.blob, u.damage = seen, epoch, blob, nil
	}
}

// settled notes what the keyring and memory now agree on.
func (u *unit) settled(seen, epoch string, blob []byte) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.seen, u.epoch, u.blob, u.damage, u.unsaved = seen, epoch, blob, nil, nil
}

// knows is true when seen is the manifest of what is in memory.
func (u *unit) knows(seen string) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.seen != "" && u.seen == seen
}

// keep carries out w in memory, by the same rules as in the keyring, and notes that the keyring does not know.
func (u *unit) keep(w wish) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if !w.replace && u.epoch != w.epoch {
		return errSuperseded
	}
	blob := w.blob
	if w.change != nil {
		var err error
		if blob, err = w.change(u.blob); err != nil {
			return err
		}
	}
	if u.unsaved == nil {
		u.unsaved = &unsaved{base: w.epoch}
	}
	u.unsaved.replace = u.unsaved.replace || w.replace
	u.seen, u.blob, u.epoch, u.damage = "", blob, w.next, nil
	return nil
}

// signedOut carries out a sign-out in memory and notes that the keyring does not know.
func (u *unit) signedOut() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.seen, u.blob, u.epoch, u.damage = "", nil, "", nil
	u.unsaved = &unsaved{replace: true}
}

// news returns what the keyring has yet to be told, nil for nothing, and the save that tells it.
func (u *unit) news() (*unsaved, wish) {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.unsaved, wish{blob: u.blob, next: u.epoch, replace: true}
}

// damageError says that a stored unit cannot be used. It Is ErrKeyring.
type damageError struct {
	tenant string
	why    error
}

func (e *damageError) Error() string {
	return fmt.Sprintf("the sign-in stored in the keyring for tenant %s is damaged (%v) → sign in again", e.tenant, e.why)
}

func (e *damageError) Unwrap() []error { return []error{ErrKeyring, e.why} }

// damaged notes that what is stored cannot be used: it counts as no unit.
func (u *unit) damaged(why error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.unsaved == nil {
		u.seen, u.epoch, u.blob = "", "", nil
		u.damage = &damageError{u.id.TenantID, why}
	}
}

func (u *unit) warning() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.damage
}
