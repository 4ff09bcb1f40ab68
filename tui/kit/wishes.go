package kit

import (
	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
)

// The wishes: what a pane asks of the root. The root decides how and when.
type (
	// RunQuery asks to send a query once in the environment on the screen.
	// Variables are those of the file that the query was saved in; Saved is its name in
	// the library where it is a saved query as it stands there.
	RunQuery struct {
		Query     graphquery.Query
		Variables map[string]string
		Saved     string
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
	// Account without a browser: only the demo world can. Scopes are asked for
	// beside those of the environment.
	SignIn struct {
		Device, Approve bool
		Account         string
		Scopes          []string
	}
	// CancelSignIn ends the sign-in under way.
	CancelSignIn struct{}
	// SignOut forgets the tokens of the environment on the screen.
	SignOut struct{}
	// SignInTo asks to switch to the named environment and to sign in there; Other
	// asks first as whom, instead of the environment's account.
	SignInTo struct {
		Name  string
		Other bool
	}
	// SignOutOf forgets the tokens of the named environment, wherever the person is.
	SignOutOf struct{ Name string }
	// Copy puts Text on the clipboard; What names it for the person ("the access token").
	Copy struct{ What, Text string }
	// Show opens an overlay by name; Close closes the one on top.
	Show  struct{ Overlay Overlay }
	Close struct{}
)

// Wishes about the answer on the screen: of the tab in front.
type (
	// NextPage and AllPages add to the answer what its next link leads to: one page,
	// or all there are. CancelRun ends it and keeps what came.
	NextPage struct{}
	AllPages struct{}
	// SaveAnswer asks for a file name and writes the body there. OpenAnswer hands
	// the body to the system's program for its type.
	SaveAnswer struct{}
	OpenAnswer struct{}
	// AskPermission asks the permission service what Query needs, and how that
	// stands against Granted, the scopes of the token; PermissionsExplained answers.
	AskPermission struct {
		Query   graphquery.Query
		Granted []string
	}
	// FollowLink asks for what a link of the answer leads to: an address of this Graph, whole or from the version on.
	// Back leads to the answer that it was in.
	FollowLink struct{ URL string }
	Back       struct{}
	// OlderAnswer and NewerAnswer step through the last answers of the tab. CompareAnswers asks with which one the
	// answer is to be compared, and does it.
	OlderAnswer    struct{}
	NewerAnswer    struct{}
	CompareAnswers struct{}
	// ExportAnswer has JSON written to a file in a format that the person chooses: Parts follow one another, Sequence
	// says that they are values one after another. What names it for the person; Columns are those of a grid, nil = as
	// the query or the rows have them; Name begins the name of the file, "" = as the query has it.
	ExportAnswer struct {
		What     string
		Parts    [][]byte
		Sequence bool
		Columns  []string
		Name     string
	}
	// RunOnRows asks to run a saved query once for each row, with the row's members for its variables.
	RunOnRows struct{ Rows [][]byte }
	// KeepLook keeps how the answer is looked at with the saved query that it is of.
	KeepLook struct{ Look library.Look }
	// RunBatch sends several queries as one, in this order.
	RunBatch struct{ Saved []library.Saved }
	// RunDelta asks for what changed since the saved query last ran in this tenant,
	// or starts following its changes.
	RunDelta struct{ Saved library.Saved }
)

// Wishes about environments and their settings.
type (
	// SetUp opens the form of an environment. Environment is what it starts from;
	// nothing of it is needed for Add.
	SetUp struct {
		Purpose     Purpose
		Environment auth.Environment
	}
	// FindTenant asks the cloud which tenant Text names; TenantFound answers.
	// CancelFind ends the question.
	FindTenant struct{ Text string }
	CancelFind struct{}
	// SaveEnvironment writes the settings. Was is the name before, where the environment
	// is there already; Enter goes there, signs in and asks who the person is there.
	SaveEnvironment struct {
		Environment auth.Environment
		Was         string
		Enter       bool
	}
	// AskRemoveEnvironment asks the person, naming what goes; RemoveEnvironment is the yes.
	AskRemoveEnvironment struct{ Name string }
	// TenantID is the one that the person was told; "" = whatever it is.
	RemoveEnvironment struct{ Name, TenantID string }
	// Undo takes back the last deletion of this session.
	Undo struct{}
)

// Purpose is what the form of an environment is open for.
type Purpose int

const (
	Add Purpose = iota
	Edit
	Duplicate
	Rename
)

// Wishes about the query on its way.
type (
	// ChangeQuery puts a query into the line while its options, headers, body or
	// variables are edited; the focus stays where it is.
	ChangeQuery struct {
		Query     graphquery.Query
		Variables map[string]string
	}
	// Pasted hands on what was pasted into an empty or whole line: a URL, a curl
	// command, an .http block. Notes say what was left out of it.
	Pasted struct {
		Query     graphquery.Query
		Variables map[string]string
		Notes     []string
	}
	// OpenTab opens a query in a tab of its own.
	OpenTab struct {
		Query     graphquery.Query
		Variables map[string]string
	}
	// EditText gives text to the person's $EDITOR, in a file that ends with Suffix
	// (".json"). Then turns what came back into the wish to state.
	EditText struct {
		What, Suffix string
		Text         []byte
		Then         func([]byte) tea.Msg
	}
	// PageText shows text in the person's $PAGER.
	PageText struct {
		What string
		Text []byte
	}
)

// Overlay names a pane that covers the others until it is closed.
type Overlay string

const (
	Environments Overlay = "environments"
	TokenView    Overlay = "token"
	SignInDialog Overlay = "sign-in"
	ErrorView    Overlay = "error"
	Help         Overlay = "help"
	Palette      Overlay = "palette"
	Recent       Overlay = "recent" // the palette with the runs alone
	Setup        Overlay = "setup"
	Options      Overlay = "options" // these four are one pane, at one of its sections
	Headers      Overlay = "headers"
	Body         Overlay = "body"
	Variables    Overlay = "variables"
)
