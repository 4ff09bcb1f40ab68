package graphsim

import (
	"encoding/json"
	"net/http"
	"strings"
)

// settableOfGroup are the properties of a group that a PATCH may change.
var settableOfGroup = map[string]func(*Group, string){
	"displayName":  func(g *Group, v string) { g.DisplayName = v },
	"description":  func(g *Group, v string) { g.Description = v },
	"mailNickname": func(g *Group, v string) { g.MailNickname = v },
	"visibility":   func(g *Group, v string) { g.Visibility = v },
}

// writeGroup changes or deletes a group, or makes a team of it: a role can, with the scope for it.
func (q *request) writeGroup(rest []string) error {
	path := template(q.path.segments)
	if _, known := permissions["GET "+path]; !known && path != "groups/{id}/team" {
		return noSegment(rest[len(rest)-1])
	}
	if err := q.permit(q.http.Method, path); err != nil {
		return err
	}
	g := q.dir.group(rest[0])
	switch {
	case !q.caller.Admin:
		return denied()
	case g == nil:
		return notFound(rest[0])
	case q.http.Method == http.MethodPut:
		return q.makeTeam(g)
	case q.http.Method == http.MethodDelete:
		q.dir.changeGroup(g.ID, nil)
		return q.answer.noContent()
	}
	return q.patchGroup(g)
}

func (q *request) patchGroup(g *Group) error {
	fields, err := q.body()
	if err != nil {
		return err
	}
	texts := map[string]string{}
	for name, raw := range fields {
		var text *string
		switch {
		case groupKind.property(name) == nil:
			return badRequest("Invalid property '%s'.", name)
		case settableOfGroup[name] == nil:
			return refused(http.StatusBadRequest, "Request_BadRequest", "Property '%s' is read-only and cannot be set.", name)
		case json.Unmarshal(raw, &text) != nil:
			return refused(http.StatusBadRequest, "Request_BadRequest", "Invalid value specified for property '%s' of resource 'Group'.", name)
		}
		if texts[name] = ""; text != nil {
			texts[name] = *text
		}
	}
	q.dir.changeGroup(g.ID, func(now *Group) {
		for name, text := range texts {
			settableOfGroup[name](now, text)
		}
	})
	return q.written(q.dir.group(g.ID), "groups")
}

// deletedItems removes for good what was deleted before: DELETE /directory/deletedItems/{id}.
func (q *request) deletedItems(rest []string) error {
	if len(rest) != 2 || !strings.EqualFold(rest[0], "deletedItems") {
		return noSegment(strings.Join(rest, "/"))
	}
	if err := q.permit(q.http.Method, "directory/deletedItems/{id}"); err != nil {
		return err
	}
	if !q.caller.Admin {
		return denied()
	}
	if !q.dir.purge(rest[1]) {
		return notFound(rest[1])
	}
	return q.answer.noContent()
}
