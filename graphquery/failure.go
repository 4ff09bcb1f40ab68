package graphquery

import "errors"

// What a caller may want to tell apart; every one arrives wrapped, so use errors.Is.
var (
	ErrReadOnly     = errors.New("this environment is read-only")
	ErrNotConfirmed = errors.New("the write was not confirmed")
	ErrOtherOrigin  = errors.New("not this environment's Graph")
	ErrWrongTenant  = errors.New("the token belongs to another tenant")
	ErrUnreachable  = errors.New("Graph cannot be reached")
	ErrThrottled    = errors.New("Graph is too busy")
	ErrTooLarge     = errors.New("the answer is too large")
	ErrNotJSON      = errors.New("the answer is not JSON")
	ErrPageLoop     = errors.New("the pages go in a circle")
	ErrPageLimit    = errors.New("page limit reached")
	ErrRowLimit     = errors.New("row limit reached")
	ErrLastPage     = errors.New("there is no further page")
)

// Failure is what went wrong on this side of Graph: nothing was sent, or no answer came.
type Failure struct {
	Kind  error  // one of the Err… values
	What  string // what happened, one sentence
	Next  string // what the person can do
	Cause error  // may be nil

	passing bool // another try may go better
}

func (f *Failure) Error() string { return f.What }

// NextStep is what the person can do about it.
func (f *Failure) NextStep() string { return f.Next }

// Unwrap makes errors.Is see the kind and the cause.
func (f *Failure) Unwrap() []error {
	if f.Cause == nil {
		return []error{f.Kind}
	}
	return []error{f.Kind, f.Cause}
}

// StepUp reports that Graph wants a fresh sign-in that meets Claims, and that none could be had silently.
type StepUp struct {
	Claims string // JSON, for the sign-in
	Err    error  // what Token said
}

func (e *StepUp) Error() string {
	return "Graph asks for a stronger sign-in in this tenant: " + e.Err.Error()
}

func (e *StepUp) Unwrap() error { return e.Err }
