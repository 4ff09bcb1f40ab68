package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"graphguest/graphquery"
)

func TestALineIsToldFromAName(t *testing.T) {
	for text, line := range map[string]bool{
		"/me": true, "GET /me": true, "beta/me": true, "get beta /me": true, "https://graph.microsoft.com/v1.0/me": true, "v1.0/me": true,
		"who-am-i-here": false, "All guests": false, "Get guests": false, "GET": false,
	} {
		if isLine(text) != line {
			t.Errorf("%q: line %v", text, !line)
		}
	}
}

func TestEveryItemHasAnIDOfItsOwn(t *testing.T) {
	b := batchList{taken: map[string]bool{}}
	var ids []string
	for _, id := range []string{"", "2", "", "me", "ME", ""} {
		id = b.free(id)
		ids = append(ids, id)
		b.items = append(b.items, graphquery.BatchItem{ID: id})
	}
	if want := []string{"1", "2", "3", "me", "5", "6"}; !slices.Equal(ids, want) {
		t.Errorf("%q, want %q", ids, want)
	}
	b.items[2].DependsOn = []string{"2"}
	b.inOrder()
	if len(b.items[0].DependsOn) != 0 || !slices.Equal(b.items[2].DependsOn, []string{"2"}) || !slices.Equal(b.items[4].DependsOn, []string{"me"}) {
		t.Errorf("%+v", b.items)
	}
}

func TestWhatBecameOfEachQueryIsWritten(t *testing.T) {
	items := []graphquery.BatchItem{{ID: "a", Query: graphquery.Query{Path: "/users"}}, {ID: "b", Query: graphquery.Query{Path: "/me/photo/$value"}},
		{ID: "c", Query: graphquery.Query{Method: "PATCH", Version: "beta", Path: "/me"}}, {ID: "d", Query: graphquery.Query{Path: "/x\x1b[31m"}}}
	refused := &graphquery.Error{Status: 403, Code: "Authorization_RequestDenied", What: "guests may not <enumerate>"}
	answers := []graphquery.BatchAnswer{
		{ID: "b", Result: &graphquery.Result{Status: 200, Rows: -1, Body: []byte(jpeg), Header: http.Header{}}},
		{ID: "a", Result: &graphquery.Result{Status: 200, Rows: 1, RequestID: "r1", Body: []byte(`{"value":[{"a":1.0}]}`)}},
		{ID: "c", Result: &graphquery.Result{Status: 403, Rows: -1, Body: []byte(`plain "text"`)}, Err: refused},
	}
	var out bytes.Buffer
	p := &program{streams: streams{out: &out}}
	if err := p.writeBatch(items, answers, &batchFlags{}); err != nil {
		t.Fatal(err)
	}
	var all []batchFacts
	if err := json.Unmarshal(out.Bytes(), &all); err != nil || len(all) != 4 {
		t.Fatalf("%v\n%s", err, out.String())
	}
	if all[0].Rows == nil || *all[0].Rows != 1 || all[0].RequestID != "r1" || !strings.Contains(out.String(), `"a": 1.0`) {
		t.Errorf("%s", out.String())
	}
	if all[1].Base64 == "" || all[1].Body != nil || all[1].Rows != nil {
		t.Errorf("%+v", all[1])
	}
	if all[2].Status != 403 || all[2].URL != "/beta/me" || !strings.Contains(all[2].Error, "<enumerate>") || string(all[2].Body) != `"plain \"text\""` {
		t.Errorf("%+v", all[2])
	}
	if all[3].Error == "" || all[3].Status != 0 {
		t.Errorf("%+v", all[3])
	}
	out.Reset()
	if err := p.writeBatch(items, answers, &batchFlags{requestFlags: requestFlags{format: "table"}}); err != nil || strings.Contains(out.String(), "\x1b") || strings.Count(out.String(), "\n") != 5 {
		t.Errorf("%v\n%q", err, out.String())
	}
	if err := failedOf(answers); !errors.Is(err, refused) || !strings.HasPrefix(err.Error(), "1 of 3 queries failed") {
		t.Errorf("%v", err)
	}
}
