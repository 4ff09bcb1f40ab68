package graphquery

import (
	"fmt"
	"strings"
	"unicode"
)

// Ticket is what Microsoft's support, or an admin, needs to find this refusal in their logs: a few lines of plain text,
// without a token and without a character that a terminal would obey.
func (e *Error) Ticket() string {
	var b strings.Builder
	line := func(name, text string) {
		if text = plainLine(text); text != "" {
			fmt.Fprintf(&b, "%-20s %s\n", name+":", text)
		}
	}
	b.WriteString("Microsoft Graph refused a request\n\n")
	line("time", e.Date)
	line("request", e.Method+" "+redactedURL(e.URL))
	line("status", statusText(e.Status))
	line("error", strings.Join(e.Codes, " / "))
	line("message", e.Message)
	line("request-id", e.RequestID)
	line("client-request-id", e.ClientRequestID)
	line("tenant", e.Tenant)
	line("caller", e.Who)
	line("scopes of the token", strings.Join(e.Granted, " "))
	return b.String()
}

// plainLine is text from outside on one line, without control characters and invisible ones, and not endless.
func plainLine(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		}
		return r
	}, text)
	return cut(strings.Join(strings.Fields(text), " "))
}
