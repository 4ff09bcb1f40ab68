package graphquery

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// sentItem is an item of a batch as it arrives.
type sentItem struct {
	ID, Method, URL string
	Headers         map[string]string
	Body            json.RawMessage
	DependsOn       []string
}

// batchGraph answers each $batch with what says tells about its items: their status, and the rest of the answer.
type batchGraph struct {
	says    func(round int, item sentItem) string
	sent    [][]sentItem
	paths   []string
	headers []http.Header
}

func (g *batchGraph) RoundTrip(r *http.Request) (*http.Response, error) {
	data, _ := io.ReadAll(r.Body)
	var body struct{ Requests []sentItem }
	if err := json.Unmarshal(data, &body); err != nil {
		return nil, err
	}
	g.sent, g.paths, g.headers = append(g.sent, body.Requests), append(g.paths, r.URL.Path), append(g.headers, r.Header)
	var all []string
	for _, item := range body.Requests {
		if one := g.says(len(g.sent), item); one != "" {
			all = append(all, fmt.Sprintf(`{"id":%q,%s}`, item.ID, one))
		}
	}
	slices.Reverse(all)
	return &http.Response{StatusCode: 200, Header: header("request-id", "outer"), Request: r,
		Body: io.NopCloser(strings.NewReader(`{"responses":[` + strings.Join(all, ",") + `]}`))}, nil
}

func batchGuest(says func(round int, item sentItem) string) (*guest, *batchGraph) {
	g, b := guestAt(), &batchGraph{says: says}
	g.HTTP = b
	return g, b
}

func fine(int, sentItem) string {
	return `"status":200,"headers":{"Content-Type":"application/json"},"body":{}`
}

func asks(paths ...string) []BatchItem {
	items := make([]BatchItem, len(paths))
	for i, path := range paths {
		items[i].Query = Query{Path: path}
	}
	return items
}

// shape is which items went in which request: "1 2<1 | 3".
func (g *batchGraph) shape() string {
	rounds := make([]string, len(g.sent))
	for i, items := range g.sent {
		names := make([]string, len(items))
		for j, item := range items {
			names[j] = item.ID
			if len(item.DependsOn) > 0 {
				names[j] += "<" + strings.Join(item.DependsOn, ",")
			}
		}
		rounds[i] = strings.Join(names, " ")
	}
	return strings.Join(rounds, " | ")
}

func TestABatchIsOneRequestWithAnAnswerForEachItem(t *testing.T) {
	g, graph := batchGuest(func(_ int, item sentItem) string {
		switch item.URL {
		case "/me":
			return `"status":200,"headers":{"Content-Type":"application/json","request-id":"r-1"},"body":{"id":"1","@odata.etag":"W/\"x\""}`
		case "/users":
			return `"status":200,"body":{"value":[{},{}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=x"}`
		}
		return `"status":403,"headers":{"Content-Type":"application/json"},"body":{"error":{"code":"Authorization_RequestDenied","message":"no"}}`
	})
	answers, err := g.Batch(t.Context(), asks("/me", "/users", "/devices"))
	if err != nil || len(graph.sent) != 1 || graph.paths[0] != "/v1.0/$batch" || len(answers) != 3 {
		t.Fatal(err, graph.paths, answers)
	}
	me, users, devices := answers[0], answers[1], answers[2]
	if me.ID != "1" || me.Err != nil || me.Result.Status != 200 || me.Result.RequestID != "r-1" || me.Result.ETag != `W/"x"` || me.Result.URL != base+"/v1.0/me" {
		t.Errorf("%+v, %v", me.Result, me.Err)
	}
	if users.Result.Rows != 2 || !strings.HasSuffix(users.Result.NextLink, "$skiptoken=x") {
		t.Errorf("%+v", users.Result)
	}
	refusal, ok := errors.AsType[*Error](devices.Err)
	if !ok || refusal.Code != "Authorization_RequestDenied" || refusal.URL != base+"/v1.0/devices" || devices.Result.Status != 403 {
		t.Errorf("%+v, %v", devices.Result, devices.Err)
	}
	ids := map[string]bool{}
	for i, item := range graph.sent[0] {
		id := item.Headers["client-request-id"]
		if ids[id] || len(id) != 36 || answers[i].Result.ClientRequestID != id {
			t.Errorf("item %s went out as %q, its result says %q", item.ID, id, answers[i].Result.ClientRequestID)
		}
		ids[id] = true
	}
	if graph.headers[0].Get("Authorization") == "" || graph.headers[0].Get("client-request-id") == "" {
		t.Errorf("the request carried %v", graph.headers[0])
	}
}

func TestABatchOfReadsGoesThroughAReadOnlyEnvironment(t *testing.T) {
	g, graph := batchGuest(fine)
	g.Writable, g.Confirm = false, nil
	if _, err := g.Batch(t.Context(), asks("/me")); err != nil || len(graph.sent) != 1 {
		t.Error(err)
	}
	_, err := g.Batch(t.Context(), append(asks("/me"), BatchItem{Query: Query{Method: "DELETE", Path: "/users/1"}}))
	if !errors.Is(err, ErrReadOnly) || len(graph.sent) != 1 {
		t.Errorf("with a write: %v, sent %d", err, len(graph.sent))
	}
}

func TestEachWriteOfABatchIsAskedFor(t *testing.T) {
	g, graph := batchGuest(func(int, sentItem) string { return `"status":204` })
	var asked []string
	refuse := ""
	g.Writable = true
	g.Confirm = func(method, url string) bool {
		asked = append(asked, method+" "+url)
		return url != refuse
	}
	items := []BatchItem{
		{Query: Query{Method: "DELETE", Path: "/users/1"}},
		{Query: Query{Path: "/me"}},
		{Query: Query{Method: "PATCH", Path: "/users/2", Body: []byte(`{"a":1}`)}},
	}
	want := []string{"DELETE " + base + "/v1.0/users/1", "PATCH " + base + "/v1.0/users/2"}
	if answers, err := g.Batch(t.Context(), items); err != nil || !slices.Equal(asked, want) || answers[0].Result.Status != 204 {
		t.Errorf("asked %q, %v", asked, err)
	}
	refuse = base + "/v1.0/users/2"
	if _, err := g.Batch(t.Context(), items); !errors.Is(err, ErrNotConfirmed) || len(graph.sent) != 1 {
		t.Errorf("one was not confirmed: %v, sent %d batches", err, len(graph.sent))
	}
}

func TestABatchIsSplitAsGraphTakesIt(t *testing.T) {
	item := func(id, version string, on ...string) BatchItem {
		return BatchItem{ID: id, Query: Query{Version: version, Path: "/me"}, DependsOn: on}
	}
	many := make([]BatchItem, 45)
	chain := make([]BatchItem, 22)
	for i := range many {
		many[i] = item(fmt.Sprint(i+1), "")
	}
	for i := range chain {
		chain[i] = item(fmt.Sprint(i+1), "")
		if i > 0 {
			chain[i].DependsOn = []string{fmt.Sprint(i)}
		}
	}
	for name, tt := range map[string]struct {
		items []BatchItem
		want  string
	}{
		"nothing":             {nil, ""},
		"side by side":        {[]BatchItem{item("a", ""), item("b", "")}, "a b"},
		"by version":          {[]BatchItem{item("a", ""), item("b", "beta"), item("c", "v1.0")}, "a c | b"},
		"one after the other": {[]BatchItem{item("a", ""), item("b", "", "A"), item("c", "", "b")}, "a b<a c<b"},
		"two of one":          {[]BatchItem{item("a", ""), item("b", "", "a"), item("c", "", "a")}, "a b<a | c"},
		"one of two":          {[]BatchItem{item("a", ""), item("b", ""), item("c", "", "a", "b")}, "a b | c"},
		"across versions":     {[]BatchItem{item("a", ""), item("b", "beta", "a"), item("c", "", "b")}, "a | b | c"},
		"more than 20":        {many, numbers(1, 20) + " | " + numbers(21, 40) + " | " + numbers(41, 45)},
	} {
		g, graph := batchGuest(fine)
		answers, err := g.Batch(t.Context(), tt.items)
		if err != nil || graph.shape() != tt.want {
			t.Errorf("%s: sent %q, want %q (%v)", name, graph.shape(), tt.want, err)
		}
		for i, a := range answers {
			if a.ID != tt.items[i].ID || a.Err != nil {
				t.Errorf("%s: answer %d is of %s: %v", name, i, a.ID, a.Err)
			}
		}
	}
	g, graph := batchGuest(fine)
	if _, err := g.Batch(t.Context(), chain); err != nil || len(graph.sent) != 2 || !strings.HasSuffix(graph.shape(), " 20<19 | 21 22<21") {
		t.Errorf("a chain of 22: %s, %v", graph.shape(), err)
	}
}

func numbers(from, to int) string {
	var all []string
	for n := from; n <= to; n++ {
		all = append(all, fmt.Sprint(n))
	}
	return strings.Join(all, " ")
}

func TestWhatDependsOnAFailureIsNotSent(t *testing.T) {
	g, graph := batchGuest(func(_ int, item sentItem) string {
		if item.ID == "a" {
			return `"status":404,"body":{"error":{"code":"Request_ResourceNotFound"}}`
		}
		return fine(0, item)
	})
	answers, err := g.Batch(t.Context(), []BatchItem{
		{ID: "a", Query: Query{Path: "/users/1"}},
		{ID: "b", Query: Query{Version: "beta", Path: "/me"}, DependsOn: []string{"a"}},
		{ID: "c", Query: Query{Version: "beta", Path: "/me"}, DependsOn: []string{"b"}},
		{ID: "d", Query: Query{Path: "/me"}},
	})
	if err != nil || graph.shape() != "a d" {
		t.Fatal(graph.shape(), err)
	}
	for i, on := range []string{1: "a", 2: "b"} {
		if on == "" {
			continue
		}
		refusal, ok := errors.AsType[*Error](answers[i].Err)
		if !ok || refusal.Status != 424 || answers[i].Result.Status != 424 {
			t.Errorf("%s: %v", answers[i].ID, answers[i].Err)
			continue
		}
		wantText(t, refusal.Error(), "424", "not sent", on)
	}
	if answers[3].Err != nil {
		t.Error(answers[3].Err)
	}
}

func TestThrottledItemsAreSentAgainAfterTheLongestWait(t *testing.T) {
	g, graph := batchGuest(func(round int, item sentItem) string {
		switch {
		case round == 1 && item.ID == "1":
			return `"status":429,"headers":{"Retry-After":"2.5"}`
		case round == 1 && item.ID == "3":
			return `"status":429,"headers":{"retry-after":"7"}`
		case round == 1 && item.ID == "4":
			return `"status":429,"headers":{"Retry-After":"500"}`
		}
		return fine(round, item)
	})
	var waits []Wait
	g.Waiting = func(w Wait) { waits = append(waits, w) }
	answers, err := g.Batch(t.Context(), asks("/me", "/users", "/groups", "/devices"))
	if err != nil || graph.shape() != "1 2 3 4 | 1 3" || !slices.Equal(g.slept, []time.Duration{7 * time.Second}) {
		t.Fatal(graph.shape(), g.slept, err)
	}
	if len(waits) != 2 || !waits[0].Until.Equal(g.Now().Add(7*time.Second)) || waits[1] != (Wait{}) {
		t.Errorf("the wait was told as %+v", waits)
	}
	r := answers[2].Result
	if r.Status != 200 || len(r.Retries) != 1 || r.Retries[0].Status != 429 || r.Retries[0].Wait != 7*time.Second || !strings.Contains(strings.Join(r.Notes, ""), "7 s") {
		t.Errorf("%+v", r)
	}
	if len(answers[1].Result.Retries) != 0 {
		t.Errorf("what was not throttled says %v", answers[1].Result.Retries)
	}
	wantText(t, answers[3].Err.Error(), "429", "longer than the program waits")
}

func TestAChainWhoseBeginningIsThrottledIsSentAgainFromThere(t *testing.T) {
	g, graph := batchGuest(func(round int, item sentItem) string {
		switch {
		case round == 1 && item.ID == "2":
			return `"status":429`
		case round == 1 && item.ID > "2":
			return `"status":424`
		}
		return fine(round, item)
	})
	items := asks("/me", "/me", "/me", "/me")
	for i := 1; i < 4; i++ {
		items[i].DependsOn = []string{fmt.Sprint(i)}
	}
	answers, err := g.Batch(t.Context(), items)
	if err != nil || graph.shape() != "1 2<1 3<2 4<3 | 2 3<2 4<3" || len(g.slept) != 1 {
		t.Fatal(graph.shape(), g.slept, err)
	}
	for _, a := range answers {
		if a.Err != nil || a.Result.Status != 200 {
			t.Errorf("%s: %v", a.ID, a.Err)
		}
	}
}

func TestAnItemThatIsThrottledForEverEnds(t *testing.T) {
	g, graph := batchGuest(func(int, sentItem) string { return `"status":429,"headers":{"Retry-After":"1"}` })
	answers, err := g.Batch(t.Context(), asks("/me"))
	if err != nil || len(graph.sent) != maxRetries+1 || !errors.Is(answers[0].Err, ErrThrottled) {
		t.Errorf("asked %d times: %v, %v", len(graph.sent), err, answers)
	}
	g, graph = batchGuest(func(int, sentItem) string { return `"status":429,"headers":{"Retry-After":"100"}` })
	g.Within = time.Minute
	if answers, _ := g.Batch(t.Context(), asks("/me")); len(graph.sent) != 1 || answers[0].Result.Status != 429 {
		t.Errorf("a wait beyond the time there is was begun: %d", len(graph.sent))
	}
}

func TestWritesAreNotRepeatedWhereTheyMayHaveBeenDone(t *testing.T) {
	g, graph := batchGuest(func(round int, item sentItem) string {
		if round == 1 {
			return `"status":503`
		}
		return fine(round, item)
	})
	g.Writable, g.Confirm = true, func(string, string) bool { return true }
	answers, _ := g.Batch(t.Context(), append(asks("/me"), BatchItem{Query: Query{Method: "DELETE", Path: "/users/1"}}))
	if graph.shape() != "1 2 | 1" || answers[0].Err != nil || answers[1].Result.Status != 503 {
		t.Errorf("%s: %v, %v", graph.shape(), answers[0].Err, answers[1].Err)
	}
}

func TestAnEndEndsTheWaitOfABatch(t *testing.T) {
	g, _ := batchGuest(func(_ int, item sentItem) string {
		if item.ID == "1" {
			return `"status":429,"headers":{"Retry-After":"5"}`
		}
		return fine(0, item)
	})
	ctx, cancel := context.WithCancel(t.Context())
	g.Sleep = func(ctx context.Context, _ time.Duration) error { cancel(); return ctx.Err() }
	items := asks("/me", "/users", "/groups")
	items = append(items, BatchItem{Query: Query{Path: "/devices"}, DependsOn: []string{"1"}})
	answers, err := g.Batch(ctx, items)
	if !errors.Is(err, context.Canceled) || len(answers) != 4 {
		t.Fatal(answers, err)
	}
	if answers[0].Result.Status != 429 || answers[1].Err != nil || !errors.Is(answers[3].Err, context.Canceled) {
		t.Errorf("%v, %v, %v", answers[0].Err, answers[1].Err, answers[3].Err)
	}
}
