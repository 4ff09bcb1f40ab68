package graphquery

import (
	"bytes"
	"mime"
	"net/http"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// Result is Graph's answer to one request.
type Result struct {
	Query           Query  // what was asked; a further page carries the query of the first
	URL             string // what was sent
	Status          int
	Header          http.Header // as it came; may hold addresses that open without a sign-in
	Body            []byte      // decompressed, otherwise as it came
	Partial         string      // why Body is only the beginning: "the connection broke after 3.1 MB"; "" = it is whole
	Took            time.Duration
	RequestID       string // Graph's
	ClientRequestID string // ours
	NextLink        string
	Count           int64    // @odata.count, or -1
	Rows            int      // elements of the top-level "value" array, or -1
	Notes           []string // what the client did by itself: waited, stepped up, added, left out
}

// lenient reads JSON as Graph and proxies send it. Duplicate names and broken UTF-8 are shown, not refused.
var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

// scan finds count, rows and next link at the top of a JSON body, decoding nothing else.
// A body that is no whole JSON object has none of them.
func (r *Result) scan() {
	r.NextLink, r.Count, r.Rows = "", -1, -1
	found := Result{Count: -1, Rows: -1}
	d := jsontext.NewDecoder(bytes.NewBuffer(r.Body), lenient...)
	if d.PeekKind() != '{' {
		return
	}
	d.ReadToken()
	for d.PeekKind() == '"' {
		if found.scanMember(d) != nil {
			return
		}
	}
	if _, err := d.ReadToken(); err != nil { // the closing brace
		return
	}
	r.NextLink, r.Count, r.Rows = found.NextLink, found.Count, found.Rows
}

func (r *Result) scanMember(d *jsontext.Decoder) error {
	name, err := d.ReadToken()
	if err != nil {
		return err
	}
	text := name.String() // before the next read: a token does not outlive it
	kind := d.PeekKind()
	switch {
	case text == "value" && kind == '[':
		r.Rows, err = countElements(d)
	case text == "@odata.nextLink" && kind == '"':
		var link jsontext.Token
		if link, err = d.ReadToken(); err == nil {
			r.NextLink = link.String()
		}
	case text == "@odata.count" && kind == '0':
		var number jsontext.Value
		if number, err = d.ReadValue(); err == nil {
			r.Count = countOf(number)
		}
	default:
		err = d.SkipValue()
	}
	return err
}

func countElements(d *jsontext.Decoder) (int, error) {
	d.ReadToken()
	n := 0
	for d.PeekKind() != ']' {
		if err := d.SkipValue(); err != nil {
			return 0, err
		}
		n++
	}
	_, err := d.ReadToken()
	return n, err
}

func countOf(number jsontext.Value) int64 {
	n, err := strconv.ParseInt(string(number), 10, 64)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// isHTML says whether the answer is a web page, whatever its type claims.
func isHTML(r *Result) bool {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "text/html" {
		return true
	}
	start := bytes.ToLower(bytes.TrimSpace(r.Body[:min(len(r.Body), 512)]))
	return bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html"))
}
