package graphsim

import (
	"net/http"
	"strings"
)

// place is where a path leads within a drive: an item, or the name that something new would have in its folder.
type place struct {
	drive  *drive
	item   *driveItem // nil = not there yet
	parent *driveItem
	name   string
	path   string // as the permissions name it
}

// verbs are what can be asked of a place, behind its address.
var verbs = map[string]func(*request, place) error{
	"GET ": (*request).driveItem, "PATCH ": (*request).renameItem, "DELETE ": (*request).deleteItem,
	"GET children": (*request).children, "GET content": (*request).content, "PUT content": (*request).putContent,
	"POST copy": (*request).copyItem, "POST createuploadsession": (*request).createUpload,
}

// drive serves the caller's own drive.
func (q *request) drive(u *User, from string, rest []string) error {
	if len(rest) == 0 {
		if err := q.read("me/drive"); err != nil {
			return err
		}
	}
	if !q.own(u) {
		return refused(http.StatusForbidden, "accessDenied", "Access denied")
	}
	d := q.driveOf(u)
	if len(rest) == 0 {
		return q.entity(d, "drives")
	}
	at, verb, err := q.placeOf(d, rest)
	if err != nil {
		return err
	}
	method := q.http.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	serve := verbs[method+" "+strings.ToLower(verb)]
	path := strings.TrimSuffix(at.path+"/"+verb, "/")
	switch {
	case serve == nil && permissions["GET "+at.path+"/"+verb] == nil && verb != "" && verb != "copy" && verb != "createUploadSession":
		return noSegment(verb)
	case serve == nil:
		return wrongMethod()
	}
	if err := q.permit(method, path); err != nil {
		return err
	}
	if at.item == nil && method != http.MethodPut && !strings.EqualFold(verb, "createUploadSession") {
		return refused(http.StatusNotFound, "itemNotFound", "The resource could not be found.")
	}
	return serve(q, at)
}

// placeOf reads root, items/{id}, and the names between colons behind either: root:/Documents/Plan.json:/content.
func (q *request) placeOf(d *drive, rest []string) (at place, verb string, err error) {
	st := &q.server.storage
	st.mu.Lock()
	defer st.mu.Unlock()
	at = place{drive: d, path: "me/drive/items/{id}"}
	head := strings.TrimSuffix(rest[0], ":")
	byName := head != rest[0]
	switch {
	case strings.EqualFold(head, "root"):
		at.item = d.items[d.order[0]]
		if rest = rest[1:]; !byName && (len(rest) == 0 || strings.EqualFold(rest[0], "children")) {
			at.path = "me/drive/root"
		}
	case strings.EqualFold(head, "items") && len(rest) > 1:
		id := strings.TrimSuffix(rest[1], ":")
		byName = id != rest[1]
		at.item, rest = d.items[strings.ToLower(id)], rest[2:]
	default:
		return at, "", noSegment(rest[0])
	}
	for byName && len(rest) > 0 {
		name := strings.TrimSuffix(rest[0], ":")
		byName = name == rest[0]
		if at.item == nil {
			return at, "", refused(http.StatusNotFound, "itemNotFound", "The resource could not be found.")
		}
		at.parent, at.name, rest = at.item, name, rest[1:]
		at.item = d.child(at.parent.id, name)
	}
	if len(rest) > 1 {
		return at, "", noSegment(rest[1])
	}
	return at, strings.Join(rest, ""), nil
}

func (q *request) driveItem(at place) error { return q.entity(at.item, "driveItems") }

func (q *request) children(at place) error {
	st := &q.server.storage
	st.mu.Lock()
	all := at.drive.childrenOf(at.item.id)
	st.mu.Unlock()
	return q.collection(listRows(driveItemKind, "driveItems", all), nil)
}

// content leads to the second host, where the bytes are.
func (q *request) content(at place) error {
	if at.item.folder {
		return refused(http.StatusBadRequest, "invalidRequest", "You cannot get content for a folder")
	}
	q.answer.w.Header().Set("Location", q.server.download(at.item))
	q.answer.send(http.StatusFound, "", nil)
	return nil
}
