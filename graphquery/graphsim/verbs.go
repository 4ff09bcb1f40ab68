package graphsim

import (
	"net/http"
	"slices"
	"strings"
)

// allowed answers OPTIONS: which methods the path takes.
func (q *request) allowed() error {
	if len(q.path.segments) == 0 {
		return q.allow(http.MethodGet)
	}
	if routes[strings.ToLower(q.path.segments[0])] == nil {
		return noSegment(q.path.segments[0])
	}
	wanted := strings.ToLower(template(q.path.segments))
	var methods []string
	for call := range permissions {
		method, path, _ := strings.Cut(call, " ")
		if strings.ToLower(path) == wanted {
			methods = append(methods, method)
		}
	}
	if len(methods) == 0 {
		methods = []string{http.MethodGet}
	}
	slices.Sort(methods)
	return q.allow(methods...)
}

func (q *request) allow(methods ...string) error {
	if slices.Contains(methods, http.MethodGet) {
		methods = append(methods, http.MethodHead)
	}
	q.answer.w.Header().Set("Allow", strings.Join(append(methods, http.MethodOptions), ", "))
	q.answer.send(http.StatusOK, "", nil)
	return nil
}

// template is a path as the permissions name it: users/{id}/memberOf.
func template(segments []string) string {
	named := slices.Clone(segments)
	for i := range named {
		if i > 0 && keyed[strings.ToLower(segments[i-1])] && !strings.HasPrefix(named[i], "$") && !strings.EqualFold(named[i], "delta") {
			named[i] = "{id}"
		}
	}
	if last := len(named) - 1; named[last] == "$count" {
		named = named[:last]
	}
	return strings.Join(named, "/")
}

// keyed are the collections whose next segment is an id.
var keyed = nameSet("users", "groups", "applications", "serviceprincipals", "organization", "domains", "items", "tasks", "operations", "teams", "deleteditems")
