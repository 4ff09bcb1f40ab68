package graphquery

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"
)

// batchResponse is the answer to one item as it comes.
type batchResponse struct {
	ID      any             `json:"id"` // a text, of some services a number
	Status  int             `json:"status"`
	Headers map[string]any  `json:"headers"`
	Body    json.RawMessage `json:"body"`
}

// read gives the jobs of a request their answers. Those that are to be sent again get none.
func (b *batch) read(jobs []*job, whole *Result) error {
	var all struct {
		Responses *[]json.RawMessage `json:"responses"`
	}
	if err := json.Unmarshal(whole.Body, &all); err != nil || all.Responses == nil {
		return &Failure{Kind: ErrNotJSON, What: "the answer to the batch is no JSON with responses in it", Cause: err,
			Next: "look what was done before you send it again; send the queries one by one"}
	}
	came := map[string]*batchResponse{}
	twice := map[string]bool{}
	for _, text := range *all.Responses {
		var one batchResponse
		_ = json.Unmarshal(text, &one) // a wrong type leaves the rest filled in
		id := strings.ToLower(fmt.Sprint(one.ID))
		if twice[id] = came[id] != nil; !twice[id] {
			came[id] = &one
		}
	}
	for _, j := range jobs {
		id := strings.ToLower(j.id)
		b.take(j, came[id], whole, twice[id])
	}
	return nil
}

// take reads the answer to one job, or says that there is none.
func (b *batch) take(j *job, one *batchResponse, whole *Result, twice bool) {
	if one == nil || one.Status < 200 || one.Status > 999 {
		j.answer = &BatchAnswer{j.id, nil, j.missing(one)}
		return
	}
	r := j.result(one.Status)
	for name, value := range one.Headers {
		r.Header.Set(name, strings.ToValidUTF8(fmt.Sprint(value), "\uFFFD"))
	}
	r.Body = batchContent(one.Body, r.Header)
	r.RequestID = r.Header.Get("request-id")
	r.Took, r.Granted, r.Timing = whole.Took, whole.Granted, whole.Timing
	r.standing = whole.standing
	r.Notes = append(r.Notes, whole.Notes...)
	r.Retries = append(r.Retries, whole.Retries...)
	if twice {
		r.Notes = append(r.Notes, "Graph answered this item more than once; this is its first answer")
	}
	if location := r.Header.Get("Location"); location != "" && r.Status >= 300 && r.Status < 400 {
		r.Notes = append(r.Notes, fmt.Sprintf("%d points to %s; it was not followed", r.Status, j.leadsTo(location)))
	}
	if note := allowNote(r); note != "" {
		r.Notes = append(r.Notes, note)
	}
	r.scan()
	if b.again(j, r) {
		j.last = r
		return
	}
	b.settle(j, r)
}

// again says whether a job is to be sent once more after r: it was throttled, it failed only because what it needs
// was, or Graph wants a stronger sign-in and has not asked for one before.
func (b *batch) again(j *job, r *Result) bool {
	if claims := challengeClaims(r); claims != "" && b.asked == "" {
		b.claims = claims
		why := "Graph asked for a stronger sign-in (claims challenge); asked for a new token once"
		j.note(Retry{At: b.client.now(), Status: r.Status, Why: why})
		return true
	}
	if r.Status == http.StatusFailedDependency {
		return len(j.waiting()) > 0
	}
	return busy(r.Status) && (r.Status == http.StatusTooManyRequests || !j.query.Writes())
}

func (b *batch) settle(j *job, r *Result) {
	j.answer = &BatchAnswer{ID: j.id, Result: r}
	if r.Status >= 400 {
		j.answer.Err = b.client.refusal(r)
	}
}

// result is an answer to the job with nothing in it yet.
func (j *job) result(status int) *Result {
	return &Result{Query: j.query, URL: j.url.String(), Status: status, Header: http.Header{}, ClientRequestID: j.requestID,
		Count: -1, Rows: -1, Notes: j.notes[:len(j.notes):len(j.notes)], Retries: j.retries[:len(j.retries):len(j.retries)]}
}

// leadsTo is the host of a Location: the rest may be a key to the file.
func (j *job) leadsTo(location string) string {
	u, err := j.url.Parse(location)
	if err != nil {
		return "somewhere that cannot be read"
	}
	return originText(u)
}

// missing is the error of a job that a batch's answer has nothing usable about.
func (j *job) missing(one *batchResponse) error {
	f := &Failure{Kind: ErrUnreachable, What: fmt.Sprintf("Graph answered the batch, but not its item %s (%s)", j.id, j.query),
		Next: "send it again by itself"}
	if one != nil {
		f.What = fmt.Sprintf("Graph answered item %s of the batch (%s) with %d, which is no status", j.id, j.query, one.Status)
	}
	if j.query.Writes() {
		f.Next = "it may have been done: look before you send it again"
	}
	return f
}

// batchContent is the body of an item: JSON as it is, everything else out of its base64.
func batchContent(body json.RawMessage, h http.Header) []byte {
	kind := mediaType(h)
	var text string
	switch {
	case len(body) == 0 || string(body) == "null":
		return nil
	case kind == "" || strings.HasSuffix(kind, "json"), json.Unmarshal(body, &text) != nil:
		return body
	}
	plain, ok := unpackedText(text)
	if !ok || strings.HasPrefix(kind, "text/") && !utf8.Valid(plain) {
		return []byte(text) // a service may write a text as it is
	}
	return plain
}

// unpackedText undoes base64 in any of its spellings.
func unpackedText(text string) ([]byte, bool) {
	for _, as := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding, base64.RawURLEncoding} {
		if plain, err := as.DecodeString(text); err == nil {
			return plain, true
		}
	}
	return nil, false
}
