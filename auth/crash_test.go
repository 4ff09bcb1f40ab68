package auth

import (
	"fmt"
	"testing"
)

// diesAfter lets n more operations through; the one after that is the last the process attempts. With landed it
// takes effect although nobody hears of it; a deletion of all then gets no further than one entry, as it may on Linux.
func (r *testRing) diesAfter(n int, landed bool) {
	left := n
	r.misbehaves(func(op operation, do func() error) error {
		switch left--; {
		case left >= 0:
			return do()
		case left == -1 && landed && op.name == "deleteall":
			delete(r.entries, op.service+":b0")
		case left == -1 && landed:
			_ = do()
		}
		return errNotToday
	})
}

// A process dies at every step of a save. The unit is then the old one or the new one, the next save of another
// process works, and nothing is left behind.
func TestACrashInASaveLosesNothing(t *testing.T) {
	small, large := "small", string(msalCache(1))
	points := 0
	for _, c := range []struct {
		name     string
		old, new string
		signIn   bool
	}{
		{"first sign-in", "", large, true}, {"seeding", "", small, false},
		{"growing", small, large, false}, {"shrinking", large, small, false}, {"same size", large, large + ".", false},
		{"sign-in again", small, large, true},
	} {
		for _, landed := range []bool{false, true} {
			for n, done := 0, false; !done; n++ {
				ring := newTestRing("strictest")
				epoch := ""
				if c.old != "" {
					epoch = signedIn(t, ring, "the slot before")
					refreshed(t, ring, c.old, epoch)
				}
				done = diesSaving(t, ring, c.new, epoch, c.signIn, n, landed)
				survives(t, fmt.Sprintf("%s: dead after %d (landed %v)", c.name, n, landed), ring, c.old, c.new)
				points++
			}
		}
	}
	t.Logf("%d crashes", points)
}

// The process that comes after a crash dies too, perhaps while it cleans up.
func TestTwoCrashesInARowLeaveNothing(t *testing.T) {
	large := string(msalCache(1))
	for first, done := 0, false; !done; first++ {
		for second, doneToo := 0, false; !doneToo; second++ {
			ring := newTestRing("strictest")
			epoch := signedIn(t, ring, "before")
			done = diesSaving(t, ring, large, epoch, false, first, false)
			doneToo = diesSaving(t, ring, "small", epoch, false, second, false)
			found, _, _, _ := window(ring, "").load(t.Context(), fabrikam)
			survives(t, fmt.Sprintf("dead after %d, then after %d", first, second), ring, string(found), large)
		}
	}
}

// diesSaving lets a process die after n operations of a save, and is true when it needed no more.
func diesSaving(t *testing.T, ring *testRing, blob, epoch string, signIn bool, n int, landed bool) bool {
	t.Helper()
	s := window(ring, "")
	if err := loading(t, s)(); err != nil {
		t.Fatal(err)
	}
	ring.diesAfter(n, landed)
	defer ring.misbehaves(nil)
	if _, err := s.save(t.Context(), fabrikam, []byte(blob), epoch, signIn); err != nil {
		t.Fatal(err)
	}
	return s.storage().Persistent
}

// refreshed moves the unit to its other slot, by another window.
func refreshed(t *testing.T, ring *testRing, blob, epoch string) {
	t.Helper()
	if _, err := window(ring, "").save(t.Context(), fabrikam, []byte(blob), epoch, false); err != nil {
		t.Fatal(err)
	}
}

// survives checks what a process that died in a save from old to new left to the next one.
func survives(t *testing.T, where string, ring *testRing, old, new string) {
	t.Helper()
	next := window(ring, "")
	blob, epoch, ok, err := next.load(t.Context(), fabrikam)
	if err != nil || next.warning(fabrikam) != nil || ok != (string(blob) != "") || string(blob) != old && string(blob) != new {
		t.Fatalf("%s: the next process finds %.40q (%v, %v, %v)", where, blob, ok, err, next.warning(fabrikam))
	}
	last := "what the next process saves"
	if _, err := next.save(t.Context(), fabrikam, []byte(last), epoch, false); err != nil {
		t.Fatalf("%s: then %v", where, err)
	}
	holds(t, window(ring, ""), last)
	if left := ring.contents(); len(left) != 2 {
		t.Fatalf("%s: %d entries are left: %v", where, len(left), left)
	}
}

// A process dies at every step of a sign-out: whoever comes next is signed in or signed out, never in between; a
// sign-in and a second sign-out leave no token of the first.
func TestACrashInASignOutLeavesNoTokensForLong(t *testing.T) {
	value := string(msalCache(1))
	for _, landed := range []bool{false, true} {
		for n, done := 0, false; !done; n++ {
			for _, then := range []string{"sign-in", "sign-out"} {
				ring := newTestRing("strictest")
				refreshed(t, ring, value, signedIn(t, ring, "the slot before"))
				ring.diesAfter(n, landed)
				done = window(ring, "").forget(t.Context(), fabrikam) == nil
				ring.misbehaves(nil)
				where := fmt.Sprintf("dead after %d (landed %v)", n, landed)
				blob, _, ok, err := window(ring, "").load(t.Context(), fabrikam)
				if err != nil || ok != (string(blob) == value) {
					t.Fatalf("%s: the next process finds %.40q (%v, %v)", where, blob, ok, err)
				}
				if then == "sign-in" {
					survives(t, where, ring, "", value)
					continue
				}
				if err := window(ring, "").forget(t.Context(), fabrikam); err != nil || len(ring.contents()) != 0 {
					t.Fatalf("%s: signing out again: %v, leaves %v", where, err, ring.contents())
				}
			}
		}
	}
}
