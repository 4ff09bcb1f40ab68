package kit

import (
	"time"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/graphquery/permissions"
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
	// QueryStarted and QueryDone frame run ID. Err is nil on success; beside an
	// Err a Result is what came until then. Continues says that the run adds pages to
	// the answer on the screen, which stays until the grown one comes.
	QueryStarted struct {
		ID        int
		Query     graphquery.Query
		At        time.Time
		Continues bool
		From      string       // the path of the answer whose link it follows; "" = none
		Look      library.Look // how the answers of the saved query are looked at that it is
	}
	QueryDone struct {
		ID     int
		Result *graphquery.Result
		Err    error
	}
	// RunProgress says how much of run ID's answer has come so far: Bytes of the page
	// under way, Progress of all pages, with zero Pages where it is a single answer.
	RunProgress struct {
		ID       int
		Bytes    int64
		Progress graphquery.Progress
	}
	// RunWaiting says that run ID pauses; a Wait without Why, that it goes on.
	RunWaiting struct {
		ID   int
		Wait graphquery.Wait
	}
	// RunWatching says how far the operation is that run ID began (202) and that is
	// watched at Host. QueryDone ends it.
	RunWatching struct {
		ID    int
		Host  string
		State graphquery.MonitorState
	}
	// AnswerRecalled brings an answer of before back to the tab in front: how it ended, what was asked, from which answer
	// it was come to, and which one it is of how many ("2 of 5").
	AnswerRecalled struct {
		Result   *graphquery.Result
		Err      error
		Query    graphquery.Query
		From     string
		Look     library.Look
		Position string
		At       time.Time
	}
	// Compare brings two answers whose differences are wanted.
	Compare struct{ A, B Compared }
	// PermissionsExplained answers AskPermission. Letter is the text for the tenant's admin, "" where no permission would
	// help. Err says why the permission service did not answer; Explanation is then empty.
	PermissionsExplained struct {
		Query       graphquery.Query
		Explanation permissions.Explanation
		Letter      string
		Err         error
	}
	// QueryChanged brings the query in the line to whom edits its parts. Err says
	// why the line is no query; Query is then empty. Match is the If-Match that goes
	// with the object whose answer is on the screen; without a Name there is none.
	QueryChanged struct {
		Query     graphquery.Query
		Variables map[string]string
		Match     graphquery.Header
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

// Compared is one of two answers; Title tells it from the other.
type Compared struct {
	Title  string
	Result *graphquery.Result
}

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
