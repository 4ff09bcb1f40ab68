package graphquery

import (
	"net/http"
	"slices"
	"strings"
)

// IfMatch is the header that makes q change the object of an earlier answer only if it still is as it was then.
// ok = there is one to offer: q is a PATCH, PUT or DELETE of that very object, the answer had an ETag, and q has no
// If-Match of its own. The answer has to be of q's environment, which it does not tell by itself.
func IfMatch(q Query, of *Result) (h Header, ok bool) {
	if of == nil || of.ETag == "" || of.Status < 200 || of.Status > 299 || of.Partial != "" {
		return Header{}, false
	}
	if !slices.Contains([]string{http.MethodPatch, http.MethodPut, http.MethodDelete}, q.Verb()) || of.Query.Verb() == http.MethodPost {
		return Header{}, false
	}
	if _, set := headerOf(q, "If-Match"); set || q.API() != of.Query.API() || objectPath(q.Path) != objectPath(of.Query.Path) {
		return Header{}, false
	}
	h = Header{"If-Match", of.ETag}
	return h, h.Valid() == nil
}

// objectPath is a path as a server reads it, without its options.
func objectPath(path string) string {
	base, _ := SplitOptions(path)
	return strings.TrimRight(unescaped(EncodePath(base)), "/")
}
