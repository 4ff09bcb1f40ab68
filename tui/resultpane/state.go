package resultpane

import (
	"context"
	"errors"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// state is what there is to show.
type state int

const (
	empty     state = iota // nothing was asked yet
	running                // an answer is on its way
	arriving               // the beginning of one is there, and more comes
	done                   // a whole answer came
	partial                // the beginning of one came, or what it leads to did not
	refused                // Graph or Entra ID said no
	unsigned               // only a sign-in helps
	failed                 // no answer came
	cancelled              // the person stopped it
)

// stateOf is how a run ended.
func stateOf(end kit.QueryDone) state {
	switch {
	case end.Err == nil:
		return done
	case end.Result != nil && (end.Result.Partial != "" || end.Result.Status < 300):
		return partial
	case errors.Is(end.Err, context.Canceled):
		return cancelled
	case errors.Is(end.Err, auth.ErrSignInRequired):
		return unsigned
	}
	if _, ok := errors.AsType[*graphquery.Error](end.Err); ok {
		return refused
	}
	if _, ok := errors.AsType[*auth.Error](end.Err); ok {
		return refused
	}
	return failed
}

// wrong is true while an error and its advice are on the screen.
func (m *Model) wrong() bool {
	return m.shown() == nil && (m.state == refused || m.state == unsigned || m.state == failed)
}

// whole names what Graph sent, for the person.
func (m *Model) whole() string {
	switch m.state {
	case partial:
		return "the part of the answer that came"
	case refused:
		return "Graph's refusal"
	}
	return "the answer"
}
