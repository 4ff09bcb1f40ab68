package graphquery

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

const watchedAt = "https://contoso.sharepoint.com/_api/monitor?key=SECRET"

// accepted is the answer that begins an operation.
func accepted(at string) *Result {
	return &Result{Query: Query{Method: "POST", Path: "/drive/items/1/copy"}, URL: base + "/v1.0/drive/items/1/copy", Status: 202, Header: header("Location", at), RequestID: "r-1"}
}

func state(status string, percent int) answer {
	return answer{status: 202, body: fmt.Sprintf(`{"status":%q,"percentageComplete":%d}`, status, percent)}
}

func TestAnOperationElsewhereIsWatchedWithoutTheToken(t *testing.T) {
	g := guestAt(state("inProgress", 20), state("inProgress", 80), answer{status: 200, body: `{"status":"completed","resourceId":"x"}`})
	var told []MonitorState
	r, err := g.Monitor(t.Context(), accepted(watchedAt), func(s MonitorState) { told = append(told, s) })
	if err != nil || !strings.Contains(string(r.Body), "completed") || len(g.graph.asked) != 3 {
		t.Fatalf("%v %+v after %d polls", err, r, len(g.graph.asked))
	}
	if want := []MonitorState{{"inProgress", 20, 1}, {"inProgress", 80, 2}, {"completed", -1, 3}}; !slices.Equal(told, want) {
		t.Errorf("told %v", told)
	}
	if want := []time.Duration{1e9, 2e9, 4e9}; !slices.Equal(g.slept, want) {
		t.Errorf("slept %v", g.slept)
	}
	for _, asked := range g.graph.asked {
		if asked.URL.String() != watchedAt || asked.Header.Get("Authorization") != "" || asked.Header.Get("Cookie") != "" || asked.Header.Get("Client-Request-Id") != "" {
			t.Errorf("asked %s with %v", asked.URL, asked.Header)
		}
	}
	if len(g.claims) != 0 || strings.Contains(r.URL+strings.Join(r.Notes, ""), "SECRET") || r.RequestID != "r-1" {
		t.Errorf("%d tokens, %+v", len(g.claims), r)
	}
}

func TestAnOperationOfGraphItselfIsWatchedWithTheToken(t *testing.T) {
	for _, at := range []string{base + "/v1.0/teams('1')/operations('2')", "/teams('1')/operations('2')", "/v1.0/teams('1')/operations('2')"} {
		g := guestAt(answer{status: 200, body: `{"status":"running"}`}, answer{status: 200, body: `{"status":"succeeded"}`})
		if _, err := g.Monitor(t.Context(), accepted(at), nil); err != nil || len(g.graph.asked) != 2 {
			t.Fatalf("%v after %d polls", err, len(g.graph.asked))
		}
		if asked := g.graph.asked[0]; asked.URL.String() != base+"/v1.0/teams('1')/operations('2')" || asked.Header.Get("Authorization") == "" {
			t.Errorf("%s: asked %s", at, asked.URL)
		}
	}
}

func TestAnOperationEndsInManyWays(t *testing.T) {
	done := answer{status: 200, body: `{"id":"new"}`}
	for name, tt := range map[string]struct {
		answers []answer
		polls   int
	}{
		"the object itself": {[]answer{done}, 1},
		"failed":            {[]answer{state("failed", 10)}, 1},
		"see other":         {[]answer{{status: 303, header: header("Location", base+"/v1.0/drive/items/9")}, done}, 2},
		"nothing more":      {[]answer{{status: 204}}, 1},
	} {
		g := guestAt(tt.answers...)
		if r, err := g.Monitor(t.Context(), accepted(watchedAt), nil); err != nil || r == nil || len(g.graph.asked) != tt.polls {
			t.Errorf("%s: %v %+v after %d polls", name, err, r, len(g.graph.asked))
		}
	}
}

func TestAnOperationIsNotWatchedForEver(t *testing.T) {
	g := guestAt(state("inProgress", 1))
	now := g.Now()
	g.Now = func() time.Time { return now }
	g.Sleep = func(_ context.Context, d time.Duration) error { now = now.Add(d); return nil }
	if _, err := g.Monitor(t.Context(), accepted(watchedAt), nil); !errors.Is(err, ErrUnreachable) || len(g.graph.asked) > 200 {
		t.Errorf("%v after %d polls", err, len(g.graph.asked))
	}
	ctx, stop := context.WithCancel(t.Context())
	g.Sleep = nil
	stop()
	if _, err := g.Monitor(ctx, accepted(watchedAt), nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestWhereAnOperationCannotBeWatched(t *testing.T) {
	for _, at := range []string{"", "http://contoso.sharepoint.com/x", "javascript:1", "https://a:b@contoso.sharepoint.com/"} {
		g := guestAt(answer{status: 200})
		if _, err := g.Monitor(t.Context(), accepted(at), nil); err == nil || g.MonitorHost(accepted(at)) != "" || len(g.graph.asked) > 0 {
			t.Errorf("%q: %v, host %q", at, err, g.MonitorHost(accepted(at)))
		}
	}
	r := accepted("")
	r.Header = http.Header{"Operation-Location": {watchedAt}}
	if host := guestAt(answer{}).MonitorHost(r); host != "contoso.sharepoint.com" {
		t.Error(host)
	}
}

func TestAMonitorThatRefusesIsNoRefusalOfGraph(t *testing.T) {
	g := guestAt(answer{status: 404, body: "gone SECRET"})
	_, err := g.Monitor(t.Context(), accepted(watchedAt), nil)
	if err == nil || strings.Contains(err.Error(), "SECRET") {
		t.Fatal(err)
	}
	wantText(t, err.Error(), "contoso.sharepoint.com", "404")
}

func TestAMonitorMayFailNowAndThen(t *testing.T) {
	busy := answer{status: 503, header: header("Retry-After", "7")}
	reset := answer{err: io.EOF}
	g := guestAt(busy, reset, state("inProgress", 50), reset, answer{status: 200, body: `{"status":"completed"}`})
	if _, err := g.Monitor(t.Context(), accepted(watchedAt), nil); err != nil || len(g.graph.asked) != 5 || g.slept[1] != 7*time.Second {
		t.Errorf("%v after %d polls, slept %v", err, len(g.graph.asked), g.slept)
	}
	g = guestAt(busy)
	if _, err := g.Monitor(t.Context(), accepted(watchedAt), nil); !errors.Is(err, ErrUnreachable) || len(g.graph.asked) != 1+maxFaults {
		t.Errorf("%v after %d polls", err, len(g.graph.asked))
	}
}

func TestAMonitorIsAskedWhenItSays(t *testing.T) {
	hurried, late := state("running", 1), state("running", 2)
	hurried.header, late.header = header("Retry-After", "0"), header("Retry-After", "86400")
	g := guestAt(hurried, late, answer{status: 200, body: `{"status":"succeeded"}`})
	if _, err := g.Monitor(t.Context(), accepted(watchedAt), nil); err != nil || !slices.Equal(g.slept, []time.Duration{firstPoll, shortPoll, longPoll}) {
		t.Errorf("%v, slept %v", err, g.slept)
	}
}

func TestAnOperationThatFailsIsSaidToHave(t *testing.T) {
	g := guestAt(answer{status: 200, body: `{"status":"failed","error":{"code":"nameAlreadyExists","message":"It is\nthere \u001b[2J"}}`})
	r, err := g.Monitor(t.Context(), accepted(watchedAt), nil)
	if err != nil || len(r.Notes) != 1 || strings.Contains(r.Notes[0], "\x1b") {
		t.Fatalf("%v %+v", err, r)
	}
	wantText(t, r.Notes[0], "has ended as failed: nameAlreadyExists It is there")
	wantText(t, r.Failed, "failed: nameAlreadyExists It is there")
}

func TestWhatCameOutIsFetchedByTheSameRules(t *testing.T) {
	see := func(to string) answer { return answer{status: 303, header: header("Location", to)} }
	g := guestAt(see(base+"/v1.0/drive/items/9"), answer{status: 200, body: `{"id":"9","status":"enabled"}`})
	r, err := g.Monitor(t.Context(), accepted(watchedAt), nil)
	if err != nil || !strings.Contains(string(r.Body), `"9"`) || g.graph.asked[0].Header.Get("Authorization") != "" || g.graph.asked[1].Header.Get("Authorization") == "" {
		t.Errorf("%v %+v", err, r)
	}
	g = guestAt(see(elsewhere), answer{status: 200, body: "PNG"})
	if r, err = g.Monitor(t.Context(), accepted(watchedAt), nil); err != nil || string(r.Body) != "PNG" || len(g.claims) != 0 {
		t.Errorf("%v %+v", err, r)
	}
	g = guestAt(see(elsewhere))
	if _, err = g.Monitor(t.Context(), accepted(watchedAt), nil); err != nil || len(g.graph.asked) > 1+maxHops {
		t.Errorf("%v after %d requests", err, len(g.graph.asked))
	}
	g = guestAt(see("http://contoso.sharepoint.com/x"), answer{status: 200})
	if r, err = g.Monitor(t.Context(), accepted(watchedAt), nil); err != nil || r.Status != 303 || len(g.graph.asked) != 1 {
		t.Errorf("%v %+v", err, r)
	}
}

func TestStatesAreReadHoweverTheyAreSpelled(t *testing.T) {
	for body, tt := range map[string]struct {
		want MonitorState
		over bool // with 200
	}{
		`{"status":"inProgress","percentageComplete":27.8}`: {MonitorState{Status: "inProgress", Percent: 27.8}, false},
		`{"status":"Running","percentComplete":"35"}`:       {MonitorState{Status: "Running", Percent: 35}, false},
		`{"status":"completed","percentageComplete":250}`:   {MonitorState{Status: "completed", Percent: -1}, true},
		`{"status":"notStarted","percentageComplete":"x"}`:  {MonitorState{Status: "notStarted", Percent: -1}, false},
		`{"status":{"code":1}}`:                             {MonitorState{Percent: -1}, true},
		`{"id":"1","status":"enabled"}`:                     {MonitorState{Status: "enabled", Percent: -1}, true},
		`<html>`:                                            {MonitorState{Percent: -1}, true},
		``:                                                  {MonitorState{Percent: -1}, true},
	} {
		got, _ := readState([]byte(body))
		if got != tt.want || got.over(200) != tt.over {
			t.Errorf("%s = %+v, over %v", body, got, got.over(200))
		}
		if _, known := ended[strings.ToLower(got.Status)]; !known && got.over(202) {
			t.Errorf("%s: 202 is not the end", body)
		}
	}
}

func FuzzMonitorState(f *testing.F) {
	f.Add([]byte(`{"status":"failed","error":{"code":"x"},"percentageComplete":"1e400"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		s, why := readState(body)
		if s.Percent != -1 && !(s.Percent >= 0 && s.Percent <= 100) || strings.ContainsFunc(s.Status+why, unicode.IsControl) {
			t.Errorf("%q gave %+v, %q", body, s, why)
		}
	})
}
