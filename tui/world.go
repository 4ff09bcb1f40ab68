package tui

import (
	"context"
	"net/http"
	"time"

	"graphguest/auth"
	"graphguest/graphquery/library"
)

// World is what the explorer is given instead of reaching for it: the real one,
// the demo's, or a test's. Only effects call what does I/O.
type World struct {
	Store   auth.Store
	Desk    *auth.Desk
	Clouds  auth.Clouds
	Graph   http.RoundTripper                        // reaches Graph
	Library func(environment string) library.Library // its saved queries

	Start  *auth.Environment                    // where the person left off; nil = nowhere yet
	Opened func(environment string) error       // remembers that for the next start; may be nil
	Page   func(link string) string             // where a sign-in page is really shown; nil = at its link. The demo has its own pages
	Copy   func(string) (how string, err error) // the native clipboard; may be nil: OSC 52 is the root's own

	// Approve goes on as account instead of a person at the browser: at url, or
	// with a device code. Only the demo world has it, and Accounts it knows.
	Approve  func(ctx context.Context, url, code, account string) error
	Accounts []string

	Now      func() time.Time                     // the clock; nil = time.Now
	After    func(time.Duration) <-chan time.Time // its alarm; nil = time.After
	Location *time.Location                       // where times are shown; nil = time.Local

	Dark    bool // the terminal's background until it answers for itself
	NoColor bool // NO_COLOR
	Demo    bool
}

// whole returns the world with its defaults in place.
func (w World) whole() World {
	if w.Now == nil {
		w.Now = time.Now
	}
	if w.After == nil {
		w.After = time.After
	}
	if w.Location == nil {
		w.Location = time.Local
	}
	if w.Page == nil {
		w.Page = func(link string) string { return link }
	}
	if w.Opened == nil {
		w.Opened = func(string) error { return nil }
	}
	return w
}
