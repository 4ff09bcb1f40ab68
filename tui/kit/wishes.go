package kit

import (
	"graphguest/graphquery"
	"graphguest/graphquery/library"
)

// The wishes: what a pane asks of the root. The root decides how and when.
type (
	// RunQuery asks to send a query once in the environment on the screen.
	// Variables are those of the file that the query was saved in.
	RunQuery struct {
		Query     graphquery.Query
		Variables map[string]string
	}
	// RefuseQuery says why what was typed cannot be sent: it ends as a run that failed.
	RefuseQuery struct{ Err error }
	// EditQuery asks to put a query into the query line without running it.
	EditQuery struct {
		Query     graphquery.Query
		Variables map[string]string
	}
	// CancelRun asks to stop the run in flight.
	CancelRun struct{}
	// SwitchEnvironment asks to leave this environment for the named one.
	SwitchEnvironment struct{ Name string }
	// SaveQuery, RenameQuery and DeleteQuery change the environment's collection.
	SaveQuery   struct{ Saved library.Saved }
	RenameQuery struct{ Name, Title string }
	DeleteQuery struct{ Name string }
	// SignIn asks to sign in to the environment on the screen. Account is
	// somebody else than the environment's account, or "". Approve goes on as
	// Account without a browser: only the demo world can.
	SignIn struct {
		Device, Approve bool
		Account         string
	}
	// CancelSignIn ends the sign-in under way.
	CancelSignIn struct{}
	// SignOut forgets the tokens of the environment on the screen.
	SignOut struct{}
	// Copy puts Text on the clipboard; What names it for the person ("the access token").
	Copy struct{ What, Text string }
	// Show opens an overlay by name; Close closes the one on top.
	Show  struct{ Overlay Overlay }
	Close struct{}
)

// Overlay names a pane that covers the others until it is closed.
type Overlay string

const (
	Environments Overlay = "environments"
	TokenView    Overlay = "token"
	SignInDialog Overlay = "sign-in"
	ErrorView    Overlay = "error"
	Help         Overlay = "help"
)
