package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"
)

func TestOSKeyringSpeaksTheContractOfSecrets(t *testing.T) {
	k := &OSKeyring{ring: newTestRing("linux")}
	secrets(t, k)
}

func TestMemorySecretsSpeaksTheContractOfSecrets(t *testing.T) {
	secrets(t, &MemorySecrets{})
	ctx := t.Context()
	small := &MemorySecrets{Limit: 3}
	if err := small.Set(ctx, "s", "k", "1234"); !errors.Is(err, errTooBig) {
		t.Error(err)
	}
	if err := small.Set(ctx, "s", "k", "123"); err != nil {
		t.Error(err)
	}
	small.Before = func(operation, service, key string) error { return fmt.Errorf("%s %s %s", operation, service, key) }
	if _, err := small.Get(ctx, "s", "k"); err == nil || err.Error() != "get s k" {
		t.Error(err)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := small.DeleteAll(ended, "s"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// secrets checks what every keyring must do.
func secrets(t *testing.T, k Secrets) {
	t.Helper()
	ctx := t.Context()
	get := func(service, key, want string) {
		t.Helper()
		value, err := k.Get(ctx, service, key)
		if want == "" && !errors.Is(err, ErrNoSecret) || want != "" && (err != nil || value != want) {
			t.Errorf("%s/%s is %q (%v), want %q", service, key, value, err, want)
		}
	}
	set := func(service, key, value string) {
		t.Helper()
		if err := k.Set(ctx, service, key, value); err != nil {
			t.Error(err)
		}
	}
	get("graphguest-a", "1", "")
	set("graphguest-a", "1", "one")
	set("graphguest-a", "1", "two")
	set("graphguest-a", "2", strings.Repeat("x", partSize))
	set("graphguest-b", "1", "three")
	get("graphguest-a", "1", "two")
	get("graphguest-a", "2", strings.Repeat("x", partSize))
	if err := k.Delete(ctx, "graphguest-a", "1"); err != nil {
		t.Error(err)
	}
	get("graphguest-a", "1", "")
	if err := k.Delete(ctx, "graphguest-a", "1"); !errors.Is(err, ErrNoSecret) {
		t.Errorf("deleting nothing: %v", err)
	}
	for range 2 {
		if err := k.DeleteAll(ctx, "graphguest-a"); err != nil && !errors.Is(err, ErrNoSecret) {
			t.Error(err)
		}
	}
	get("graphguest-a", "2", "")
	get("graphguest-b", "1", "three")
	if err := k.DeleteAll(ctx, "graphguest-b"); err != nil {
		t.Error(err)
	}
}

func TestAKeyringThatHangsIsLeft(t *testing.T) {
	for _, c := range []struct {
		name              string
		timeout, patience time.Duration // of the keyring, of the caller
		check             func(error) bool
	}{
		{"at its deadline", 20 * time.Millisecond, time.Minute, func(err error) bool {
			return strings.Contains(err.Error(), "did not answer within 20ms: unlock it") && !errors.Is(err, context.DeadlineExceeded)
		}},
		{"by an impatient caller", 0, 20 * time.Millisecond, func(err error) bool { return errors.Is(err, context.DeadlineExceeded) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			ring := newTestRing("linux")
			ring.misbehaves(hanging(0)(t))
			k := &OSKeyring{Timeout: c.timeout, ring: ring}
			ctx, cancel := context.WithTimeout(t.Context(), c.patience)
			defer cancel()
			start := time.Now()
			if _, err := k.Get(ctx, "s", "k"); err == nil || !c.check(err) {
				t.Error(err)
			}
			if waited := time.Since(start); waited > 5*time.Second {
				t.Errorf("waited %v", waited)
			}
		})
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	ring := newTestRing("linux")
	if err := (&OSKeyring{ring: ring}).Delete(ended, "s", "k"); !errors.Is(err, context.Canceled) || ring.asked() != 0 {
		t.Errorf("by a caller who has gone: %v", err)
	}
	if NewOSKeyring(0).timeout() != 30*time.Second || NewOSKeyring(time.Second).timeout() != time.Second {
		t.Error("the deadline is not the one given")
	}
}

func TestErrorsOfTheKeyringSayWhatToDo(t *testing.T) {
	for cause, want := range map[error]string{
		keyring.ErrSetDataTooBig: "use another one",
		errNotToday:              "the keyring refused (not today): see whether other programs can use it",
	} {
		if err := explainKeyring(cause); !errors.Is(err, cause) || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want a word of %q", err, want)
		}
	}
	if err := explainKeyring(fmt.Errorf("deep: %w", keyring.ErrNotFound)); !errors.Is(err, ErrNoSecret) {
		t.Error(err)
	}
	if explainKeyring(nil) != nil {
		t.Error("an error without a cause")
	}
}
