package graphsim

import (
	"net/http"
	"strings"
)

// request is one admitted call: who calls, in which directory, for what.
type request struct {
	server *Server
	answer *answer
	http   *http.Request
	bearer *bearer
	dir    *directory
	caller *User
	path   requestPath
	opts   *options
}

// routes leads from the first segment to what serves it; rest is what follows.
var routes = map[string]func(q *request, rest []string) error{
	"me":                (*request).me,
	"users":             (*request).users,
	"groups":            (*request).groups,
	"applications":      (*request).applications,
	"serviceprincipals": (*request).servicePrincipals,
	"organization":      (*request).organization,
	"domains":           (*request).domains,
	"invitations":       (*request).invitations,
	"directory":         (*request).deletedItems,
	"planner":           (*request).planner,
	"reports":           (*request).reports,
	"teams":             (*request).teams,
}

func (q *request) route() error {
	if len(q.path.segments) == 0 {
		return q.serviceDocument()
	}
	first := q.path.segments[0]
	serve := routes[strings.ToLower(first)]
	if serve == nil {
		return noSegment(first)
	}
	return serve(q, q.path.segments[1:])
}

func (q *request) me(rest []string) error {
	return q.user(q.caller, "me", rest)
}

func (q *request) users(rest []string) error {
	if len(rest) == 0 || rest[0] == "$count" {
		if err := q.read("users"); err != nil {
			return err
		}
		if q.level() != SameAsMembers {
			return denied()
		}
		return q.collection(q.everyUser(), rest)
	}
	if isDelta(rest) {
		return q.delta(q.everyUser())
	}
	if err := q.permit(q.http.Method, "users/{id}"); err != nil {
		return err
	}
	u := q.dir.find(rest[0])
	own := q.own(u)
	switch {
	case !own && !q.holdsMoreThanOwn():
		return denied()
	case !own && q.level() == Restricted:
		return denied()
	case u == nil:
		return notFound(rest[0])
	}
	return q.user(u, "users/{id}", rest[1:])
}

// user serves one user and what hangs on it; from is the path as the permissions name it.
func (q *request) user(u *User, from string, rest []string) error {
	if len(rest) == 0 {
		return q.oneUser(u, from)
	}
	own := q.own(u)
	switch nav := strings.ToLower(rest[0]); nav {
	case "memberof", "transitivememberof":
		if err := q.read(from + "/memberOf"); err != nil {
			return err
		}
		if !own && q.level() != SameAsMembers {
			return denied()
		}
		r := q.groupsOf(u)
		r.deep = nav == "transitivememberof"
		return q.collection(r, rest[1:])
	case "approleassignments":
		if err := q.read(from + "/appRoleAssignments"); err != nil {
			return err
		}
		if !own && q.level() != SameAsMembers {
			return denied()
		}
		return q.collection(listRows(assignmentKind, "users('"+u.ID+"')/appRoleAssignments", q.dir.assignments(u)), rest[1:])
	case "directreports":
		if err := q.read(from + "/manager"); err != nil {
			return err
		}
		return q.collection(q.reportsTo(u), rest[1:])
	case "manager":
		if err := q.read(from + "/manager"); err != nil {
			return err
		}
		return q.manager(u, rest[1:])
	case "photo", "photos":
		return q.photo(u, rest)
	case "drive":
		return q.drive(u, from, rest[1:])
	case "planner":
		return q.planner(rest)
	}
	return noSegment(rest[0])
}

func (q *request) oneUser(u *User, from string) error {
	switch q.http.Method {
	case http.MethodGet, http.MethodHead:
		if err := q.permit(http.MethodGet, from); err != nil {
			return err
		}
		return q.entity(u, "users")
	case http.MethodPatch:
		return q.patchUser(u, from)
	case http.MethodDelete:
		return q.deleteUser(u, from)
	}
	return wrongMethod()
}

func (q *request) manager(u *User, rest []string) error {
	if len(rest) > 0 {
		return noSegment(rest[0])
	}
	boss := q.dir.find(u.ManagerID)
	if u.ManagerID == "" || boss == nil {
		return notFound("manager")
	}
	if q.level() == Restricted {
		return denied()
	}
	return q.entity(boss, "directoryObjects")
}

func (q *request) groups(rest []string) error {
	if len(rest) == 0 || rest[0] == "$count" {
		if err := q.read("groups"); err != nil {
			return err
		}
		if q.level() != SameAsMembers {
			return denied()
		}
		return q.collection(listRows(groupKind, "groups", q.dir.groups()), rest)
	}
	if isDelta(rest) {
		return q.delta(listRows(groupKind, "groups", q.dir.groups()))
	}
	if q.http.Method == http.MethodPatch || q.http.Method == http.MethodDelete || q.http.Method == http.MethodPut {
		return q.writeGroup(rest)
	}
	if err := q.read("groups/{id}"); err != nil {
		return err
	}
	g := q.dir.group(rest[0])
	switch {
	case q.level() == Restricted && (g == nil || !q.dir.belongs(q.caller, g)):
		return denied()
	case g == nil:
		return notFound(rest[0])
	case q.level() == Limited && g.hidden() && !q.dir.belongs(q.caller, g):
		return denied()
	case len(rest) == 1:
		return q.entity(g, "groups")
	}
	if nav := strings.ToLower(rest[1]); nav != "members" && nav != "transitivemembers" {
		return noSegment(rest[1])
	}
	if err := q.read("groups/{id}/members"); err != nil {
		return err
	}
	if !q.seesMembers(g) {
		return denied()
	}
	return q.collection(q.membersOf(g), rest[2:])
}

func (q *request) serviceDocument() error {
	type set struct {
		Name string `json:"name"`
		Kind string `json:"kind"`
		URL  string `json:"url"`
	}
	var sets []set
	for _, k := range entitySets {
		sets = append(sets, set{k.set, "EntitySet", k.set})
	}
	return q.document("", map[string]any{"value": sets})
}
