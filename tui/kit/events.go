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
	// RunProgress says how many bytes of run ID's answer have come so far.
	RunProgress struct {
		ID    int
		Bytes int64
	}
	// QueryChanged brings the query in the line to whom edits its parts. Err says
	// why the line is no query; Query is then empty.
	QueryChanged struct {
		Query     graphquery.Query
		Variables map[string]string
		Err       error
	}
	// RecentRuns brings the runs of the environment on the screen, the newest first.
	RecentRuns struct{ Runs []Run }
	// TenantFound answers FindTenant.
	TenantFound struct {
		Text   string
		Tenant auth.Tenant
		Err    error
	}
	// EnvironmentSaved answers SaveEnvironment.
	EnvironmentSaved struct {
		Environment auth.Environment
		Was         string
		Err         error
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
	Used        time.Time // when it was last open; zero = never, or not known
}

// Run is one query that was sent, as it is remembered: no body, no headers, no answer.
type Run struct {
	At     time.Time
	Query  graphquery.Query
	Status int // of HTTP; 0 = no answer came
	Took   time.Duration
	Failed string // in a word: "cancelled", "sign-in needed"; "" = an answer came
}

// SignInState is whether an environment's tokens are at hand.
type SignInState string

const (
	StateUnknown   SignInState = ""
	StateSignedIn  SignInState = "signed in"
	StateSignedOut SignInState = "signed out"
)
