package auth

import (
	"encoding/base64"
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zalando/go-keyring"
)

// testRing is a keyring in memory with the limits and habits of an operating system's. Around misbehaves for it.
type testRing struct {
	system string // "linux", "darwin", "windows", or "strictest": the limits of all
	// around is called for each operation and decides whether, when and how do is called. nil = do().
	around func(op operation, do func() error) error

	mu      sync.Mutex
	entries map[string]string // service + ":" + user
	log     []operation
}

type operation struct {
	name, service, user string
	size                int // of the value that is set
}

func newTestRing(system string) *testRing {
	return &testRing{system: system, entries: map[string]string{}}
}

func (r *testRing) perform(op operation, do func() error) error {
	r.mu.Lock()
	r.log = append(r.log, op)
	around := r.around
	r.mu.Unlock()
	locked := func() error {
		r.mu.Lock()
		defer r.mu.Unlock()
		return do()
	}
	if around == nil {
		return locked()
	}
	return around(op, locked)
}

func (r *testRing) Get(service, user string) (value string, err error) {
	err = r.perform(operation{name: "get", service: service, user: user}, func() error {
		var ok bool
		if value, ok = r.entries[service+":"+user]; !ok {
			return keyring.ErrNotFound
		}
		return nil
	})
	return value, err
}

func (r *testRing) Set(service, user, value string) error {
	return r.perform(operation{"set", service, user, len(value)}, func() error {
		if r.refuses(service, user, value) {
			return keyring.ErrSetDataTooBig
		}
		r.entries[service+":"+user] = value
		return nil
	})
}

// refuses applies the limits as go-keyring does.
func (r *testRing) refuses(service, user, value string) bool {
	windows := len(value) > 2560 || len(service) >= 512
	command := fmt.Sprintf("add-generic-password -U -s %s -a %s -w %s\n", service, user,
		"go-keyring-base64:"+base64.StdEncoding.EncodeToString([]byte(value)))
	darwin := len(command) > 4096
	switch r.system {
	case "windows":
		return windows
	case "darwin":
		return darwin
	}
	return r.system == "strictest" && (windows || darwin)
}

func (r *testRing) Delete(service, user string) error {
	return r.perform(operation{name: "delete", service: service, user: user}, func() error {
		if _, ok := r.entries[service+":"+user]; !ok {
			return keyring.ErrNotFound
		}
		delete(r.entries, service+":"+user)
		return nil
	})
}

// DeleteAll goes by prefix, as on Windows.
func (r *testRing) DeleteAll(service string) error {
	return r.perform(operation{name: "deleteall", service: service}, func() error {
		maps.DeleteFunc(r.entries, func(k, _ string) bool { return strings.HasPrefix(k, service+":") })
		return nil
	})
}

func (r *testRing) misbehaves(around func(op operation, do func() error) error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.around = around
}

func (r *testRing) contents() map[string]string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return maps.Clone(r.entries)
}

// asked counts the questions since the last call.
func (r *testRing) asked() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := len(r.log)
	r.log = nil
	return n
}

// window is the store of one graphguest process on r.
func window(r keyring.Keyring, locks string) *unitStore {
	return newUnitStore(&OSKeyring{ring: r}, locks)
}

// patience is the deadline where a keyring hangs: short enough to wait for.
const patience = 200 * time.Millisecond

func impatientWindow(r keyring.Keyring) *unitStore {
	return newUnitStore(&OSKeyring{Timeout: patience, ring: r}, "")
}

var fabrikam = unitID{
	Cloud: "global", ClientID: "14d82eec-204b-4c2f-b7e8-296a70dab67e",
	HomeAccount: "9f4880d8-80ba-4c40-97bc-f7a23c703084.f645ad92-e38d-4d1a-b510-d1b09a74a8ca",
	TenantID:    "46d2c3f5-8f4e-4b0a-9a3e-3f58aa0e2b11",
}

// signedIn leaves blob in the unit, by another window, and returns its epoch.
func signedIn(t *testing.T, r keyring.Keyring, blob string) (epoch string) {
	t.Helper()
	epoch, err := window(r, "").save(t.Context(), fabrikam, []byte(blob), "", true)
	if err != nil {
		t.Fatal(err)
	}
	return epoch
}

// holds fails unless a new window finds want in the unit; "" = no unit.
func holds(t *testing.T, s *unitStore, want string) {
	t.Helper()
	blob, epoch, ok, err := s.load(t.Context(), fabrikam)
	if err != nil || string(blob) != want || ok != (want != "") || ok != (epoch != "") {
		t.Fatalf("the unit is %.60q (epoch %q, ok %v, %v), want %.60q", blob, epoch, ok, err, want)
	}
}
