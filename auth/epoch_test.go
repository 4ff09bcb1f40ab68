package auth

import (
	"errors"
	"testing"
)

// Two windows, "here" and "there"; here is in the middle of a refresh when something happens there.
// The same must hold in one window, and in memory.
func TestASignOutWinsOverARefreshInFlight(t *testing.T) {
	type act func(t *testing.T, s *unitStore)
	signOut := func(t *testing.T, s *unitStore) { t.Helper(); _ = s.forget(t.Context(), fabrikam) }
	signIn := func(t *testing.T, s *unitStore) {
		t.Helper()
		if _, err := s.save(t.Context(), fabrikam, []byte("anew"), "", true); err != nil {
			t.Fatal(err)
		}
	}
	refresh := func(t *testing.T, s *unitStore) {
		t.Helper()
		_, epoch, _, _ := s.load(t.Context(), fabrikam)
		if _, err := s.save(t.Context(), fabrikam, []byte("theirs"), epoch, false); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		meanwhile string
		acts      []act
		wins      bool   // the refresh here
		left      string // in the unit afterwards
	}{
		{"nothing", nil, true, "ours"},
		{"a refresh", []act{refresh}, true, "ours"},
		{"a sign-out", []act{signOut}, false, ""},
		{"a sign-in", []act{signIn}, false, "anew"},
		{"a sign-out and a sign-in", []act{signOut, signIn}, false, "anew"},
		{"a sign-in and a sign-out", []act{signIn, signOut}, false, ""},
	} {
		for _, where := range []string{"two windows", "one window", "memory"} {
			t.Run(c.meanwhile+", "+where, func(t *testing.T) {
				ring, locks := newTestRing("linux"), t.TempDir()
				here, there := window(ring, locks), window(ring, locks)
				switch where {
				case "memory":
					ring.misbehaves(func(operation, func() error) error { return errNotToday })
					there = here
				case "one window":
					there = here
				}
				epoch, err := here.save(t.Context(), fabrikam, []byte("first"), "", false)
				if err != nil {
					t.Fatal(err)
				}
				for _, a := range c.acts {
					a(t, there)
				}
				kept, err := here.save(t.Context(), fabrikam, []byte("ours"), epoch, false)
				if c.wins && (err != nil || kept != epoch) {
					t.Errorf("the refresh failed: epoch %q for %q, %v", kept, epoch, err)
				}
				if !c.wins && !errors.Is(err, errSuperseded) {
					t.Errorf("the refresh was not stopped: %v", err)
				}
				holds(t, here, c.left)
				holds(t, there, c.left)
			})
		}
	}
}

var errNotToday = errors.New("not today")

func TestCreatingAUnitNeverOverwritesOne(t *testing.T) {
	ring := newTestRing("linux")
	epoch := signedIn(t, ring, "theirs")
	s := window(ring, "")
	if _, err := s.save(t.Context(), fabrikam, []byte("a seed"), "", false); !errors.Is(err, errSuperseded) {
		t.Error(err)
	}
	holds(t, s, "theirs")
	anew, err := s.save(t.Context(), fabrikam, []byte("a fresh sign-in"), epoch, true)
	if err != nil || anew == epoch || anew == "" {
		t.Errorf("a fresh sign-in goes on in epoch %q (%v), the old one was %q", anew, err, epoch)
	}
	holds(t, window(ring, ""), "a fresh sign-in")
}
