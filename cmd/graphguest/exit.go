package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/safetext"
)

// The exit codes, as docs/commands.md promises them.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2 // wrong usage, or refused by the access mode
	exitSignIn      = 3
	exitRefused     = 4 // Graph or Entra ID refused
	exitUnreachable = 5
	exitInterrupted = 130 // by ctrl+c or SIGINT; other signals: 128 and their number
)

// usageError is a call that names something wrong; its text names what is right.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// triedError is a sign-in that a person tried and that was refused: to say "a sign-in is needed" would not help.
type triedError struct{ error }

func (e triedError) Unwrap() error { return e.error }

// advisedError is an error with a better next step than its own.
type advisedError struct {
	error
	next string
}

func (e advisedError) Unwrap() error    { return e.error }
func (e advisedError) NextStep() string { return e.next }

// failedOperation is how an operation ended that Graph had accepted. Its last answer is written whole.
type failedOperation string

func (f failedOperation) Error() string { return "the operation has ended as " + string(f) }
func (f failedOperation) NextStep() string {
	return "look at what it was for, since a part may be done; then change what it names, and send it again"
}

// exitCode sorts an error into the codes above.
func exitCode(err error) int {
	var usage usageError
	var entra *auth.Error
	var graph *graphquery.Error
	var ended endedBy
	tried := errors.As(err, new(triedError))
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &ended):
		return ended.exitCode()
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &usage), errors.Is(err, graphquery.ErrReadOnly), errors.Is(err, graphquery.ErrNotConfirmed),
		errors.Is(err, graphquery.ErrOtherOrigin), errors.Is(err, auth.ErrNoEnvironment):
		return exitUsage
	case errors.Is(err, auth.ErrSignInRequired) && !tried:
		return exitSignIn
	case errors.Is(err, auth.ErrUnreachable), errors.Is(err, graphquery.ErrUnreachable), errors.Is(err, graphquery.ErrThrottled):
		return exitUnreachable
	case errors.As(err, &entra), errors.As(err, &graph), errors.As(err, new(failedOperation)):
		return exitRefused
	}
	return exitFailed
}

// report writes err and the next step for the person to w.
func report(w io.Writer, err error) {
	if errors.Is(err, context.Canceled) {
		words := "interrupted"
		if ended, ok := errors.AsType[endedBy](err); ok {
			words = ended.Error()
		}
		fmt.Fprintln(w, "graphguest: "+words)
		return
	}
	text := err.Error()
	fmt.Fprintln(w, "graphguest: "+text)
	var next interface{ NextStep() string }
	if errors.As(err, &next) {
		if step := next.NextStep(); step != "" && !strings.Contains(text, step) {
			fmt.Fprintln(w, "  → "+step)
		}
	}
	for _, id := range ids(err) {
		fmt.Fprintln(w, "  "+id)
	}
	if crash, ok := errors.AsType[crashError](err); ok {
		fmt.Fprintln(w, crash.stackLines())
	}
}

// ids are what an admin or Microsoft's support asks for.
func ids(err error) []string {
	var lines []string
	add := func(name, value string) {
		if value != "" {
			lines = append(lines, name+" "+safetext.Line(value))
		}
	}
	var entra *auth.Error
	if errors.As(err, &entra) {
		add("correlation id", entra.CorrelationID)
		add("trace id", entra.TraceID)
		add("time", entra.Timestamp)
	}
	var graph *graphquery.Error
	if errors.As(err, &graph) {
		add("request-id", graph.RequestID)
		add("client-request-id", graph.ClientRequestID)
		add("time", graph.Date)
		add("tenant", graph.Tenant)
		add("you are", graph.Who)
	}
	return lines
}
