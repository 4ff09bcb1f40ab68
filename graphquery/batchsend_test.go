package graphquery

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestItemsOfABatchAreWrittenAsGraphReadsThem(t *testing.T) {
	g, graph := batchGuest(fine)
	g.Writable, g.Confirm = true, func(string, string) bool { return true }
	image := "\x89PNG\r\n\x1a\n\x00"
	_, err := g.Batch(t.Context(), []BatchItem{
		{ID: "filter", Query: Query{Path: "/users?$filter=displayName eq 'A & B'&$top=5"}},
		{ID: "guest", Query: Query{Path: "/users/a_b.com#EXT#@c.com"}},
		{ID: "headers", Query: Query{Path: "/me", Header: []Header{{"Prefer", "a"}, {"prefer", "b"}, {"client-request-id", "mine"}, {"Authorization", "Bearer mine"}}}},
		{ID: "json", Query: Query{Method: "PATCH", Path: "/users/1", Body: []byte(`{"a": "<&>"}`)}},
		{ID: "typed", Query: Query{Method: "PUT", Path: "/x", Header: []Header{{"content-type", "text/csv"}}, Body: []byte("a,b")}},
		{ID: "image", Query: Query{Method: "PUT", Path: "/me/photo/$value", Body: []byte(image)}},
		{ID: "action", Query: Query{Method: "POST", Path: "/users/1/revokeSignInSessions"}},
		{ID: "delete", Query: Query{Method: "DELETE", Path: "/users/1"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]sentItem{}
	for _, item := range graph.sent[0] {
		got[item.ID] = item
	}
	for id, want := range map[string]sentItem{
		"filter":  {Method: "GET", URL: "/users?$filter=displayName%20eq%20'A%20%26%20B'&$top=5"},
		"guest":   {Method: "GET", URL: "/users/a_b.com%23EXT%23@c.com"},
		"headers": {Method: "GET", URL: "/me", Headers: map[string]string{"Prefer": "a, b", "client-request-id": "mine"}},
		"json":    {Method: "PATCH", URL: "/users/1", Headers: map[string]string{"Content-Type": "application/json"}, Body: []byte(`{"a":"<&>"}`)},
		"typed":   {Method: "PUT", URL: "/x", Headers: map[string]string{"content-type": "text/csv"}, Body: packed("a,b")},
		"image":   {Method: "PUT", URL: "/me/photo/$value", Headers: map[string]string{"Content-Type": "image/png"}, Body: packed(image)},
		"action":  {Method: "POST", URL: "/users/1/revokeSignInSessions", Headers: map[string]string{"Content-Type": "application/json"}, Body: []byte(`{}`)},
		"delete":  {Method: "DELETE", URL: "/users/1"},
	} {
		item := got[id]
		if item.Method != want.Method || item.URL != want.URL || string(item.Body) != string(want.Body) {
			t.Errorf("%s: sent %s %s %s", id, item.Method, item.URL, item.Body)
		}
		for name, value := range want.Headers {
			if item.Headers[name] != value {
				t.Errorf("%s: %s is %q, want %q", id, name, item.Headers[name], value)
			}
		}
		if _, there := item.Headers["Authorization"]; there || len(item.Headers["client-request-id"]) == 0 || want.Body == nil && item.Headers["Content-Type"] != "" {
			t.Errorf("%s: sent %v", id, item.Headers)
		}
	}
}

func packed(body string) []byte {
	return []byte(`"` + base64.StdEncoding.EncodeToString([]byte(body)) + `"`)
}

func TestABatchThatIsWrongIsNotSent(t *testing.T) {
	for name, tt := range map[string]struct {
		items []BatchItem
		says  string
	}{
		"a name twice":       {[]BatchItem{{ID: "a", Query: Query{Path: "/me"}}, {ID: "A", Query: Query{Path: "/me"}}}, "are called A"},
		"an unknown name":    {[]BatchItem{{ID: "a", Query: Query{Path: "/me"}, DependsOn: []string{"b"}}}, `item a of the batch (GET v1.0 /me): it depends on "b"`},
		"itself":             {[]BatchItem{{ID: "a", Query: Query{Path: "/me"}, DependsOn: []string{"a"}}}, "does not stand before it"},
		"a later one":        {[]BatchItem{{ID: "a", Query: Query{Path: "/me"}, DependsOn: []string{"b"}}, {ID: "b", Query: Query{Path: "/me"}}}, "does not stand before it"},
		"a batch":            {[]BatchItem{{Query: Query{Method: "POST", Path: "/$Batch"}}}, "cannot hold another"},
		"an encoded batch":   {[]BatchItem{{Query: Query{Method: "POST", Path: "/%24batch?x"}}}, "cannot hold another"},
		"an open variable":   {[]BatchItem{{Query: Query{Path: "/users/{{id}}"}}}, "{{id}}"},
		"an unknown method":  {[]BatchItem{{Query: Query{Method: "FETCH", Path: "/me"}}}, "no method"},
		"a header in two":    {[]BatchItem{{Query: Query{Path: "/me", Header: []Header{{"A", "b\r\nC: d"}}}}}, "line break"},
		"JSON that is none":  {[]BatchItem{{Query: Query{Method: "POST", Path: "/x", Body: []byte(`{"a":`)}}}, "no valid JSON"},
		"the good with that": {[]BatchItem{{Query: Query{Path: "/me"}}, {Query: Query{Path: "me"}}}, "item 2 of the batch"},
	} {
		g, graph := batchGuest(fine)
		g.Writable, g.Confirm = true, func(string, string) bool { return true }
		answers, err := g.Batch(t.Context(), tt.items)
		if err == nil || !strings.Contains(err.Error(), tt.says) || len(answers) > 0 || len(graph.sent) > 0 {
			t.Errorf("%s: %v, sent %d, want it to say %q", name, err, len(graph.sent), tt.says)
		}
	}
}

func TestItemsWithoutANameGetTheirNumber(t *testing.T) {
	g, graph := batchGuest(fine)
	items := []BatchItem{{Query: Query{Path: "/me"}}, {ID: "3", Query: Query{Path: "/me"}}, {Query: Query{Path: "/me"}}}
	if _, err := g.Batch(t.Context(), items); err != nil || graph.shape() != "1 3 4" {
		t.Errorf("%s, %v", graph.shape(), err)
	}
}
