package graphsim

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

// smallFile is the most that one PUT may carry here.
const smallFile = 8 << 20

// unchanged applies If-Match: a stale tag is refused.
func (q *request) unchanged(tag string) error {
	if want := q.http.Header.Get("If-Match"); want != "" && want != "*" && want != tag {
		return refused(http.StatusPreconditionFailed, "resourceModified", "The If-Match header does not match the current ETag of the resource.")
	}
	return nil
}

func (q *request) renameItem(at place) error {
	if err := q.unchanged(at.item.eTag()); err != nil {
		return err
	}
	fields, err := q.body()
	if err != nil {
		return err
	}
	next := *at.item
	if json.Unmarshal(fields["name"], &next.name) != nil || next.name == "" {
		return refused(http.StatusBadRequest, "invalidRequest", "The name is missing or invalid.")
	}
	return q.entity(q.keep(at.drive, &next), "driveItems")
}

func (q *request) keep(d *drive, i *driveItem) *driveItem {
	st := &q.server.storage
	st.mu.Lock()
	defer st.mu.Unlock()
	return d.put(i)
}

func (q *request) deleteItem(at place) error {
	if err := q.unchanged(at.item.eTag()); err != nil {
		return err
	}
	st := &q.server.storage
	st.mu.Lock()
	at.drive.remove(at.item)
	st.mu.Unlock()
	return q.answer.noContent()
}

// putContent makes a small file, or puts new bytes into one.
func (q *request) putContent(at place) error {
	data, err := io.ReadAll(io.LimitReader(q.http.Body, smallFile+1))
	switch {
	case err != nil:
		return badRequest("The body could not be read.")
	case len(data) > smallFile:
		return refused(http.StatusRequestEntityTooLarge, "invalidRequest", "The file is too large for one request: use an upload session.")
	}
	next, status := at.next(q.http.Header.Get("Content-Type")), http.StatusCreated
	if at.item != nil {
		if err := q.unchanged(at.item.eTag()); err != nil {
			return err
		}
		status = http.StatusOK
	}
	next.size, next.content = int64(len(data)), bytes.NewReader(data)
	if next.created.IsZero() {
		next.created = q.answer.time
	}
	return q.madeItem(q.keep(at.drive, next), status)
}

// next is the item that will be at the place.
func (at place) next(mime string) *driveItem {
	if at.item != nil {
		next := *at.item
		next.mime = orElse(mime, next.mime)
		return &next
	}
	return &driveItem{name: at.name, parent: at.parent.id, mime: orElse(mime, "application/octet-stream")}
}

func (q *request) madeItem(i *driveItem, status int) error {
	b := q.context([]byte(`{`), "driveItems/$entity")
	return q.answer.json(status, append(q.appendObject(b, i, nil, false, nil), '}'))
}

// copyItem begins a copy. The monitor is on the second host.
func (q *request) copyItem(at place) error {
	fields, err := q.body()
	if err != nil {
		return err
	}
	copied := *at.item
	copied.id, copied.name, copied.created = "", "Copy of "+at.item.name, q.answer.time
	if raw, ok := fields["name"]; ok && json.Unmarshal(raw, &copied.name) != nil {
		return refused(http.StatusBadRequest, "invalidRequest", "The name is invalid.")
	}
	st := &q.server.storage
	st.mu.Lock()
	taken := at.drive.child(copied.parent, copied.name) != nil
	j := st.newJob("ItemCopy", q.answer.time, nil)
	j.finish = func() {
		j.result = at.drive.put(&copied).id
		j.location = q.answer.base + "/" + q.path.version + "/me/drive/items/" + j.result
	}
	st.mu.Unlock()
	if taken {
		return refused(http.StatusConflict, "nameAlreadyExists", "Name already exists")
	}
	h := q.answer.w.Header()
	if h.Set(j.said(), q.server.publish(at.drive.host, "/_api/v2.0/monitor", false, q.server.monitor(j))); j.RetryAfter != "" {
		h.Set("Retry-After", j.RetryAfter)
	}
	q.answer.send(http.StatusAccepted, "", nil)
	return nil
}
