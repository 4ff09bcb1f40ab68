package graphquery

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// ownHeaders are set here or by the transport; a person's are dropped, and said to be.
var ownHeaders = map[string]bool{
	"authorization": true, "cookie": true, "host": true, "content-length": true,
	"transfer-encoding": true, "connection": true, "keep-alive": true, "te": true, "trailer": true,
	"upgrade": true, "expect": true, "accept-encoding": true,
	"proxy-authorization": true, "proxy-connection": true,
}

// request builds the request of one try, without the token.
func (x *exchange) request() (*http.Request, error) {
	req := &http.Request{
		Method: x.query.Verb(), URL: x.url, Host: x.url.Host,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"User-Agent": {"graphguest"}, "Client-Request-Id": {newID()}},
	}
	if err := x.addHeaders(req.Header); err != nil {
		return nil, err
	}
	if body := x.query.Body; len(body) > 0 {
		x.addContentType(req.Header)
		req.ContentLength = int64(len(body))
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
		req.Body, _ = req.GetBody()
	}
	return req, nil
}

func (x *exchange) addHeaders(to http.Header) error {
	first := x.first() // say it once, not on every try
	for _, h := range x.query.Header {
		if err := h.Valid(); err != nil {
			return err
		}
		if ownHeaders[strings.ToLower(h.Name)] {
			if first {
				x.note(leftOut(h))
			}
			continue
		}
		switch strings.ToLower(h.Name) {
		case "user-agent", "client-request-id":
			to.Set(h.Name, h.Value)
		default:
			to.Add(h.Name, h.Value)
		}
	}
	return nil
}

func leftOut(h Header) string {
	return "the header " + h.Name + " was left out: the program sets it itself"
}

func (x *exchange) addContentType(to http.Header) {
	if to.Get("Content-Type") != "" {
		return
	}
	kind := contentType(x.query.Body)
	to.Set("Content-Type", kind)
	if x.first() {
		x.note("Content-Type: " + kind + " was added")
	}
}

// contentType is what a body looks like: JSON, XML, HTML, an image or another known kind of file, text, bytes. What
// begins like JSON counts as JSON, so that Graph says where it is broken.
func contentType(body []byte) string {
	text := bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\ufeff")), " \t\r\n")
	kind := http.DetectContentType(body)
	switch textual := strings.HasPrefix(kind, "text/"); {
	case jsontext.Value(body).IsValid(lenient...), textual && startsLikeJSON(text):
		return "application/json"
	case strings.HasPrefix(kind, "text/xml"), strings.HasPrefix(kind, "text/plain") && xmlStart().Match(text):
		return "application/xml"
	}
	return kind
}

var xmlStart = pattern(`^<[A-Za-z_][^<>]*>`)

func startsLikeJSON(text []byte) bool {
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// allowNote is the methods that an answer allows: what OPTIONS is asked for, and what a 405 would have taken.
func allowNote(r *Result) string {
	allow := strings.Join(r.Header.Values("Allow"), ", ")
	if allow == "" {
		return ""
	}
	return "Graph takes here: " + strings.Join(strings.FieldsFunc(allow, func(c rune) bool { return c == ',' || c <= ' ' }), ", ")
}

// Valid says why a header cannot be sent: a name with forbidden characters, or a value with a line break.
func (h Header) Valid() error {
	if h.Name == "" || strings.ContainsFunc(h.Name, func(r rune) bool {
		return r >= 0x7f || !isLetterOrDigit(byte(r)) && !strings.ContainsRune("!#$%&'*+-.^_`|~", r)
	}) {
		return fmt.Errorf("%q is no name for a header; write 'Name: value'", h.Name)
	}
	if strings.ContainsFunc(h.Value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
		return fmt.Errorf("the value of the header %s holds a line break or a control character", h.Name)
	}
	return nil
}

// newID is a random GUID (version 4).
func newID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
