package graphquery

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"
)

func TestWhatComesOfAnAnswerIsTold(t *testing.T) {
	var whole bytes.Buffer
	whole.WriteString(`{"value":[`)
	for i := range 5000 {
		fmt.Fprintf(&whole, `{"id":%d},`, i)
	}
	whole.WriteString(`{}]}`)
	g := reaches(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for body := whole.Bytes(); len(body) > 0; {
			n := min(len(body), 5000)
			_, _ = w.Write(body[:n])
			flush(w)
			body = body[n:]
		}
	})
	var came []*Result
	g.Arriving = func(r *Result) { came = append(came, r) }
	r, err := g.runs(t, "/users")
	if err != nil || len(came) == 0 {
		t.Fatalf("%d times, %v", len(came), err)
	}
	last := 0
	for _, c := range came {
		if !bytes.HasPrefix(r.Body, c.Body) || len(c.Body) <= last || c.Status != 200 || c.Header.Get("Content-Type") != "application/json" || c.Rows != -1 {
			t.Fatalf("%d bytes came after %d, %d %v", len(c.Body), last, c.Status, c.Header)
		}
		last = len(c.Body)
	}
	if last != len(r.Body) {
		t.Errorf("%d of %d bytes were told", last, len(r.Body))
	}
}

func TestARefusalDoesNotArrive(t *testing.T) {
	g := reaches(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, `{"error":{"code":"Authorization_RequestDenied","message":"no"}}`)
	})
	g.Arriving = func(*Result) { t.Error("it arrived") }
	if _, err := g.runs(t, "/users"); err == nil {
		t.Error("no refusal")
	}
}

func TestPagesThatAreCollectedAreToldNowAndThen(t *testing.T) {
	const pages = 40
	g := reaches(t, nil)
	at := 0
	serve := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		at++
		link := ""
		if at < pages {
			link = fmt.Sprintf(`"@odata.nextLink":"%s/v1.0/users?page=%d",`, g.Graph, at)
		}
		fmt.Fprintf(w, `{%s"value":[{"id":%d}]}`, link, at)
	}
	*g = *reaches(t, serve)
	begin := time.Now()
	var asked atomic.Int64 // pages are asked for beside one another
	g.Now = func() time.Time { return begin.Add(time.Duration(asked.Add(1)) * 30 * time.Millisecond) }
	r, err := g.runs(t, "/users")
	if err != nil {
		t.Fatal(err)
	}
	var came []*Result
	g.Arriving = func(r *Result) { came = append(came, r) }
	all, err := g.Collect(t.Context(), r, 0, nil)
	if err != nil || all.Rows != pages || len(came) < 3 || len(came) > pages {
		t.Fatalf("%d rows, told %d times, %v", all.Rows, len(came), err)
	}
	whole, _ := io.ReadAll(all.Reader())
	for _, c := range came {
		body, _ := io.ReadAll(c.Reader())
		if !bytes.HasPrefix(whole, body) || c.Rows != c.Pages {
			t.Fatalf("%s is no beginning of %s", body, whole)
		}
	}
}
