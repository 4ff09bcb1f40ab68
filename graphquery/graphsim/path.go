package graphsim

import (
	"net/http"
	"net/url"
	"strings"
)

// requestPath is the path cut up: /v1.0/users/{id}/memberOf.
type requestPath struct {
	version  string
	segments []string // decoded; never empty texts
}

var keyInParentheses = pattern(`^([A-Za-z]+)\('(.*)'\)$`)

// splitPath decodes each segment by itself, so that an encoded # or slash stays within its segment.
func splitPath(r *http.Request) (requestPath, error) {
	var p requestPath
	for i, raw := range strings.Split(strings.Trim(r.URL.EscapedPath(), "/"), "/") {
		segment, err := url.PathUnescape(raw)
		if err != nil {
			return p, badRequest("The request URI is not valid.")
		}
		switch m := keyInParentheses().FindStringSubmatch(segment); {
		case i == 0:
			p.version = strings.ToLower(segment)
		case m != nil:
			p.segments = append(p.segments, m[1], strings.ReplaceAll(m[2], "''", "'"))
		case segment != "":
			p.segments = append(p.segments, segment)
		}
	}
	if p.version != "v1.0" && p.version != "beta" {
		return requestPath{version: "v1.0"}, badRequest("Invalid version.")
	}
	return p, nil
}
