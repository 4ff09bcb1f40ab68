package kit

import (
	"time"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
)

// The events: what the root tells every pane.
type (
	// EnvironmentOpened says where the person is now. Everything of the old
	// environment must leave the screen.
	EnvironmentOpened struct {
		Environment auth.Environment
		Cloud       auth.Cloud
	}
	// EnvironmentsListed brings what is on disk; Problems name damaged files.
	EnvironmentsListed struct {
		Rows     []EnvironmentRow
		Problems []error
	}
	// SavedListed brings the saved queries of the environment on the screen.
	SavedListed struct {
		Environment string
		Saved       []library.Saved
		Problems    []error
	}
	// QueryStarted and QueryDone frame run ID. Err is nil on success.
	QueryStarted struct {
		ID    int
		Query graphquery.Query
		At    time.Time
	}
	QueryDone struct {
		ID     int
		Result *graphquery.Result
		Err    error
	}
	// TokenChanged brings the token now in use; Held is false when there is none.
	TokenChanged struct {
		Environment string
		Token       auth.Token
		Held        bool
	}
	// SignInPrompted says what the person must do; SignInEnded how it went.
	SignInPrompted struct{ Prompt auth.Prompt }
	SignInEnded    struct{ Err error }
	// ThemeChanged brings the theme for the terminal's background, once it is known,
	// and for the colour of the environment on the screen.
	ThemeChanged struct{ Theme Theme }
	// Focused tells a pane whether keys go to it now. Only that pane gets it.
	Focused struct{ Yes bool }
	// Tick comes once a second while something waits or a token's life is shown.
	Tick struct{ Now time.Time }
)

// EnvironmentRow is one line of the environment switcher.
type EnvironmentRow struct {
	Environment auth.Environment
	State       SignInState
}

// SignInState is whether an environment's tokens are at hand.
type SignInState string

const (
	StateUnknown   SignInState = ""
	StateSignedIn  SignInState = "signed in"
	StateSignedOut SignInState = "signed out"
)
