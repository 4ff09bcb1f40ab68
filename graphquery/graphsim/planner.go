package graphsim

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// plan is one person's tasks. A task is replaced, never changed; the list is held by storage.mu.
type plan struct{ tasks []*task }

// task is a Planner task: nobody changes one who does not say which state of it they have seen.
type task struct {
	id, title string
	percent   int
	created   time.Time
	version   int
}

func (t *task) kind() *kind      { return taskKind }
func (t *task) objectID() string { return t.id }

func (t *task) eTag() string {
	return `W/"` + base64.StdEncoding.EncodeToString([]byte("task "+t.id[:4]+" "+number(t.version))) + `"`
}

func (t *task) annotations(*request, bool) [][2]string { return [][2]string{{"@odata.etag", t.eTag()}} }

var taskKind = newKind("plannerTask", func() []*property {
	return []*property{
		text("id", func(t *task) string { return t.id }),
		text("title", func(t *task) string { return t.title }),
		other("percentComplete", "Int32", func(o object) any { return o.(*task).percent }),
		date("createdDateTime", func(t *task) time.Time { return t.created }),
		null("dueDateTime", "DateTimeOffset"),
	}
})

// planner serves /me/planner/tasks and /planner/tasks/{id}.
func (q *request) planner(rest []string) error {
	if strings.EqualFold(q.path.segments[0], "me") {
		rest = rest[1:]
		if len(rest) != 1 || !strings.EqualFold(rest[0], "tasks") {
			return noSegment("planner")
		}
		if err := q.read("me/planner/tasks"); err != nil {
			return err
		}
		return q.collection(listRows(taskKind, "plannerTasks", q.tasks()), nil)
	}
	if len(rest) != 2 || !strings.EqualFold(rest[0], "tasks") {
		return noSegment(strings.Join(rest, "/"))
	}
	if err := q.permit(q.http.Method, "planner/tasks/{id}"); err != nil {
		return err
	}
	all := q.tasks()
	at := slices.IndexFunc(all, func(t *task) bool { return strings.EqualFold(t.id, rest[1]) })
	if at < 0 {
		return refused(http.StatusNotFound, "", "The requested item is not found.")
	}
	if q.http.Method == http.MethodGet || q.http.Method == http.MethodHead {
		q.answer.w.Header().Set("ETag", all[at].eTag())
		return q.entity(all[at], "planner/tasks")
	}
	return q.writeTask(all[at])
}

// tasks are the caller's, furnished when first asked for.
func (q *request) tasks() []*task {
	p := q.plan()
	q.server.storage.mu.Lock()
	defer q.server.storage.mu.Unlock()
	return p.tasks
}

func (q *request) plan() *plan {
	st := &q.server.storage
	st.mu.Lock()
	defer st.mu.Unlock()
	key := strings.ToLower(q.dir.spec.ID + "/" + q.caller.ID)
	p := st.plans[key]
	if p == nil {
		p = &plan{}
		for i, title := range []string{"Review guest access", "Renew the certificate", "Write the report"} {
			id := strings.ReplaceAll(guidOf(newSum("task "+key+number(i))), "-", "")[:28]
			p.tasks = append(p.tasks, &task{id: id, title: title, percent: i * 50, created: q.caller.CreatedDateTime, version: 1})
		}
		st.plans[key] = p
	}
	return p
}

// writeTask changes or deletes a task, for those who name the state they have seen.
func (q *request) writeTask(t *task) error {
	if q.http.Header.Get("If-Match") == "" {
		return refused(http.StatusPreconditionRequired, "", "The If-Match header must be specified for this request.")
	}
	if err := q.unchanged(t.eTag()); err != nil {
		return refused(http.StatusPreconditionFailed, "", "The If-Match header contains an invalid value.")
	}
	next := *t
	next.version++
	if q.http.Method == http.MethodPatch {
		fields, err := q.body()
		if err != nil {
			return err
		}
		for name, raw := range fields {
			into := map[string]any{"title": &next.title, "percentComplete": &next.percent}[name]
			if into == nil || json.Unmarshal(raw, into) != nil {
				return badRequest("Invalid value specified for property '%s' of resource 'PlannerTask'.", name)
			}
		}
	}
	kept := &next
	if q.http.Method == http.MethodDelete {
		kept = nil
	}
	if !q.plan().replace(&q.server.storage.mu, t, kept) { // somebody was quicker
		return refused(http.StatusPreconditionFailed, "", "The If-Match header contains an invalid value.")
	}
	if kept == nil {
		return q.answer.noContent()
	}
	q.answer.w.Header().Set("ETag", next.eTag())
	return q.written(&next, "planner/tasks")
}

// replace puts a task into another's place, or takes it away.
func (p *plan) replace(mu *sync.Mutex, old, next *task) bool {
	mu.Lock()
	defer mu.Unlock()
	at := slices.Index(p.tasks, old)
	if at < 0 {
		return false
	}
	p.tasks = slices.Clone(p.tasks)
	if p.tasks[at] = next; next == nil {
		p.tasks = slices.Delete(p.tasks, at, at+1)
	}
	return true
}
