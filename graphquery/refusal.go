package graphquery

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Text of a refusal beyond these limits is a fault of the service and is cut.
const (
	maxMessage = 4 << 10
	maxCodes   = 16
)

// errorBody is OData's error, whose inner error has two spellings and may nest.
type errorBody struct {
	Error *errorDetail `json:"error"`
}

type errorDetail struct {
	Code            string       `json:"code"`
	Message         string       `json:"message"`
	RequestID       string       `json:"request-id"`
	ClientRequestID string       `json:"client-request-id"`
	Date            string       `json:"date"`
	Inner           *errorDetail `json:"innerError"` // encoding/json matches innererror too
}

// refusal explains an answer with a status of 400 and up. It never fails:
// of an empty, broken or foreign body there remain the status and the headers.
func (c *Client) refusal(r *Result) *Error {
	e := &Error{
		Status: r.Status, Method: r.Query.Verb(), URL: r.URL, Environment: c.Environment, Tenant: c.Tenant,
		RequestID: r.RequestID, ClientRequestID: r.ClientRequestID, Date: r.Header.Get("Date"),
		Query: r.Query, Granted: r.Granted, Who: r.standing.who(),
	}
	var body errorBody
	_ = json.Unmarshal(bytes.TrimPrefix(r.Body, []byte("\xef\xbb\xbf")), &body) // a wrong type leaves the rest filled in
	switch {
	case body.Error != nil:
		e.read(body.Error)
	case r.RequestID == "" && isHTML(r):
		e.What = "a web page came instead of Graph's answer: a proxy or a sign-in page of the network may stand in between"
	case len(r.Body) > 0 && !isHTML(r) && !bytes.HasPrefix(bytes.TrimSpace(r.Body), []byte("{")):
		e.Message = cut(strings.ToValidUTF8(string(r.Body[:min(len(r.Body), maxMessage)]), "\uFFFD"))
	}
	if r.RequestID == "" {
		r.RequestID = e.RequestID
	}
	e.advise(newAsked(r.Query.Verb(), r.Query.Path, r.standing))
	e.sayWait(r, c)
	return e
}

// read collects codes, ids and message from the outermost error inwards.
func (e *Error) read(d *errorDetail) {
	e.Message = cut(d.Message)
	for ; d != nil && len(e.Codes) < maxCodes; d = d.Inner {
		if d.Code != "" {
			e.Codes = append(e.Codes, cut(d.Code))
		}
		e.RequestID = firstOf(e.RequestID, cut(d.RequestID))
		e.ClientRequestID = firstOf(e.ClientRequestID, cut(d.ClientRequestID))
		e.Date = firstOf(e.Date, cut(d.Date))
	}
}

// advise looks for the deepest code that is understood; without one the outermost stands.
func (e *Error) advise(what asked) {
	if len(e.Codes) > 0 {
		e.Code = e.Codes[0]
	}
	plain := advise(e.Status, "", what)
	a := plain
	for i := len(e.Codes) - 1; i >= 0; i-- {
		if found := advise(e.Status, e.Codes[i], what); found != plain {
			a, e.Code = found, e.Codes[i]
			break
		}
	}
	e.What, e.Guest, e.Admin = firstOf(e.What, a.what), a.guest, a.admin
}

// sayWait adds how long Graph wants to be left alone, where that is longer than the program waits.
func (e *Error) sayWait(r *Result, c *Client) {
	if wait, said := retryAfter(r.Header, c.now()); busy(r.Status) && said && wait > maxWait {
		e.What = fmt.Sprintf("Graph asks to wait %s, longer than the program waits by itself", roundedSeconds(wait))
		e.Guest = "try again after that time"
	}
}

func cut(s string) string {
	if len(s) <= maxMessage {
		return s
	}
	return strings.ToValidUTF8(s[:maxMessage], "") + " …"
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
