package graphsim

import (
	"net/http"
	"strings"
	"time"
)

// makeTeam begins to make a team of a group. Its operation is on Graph itself, named without host and version.
func (q *request) makeTeam(g *Group) error {
	st := &q.server.storage
	st.mu.Lock()
	j := st.newJob("teamifyGroup", q.answer.time, nil)
	st.serial++
	j.result = guidOf(newSum("operation " + number(int(st.serial))))
	q.dir.keepJob(g.ID, j)
	st.mu.Unlock()
	h := q.answer.w.Header()
	h.Set(j.said(), "/teams('"+g.ID+"')/operations('"+j.result+"')")
	h.Set("Content-Location", "/teams('"+g.ID+"')")
	q.answer.send(http.StatusAccepted, "", nil)
	return nil
}

func (d *directory) keepJob(groupID string, j *job) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.jobs[strings.ToLower(groupID+"/"+j.result)] = j
}

func (d *directory) job(groupID, id string) *job {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.jobs[strings.ToLower(groupID+"/"+id)]
}

// teams serves /teams/{id}/operations/{id} alone.
func (q *request) teams(rest []string) error {
	if len(rest) != 3 || !strings.EqualFold(rest[1], "operations") {
		return noSegment(strings.Join(rest, "/"))
	}
	if err := q.read("teams/{id}/operations/{id}"); err != nil {
		return err
	}
	j := q.dir.job(rest[0], rest[2])
	if j == nil {
		return notFound(rest[2])
	}
	st := &q.server.storage
	st.mu.Lock()
	part := j.poll(q.answer.time)
	st.mu.Unlock()
	status := "inProgress"
	switch {
	case part == 1 && j.Fails:
		status = "failed"
	case part == 1:
		status = "succeeded"
	case j.RetryAfter != "":
		q.answer.w.Header().Set("Retry-After", j.RetryAfter)
	}
	return q.document("teams('"+rest[0]+"')/operations/$entity", map[string]any{
		"id": j.result, "operationType": j.name, "status": status, "attemptsCount": 1, "error": nil,
		"createdDateTime": j.began.Format(time.RFC3339), "lastActionDateTime": q.answer.time.Format(time.RFC3339),
		"targetResourceId": rest[0], "targetResourceLocation": "/teams('" + rest[0] + "')",
	})
}
