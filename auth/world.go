package auth

import (
	"context"
	"net/http"
	"time"
)

// World is what auth is given instead of reaching for it: the real one, or the demo's.
type World struct {
	HTTP     http.RoundTripper                           // reaches the login hosts
	Secrets  Secrets                                     // the OS keyring, or memory
	Browse   func(ctx context.Context, url string) error // shows a page to the person; runs in a goroutine of its own, and may block
	Now      func() time.Time                            // the clock; nil = the system's
	Locks    string                                      // folder of the advisory locks; "" = no other process shares Secrets
	Siblings func() ([]Environment, error)               // every environment; a new one may be seeded from another's sign-in
	Remember func(Environment) error                     // saves what a sign-in or sign-out taught: Account, HomeAccount, SignedOut, Scopes
}

// Secrets is a keyring: small named texts, grouped by service.
// Get and Delete of what is not there return an error that Is ErrNoSecret.
type Secrets interface {
	Get(ctx context.Context, service, key string) (string, error)
	Set(ctx context.Context, service, key, value string) error
	Delete(ctx context.Context, service, key string) error
	DeleteAll(ctx context.Context, service string) error
}
