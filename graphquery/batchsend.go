package graphquery

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// batchRequest is an item as it is sent.
type batchRequest struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"` // below the version
	Headers   map[string]string `json:"headers,omitempty"`
	Body      any               `json:"body,omitempty"` // JSON as it is, else base64
	DependsOn []string          `json:"dependsOn,omitempty"`
}

// write makes the request of a job.
func (j *job) write() error {
	j.item = batchRequest{ID: j.id, Method: j.query.Verb(), Headers: map[string]string{}}
	_, j.item.URL, _ = strings.Cut(j.url.RequestURI(), "/"+j.query.API())
	if err := j.writeHeaders(); err != nil {
		return err
	}
	body := j.query.Body
	if len(body) == 0 {
		if verb := j.query.Verb(); verb != http.MethodPost && verb != http.MethodPatch {
			return nil
		}
		body = []byte("{}")
		j.notes = append(j.notes, "the body {} was added: in a batch Graph wants one")
	}
	kind := j.header("Content-Type")
	if kind == "" {
		kind = contentType(body)
		j.item.Headers["Content-Type"] = kind
		j.notes = append(j.notes, "Content-Type: "+kind+" was added")
	}
	switch {
	case !strings.HasSuffix(mediaType(http.Header{"Content-Type": {kind}}), "json"):
		j.item.Body = base64.StdEncoding.EncodeToString(body)
	case !json.Valid(body):
		return errors.New("its body is no valid JSON, although its Content-Type says so")
	default:
		j.item.Body = json.RawMessage(body)
	}
	return nil
}

// writeHeaders takes over the person's headers; JSON holds each name once.
func (j *job) writeHeaders() error {
	for _, h := range j.query.Header {
		if err := h.Valid(); err != nil {
			return err
		}
		if OwnHeader(h.Name) {
			j.notes = append(j.notes, leftOut(h))
			continue
		}
		name, value := h.Name, h.Value
		for there, first := range j.item.Headers {
			if strings.EqualFold(there, name) {
				name, value = there, first+", "+value
			}
		}
		j.item.Headers[name] = value
	}
	if j.requestID = j.header("client-request-id"); j.requestID == "" {
		j.requestID = newID()
		j.item.Headers["client-request-id"] = j.requestID
	}
	return nil
}

func (j *job) header(name string) string {
	for there, value := range j.item.Headers {
		if strings.EqualFold(there, name) {
			return value
		}
	}
	return ""
}

// send sends jobs as one request and reads the answers. Those that have to be sent again stay without one.
func (b *batch) send(ctx context.Context, jobs []*job) error {
	q := Query{Method: http.MethodPost, Version: jobs[0].query.API(), Path: "/$batch",
		Header: []Header{{"Content-Type", "application/json"}, {"Accept", "application/json"}}, Body: batchBody(jobs)}
	u, err := q.URL(b.client.Graph)
	if err != nil {
		return err
	}
	// Not through the gate: it asked about each item, and a batch of reads writes nothing.
	x := &exchange{client: b.client, query: q, url: u, claims: b.claims}
	b.asked = b.claims
	whole, err := x.run(ctx, func(rp *reply) error { return b.client.readWhole(ctx, rp) })
	if err != nil {
		return b.sendAgain(ctx, jobs, whole, err)
	}
	b.claims = x.claims
	if err := b.read(jobs, whole); err != nil {
		return err
	}
	return b.rest(ctx, jobs)
}

func batchBody(jobs []*job) []byte {
	items := make([]batchRequest, len(jobs))
	for i, j := range jobs {
		items[i] = j.item
		for _, need := range j.waiting() {
			items[i].DependsOn = append(items[i].DependsOn, need.id)
		}
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false) // an & stays readable
	_ = e.Encode(map[string]any{"requests": items})
	return bytes.TrimSpace(text.Bytes())
}

// sendAgain waits where a whole request may be sent once more. The exchange does so too, but takes it for a write,
// which it is not when all its items are reads.
func (b *batch) sendAgain(ctx context.Context, jobs []*job, r *Result, err error) error {
	again := Retry{At: b.client.now()}
	fault, failed := errors.AsType[*Failure](err)
	_, refused := errors.AsType[*Error](err)
	switch {
	case ctx.Err() != nil, slices.ContainsFunc(jobs, func(j *job) bool { return j.query.Writes() }):
		return err
	case failed && fault.passing && b.faults < maxFaults:
		again.Wait = b.client.jitter(firstDelay << b.faults)
		again.Why = "the connection failed: " + fault.What
		b.faults++
	case refused && r.Status != http.StatusTooManyRequests && busy(r.Status) && b.busy < maxRetries:
		again.Status, again.Wait = r.Status, b.waitAfter(r.Header, b.busy)
		again.Why = waitWhy(again.Wait, r.Status)
		b.busy++
	default:
		return err
	}
	if !b.mayWait(again.Wait) {
		return err
	}
	for _, j := range jobs {
		j.note(again)
	}
	b.client.tell(again.Why)
	return b.client.wait(ctx, again.Why, again.Wait)
}

// rest waits for the items that were throttled, for as long as the one that wants the longest.
func (b *batch) rest(ctx context.Context, jobs []*job) error {
	var wait time.Duration
	var again []*job
	for _, j := range jobs {
		if j.answer != nil || !busy(j.last.Status) {
			continue
		}
		one := b.waitAfter(j.last.Header, len(j.retries))
		if !b.mayWait(one) || len(j.retries) >= maxRetries {
			b.settle(j, j.last)
			continue
		}
		wait, again = max(wait, one), append(again, j)
	}
	if len(again) == 0 {
		return nil
	}
	why := waitWhy(wait, again[0].last.Status) + fmt.Sprintf(", for %d of %d", len(again), len(jobs))
	for _, j := range again {
		j.note(Retry{At: b.client.now(), Status: j.last.Status, Why: why, Wait: wait})
	}
	b.client.tell(why)
	return b.client.wait(ctx, why, wait)
}

func waitWhy(wait time.Duration, status int) string {
	return fmt.Sprintf("Graph asked to wait %s (%d)", roundedSeconds(wait), status)
}

func (j *job) note(again Retry) {
	j.notes, j.retries = append(j.notes, again.Why), append(j.retries, again)
}

// waitAfter is how long to wait after an answer that came for the tries-th time.
func (b *batch) waitAfter(h http.Header, tries int) time.Duration {
	if wait, said := retryAfter(h, b.client.now()); said {
		return wait
	}
	return b.client.jitter(min(firstPause<<tries, mostPause))
}

// mayWait says whether a wait is one that the program makes by itself, in the time that there is.
func (b *batch) mayWait(wait time.Duration) bool {
	return wait <= maxWait && !b.client.now().Add(wait).After(b.start.Add(b.client.within()))
}
