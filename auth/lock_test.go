package auth

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestALockBelongsToOneWindow(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state", "locks")
	locks := lockFolder{dir: dir, limit: 20 * time.Millisecond}
	release, err := locks.hold(t.Context(), "fabrikam")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := locks.hold(t.Context(), "fabrikam"); !errors.Is(err, ErrKeyring) || !strings.Contains(err.Error(), "another graphguest window") {
		t.Errorf("the second window got %v", err)
	}
	other, err := locks.hold(t.Context(), "contoso")
	if err != nil {
		t.Errorf("another unit: %v", err)
	}
	other()
	release()
	release, err = locks.hold(t.Context(), "fabrikam")
	if err != nil {
		t.Errorf("a lock that was given back: %v", err)
	}
	release()
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the folder is open to others: %v, %v", info.Mode(), err)
	}
	if info, err := os.Stat(filepath.Join(dir, "fabrikam.lock")); err != nil || info.Mode().Perm()&0o077 != 0 || info.Size() != 0 {
		t.Errorf("the file is open to others, or not empty: %v, %v", info.Mode(), err)
	}
}

func TestWaitingForALockEndsWithItsContext(t *testing.T) {
	locks := lockFolder{dir: t.TempDir(), limit: lockLimit}
	release, err := locks.hold(t.Context(), "fabrikam")
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, err := locks.hold(ctx, "fabrikam"); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrKeyring) {
		t.Error(err)
	}
	if waited := time.Since(start); waited > time.Second {
		t.Errorf("waited %v", waited)
	}
}

// A window that is stuck in the middle of a save stops the others' saves with a message, not their reading.
func TestAWindowThatKeepsALockIsNamed(t *testing.T) {
	ring, dir := newTestRing("linux"), t.TempDir()
	epoch := signedIn(t, ring, "before")
	release, err := lockFolder{dir: dir, limit: lockLimit}.hold(t.Context(), fabrikam.service())
	if err != nil {
		t.Fatal(err)
	}
	s := window(ring, dir)
	s.locks.limit = 20 * time.Millisecond
	holds(t, s, "before")
	_, saving := s.save(t.Context(), fabrikam, []byte("after"), epoch, false)
	for what, err := range map[string]error{
		"save": saving, "sign-out": s.forget(t.Context(), fabrikam),
	} {
		if !errors.Is(err, ErrKeyring) || !strings.Contains(err.Error(), "another graphguest window") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if where := s.storage(); !where.Persistent {
		t.Errorf("a busy window was taken for a broken keyring: %+v", where)
	}
	holds(t, s, "before")
	release()
	if _, err := s.save(t.Context(), fabrikam, []byte("after"), epoch, false); err != nil {
		t.Error(err)
	}
}
