//go:build linux

package auth

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
)

const (
	secretsPath = dbus.ObjectPath("/org/freedesktop/secrets")
	loginPath   = secretsPath + "/collection/login"
	promptPath  = secretsPath + "/prompt/1"
)

// lockedService is a Secret Service whose one keyring is locked, like a desktop's with nobody in front of it.
type lockedService struct {
	bus      *dbus.Conn
	answer   func(*dbus.Conn) // to the prompt; nil = none
	prompted chan struct{}
}

func (*lockedService) OpenSession(string, dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	return dbus.MakeVariant(""), secretsPath + "/session/1", nil
}

func (*lockedService) Unlock([]dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	return nil, promptPath, nil
}

func (s *lockedService) Prompt(string) *dbus.Error {
	s.prompted <- struct{}{}
	if s.answer != nil {
		s.answer(s.bus)
	}
	return nil
}

func serveLocked(t *testing.T, answer func(*dbus.Conn)) *lockedService {
	t.Helper()
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bus.Close() })
	s := &lockedService{bus: bus, answer: answer, prompted: make(chan struct{}, 100)}
	_, properties := prop.Export(bus, secretsPath, prop.Map{"org.freedesktop.Secret.Service": {
		"Collections": {Value: []dbus.ObjectPath{loginPath}},
	}})
	reply, name := bus.RequestName("org.freedesktop.secrets", dbus.NameFlagDoNotQueue)
	if err := errors.Join(properties, name,
		bus.Export(s, secretsPath, "org.freedesktop.Secret.Service"),
		bus.Export(s, promptPath, "org.freedesktop.Secret.Prompt"),
	); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatal(reply, err)
	}
	return s
}

func TestALockedKeyringThatNeverAnswersCostsOneDeadline(t *testing.T) {
	if !inSession(t, bareBus) {
		return
	}
	service := serveLocked(t, nil)
	s := newUnitStore(NewOSKeyring(2*patience), t.TempDir())
	start := time.Now()
	holds(t, s, "")
	epoch, err := s.save(t.Context(), fabrikam, []byte("tokens"), "", true)
	if err == nil {
		_, err = s.save(t.Context(), fabrikam, []byte("newer tokens"), epoch, false)
	}
	if err != nil {
		t.Fatal(err)
	}
	holds(t, s, "newer tokens")
	if spent := time.Since(start); spent < 2*patience || spent > 5*time.Second {
		t.Errorf("spent %v, the deadline is %v", spent, 2*patience)
	}
	if prompts := len(service.prompted); prompts != 1 {
		t.Errorf("%d prompts", prompts)
	}
	if where := s.storage(); where.Persistent || !strings.Contains(where.Why, "did not answer within 400ms: unlock it") {
		t.Errorf("%+v", where)
	}
	if where := s.check(t.Context()); where.Persistent || len(service.prompted) != 2 {
		t.Errorf("the check did not ask again: %+v", where)
	}
}

func TestTheWaitForALockedKeyringCanBeCancelled(t *testing.T) {
	if !inSession(t, bareBus) {
		return
	}
	service := serveLocked(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-service.prompted; cancel() }()
	start := time.Now()
	_, _, _, err := newUnitStore(NewOSKeyring(0), t.TempDir()).load(ctx, fabrikam)
	if !errors.Is(err, context.Canceled) || time.Since(start) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

func TestADismissedPromptMeansMemory(t *testing.T) {
	if !inSession(t, bareBus) {
		return
	}
	serveLocked(t, func(bus *dbus.Conn) {
		_ = bus.Emit(promptPath, "org.freedesktop.Secret.Prompt.Completed", true, dbus.MakeVariant(""))
	})
	s := newUnitStore(NewOSKeyring(0), t.TempDir())
	holds(t, s, "")
	if where := s.storage(); where.Persistent || !strings.HasPrefix(where.Why, "the keyring stayed locked") {
		t.Errorf("%+v", where)
	}
}

// go-keyring panics when its bus goes away while it waits for a prompt.
func TestABusThatDiesUnderAnOpenPromptIsSurvived(t *testing.T) {
	if !inSession(t, bareBus) {
		return
	}
	service := serveLocked(t, nil)
	go func() {
		<-service.prompted
		time.Sleep(patience / 4) // until go-keyring waits for the answer
		if shared, err := dbus.SessionBus(); err == nil {
			_ = shared.Close()
		}
	}()
	s := newUnitStore(NewOSKeyring(0), t.TempDir())
	holds(t, s, "")
	if where := s.storage(); where.Persistent || !strings.Contains(where.Why, "nil pointer") {
		t.Errorf("%+v", where)
	}
}
