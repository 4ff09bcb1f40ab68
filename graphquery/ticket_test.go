package graphquery

import (
	"strings"
	"testing"
)

func TestATicketHasWhatSupportNeeds(t *testing.T) {
	e := &Error{
		Status: 403, Code: "b", Codes: []string{"a", "b"}, Message: "Insufficient\nprivileges", RequestID: "r-1", ClientRequestID: "c-1",
		Date: "2026-11-22T14:00:00", Method: "GET", URL: base + "/v1.0/users", Tenant: fabrikamID, Who: "a guest", Granted: []string{"User.Read", "openid"},
	}
	for _, line := range []string{
		"time:                2026-11-22T14:00:00", "request:             GET " + base + "/v1.0/users", "status:              403 Forbidden",
		"error:               a / b", "message:             Insufficient privileges", "request-id:          r-1", "client-request-id:   c-1",
		"tenant:              " + fabrikamID, "caller:              a guest", "scopes of the token: User.Read openid",
	} {
		if !strings.Contains(e.Ticket(), "\n"+line+"\n") {
			t.Errorf("%q is not in\n%s", line, e.Ticket())
		}
	}
}

func TestATicketLeavesOutWhatIsNotKnown(t *testing.T) {
	if got := (&Error{Status: 500, Method: "GET", URL: base}).Ticket(); strings.Contains(got, "request-id") || strings.Contains(got, "caller") || !strings.Contains(got, "500 Internal") {
		t.Error(got)
	}
}

func TestATicketHoldsNothingThatATerminalObeys(t *testing.T) {
	evil := "a\x1b]0;x\x07\u202eb\r\nrequest-id: forged\u2028c" + strings.Repeat("é", 1<<20)
	e := &Error{Status: 400, Codes: []string{evil}, Message: evil, RequestID: evil, ClientRequestID: evil, Date: evil, URL: evil, Tenant: evil}
	got := e.Ticket()
	if strings.ContainsAny(got, "\x1b\x07\r\u202e\u2028") || len(got) > 64<<10 {
		t.Errorf("%d bytes: %.300q", len(got), got)
	}
	if n := strings.Count(got, "\n"); n != 10 {
		t.Errorf("%d lines", n)
	}
}
