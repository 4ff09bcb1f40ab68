package auth

import (
	"errors"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zalando/go-keyring"
)

// misbehaviour is one way in which a keyring lets a program down.
type misbehaviour struct {
	name   string
	around func(t *testing.T) func(op operation, do func() error) error

	usable   bool   // a save reaches the keyring all the same
	why      string // else what storage says
	hangs    bool   // one question, and no more, gets no answer
	altered  bool   // what is stored is lost to every reader
	readable bool   // what was stored can be read
}

var misbehaviours = []misbehaviour{
	{name: "is slow", usable: true, readable: true, around: each(func(_ int, _ operation, do func() error) error {
		time.Sleep(2 * time.Millisecond)
		return do()
	})},
	{name: "hangs", why: "did not answer within 200ms: unlock it", hangs: true, around: hanging(0)},
	{name: "hangs half way", why: "did not answer", hangs: true, around: hanging(1)},
	{name: "stays locked", why: "failed to unlock", around: failing(0, errors.New("failed to unlock correct collection '/login'"))},
	{name: "denies access", why: "access denied", around: failing(0, errors.New("access denied"))},
	{name: "is not there", why: "unsupported platform", around: failing(0, keyring.ErrUnsupportedPlatform)},
	{name: "goes away half way", why: "connection closed", around: failing(1, errors.New("connection closed"))},
	{name: "dies under an open prompt", why: "nil pointer", around: each(func(int, operation, func() error) error {
		var closed *struct{ name string }
		return errors.New(closed.name)
	})},
	{name: "is read-only", why: "read-only", readable: true, around: each(func(_ int, op operation, do func() error) error {
		if op.name != "get" {
			return errors.New("read-only")
		}
		return do()
	})},
	{name: "is too small", why: "too small", readable: true, around: each(func(_ int, op operation, do func() error) error {
		if op.name == "set" {
			return keyring.ErrSetDataTooBig
		}
		return do()
	})},
	{name: "forgets", why: "something else than was stored", altered: true, around: each(func(_ int, op operation, do func() error) error {
		if op.name == "get" && op.user != manifestKey {
			return keyring.ErrNotFound
		}
		return do()
	})},
	{name: "cannot delete", usable: true, why: "cannot delete", readable: true, around: each(func(_ int, op operation, do func() error) error {
		if strings.HasPrefix(op.name, "delete") {
			return errors.New("cannot delete")
		}
		return do()
	})},
}

func each(answer func(n int, op operation, do func() error) error) func(*testing.T) func(operation, func() error) error {
	return func(*testing.T) func(operation, func() error) error {
		var mu sync.Mutex
		n := -1
		return func(op operation, do func() error) error {
			mu.Lock()
			n++
			mine := n
			mu.Unlock()
			return answer(mine, op, do)
		}
	}
}

func failing(after int, err error) func(*testing.T) func(operation, func() error) error {
	return each(func(n int, _ operation, do func() error) error {
		if n >= after {
			return err
		}
		return do()
	})
}

// hanging answers some questions, and the next when the test is over. No other may follow.
func hanging(after int) func(*testing.T) func(operation, func() error) error {
	return func(t *testing.T) func(operation, func() error) error {
		over := t.Context().Done()
		return each(func(n int, op operation, do func() error) error {
			if n < after {
				return do()
			}
			if n > after {
				t.Errorf("asked once more: %v", op)
			}
			<-over
			return errNotToday
		})(t)
	}
}

func (m misbehaviour) window(ring *testRing) *unitStore {
	if m.hangs {
		return impatientWindow(ring)
	}
	return window(ring, "")
}

// Whatever the keyring does, the work goes on in this process, nothing that was stored is lost by it, the person is
// told, and at most one deadline is spent.
func TestWorkGoesOnWhateverTheKeyringDoes(t *testing.T) {
	for _, m := range misbehaviours {
		for what, do := range map[string]func(*testing.T, misbehaviour, *testRing){
			"load": loadsFrom, "refresh": refreshesInto, "sign-in": signsInTo, "sign-out": signsOutOf,
		} {
			t.Run(m.name+"/"+what, func(t *testing.T) {
				t.Parallel()
				ring := newTestRing("linux")
				signedIn(t, ring, "before")
				do(t, m, ring)
			})
		}
	}
}

func loadsFrom(t *testing.T, m misbehaviour, ring *testRing) {
	s, before := m.window(ring), ring.contents()
	ring.misbehaves(m.around(t))
	want := ""
	if m.readable {
		want = "before"
	}
	for range 3 {
		holds(t, s, want)
	}
	tellsWhy(t, m, s, false)
	ring.misbehaves(nil)
	if !maps.Equal(before, ring.contents()) {
		t.Error("a load changed the keyring")
	}
}

func refreshesInto(t *testing.T, m misbehaviour, ring *testRing) {
	s := m.window(ring)
	_, epoch, _, _ := s.load(t.Context(), fabrikam)
	ring.misbehaves(m.around(t))
	for _, blob := range []string{"after", "after that"} {
		kept, err := s.save(t.Context(), fabrikam, []byte(blob), epoch, false)
		if err != nil || kept != epoch {
			t.Fatalf("epoch %q for %q, %v", kept, epoch, err)
		}
	}
	holds(t, s, "after that")
	tellsWhy(t, m, s, true)
	keptWhole(t, m, ring, "before")
}

func signsInTo(t *testing.T, m misbehaviour, ring *testRing) {
	s := m.window(ring)
	ring.misbehaves(m.around(t))
	epoch, err := s.save(t.Context(), fabrikam, []byte("after that"), "", true)
	if err != nil || epoch == "" {
		t.Fatal(epoch, err)
	}
	holds(t, s, "after that")
	tellsWhy(t, m, s, true)
	keptWhole(t, m, ring, "before")
}

func signsOutOf(t *testing.T, m misbehaviour, ring *testRing) {
	s := m.window(ring)
	_, epoch, _, _ := s.load(t.Context(), fabrikam)
	ring.misbehaves(m.around(t))
	err := s.forget(t.Context(), fabrikam)
	holds(t, s, "")
	if _, late := s.save(t.Context(), fabrikam, []byte("late"), epoch, false); !errors.Is(late, errSuperseded) {
		t.Errorf("a refresh in flight: %v", late)
	}
	ring.misbehaves(nil)
	_, _, still, _ := window(ring, "").load(t.Context(), fabrikam)
	if still && err == nil {
		t.Error("the tokens are still stored and it says nothing")
	}
	if err != nil && (!errors.Is(err, ErrKeyring) || !strings.Contains(err.Error(), "→ sign out again")) {
		t.Errorf("it says %v", err)
	}
}

// tellsWhy checks what storage says after a load, or after a save.
func tellsWhy(t *testing.T, m misbehaviour, s *unitStore, saved bool) {
	t.Helper()
	where := s.storage()
	switch {
	case m.why == "", !saved && m.readable:
		if where != (Storage{Persistent: true}) {
			t.Errorf("%+v", where)
		}
	case !saved && m.altered:
		saysDamaged(t, s)
	default:
		if where.Persistent || !strings.Contains(where.Why, m.why) || !strings.HasSuffix(where.Why, "; tokens stay in memory") {
			t.Errorf("%+v, want a word of %q", where, m.why)
		}
	}
}

// keptWhole checks what another window finds when the keyring has come to its senses.
func keptWhole(t *testing.T, m misbehaviour, ring *testRing, old string) {
	t.Helper()
	ring.misbehaves(nil)
	if m.usable {
		old = "after"
	}
	if n := len(ring.contents()); m.altered && n != 2 {
		t.Errorf("parts that did not come back were left: %d entries", n)
	}
	blob, _, _, err := window(ring, "").load(t.Context(), fabrikam)
	if err != nil || !strings.HasPrefix(string(blob), old) {
		t.Errorf("the keyring has %q (%v), want %q", blob, err, old)
	}
}
