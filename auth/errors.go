package auth

import "errors"

var (
	// ErrSignInRequired: only a person can help, by signing in.
	ErrSignInRequired = errors.New("a sign-in is needed")
	// ErrNoSecret: the keyring holds nothing under that name.
	ErrNoSecret = errors.New("not in the keyring")
	// ErrNoEnvironment: there is no environment of that name.
	ErrNoEnvironment = errors.New("no such environment")
	// ErrNameTaken: an environment cannot have that name, because another one has.
	ErrNameTaken = errors.New("the name is taken")
	// ErrWrongTenant: what was given for a tenant names none, or one that cannot be used with this cloud.
	ErrWrongTenant = errors.New("that names no tenant to use")
	// ErrKeyring: the keyring is missing, locked or does not answer.
	ErrKeyring = errors.New("the keyring cannot be used")
	// ErrUnreachable: Entra ID could not be reached, or gave no answer that means anything.
	ErrUnreachable = errors.New("Entra ID cannot be reached")
)

// Error is a refusal of Entra ID, explained for a guest. It holds no token and no code.
type Error struct {
	Environment string // its name
	Tenant      string // domain where known, else the GUID
	Account     string // who tried; "" = not known yet

	Code     string // "AADSTS50020", or ""
	OAuth    string // "invalid_grant", …
	Suberror string // "bad_token", "consent_required", …

	What    string // what happened, one sentence
	Guest   string // what the guest can do; "" = nothing
	Admin   string // what to ask an admin to do: "invite … as a guest"; "" = nothing
	AdminOf string // whose admin: "resource" or "home"; "" without Admin

	Description   string // Entra ID's own words, without the ids
	MoreInfo      string // Microsoft's page about the code
	TraceID       string // these three find the sign-in in the tenant's sign-in log
	CorrelationID string
	Timestamp     string // as Entra ID wrote it
	Claims        string // JSON that the next interactive sign-in must carry

	Person   bool // an interactive sign-in can mend it
	DropHint bool // the domain hint is to blame: try once without

	cause error // without secrets
}

// Error is one line that starts with the code, where there is one.
func (e *Error) Error() string {
	if e.Code == "" {
		return e.What
	}
	return e.Code + ": " + e.What
}

// NextStep says what the guest can do, else who to ask for what. It may be empty.
func (e *Error) NextStep() string {
	if e.Guest != "" {
		return e.Guest
	}
	return e.Ask()
}

// Ask says which admin to ask for what; "" when no admin can help.
func (e *Error) Ask() string {
	switch {
	case e.Admin == "":
		return ""
	case e.AdminOf == Home:
		return "ask the admin of your own organisation to " + e.Admin
	}
	return "ask the admin of " + e.Tenant + " to " + e.Admin
}

// Is makes errors.Is(err, ErrSignInRequired) true exactly where a person's sign-in can mend it.
func (e *Error) Is(target error) bool { return e.Person && target == ErrSignInRequired }

// Unwrap returns the cause, whose text is without secrets.
func (e *Error) Unwrap() error { return e.cause }

// masked is an error whose text was redacted. errors.Is still sees the error behind it; nothing
// else does, however it is printed.
type masked struct {
	text string
	is   func(target error) bool
}

// mask keeps an error's identity and takes the secrets out of its text.
func mask(err error) error {
	return &masked{Redact(err.Error()), func(target error) bool { return errors.Is(err, target) }}
}

func (m *masked) Error() string        { return m.text }
func (m *masked) Is(target error) bool { return m.is(target) }
func (m *masked) GoString() string     { return m.text }
