package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"graphguest/graphquery"
	"graphguest/graphquery/library"
)

// following is a library with a saved delta query, and a run of it against h.
func following(t *testing.T, lib library.Library, h http.HandlerFunc) (out, said string, err error) {
	t.Helper()
	saved, err := lib.Find("changed")
	if err != nil {
		t.Fatal(err)
	}
	r, written, notes := asking(h, requestFlags{delta: true, format: "ndjson"})
	r.query = saved.Query
	_, err = r.changes(t.Context(), lib, saved)
	return written.String(), notes.String(), err
}

// changing is a Graph that follows changes: everything at first, then what its token says.
func changing(gone *bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		token := r.URL.Query().Get("$deltatoken")
		switch {
		case *gone && token != "":
			*gone = false
			w.WriteHeader(http.StatusGone)
			fmt.Fprint(w, `{"error":{"code":"resyncRequired","message":"start over"}}`)
		case token == "":
			fmt.Fprint(w, `{"@odata.deltaLink":"https://graph.example/v1.0/users/delta?$deltatoken=a%2Bb","value":[{"id":"1"},{"id":"2"}]}`)
		case token == "a+b":
			fmt.Fprint(w, `{"@odata.deltaLink":"https://graph.example/v1.0/users/delta?$deltatoken=c","value":[{"id":"2","@removed":{"reason":"deleted"}}]}`)
		default:
			fmt.Fprint(w, `{"@odata.deltaLink":"https://graph.example/v1.0/users/delta?$deltatoken=c","value":[]}`)
		}
	}
}

func TestChangesAreFollowedFromRunToRun(t *testing.T) {
	lib := library.Library{Dir: t.TempDir()}
	if _, err := lib.Save(library.Saved{Title: "Changed", Query: graphquery.Query{Path: "/users/delta"}}); err != nil {
		t.Fatal(err)
	}
	gone := false
	for i, want := range []struct{ out, said string }{{"{\"id\":\"1\"}\n{\"id\":\"2\"}\n", ""}, {"{\"id\":\"2\",\"@removed\":{\"reason\":\"deleted\"}}\n", ""}, {"", "no rows\n"}} {
		if out, said, err := following(t, lib, changing(&gone)); err != nil || out != want.out || said != want.said {
			t.Errorf("run %d: %v, %q, said %q", i+1, err, out, said)
		}
	}
	gone = true
	out, said, err := following(t, lib, changing(&gone))
	if err != nil || strings.Count(out, "\n") != 2 || !strings.Contains(said, "once more") {
		t.Errorf("after 410: %v, %q, said %q", err, out, said)
	}
}

func TestADeltaLinkIsKeptForItsTenantAlone(t *testing.T) {
	lib := library.Library{Dir: t.TempDir()}
	saved, err := lib.Save(library.Saved{Title: "Changed", Query: graphquery.Query{Path: "/users/delta"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := lib.KeepDelta(saved, labSecond, "https://graph.example/v1.0/users/delta?$deltatoken=c"); err != nil {
		t.Fatal(err)
	}
	gone := false
	if out, _, err := following(t, lib, changing(&gone)); err != nil || strings.Count(out, "\n") != 2 {
		t.Errorf("%v, %q", err, out)
	}
	saved, err = lib.Find("changed")
	if err != nil || !strings.HasSuffix(saved.DeltaLinks[labTenant], "a%2Bb") || !strings.HasSuffix(saved.DeltaLinks[labSecond], "=c") {
		t.Errorf("%v, %q", err, saved.DeltaLinks)
	}
}

func TestALinkToElsewhereIsNotFollowed(t *testing.T) {
	lib := library.Library{Dir: t.TempDir()}
	saved := library.Saved{Name: "changed", Query: graphquery.Query{Path: "/users/delta"}, DeltaLinks: map[string]string{labTenant: "https://evil.example/v1.0/users/delta?$deltatoken=c"}}
	r, out, _ := asking(func(http.ResponseWriter, *http.Request) { t.Error("something was asked") }, requestFlags{delta: true})
	r.query = saved.Query
	if _, err := r.changes(t.Context(), lib, saved); err == nil || !strings.Contains(err.Error(), "evil.example") || out.Len() > 0 {
		t.Errorf("%v, %q", err, out)
	}
}

func TestAQueryWithoutADeltaLinkSaysSo(t *testing.T) {
	lib := library.Library{Dir: t.TempDir()}
	if _, err := lib.Save(library.Saved{Title: "Changed", Query: graphquery.Query{Path: "/users"}}); err != nil {
		t.Fatal(err)
	}
	out, said, err := following(t, lib, says("application/json", `{"value":[{"id":"1"}]}`))
	if err != nil || out != "{\"id\":\"1\"}\n" || !strings.Contains(said, "no delta link") {
		t.Errorf("%v, %q, said %q", err, out, said)
	}
}
