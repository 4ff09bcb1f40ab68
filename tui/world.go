package tui

import (
	"context"
	"net/http"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery/library"
	"graphguest/graphquery/permissions"
	"graphguest/tui/settings"
)

// World is what the explorer is given instead of reaching for it: the real one,
// the demo's, or a test's. Only effects call what does I/O.
type World struct {
	Store   auth.Store
	Desk    *auth.Desk
	Clouds  auth.Clouds
	Graph   http.RoundTripper                        // reaches Graph
	Library func(environment string) library.Library // its saved queries

	Start    *auth.Environment                      // where the person left off; nil = nowhere yet
	Left     Kept                                   // what was open there
	Kept     func(environment string) (Kept, error) // what is remembered of an environment; none is no error
	Keep     func(environment string, k Kept) error // remembers it, and that it was the last one open
	Forget   func(environment string) error         // forgets it
	Used     func(environment string) time.Time     // when it was last open; cheap
	Settings settings.Settings                      // settings.toml
	Faults   []error                                // what could not be read at the start, for the status line

	NoBrowser  string                                                      // why no browser can be opened here; "" = one can
	FindTenant func(ctx context.Context, text string) (auth.Tenant, error) // which tenant a text names, in any cloud
	Open       func(file string) error                                     // hands a file to the system's program for its type, and does not wait for its end; nil = there is none
	Editor     func(file string) tea.ExecCommand                           // the person's editor on a file; nil = none was found
	Pager      func(file string) tea.ExecCommand                           // the same for their pager
	Page       func(link string) string                                    // where a sign-in page is really shown; nil = at its link. The demo has its own pages
	Copy       func(string) (how string, err error)                        // the native clipboard; may be nil: OSC 52 is the root's own

	// Permissions asks the permission service which delegated permissions a call needs, the least privileged first.
	// May be nil. It is called only when the person asks.
	Permissions func(ctx context.Context, method, version, path string) ([]permissions.Permission, error)

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
	CanDemo bool // somebody goes on with the demo world where WantsDemo says so
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
	if w.Kept == nil {
		w.Kept = func(string) (Kept, error) { return Kept{}, nil }
	}
	if w.Keep == nil {
		w.Keep = func(string, Kept) error { return nil }
	}
	if w.Used == nil {
		w.Used = func(string) time.Time { return time.Time{} }
	}
	if w.Forget == nil {
		w.Forget = func(string) error { return nil }
	}
	return w
}
