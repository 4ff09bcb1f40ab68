package graphquery

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestATraceTellsEveryTryAndNoSecret(t *testing.T) {
	tries := 0
	g := reaches(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("request-id", "r-1")
		if tries++; tries == 1 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(429)
			return
		}
		_, _ = w.Write([]byte(`{"value":[]}`))
	})
	var events []TraceEvent
	g.Trace = func(e TraceEvent) { events = append(events, e) }
	if _, err := g.runs(t, "/users?$skiptoken=SECRET&$top=5&tempauth=SECRET"); err != nil {
		t.Fatal(err)
	}
	if len(events) != 2 || events[0].Status != 429 || events[1].Status != 200 || events[1].Bytes != 12 || events[1].RequestID != "r-1" || events[1].Tenant != fabrikamID {
		t.Fatalf("%+v", events)
	}
	wantText(t, events[0].URL, "/v1.0/users?", "$top=5", "$skiptoken=‹hidden›")
	if text := fmt.Sprintf("%+v", events); strings.Contains(text, "SECRET") || strings.Contains(text, "eyJ") {
		t.Error(text)
	}
	if first := events[0].Timing; first.TLS < first.Connect || first.FirstByte < first.TLS || first.LastByte < first.FirstByte || first.Connect == 0 || first.Reused {
		t.Errorf("%+v", first)
	}
	if !events[1].Timing.Reused {
		t.Error("the connection was not used again")
	}
}

func TestATraceSaysWhyATryWasNotTheLast(t *testing.T) {
	g := guestAt(answer{err: io.EOF}, busyAnswer(429, "2"), answer{status: 200, body: `{"value":[{"id":"1"}]}`})
	var events []TraceEvent
	g.Trace = func(e TraceEvent) { events = append(events, e) }
	_, err := g.Stream(t.Context(), Query{Path: "/users"}, Stream{}, func(*Part) error { return nil })
	if err != nil || len(events) != 3 {
		t.Fatalf("%v %+v", err, events)
	}
	wantText(t, events[0].Failed, "the connection to graph.microsoft.com broke")
	wantText(t, events[0].Again, "the connection failed")
	wantText(t, events[1].Again, "Graph asked to wait 2 s (429)")
	if last := events[2]; last.Again != "" || last.Failed != "" || last.Bytes != int64(len(`{"value":[{"id":"1"}]}`)) || last.ClientRequestID == "" || last.ClientRequestID == events[1].ClientRequestID {
		t.Errorf("%+v", last)
	}
}

func TestATokenInAPathStaysOutOfTracesAndTickets(t *testing.T) {
	for _, path := range []string{"/me/drive/root/delta(token='SECRET')", "/me/drive/root/delta(token=%27SECRET%27)?$top=5", "/me/drive/root/delta?(token='SECRET')", "/users/delta?$deltatoken=SECRET"} {
		got := redactedURL(base + "/v1.0" + path)
		ticket := (&Error{Status: 410, Method: "GET", URL: base + "/v1.0" + path}).Ticket()
		if strings.Contains(got+ticket, "SECRET") {
			t.Errorf("%s\n%s", got, ticket)
		}
		wantText(t, ticket, "delta")
	}
}

func FuzzRedactedAddresses(f *testing.F) {
	f.Add("tempauth", "x")
	f.Add("$skiptoken", "a=b&c")
	f.Fuzz(func(t *testing.T, name, value string) {
		u := &url.URL{Scheme: "https", Host: "graph.microsoft.com", Path: "/v1.0/me", RawQuery: url.Values{name + "sig": {"CANARY" + value}, "x": {"1"}}.Encode()}
		if got := redactedURL(u.String()); strings.Contains(got, "CANARY") || !strings.Contains(got, "x=1") {
			t.Errorf("%s became %s", u, got)
		}
	})
}
