package auth

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// Without a session bus go-keyring would fork a dbus-daemon that stays behind: it must not even be asked.
func TestWithoutASessionBusNothingIsStarted(t *testing.T) {
	bin := t.TempDir()
	started := filepath.Join(bin, "started")
	if err := os.WriteFile(filepath.Join(bin, "dbus-launch"), []byte("#!/bin/sh\n: > "+started+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	if _, err := os.Stat(filepath.Join("/run/user", strconv.Itoa(os.Getuid()), "bus")); err == nil {
		t.Skip("this account has a session bus that is always found")
	}
	for _, address := range []string{"", "autolaunch:", "autolaunch:scope=user"} {
		t.Setenv(busVariable, address)
		s := newUnitStore(NewOSKeyring(0), "")
		if where := s.check(t.Context()); where.Persistent || !strings.Contains(where.Why, "no session bus") || !strings.Contains(where.Why, "dbus-run-session") {
			t.Errorf("%q: %+v", address, where)
		}
		secretsFail(t, NewOSKeyring(0))
	}
	if _, err := os.Stat(started); err == nil {
		t.Error("dbus-launch was started")
	}
}

func secretsFail(t *testing.T, k Secrets) {
	t.Helper()
	_, get := k.Get(t.Context(), "s", "k")
	for what, err := range map[string]error{
		"get": get, "set": k.Set(t.Context(), "s", "k", "v"),
		"delete": k.Delete(t.Context(), "s", "k"), "delete all": k.DeleteAll(t.Context(), "s"),
	} {
		if !errors.Is(err, errNoBus) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestASessionBusIsFoundWhereItIs(t *testing.T) {
	t.Setenv(busVariable, "unix:path=/somewhere")
	if err := reachKeyring(); err != nil || os.Getenv(busVariable) != "unix:path=/somewhere" {
		t.Errorf("an address that is given: %v", err)
	}
	t.Setenv(busVariable, "")
	dir, err := os.MkdirTemp("", "bus") // short: a socket's path is
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	t.Setenv("XDG_RUNTIME_DIR", dir)
	bus, err := net.Listen("unix", filepath.Join(dir, "bus"))
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	if err := reachKeyring(); err != nil || os.Getenv(busVariable) != "unix:path="+dir+"/bus" {
		t.Errorf("a socket in XDG_RUNTIME_DIR: %q, %v", os.Getenv(busVariable), err)
	}
}

func TestADeadBusIsSaidToBeDead(t *testing.T) {
	t.Setenv(busVariable, "unix:path="+filepath.Join(t.TempDir(), "gone"))
	if where := newUnitStore(NewOSKeyring(0), "").check(t.Context()); !strings.Contains(where.Why, "the session bus does not answer") {
		t.Errorf("%+v", where)
	}
}

func TestErrorsOfTheBusAreExplained(t *testing.T) {
	refusal := func(name string) error { return dbus.Error{Name: name} }
	for _, c := range []struct {
		cause error
		want  string
	}{
		{refusal("org.freedesktop.DBus.Error.ServiceUnknown"), "install gnome-keyring or keepassxc and log in again"},
		{refusal("org.freedesktop.DBus.Error.Spawn.ExecFailed"), "gnome-keyring-daemon --start"},
		{refusal("org.freedesktop.DBus.Error.UnknownObject"), "create one"},
		{refusal("org.freedesktop.Secret.Error.IsLocked"), "unlock it"},
		{refusal("org.example.Unheard"), "the keyring refused (org.example.Unheard)"},
		{dbus.ErrClosed, "log out and in again"},
		{errors.New("failed to unlock correct collection"), "stayed locked"},
		{errNoBus, "dbus-run-session"},
	} {
		err := explainKeyring(c.cause)
		if !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.cause.Error()) {
			t.Errorf("%v, want a word of %q", err, c.want)
		}
	}
	for _, a := range busAdvice {
		if a.what == "" || a.step == "" {
			t.Errorf("%s has no advice", a.name)
		}
	}
}

// Another window deletes an entry between the two steps of a reading: go-keyring's errors for that are no failure.
func TestAnEntryThatVanishesWhileItIsReadIsReadAgain(t *testing.T) {
	const item, collection = "/org/freedesktop/secrets/collection/login/28", "/org/freedesktop/secrets/collection/login"
	gone := func(name, path string) error {
		return dbus.Error{Name: name, Body: []any{"Object does not exist at path “" + path + "”"}}
	}
	for _, c := range []struct {
		err   error
		again bool
	}{
		{gone("org.freedesktop.DBus.Error.UnknownMethod", item), true},
		{gone("org.freedesktop.DBus.Error.UnknownObject", item), true},
		{gone("org.freedesktop.Secret.Error.NoSuchObject", item), true},
		{errors.New("failed to unlock correct collection '" + item + "'"), true},
		{gone("org.freedesktop.DBus.Error.UnknownObject", collection), false},
		{gone("org.freedesktop.DBus.Error.AccessDenied", item), false},
		{errors.New("failed to unlock correct collection '" + collection + "'"), false},
	} {
		ring := newTestRing("linux")
		asked := 0
		ring.misbehaves(func(_ operation, do func() error) error {
			if asked++; asked < 3 {
				return c.err
			}
			return do()
		})
		_, err := (&OSKeyring{ring: ring}).Get(t.Context(), "service", "key")
		if c.again != errors.Is(err, ErrNoSecret) || asked != map[bool]int{true: 3, false: 1}[c.again] {
			t.Errorf("%v: asked %d times, then %v", c.err, asked, err)
		}
	}
	declined := errors.New("failed to unlock correct collection '" + item + "'")
	if vanished(declined, time.Second) {
		t.Error("who declined a prompt would be asked again")
	}
	if vanished(nil, 0) {
		t.Error("a success would be asked again")
	}
}
