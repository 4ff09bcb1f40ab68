//go:build linux

package auth

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestARealKeyringSpeaksTheContractOfSecrets(t *testing.T) {
	if !inSession(t, unlocked) {
		return
	}
	secrets(t, NewOSKeyring(0))
}

func TestAUnitLivesInARealKeyring(t *testing.T) {
	if !inSession(t, unlocked) {
		return
	}
	locks := t.TempDir()
	here := newUnitStore(NewOSKeyring(0), locks)
	if where := here.check(t.Context()); where != (Storage{Persistent: true}) {
		t.Fatalf("%+v", where)
	}
	epoch, err := here.save(t.Context(), fabrikam, msalCache(0), "", true)
	if err != nil {
		t.Fatal(err)
	}
	var saves, warm, cold []time.Duration
	for i := range uint64(15) {
		cache := msalCache(i)
		saves = append(saves, timed(t, func() error {
			_, err := here.save(t.Context(), fabrikam, cache, epoch, false)
			return err
		}))
		warm = append(warm, timed(t, func() error { holds(t, here, string(cache)); return nil }))
		there := newUnitStore(NewOSKeyring(0), locks)
		cold = append(cold, timed(t, func() error { holds(t, there, string(cache)); return nil }))
	}
	forget := timed(t, func() error { return here.forget(t.Context(), fabrikam) })
	t.Logf("save %s, load unchanged %s, load of a new process %s, sign-out %v", spread(saves), spread(warm), spread(cold), forget)
	holds(t, newUnitStore(NewOSKeyring(0), locks), "")
	if where := here.storage(); where != (Storage{Persistent: true}) {
		t.Errorf("%+v", where)
	}
}

func timed(t *testing.T, what func() error) time.Duration {
	t.Helper()
	start := time.Now()
	if err := what(); err != nil {
		t.Fatal(err)
	}
	return time.Since(start).Round(100 * time.Microsecond)
}

// spread is the median and the slowest.
func spread(all []time.Duration) string {
	slices.Sort(all)
	return all[len(all)/2].String() + " (at most " + all[len(all)-1].String() + ")"
}

func TestABusWithoutASecretServiceMeansMemory(t *testing.T) {
	if !inSession(t, bareBus) {
		return
	}
	s := newUnitStore(NewOSKeyring(0), t.TempDir())
	if _, err := s.save(t.Context(), fabrikam, []byte("tokens"), "", true); err != nil {
		t.Fatal(err)
	}
	holds(t, s, "tokens")
	where := s.storage()
	if where.Persistent || !strings.HasPrefix(where.Why, "no Secret Service on the session bus") ||
		!strings.HasSuffix(where.Why, "install gnome-keyring or keepassxc and log in again; tokens stay in memory") {
		t.Errorf("%+v", where)
	}
}
