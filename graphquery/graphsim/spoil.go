package graphsim

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// faultCodes is what Graph says where a Fault leaves code and message open.
var faultCodes = map[int][2]string{
	http.StatusTooManyRequests:     {"TooManyRequests", "Too many requests."},
	http.StatusServiceUnavailable:  {"serviceNotAvailable", "The service is temporarily unavailable."},
	http.StatusGatewayTimeout:      {"UnknownError", "The upstream service did not answer in time."},
	http.StatusInternalServerError: {"generalException", "An unspecified error has occurred."},
}

// fault makes the answer that f asks for.
func (a *answer) fault(f Fault) {
	if f.Status == 0 {
		f.Status = http.StatusOK
	}
	switch said := faultCodes[f.Status]; {
	case f.NoBody:
		a.send(f.Status, "", nil)
	case f.Body != "":
		contentType := a.w.Header().Get("Content-Type")
		if contentType = orElse(f.Header.Get("Content-Type"), contentType); contentType == "" {
			contentType = jsonType
		}
		a.send(f.Status, contentType, []byte(f.Body))
	case f.EndlessNextLink:
		a.send(f.Status, jsonType, a.lonelyPage(a.pathWith("$skiptoken=endless-"+a.requestID)))
	case f.LoopNextLink:
		a.send(f.Status, jsonType, a.lonelyPage(a.base+a.http.URL.RequestURI()))
	case f.GzipBomb > 0:
		a.bomb(f)
	case f.Code != "" || f.Message != "":
		a.refuse(refused(f.Status, f.Code, "%s", f.Message))
	default:
		a.refuse(refused(f.Status, said[0], "%s", said[1]))
	}
}

// sendSpoiled sends an answer that meets with a fault on its way.
func (a *answer) sendSpoiled(status int, body []byte) {
	f, h := a.spoil, a.w.Header()
	if f.AnotherHost != "" {
		body = a.moveLinks(body, f.AnotherHost)
	}
	if f.RetryAfter != "" {
		h.Set("Retry-After", f.RetryAfter)
	}
	for name, values := range f.Header {
		h[http.CanonicalHeaderKey(name)] = values
	}
	if f.WrongLength > 0 {
		h.Set("Content-Length", strconv.Itoa(f.WrongLength))
	}
	if f.Truncate <= 0 || f.Truncate >= len(body) {
		a.write(status, body)
		return
	}
	if f.WrongLength == 0 {
		h.Set("Content-Length", strconv.Itoa(len(body)))
	}
	a.write(status, body[:f.Truncate])
	_ = http.NewResponseController(a.w).Flush() // what came shall be seen
	panic(http.ErrAbortHandler)
}

// linkMembers are the members of a body that hold a link of ours.
var linkMembers = []string{"@odata.nextLink", "@odata.deltaLink"}

// linkHeaders are the headers that do.
var linkHeaders = []string{"Location", "Operation-Location"}

// moveLinks puts another host into every link of the answer.
func (a *answer) moveLinks(body []byte, base string) []byte {
	for _, name := range linkMembers {
		member := `"` + name + `":"`
		body = bytes.ReplaceAll(body, []byte(member+a.base), []byte(member+base))
	}
	for _, name := range linkHeaders {
		u, err := url.Parse(a.w.Header().Get(name))
		if elsewhere, bad := url.Parse(base); err == nil && bad == nil && u.Path != "" {
			u.Scheme, u.Host = elsewhere.Scheme, elsewhere.Host
			a.w.Header().Set(name, u.String())
		}
	}
	return body
}

func (a *answer) lonelyPage(next string) []byte {
	b := appendText(appendKey([]byte(`{`), "@odata.context"), a.base+"/"+a.version+"/$metadata#users")
	b = appendText(appendKey(b, "@odata.nextLink"), next)
	return append(b, `,"value":[{"id":"`+a.requestID+`"}]}`...)
}

// pathWith is the request's address with these options instead of its own.
func (a *answer) pathWith(options string) string {
	return a.base + a.http.URL.EscapedPath() + "?" + options
}

// wait holds the answer back until d has passed or the caller went away.
func (a *answer) wait(d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-a.http.Context().Done():
	}
}

// bomb writes rows that pack down to nearly nothing, until the caller has enough.
func (a *answer) bomb(f Fault) {
	h := a.w.Header()
	h.Set("Content-Type", jsonType)
	h.Set("Content-Encoding", "gzip")
	a.status = f.Status
	a.w.WriteHeader(f.Status)
	packed := gzip.NewWriter(a.w)
	text := []byte(`{"value":[` + strings.Repeat(`{"id":"00000000-0000-4000-8000-000000000000"},`, 1000))
	for left := f.GzipBomb; left > 0; left -= int64(len(text)) {
		if _, err := packed.Write(text[:min(int64(len(text)), left)]); err != nil || a.http.Context().Err() != nil {
			return
		}
	}
	_ = packed.Close()
}
