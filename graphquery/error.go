package graphquery

import (
	"fmt"
	"strings"
	"unicode"
)

// Error is a refusal of Graph, explained for a guest.
type Error struct {
	Status  int
	Code    string   // the deepest code that is understood, else the outermost; may be ""
	Codes   []string // every code from the outermost inwards
	Message string   // Graph's own words, for people only: nothing depends on them

	RequestID, ClientRequestID, Date string // what a support ticket needs
	Method, URL                      string
	Environment, Tenant              string

	Query   Query    // what was asked
	Granted []string // the scopes of the token that was sent, where it is readable
	Who     string   // what the token says the person is in the tenant: "a guest", "a member", …; "" = it does not tell

	What  string // what happened, one sentence
	Guest string // what the guest can do; "" = nothing
	Admin string // what to ask the resource tenant's admin for; "" = nothing
}

// Error is one line that starts with status and code: "403 Authorization_RequestDenied: …".
func (e *Error) Error() string {
	var b strings.Builder
	if e.Code != "" {
		fmt.Fprintf(&b, "%d %s", e.Status, inOneLine(e.Code))
	} else {
		b.WriteString(statusText(e.Status))
	}
	what := e.What
	if what == "" {
		what = e.Message
	}
	if what != "" {
		b.WriteString(": " + inOneLine(what))
	}
	return b.String()
}

// inOneLine is a text of somebody else's without what would end a line, or mean something to a terminal.
func inOneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || r == ' ' }), " ")
}

// NextStep is what the guest can do, else whom to ask for what.
func (e *Error) NextStep() string {
	switch {
	case e.Guest != "":
		return e.Guest
	case e.Admin != "":
		return "ask the admin of " + e.Environment + ": " + e.Admin
	}
	return ""
}

// Is makes a busy Graph an ErrThrottled: it was retried where that is safe, and is still busy.
func (e *Error) Is(target error) bool {
	return target == ErrThrottled && busy(e.Status)
}
