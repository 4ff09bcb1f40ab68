package auth

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/zalando/go-keyring"
)

// keyringTimeout is long because a person may be typing the keyring's password meanwhile.
const keyringTimeout = 30 * time.Second

// OSKeyring is the operating system's keyring as Secrets: Keychain, Credential Manager, or a Secret Service.
// Every call ends with its ctx or after Timeout. Errors are ErrNoSecret, that of ctx, or a sentence that says what
// is wrong with the keyring and what to do.
type OSKeyring struct {
	Timeout time.Duration // for one call; 0 = 30 s
	ring    keyring.Keyring
}

// NewOSKeyring makes the keyring ready without touching it.
func NewOSKeyring(timeout time.Duration) *OSKeyring {
	return &OSKeyring{Timeout: timeout, ring: systemRing{}}
}

func (k *OSKeyring) Get(ctx context.Context, service, key string) (string, error) {
	return k.call(ctx, func() (value string, err error) {
		for range 3 {
			start := time.Now()
			if value, err = k.ring.Get(service, key); !vanished(err, time.Since(start)) {
				break
			}
		}
		return value, err
	})
}

func (k *OSKeyring) Set(ctx context.Context, service, key, value string) error {
	_, err := k.call(ctx, func() (string, error) { return "", k.ring.Set(service, key, value) })
	return err
}

func (k *OSKeyring) Delete(ctx context.Context, service, key string) error {
	_, err := k.call(ctx, func() (string, error) { return "", k.ring.Delete(service, key) })
	return err
}

func (k *OSKeyring) DeleteAll(ctx context.Context, service string) error {
	_, err := k.call(ctx, func() (string, error) { return "", k.ring.DeleteAll(service) })
	return err
}

// call asks in a goroutine of its own, which is left behind when the answer does not come: go-keyring waits without
// end for a prompt that nobody answers, and offers no way to call it back. The goroutine holds nothing but its
// arguments, and ends when the prompt does.
func (k *OSKeyring) call(ctx context.Context, question func() (string, error)) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	type answer struct {
		value string
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		var a answer
		// go-keyring panics when the bus goes away under an open prompt.
		defer func() {
			if p := recover(); p != nil {
				a = answer{err: newFault(p)}
			}
			answers <- a
		}()
		a.value, a.err = question()
	}()
	timer := time.NewTimer(k.timeout())
	defer timer.Stop()
	select {
	case a := <-answers:
		return a.value, explainKeyring(a.err)
	case <-ctx.Done():
		return "", ctx.Err()
	case <-timer.C:
		return "", fmt.Errorf("the keyring did not answer within %s: unlock it (it may be waiting for its password) and start graphguest again", k.timeout())
	}
}

func (k *OSKeyring) timeout() time.Duration {
	if k.Timeout == 0 {
		return keyringTimeout
	}
	return k.Timeout
}

// explainKeyring says in words what is wrong and what to do about it.
func explainKeyring(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNoSecret
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return fmt.Errorf("the keyring is too small for a sign-in (%w): use another one", err)
	}
	what, step := keyringAdvice(err)
	if what == "" {
		what, step = "the keyring refused", "see whether other programs can use it, and start graphguest again"
	}
	return fmt.Errorf("%s (%w): %s", what, err, step)
}

// systemRing is go-keyring, asked only where asking cannot do harm.
type systemRing struct{}

func (systemRing) Get(service, key string) (string, error) {
	if err := reachKeyring(); err != nil {
		return "", err
	}
	return keyring.Get(service, key)
}

func (systemRing) Set(service, key, value string) error {
	if err := reachKeyring(); err != nil {
		return err
	}
	return keyring.Set(service, key, value)
}

func (systemRing) Delete(service, key string) error {
	if err := reachKeyring(); err != nil {
		return err
	}
	return keyring.Delete(service, key)
}

func (systemRing) DeleteAll(service string) error {
	if err := reachKeyring(); err != nil {
		return err
	}
	return keyring.DeleteAll(service)
}
