package graphquery

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Query is one request to Graph, as the person means it.
type Query struct {
	Method  string   // upper case; "" = GET
	Version string   // "v1.0" (also when "") or "beta"
	Path    string   // begins with "/", may carry ?options, decoded or encoded, as the person wrote it
	Header  []Header // in order, without Authorization
	Body    []byte
}

// Header is one header line of a query.
type Header struct{ Name, Value string }

// Methods and Versions are the valid choices, the usual one first.
var (
	Methods  = []string{"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS"}
	Versions = []string{"v1.0", "beta"}
)

// maxURL is more than Graph accepts; longer is an accident or an attack.
const maxURL = 32 << 10

// Verb is the method that is sent: Method, or GET where there is none.
func (q Query) Verb() string {
	if q.Method == "" {
		return "GET"
	}
	return q.Method
}

// API is the version that is asked: Version, or v1.0 where there is none.
func (q Query) API() string {
	if q.Version == "" {
		return Versions[0]
	}
	return q.Version
}

// String is the query as shown: "GET v1.0 /me?$select=id".
func (q Query) String() string {
	return q.Verb() + " " + q.API() + " " + q.Path
}

// Writes says whether the query can change something in the tenant.
// A header that tells a server to take another method counts as a write.
func (q Query) Writes() bool {
	for _, h := range q.Header {
		if name := strings.ToLower(h.Name); strings.HasPrefix(name, "x-http-method") || name == "x-method-override" {
			return true
		}
	}
	switch q.Verb() {
	case "GET", "HEAD", "OPTIONS":
		return false
	}
	return true
}

// URL is the address to send to, under graphBase, percent-encoded.
// What the person already encoded is not encoded again.
func (q Query) URL(graphBase string) (*url.URL, error) {
	if err := q.valid(); err != nil {
		return nil, err
	}
	text := strings.TrimSuffix(graphBase, "/") + "/" + q.API() + EncodePath(q.Path)
	if len(text) > maxURL {
		return nil, fmt.Errorf("the address is %d KiB long, Graph takes far less", len(text)>>10)
	}
	return allowed(graphBase, text)
}

func (q Query) valid() error {
	if !slices.Contains(Methods, q.Verb()) {
		return fmt.Errorf("%q is no method Graph knows; valid: %s", q.Method, strings.Join(Methods, ", "))
	}
	if !slices.Contains(Versions, q.API()) {
		return fmt.Errorf("%q is no version of Graph; valid: %s", q.Version, strings.Join(Versions, ", "))
	}
	if !strings.HasPrefix(q.Path, "/") {
		return errors.New("a path begins with /, such as /me")
	}
	if _, _, name := NextVariable(q.Path, 0); name != "" {
		return &MissingVariable{name}
	}
	return nil
}
