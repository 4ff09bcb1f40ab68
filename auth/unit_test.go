package auth

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestAUnitComesBackInAnotherWindowOnEverySystem(t *testing.T) {
	for _, system := range []string{"linux", "darwin", "windows"} {
		t.Run(system, func(t *testing.T) {
			ring := newTestRing(system)
			s := window(ring, "")
			cache := string(msalCache(1))
			epoch, err := s.save(t.Context(), fabrikam, []byte(cache), "", false)
			if err != nil || epoch == "" {
				t.Fatal(epoch, err)
			}
			holds(t, s, cache)
			holds(t, window(ring, ""), cache)
			if n := len(ring.contents()); n > 4 {
				t.Errorf("one tenant takes %d entries", n)
			}
			if where := s.storage(); where != (Storage{Persistent: true}) {
				t.Errorf("%+v", where)
			}
		})
	}
}

// A blob grows and shrinks again: both slots, every count of parts, nothing left behind.
func TestEverySizeFitsEverySystem(t *testing.T) {
	for _, system := range []string{"darwin", "windows"} {
		ring := newTestRing(system)
		s := window(ring, t.TempDir())
		epoch := ""
		for _, size := range []int{1, 2399, 100_000, 2400, 60_000, 0, 7_000} {
			random := strings.Repeat("x", size%7)
			for i := 0; len(random) < size; i++ {
				random += sum(strconv.Itoa(i) + system)
			}
			var err error
			if epoch, err = s.save(t.Context(), fabrikam, []byte(random), epoch, false); err != nil {
				t.Fatalf("%s, %d bytes: %v", system, size, err)
			}
			blob, _, ok, err := window(ring, "").load(t.Context(), fabrikam)
			if !ok || err != nil || string(blob) != random {
				t.Fatalf("%s: %d bytes came back as %d (%v)", system, size, len(blob), err)
			}
			packed, _ := pack([]byte(random))
			if got, want := len(ring.contents()), 1+len(cut(packed)); got != want {
				t.Errorf("%s: %d entries for %d bytes, want %d", system, got, size, want)
			}
		}
		if where := s.storage(); !where.Persistent {
			t.Errorf("%s: %+v", system, where)
		}
	}
}

func TestQuestionsToTheKeyring(t *testing.T) {
	ring := newTestRing("linux")
	epoch := signedIn(t, ring, string(msalCache(1)))
	s := window(ring, "")
	ring.asked()
	for _, step := range []struct {
		what string
		do   func() error
		want int
	}{
		{"the first load reads manifest and parts", loading(t, s), 4},
		{"an unchanged unit costs one", loading(t, s), 1},
		{"the first save also proves the parts", saving(t, s, 2, epoch), 10 + 3},
		{"its own save needs no reading", loading(t, s), 1},
		{"a save: manifest, parts, manifest, leftovers?, leftovers?, old parts", saving(t, s, 3, epoch), 10},
		{"another window's save is noticed", func() error { return saving(t, window(ring, ""), 4, epoch)() }, 13},
		{"and read", loading(t, s), 4},
		{"a sign-out", func() error { return s.forget(t.Context(), fabrikam) }, 2},
		{"no unit", loading(t, s), 1},
	} {
		if err := step.do(); err != nil {
			t.Fatal(step.what, err)
		}
		if got := ring.asked(); got != step.want {
			t.Errorf("%s: %d questions, want %d", step.what, got, step.want)
		}
	}
}

func loading(t *testing.T, s *unitStore) func() error {
	return func() error {
		_, _, _, err := s.load(t.Context(), fabrikam)
		return err
	}
}

func saving(t *testing.T, s *unitStore, seed uint64, epoch string) func() error {
	return func() error {
		_, err := s.save(t.Context(), fabrikam, msalCache(seed), epoch, false)
		return err
	}
}

func TestServiceNamesCannotBeConfused(t *testing.T) {
	ids := []unitID{fabrikam, fabrikam, fabrikam, fabrikam, fabrikam, {}}
	ids[1].Cloud = "usgov"
	ids[2].ClientID = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
	ids[3].HomeAccount += "x"
	ids[4].TenantID = "46d2c3f5-8f4e-4b0a-9a3e-3f58aa0e2b12"
	ids[5] = unitID{fabrikam.Cloud + "\x00", fabrikam.ClientID, fabrikam.HomeAccount, fabrikam.TenantID}
	seen := map[string]bool{}
	for _, id := range ids {
		name := id.service()
		if len(name) != len("graphguest-")+36+1+16 || strings.Contains(name, ":") || !strings.Contains(name, id.TenantID) {
			t.Errorf("%+v is named %q", id, name)
		}
		if seen[name] {
			t.Errorf("%q names two units", name)
		}
		seen[name] = true
	}
	upper := fabrikam
	upper.TenantID = strings.ToUpper(upper.TenantID)
	upper.ClientID = strings.ToUpper(upper.ClientID)
	upper.HomeAccount = strings.ToUpper(upper.HomeAccount)
	if upper.service() != fabrikam.service() {
		t.Error("a GUID in capitals is another unit")
	}
}

func TestSigningOutOfOneTenantLeavesTheOthers(t *testing.T) {
	ring := newTestRing("windows") // deletes by prefix
	s := window(ring, "")
	other := fabrikam
	other.HomeAccount = "somebody.else"
	for _, id := range []unitID{fabrikam, other} {
		if _, err := s.save(t.Context(), id, []byte("tokens"), "", false); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.forget(t.Context(), fabrikam); err != nil {
		t.Fatal(err)
	}
	holds(t, s, "")
	if _, _, ok, err := s.load(t.Context(), other); !ok || err != nil {
		t.Error("the other account went too", err)
	}
}

// Readers hold no lock while a writer swaps slots: each sees a whole value.
func TestAReaderNeverSeesAMixture(t *testing.T) {
	ring, locks := newTestRing("linux"), t.TempDir()
	epoch := signedIn(t, ring, string(msalCache(0)))
	whole := map[string]bool{}
	for i := range uint64(40) {
		whole[string(msalCache(i))] = true
	}
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				blob, _, ok, err := window(ring, locks).load(t.Context(), fabrikam)
				if !ok || err != nil || !whole[string(blob)] {
					t.Errorf("a reader saw %.40q (%v, %v)", blob, ok, err)
					return
				}
			}
		})
	}
	s := window(ring, locks)
	for i := range uint64(40) {
		if err := saving(t, s, i, epoch)(); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	readers.Wait()
}

// A writer that is always a step ahead of a reader without a lock has to wait for one that holds it.
func TestAReaderWhoIsOvertakenTakesTheLock(t *testing.T) {
	ring, locks := newTestRing("linux"), t.TempDir()
	epoch := signedIn(t, ring, "first")
	writer, overtakes := window(ring, locks), 0
	writer.locks.limit = 20 * time.Millisecond
	var overtake func(op operation, do func() error) error
	overtake = func(op operation, do func() error) error {
		if op.name == "get" && op.user != manifestKey {
			ring.misbehaves(nil) // while the writer is at it
			if _, err := writer.save(t.Context(), fabrikam, []byte("overtaken"), epoch, false); err == nil {
				overtakes++
			}
			ring.misbehaves(overtake)
		}
		return do()
	}
	ring.misbehaves(overtake)
	holds(t, window(ring, locks), "overtaken")
	if overtakes != 2 {
		t.Errorf("overtaken %d times", overtakes)
	}
}

func TestUpdateChangesWhatIsStoredNow(t *testing.T) {
	ring, locks := newTestRing("linux"), t.TempDir()
	epoch := signedIn(t, ring, "0")
	var windows sync.WaitGroup
	for range 4 {
		s := window(ring, locks)
		windows.Go(func() {
			for range 10 {
				err := s.update(t.Context(), fabrikam, epoch, func(stored []byte) ([]byte, error) {
					n, err := strconv.Atoi(string(stored))
					return []byte(strconv.Itoa(n + 1)), err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	windows.Wait()
	holds(t, window(ring, ""), "40")
	refused := errors.New("no")
	s := window(ring, locks)
	if err := s.update(t.Context(), fabrikam, epoch, func([]byte) ([]byte, error) { return nil, refused }); !errors.Is(err, refused) {
		t.Error(err)
	}
	for _, passed := range []string{"", "another"} {
		err := s.update(t.Context(), fabrikam, passed, func(b []byte) ([]byte, error) { return b, nil })
		if !errors.Is(err, errSuperseded) {
			t.Errorf("epoch %q: %v", passed, err)
		}
	}
	holds(t, s, "40")
}

func TestTheCallersBytesAreTheirOwn(t *testing.T) {
	s := window(newTestRing("linux"), "")
	mine := []byte("mine")
	if _, err := s.save(t.Context(), fabrikam, mine, "", true); err != nil {
		t.Fatal(err)
	}
	copy(mine, "gone")
	holds(t, s, "mine")
	got, _, _, _ := s.load(t.Context(), fabrikam)
	copy(got, "gone")
	holds(t, s, "mine")
}

// Whoever waits may leave at once; what was begun is finished behind the scenes and leaves no lock.
func TestACancelledSaveReturnsAtOnceAndIsWhole(t *testing.T) {
	ring, locks := newTestRing("linux"), t.TempDir()
	epoch := signedIn(t, ring, "old")
	s := window(ring, locks)
	reached, goOn := make(chan struct{}), make(chan struct{})
	ring.misbehaves(func(op operation, do func() error) error {
		if op.name == "set" && op.user == manifestKey {
			close(reached)
			<-goOn
		}
		return do()
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-reached; cancel() }()
	start := time.Now()
	if _, err := s.save(ctx, fabrikam, []byte("new"), epoch, false); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if waited := time.Since(start); waited > 5*time.Second {
		t.Errorf("left after %v", waited)
	}
	holds(t, window(ring, ""), "old")
	other := window(ring, locks)
	other.locks.limit = 20 * time.Millisecond
	if _, err := other.save(t.Context(), fabrikam, []byte("mixed"), epoch, false); !errors.Is(err, ErrKeyring) {
		t.Errorf("another window could write into a save that is not finished: %v", err)
	}
	ring.misbehaves(nil)
	close(goOn)
	if _, err := window(ring, locks).save(t.Context(), fabrikam, []byte("newer"), epoch, false); err != nil {
		t.Fatal(err) // it waited for the lock
	}
	holds(t, s, "newer")
	for _, err := range []error{
		loadErr(s.load(ctx, fabrikam)), s.forget(ctx, fabrikam), s.update(ctx, fabrikam, epoch, nil),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("with a cancelled context: %v", err)
		}
	}
	holds(t, s, "newer")
	if where := s.storage(); !where.Persistent {
		t.Errorf("a cancelled wait was taken for a broken keyring: %+v", where)
	}
}

func loadErr(_ []byte, _ string, _ bool, err error) error { return err }

func TestTooMuchForOneUnitIsRefusedAndTheOldValueStays(t *testing.T) {
	ring := newTestRing("linux")
	epoch := signedIn(t, ring, "old")
	s := window(ring, "")
	huge := make([]byte, maxBlob+1)
	if _, err := s.save(t.Context(), fabrikam, huge, epoch, false); err == nil {
		t.Error("saved")
	}
	holds(t, window(ring, ""), "old")
}
