package graphsim

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
)

const batchAtMost = 20

// batchItem is one request of a $batch as it was sent.
type batchItem struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers"`
	Body      json.RawMessage   `json:"body"`
	DependsOn []string          `json:"dependsOn"`
}

// batchAnswer is one answer of a $batch. A body that is no JSON is base64.
type batchAnswer struct {
	ID      string            `json:"id"`
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers,omitempty"`
	Body    any               `json:"body,omitempty"`
}

// batch serves the items one after the other and answers them in another order than they were asked, as may happen.
func (q *request) batch() error {
	if q.http.Method != http.MethodPost {
		return wrongMethod()
	}
	data, err := io.ReadAll(io.LimitReader(q.http.Body, 4*bodyAtMost))
	var sent struct {
		Requests []batchItem `json:"requests"`
	}
	if err != nil || json.Unmarshal(data, &sent) != nil || !strings.HasPrefix(q.http.Header.Get("Content-Type"), "application/json") {
		return badRequest("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.")
	}
	if err := checkBatch(sent.Requests); err != nil {
		return err
	}
	answers := make([]batchAnswer, 0, len(sent.Requests))
	failed := map[string]bool{}
	for _, item := range sent.Requests {
		a := q.item(item, failed)
		failed[strings.ToLower(item.ID)] = a.Status >= 400
		answers = append(answers, a)
	}
	slices.Reverse(answers)
	body, err := json.Marshal(map[string]any{"responses": answers})
	if err != nil {
		return err
	}
	return q.answer.json(http.StatusOK, body)
}

// item serves one request of the batch, unless what it depends on has failed.
func (q *request) item(item batchItem, failed map[string]bool) batchAnswer {
	if slices.ContainsFunc(item.DependsOn, func(id string) bool { return failed[strings.ToLower(id)] }) {
		return q.refusedItem(item, refused(http.StatusFailedDependency, "FailedDependency", "One of the requests it depends on failed."))
	}
	if q.path.segments[0] == strings.Trim(item.URL, "/") {
		return q.refusedItem(item, refused(http.StatusBadRequest, "BadRequest", "A batch request cannot hold another batch request."))
	}
	r, err := q.requestOf(item)
	if err != nil {
		return q.refusedItem(item, badRequest("Invalid request URL '%s'.", item.URL).(*refusal))
	}
	kept := &keptAnswer{header: http.Header{}}
	q.server.ServeHTTP(kept, r)
	return kept.batched(item.ID)
}

type itemKey struct{}

// itemOf is the id of the batch's item that r is; "" = r came by itself.
func itemOf(r *http.Request) string {
	id, _ := r.Context().Value(itemKey{}).(string)
	return id
}

// requestOf is the item as a request of its own: with its own headers and the batch's bearer.
func (q *request) requestOf(item batchItem) (*http.Request, error) {
	body := []byte(item.Body)
	var packed string
	if !isJSON(item.contentType()) && json.Unmarshal(item.Body, &packed) == nil {
		if plain, err := base64.StdEncoding.DecodeString(packed); err == nil {
			body = plain
		}
	}
	ctx := context.WithValue(q.http.Context(), itemKey{}, item.ID)
	link := q.answer.base + "/" + q.path.version + "/" + strings.TrimPrefix(item.URL, "/")
	r, err := http.NewRequestWithContext(ctx, strings.ToUpper(item.Method), link, strings.NewReader(string(body)))
	if err != nil {
		return nil, err
	}
	for name, value := range item.Headers {
		r.Header.Set(name, value)
	}
	r.Header.Set("Authorization", q.http.Header.Get("Authorization"))
	return r, nil
}

func (q *request) refusedItem(item batchItem, why *refusal) batchAnswer {
	kept := &keptAnswer{header: http.Header{}}
	r := q.http.Clone(context.WithValue(q.http.Context(), itemKey{}, item.ID))
	q.server.newAnswer(kept, r).refuse(why)
	return kept.batched(item.ID)
}

func (i *batchItem) contentType() string {
	for name, value := range i.Headers {
		if strings.EqualFold(name, "Content-Type") {
			return value
		}
	}
	return ""
}

func isJSON(contentType string) bool {
	return strings.HasPrefix(strings.ToLower(contentType), "application/json")
}

// keptAnswer holds an answer that goes into a batch.
type keptAnswer struct {
	header http.Header
	status int
	body   []byte
}

func (k *keptAnswer) Header() http.Header { return k.header }
func (k *keptAnswer) WriteHeader(status int) {
	if k.status == 0 {
		k.status = status
	}
}
func (k *keptAnswer) Write(b []byte) (int, error) {
	k.WriteHeader(http.StatusOK)
	k.body = append(k.body, b...)
	return len(b), nil
}

// connectionHeaders belong to the connection, not to an item.
var connectionHeaders = []string{"Date", "Strict-Transport-Security", "Vary", "X-Ms-Ags-Diagnostic", "Client-Request-Id"}

func (k *keptAnswer) batched(id string) batchAnswer {
	headers := map[string]string{}
	for name := range maps.Keys(k.header) {
		if !slices.Contains(connectionHeaders, http.CanonicalHeaderKey(name)) {
			headers[name] = k.header.Get(name)
		}
	}
	a := batchAnswer{ID: id, Status: k.status, Headers: headers}
	switch {
	case len(k.body) == 0:
	case isJSON(k.header.Get("Content-Type")) && json.Valid(k.body):
		a.Body = json.RawMessage(k.body)
	default:
		a.Body = base64.StdEncoding.EncodeToString(k.body)
	}
	return a
}
