package graphquery

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// refused runs /users against one answer and returns the error it becomes.
func refused(t *testing.T, a answer) (*Result, *Error) {
	t.Helper()
	r, err := guestAt(a).runs(t, "/users")
	var e *Error
	if !errors.As(err, &e) || r == nil {
		t.Fatalf("%d: %v is no refusal with its answer", a.status, err)
	}
	return r, e
}

func TestARefusalTellsEverythingATicketNeeds(t *testing.T) {
	r, e := refused(t, answer{status: 403, header: header("Date", "Sun, 22 Nov 2026 14:00:00 GMT", "request-id", "r-header"), body: `{"error":{
		"code":"Authorization_RequestDenied","message":"Insufficient privileges\nto complete",
		"innerError":{"date":"2026-11-22T14:00:00","request-id":"r-body","client-request-id":"c-body"}}}`})
	if e.Status != 403 || e.Code != "Authorization_RequestDenied" || e.RequestID != "r-header" || e.Method != "GET" ||
		e.URL != base+"/v1.0/users" || e.Environment != fabrikamName || e.Tenant != fabrikamID || e.Date == "" || e.ClientRequestID != r.ClientRequestID {
		t.Errorf("%+v", e)
	}
	if !strings.HasPrefix(e.Error(), "403 Authorization_RequestDenied: ") || strings.Contains(e.Error(), "\n") {
		t.Errorf("%q", e.Error())
	}
}

func TestErrorBodiesOfEveryShapeBecomeASentence(t *testing.T) {
	for name, tt := range map[string]struct {
		header http.Header
		body   string
		codes  []string
		says   string
	}{
		"innererror, small":  {header(), `{"error":{"code":"a","innererror":{"code":"b","innererror":{"code":"c"}}}}`, []string{"a", "b", "c"}, "400 "},
		"innerError, nested": {header(), `{"error":{"code":"a","innerError":{"innerError":{"code":"b"}}}}`, []string{"a", "b"}, "400 "},
		"empty code":         {header(), `{"error":{"code":"","message":"planner is sad"}}`, nil, "400 Bad Request"},
		"code of wrong type": {header(), `{"error":{"code":7,"message":"m"}}`, nil, "400 Bad Request"},
		"byte order mark":    {header(), "\ufeff" + `{"error":{"code":"a"}}`, []string{"a"}, "400 a"},
		"empty":              {http.Header{}, ``, nil, "400 Bad Request"},
		"empty object":       {header(), `{}`, nil, "400 Bad Request"},
		"other JSON":         {header(), `{"message":"x"}`, nil, "400 Bad Request"},
		"text":               {http.Header{}, "no such\x1b[2J thing", nil, "400 Bad Request"},
		"page":               {http.Header{"Content-Type": {"text/html; charset=utf-8"}}, "<html><title>Login</title>", nil, "web page"},
		"truncated":          {header(), `{"error":{"code":"a`, nil, "400 Bad Request"},
		"invalid UTF-8":      {http.Header{}, "\xff\xfe\xff", nil, "400 Bad Request"},
	} {
		t.Run(name, func(t *testing.T) {
			_, e := refused(t, answer{status: 400, header: tt.header, body: tt.body})
			if !slices.Equal(e.Codes, tt.codes) {
				t.Errorf("codes %q, want %q", e.Codes, tt.codes)
			}
			wantText(t, e.Error(), tt.says)
		})
	}
}

func TestTheDeepestCodeThatIsUnderstoodIsTaken(t *testing.T) {
	_, e := refused(t, answer{status: 400, body: `{"error":{"code":"outer","innerError":{"code":"inner"}}}`})
	if e.Code != "outer" {
		t.Errorf("of unknown codes the outermost stands, not %q", e.Code)
	}
	_, e = refused(t, answer{status: 403, body: `{"error":{"code":"Forbidden","innerError":{"code":"Authorization_RequestDenied","innerError":{"code":"xyz"}}}}`})
	if e.Code != "Authorization_RequestDenied" {
		t.Errorf("code %q of %q", e.Code, e.Codes)
	}
}

func TestIdsAreFoundInTheBodyWhereTheHeaderHasNone(t *testing.T) {
	r, e := refused(t, answer{status: 404, body: `{"error":{"code":"x","innerError":{"request-id":"r-body","date":"d"}}}`})
	if e.RequestID != "r-body" || r.RequestID != "r-body" || e.Date != "d" {
		t.Errorf("%+v", e)
	}
}

func TestAnEndlessMessageIsCut(t *testing.T) {
	_, e := refused(t, answer{status: 400, body: `{"error":{"code":"a","message":"` + strings.Repeat("é", 5<<20) + `"}}`})
	if len(e.Error()) > 5<<10 || len(e.Message) > 5<<10 {
		t.Errorf("%d bytes", len(e.Error()))
	}
}

func TestTheNextStepIsTheGuestsOwnElseTheAdmins(t *testing.T) {
	e := &Error{Environment: "fabrikam", Guest: "sign in again", Admin: "grant User.Read"}
	if e.NextStep() != "sign in again" {
		t.Error(e.NextStep())
	}
	e.Guest = ""
	wantText(t, e.NextStep(), "fabrikam", "grant User.Read")
}

func FuzzErrorBodies(f *testing.F) {
	f.Add(`{"error":{"code":"a","innererror":{"code":"b"}}}`)
	f.Add("<html>")
	f.Fuzz(func(t *testing.T, body string) {
		c := &Client{Graph: base}
		e := c.refusal(&Result{Status: 400, Header: http.Header{}, Body: []byte(body)})
		if !strings.HasPrefix(e.Error(), "400 ") || strings.ContainsAny(e.Error(), "\r\n") {
			t.Errorf("%q", e.Error())
		}
	})
}
