package auth

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"
)

func TestTheCheckLeavesNothingBehind(t *testing.T) {
	for _, system := range []string{"linux", "darwin", "windows"} {
		ring := newTestRing(system)
		s := window(ring, t.TempDir())
		if where := s.check(t.Context()); where != (Storage{Persistent: true}) {
			t.Errorf("%s: %+v", system, where)
		}
		if left := ring.contents(); len(left) != 0 || ring.asked() != 3 {
			t.Errorf("%s: left %v", system, left)
		}
	}
}

func TestTheCheckFindsWhatIsWrong(t *testing.T) {
	on := func(name string, err error) func(operation, func() error) error {
		return func(op operation, do func() error) error {
			if op.name == name {
				return err
			}
			return do()
		}
	}
	ring := newTestRing("linux")
	s := window(ring, "")
	for _, c := range []struct {
		around func(operation, func() error) error
		why    string
	}{
		{on("set", errors.New("read-only")), "read-only"},
		{on("get", errors.New("denied")), "cannot be read"},
		{on("delete", errors.New("immortal")), "cannot be deleted"},
		{func(op operation, do func() error) error {
			err := do()
			for key := range ring.entries {
				ring.entries[key] = "altered"
			}
			return err
		}, "something else than was stored"},
		{func(op operation, do func() error) error {
			if op.size >= partSize {
				return keyring.ErrSetDataTooBig
			}
			return do()
		}, "too small"},
	} {
		ring.misbehaves(c.around)
		if where := s.check(t.Context()); where.Persistent || !strings.Contains(where.Why, c.why) || where != s.storage() {
			t.Errorf("%+v, want a word of %q", where, c.why)
		}
	}
	ring.misbehaves(nil)
	if where := s.check(t.Context()); !where.Persistent {
		t.Errorf("it works again, but: %+v", where)
	}
}

func TestACheckThatIsCancelledJudgesNothing(t *testing.T) {
	for _, locks := range []string{"", t.TempDir()} {
		s := window(newTestRing("linux"), locks)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if where := s.check(ctx); where.Persistent || !strings.Contains(where.Why, "canceled") {
			t.Errorf("%+v", where)
		}
		if where := s.storage(); !where.Persistent {
			t.Errorf("%+v", where)
		}
	}
}

func TestAnUnaskedKeyringIsTakenForGood(t *testing.T) {
	ring := newTestRing("linux")
	if where := window(ring, "").storage(); where != (Storage{Persistent: true}) || ring.asked() != 0 {
		t.Errorf("%+v", where)
	}
	where := newUnitStore(&MemorySecrets{}, "").storage()
	if where.Persistent || !strings.Contains(where.Why, "memory") {
		t.Errorf("%+v", where)
	}
}

// The keyring failed, work went on in memory, a check finds it working again: the keyring is told, except where
// another window knows better.
func TestWhatHappenedInMemoryIsStoredWhenTheKeyringWorksAgain(t *testing.T) {
	save := func(blob string, signIn bool) func(*testing.T, *unitStore) {
		return func(t *testing.T, s *unitStore) {
			t.Helper()
			_, epoch, _, err := s.load(t.Context(), fabrikam)
			if err == nil {
				_, err = s.save(t.Context(), fabrikam, []byte(blob), epoch, signIn)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	signOut := func(t *testing.T, s *unitStore) { t.Helper(); _ = s.forget(t.Context(), fabrikam) }
	for _, c := range []struct {
		name   string
		before string
		here   []func(*testing.T, *unitStore) // while the keyring fails
		there  []func(*testing.T, *unitStore) // in another window, where it works
		want   string
	}{
		{name: "nothing", before: "before", want: "before"},
		{name: "a first sign-in", here: acts(save("here", true)), want: "here"},
		{name: "a seed", here: acts(save("here", false)), want: "here"},
		{name: "two refreshes", before: "before", here: acts(save("1", false), save("2", false)), want: "2"},
		{name: "a sign-out", before: "before", here: acts(signOut), want: ""},
		{name: "out and in again", before: "before", here: acts(signOut, save("here", true)), want: "here"},
		{name: "a refresh, refreshed there", before: "before", here: acts(save("here", false)), there: acts(save("there", false)), want: "here"},
		{name: "a refresh, signed out there", before: "before", here: acts(save("here", false)), there: acts(signOut), want: ""},
		{name: "a refresh, signed in there", before: "before", here: acts(save("here", false)), there: acts(save("there", true)), want: "there"},
		{name: "a seed, signed in there", here: acts(save("here", false)), there: acts(save("there", true)), want: "there"},
		{name: "a sign-in, signed in there", here: acts(save("here", true)), there: acts(save("there", true)), want: "here"},
	} {
		for _, finds := range []string{"check", "next refresh"} {
			t.Run(c.name+", "+finds, func(t *testing.T) {
				ring, locks := newTestRing("linux"), t.TempDir()
				if c.before != "" {
					signedIn(t, ring, c.before)
				}
				here, there := window(ring, locks), window(ring, locks)
				holds(t, here, c.before)
				here.vault.fail(errNotToday)
				for _, act := range c.here {
					act(t, here)
				}
				for _, act := range c.there {
					act(t, there)
				}
				if finds == "check" {
					if where := here.check(t.Context()); where != (Storage{Persistent: true}) {
						t.Errorf("%+v", where)
					}
				} else { // between the probe and the telling another part of this window may save
					here.vault.out = nil
					_, epoch, _, _ := here.load(t.Context(), fabrikam)
					_ = here.update(t.Context(), fabrikam, epoch, func(b []byte) ([]byte, error) { return b, nil })
				}
				if finds == "check" || len(c.here) == 0 || c.want != "" {
					holds(t, here, c.want)
					holds(t, window(ring, ""), c.want)
				}
			})
		}
	}
}

func acts(all ...func(*testing.T, *unitStore)) []func(*testing.T, *unitStore) { return all }

// Damage is nobody's sign-out: what is in memory is better.
func TestMemoryMendsWhatWasDamagedMeanwhile(t *testing.T) {
	ring := newTestRing("linux")
	epoch := signedIn(t, ring, "before")
	s := window(ring, "")
	holds(t, s, "before")
	s.vault.fail(errNotToday)
	if _, err := s.save(t.Context(), fabrikam, []byte("here"), epoch, false); err != nil {
		t.Fatal(err)
	}
	ring.entries[fabrikam.service()+":"+manifestKey] = "damaged"
	s.check(t.Context())
	holds(t, window(ring, ""), "here")
}

func TestMemoryIsKeptWhileTheCheckStillFails(t *testing.T) {
	ring := newTestRing("linux")
	s := window(ring, "")
	ring.misbehaves(func(operation, func() error) error { return errNotToday })
	if _, err := s.save(t.Context(), fabrikam, []byte("here"), "", true); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if s.check(t.Context()).Persistent {
			t.Error("it works?")
		}
		holds(t, s, "here")
	}
}

// Without a lock two saves can be mixed: then rather no keyring.
func TestAFolderThatCannotBeLockedMeansMemory(t *testing.T) {
	occupied := filepath.Join(t.TempDir(), "occupied")
	if err := os.WriteFile(occupied, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	ring := newTestRing("linux")
	for _, first := range []func(*unitStore){
		func(s *unitStore) { s.check(t.Context()) },
		func(s *unitStore) { _, _ = s.save(t.Context(), fabrikam, []byte("first"), "", true) },
	} {
		s := window(ring, filepath.Join(occupied, "locks"))
		first(s)
		if _, err := s.save(t.Context(), fabrikam, []byte("tokens"), "", true); err != nil {
			t.Fatal(err)
		}
		holds(t, s, "tokens")
		if where := s.storage(); where.Persistent || !strings.Contains(where.Why, "make that folder writable") {
			t.Errorf("%+v", where)
		}
		if len(ring.contents()) != 0 {
			t.Error("written without a lock")
		}
	}
}
