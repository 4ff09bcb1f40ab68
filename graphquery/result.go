package graphquery

import (
	"bytes"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"graphguest/graphquery/jsonrows"
)

// Result is Graph's answer to one request.
type Result struct {
	Query           Query  // what was asked; a further page carries the query of the first
	URL             string // what was sent
	Status          int
	Header          http.Header // as it came; may hold addresses that open without a sign-in
	Body            []byte      // decompressed, otherwise as it came; of a collection of several pages its beginning
	More            [][]byte    // what follows Body: with it the pages are one JSON document
	Pages           int         // how many pages Body and More hold
	Partial         string      // why there is only the beginning: "the connection broke after 3.1 MB"; "" = it is whole
	Took            time.Duration
	RequestID       string // Graph's
	ClientRequestID string // ours
	NextLink        string
	DeltaLink       string   // @odata.deltaLink: asks for what changed since
	Count           int64    // @odata.count, or -1
	Rows            int      // elements of the top-level "value" array, or -1
	Removed         int      // rows with @removed: what a delta query says is gone
	ETag            string   // of the object, for If-Match: the header's, else @odata.etag at the top
	Granted         []string // the scopes of the token that was sent (scp), where it is readable
	Failed          string   // how the operation ended that it tells of, where that failed: "failed: nameAlreadyExists …"
	Notes           []string // what the client did by itself: waited, stepped up, added, left out
	Retries         []Retry  // every time that something was sent again, in order
	Timing          Timing   // of the last try

	standing standing // of the person, as the token that was sent says it
	from     string   // the host that the answer came from, where that is not Graph's
}

// Retry is a request that was sent again.
type Retry struct {
	At     time.Time
	Status int           // that made it necessary; 0 = no answer came
	Why    string        // in words
	Wait   time.Duration // before it was sent again
}

// Timing is when the parts of one try were over, counted from its beginning; 0 = there was no such part.
type Timing struct {
	Token, DNS, Connect, TLS, FirstByte, LastByte time.Duration
	Reused                                        bool // the connection was there already
}

// Wait is a pause before something is sent again.
type Wait struct {
	Why   string    // "Graph asked to wait 12 s (429)"; "" = the pause is over
	Until time.Time // by Client.Now
}

// Progress is how far an answer of many pages has come, all in all.
type Progress struct {
	Pages, Rows int
	Bytes       int64 // of bodies, decompressed
	Count       int64 // @odata.count, or -1
}

// Size is how many bytes came, decompressed.
func (r *Result) Size() int64 {
	n := int64(len(r.Body))
	for _, part := range r.More {
		n += int64(len(part))
	}
	return n
}

// Reader reads Body and More as one.
func (r *Result) Reader() io.Reader {
	parts := []io.Reader{bytes.NewReader(r.Body)}
	for _, part := range r.More {
		parts = append(parts, bytes.NewReader(part))
	}
	return io.MultiReader(parts...)
}

// lenient reads JSON as Graph and proxies send it. Duplicate names and broken UTF-8 are shown, not refused.
var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

// scan finds count, rows and links at the top of a JSON body, decoding nothing else. A body that is not JSON has
// none of them.
func (r *Result) scan() {
	var s jsonrows.Scanner
	r.NextLink, r.DeltaLink, r.Count, r.Rows, r.Removed = "", "", -1, -1, 0
	r.ETag = etagOf(r.Header, "")
	if s.Scan(r.Body, true) != nil {
		return
	}
	r.NextLink, r.DeltaLink, r.Count = s.NextLink(), s.DeltaLink(), countOf(s.Count())
	if s.Shape() == jsonrows.Collection {
		r.Rows, r.Removed = s.Counted()
	}
	r.ETag = etagOf(r.Header, s.ETag())
}

// countOf reads @odata.count; -1 = there is none.
func countOf(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// etagOf is the ETag of an object: the header's, else the one in its body.
func etagOf(h http.Header, inBody string) string {
	if tag := h.Get("ETag"); tag != "" {
		return tag
	}
	return inBody
}

// mediaType is the declared type of a body, in lower case, without its parameters.
func mediaType(h http.Header) string {
	text := h.Get("Content-Type")
	if kind, _, err := mime.ParseMediaType(text); err == nil {
		return kind
	}
	kind, _, _ := strings.Cut(text, ";")
	return strings.ToLower(strings.TrimSpace(kind))
}

// isHTML says whether the answer is a web page, whatever its type claims.
func isHTML(r *Result) bool {
	if mediaType(r.Header) == "text/html" {
		return true
	}
	start := bytes.ToLower(bytes.TrimSpace(r.Body[:min(len(r.Body), 512)]))
	return bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html"))
}
