package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery"
)

// graph is a Graph that a handler plays.
type graph http.HandlerFunc

func (g graph) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	g(w, r)
	return w.Result(), nil
}

// asking is a query to a Graph that answers with h, as the flags say; the answer goes to out, notes to said.
func asking(h http.HandlerFunc, f requestFlags) (r *request, out, said *bytes.Buffer) {
	out, said = &bytes.Buffer{}, &bytes.Buffer{}
	p := &program{streams: streams{out: out, err: said}}
	client := &graphquery.Client{Environment: "lab", Tenant: labTenant, Graph: "https://graph.example", HTTP: graph(h),
		Token: func(context.Context, string) (string, error) { return "opaque", nil },
		Sleep: func(context.Context, time.Duration) error { return nil }}
	return &request{program: p, client: client, query: graphquery.Query{Path: "/things"}, flags: &f, meter: startProgress(nil, time.Now)}, out, said
}

// says is a handler that answers with a body of a type.
func says(kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		_, _ = io.WriteString(w, body)
	}
}

// pages is a handler of so many pages of one row each.
func pages(n int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		at := 1
		_, _ = fmt.Sscanf(r.URL.Query().Get("page"), "%d", &at)
		w.Header().Set("Content-Type", "application/json")
		next := ""
		if at < n {
			next = fmt.Sprintf(`"@odata.nextLink":"https://graph.example/v1.0/things?page=%d",`, at+1)
		}
		fmt.Fprintf(w, `{%s"value":[{"id":%d}]}`, next, at)
	}
}

const jpeg = "\xff\xd8\xff\xe0\x00\x10JFIF\x00"

func TestEachAnswerIsWrittenAsItIs(t *testing.T) {
	for name, tt := range map[string]struct {
		says  http.HandlerFunc
		flags requestFlags
		out   string
	}{
		"rows":                 {pages(3), requestFlags{all: true, format: "ndjson"}, "{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n"},
		"rows up to a limit":   {pages(9), requestFlags{limit: 2}, "[\n  {\n    \"id\": 1\n  },\n  {\n    \"id\": 2\n  }\n]\n"},
		"one page":             {pages(3), requestFlags{format: "csv"}, "id\r\n1\r\n"},
		"markdown":             {pages(2), requestFlags{all: true, format: "markdown"}, "| id |\n| --- |\n| 1 |\n| 2 |\n"},
		"a filter":             {pages(3), requestFlags{limit: 2, jq: ".value[].id"}, "1\n2\n"},
		"one thing":            {says("application/json", `{"a":1}`), requestFlags{}, "{\n  \"a\": 1\n}\n"},
		"a number":             {says("text/plain", `20000`), requestFlags{format: "raw"}, "20000"},
		"a report":             {says("text/csv", "a,b\r\n1,2\r\n"), requestFlags{}, "a,b\r\n1,2\r\n"},
		"a picture to a pipe":  {says("image/jpeg", jpeg), requestFlags{}, jpeg},
		"nothing":              {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }, requestFlags{}, ""},
		"nothing for a filter": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }, requestFlags{jq: "."}, ""},
		"with its headers":     {says("application/json", `1`), requestFlags{include: true}, "HTTP 200\nContent-Type: application/json\n\n1\n"},
		"no rows":              {says("application/json", `{"value":[]}`), requestFlags{}, "[]\n"},
	} {
		t.Run(name, func(t *testing.T) {
			r, out, said := asking(tt.says, tt.flags)
			if _, err := r.answer(t.Context()); err != nil || out.String() != tt.out {
				t.Errorf("%v\n%q, want\n%q\nsaid %s", err, out, tt.out, said)
			}
		})
	}
}

func TestMoreRowsAreSaidAndNotAskedFor(t *testing.T) {
	asked := 0
	r, _, said := asking(func(w http.ResponseWriter, q *http.Request) { asked++; pages(3)(w, q) }, requestFlags{})
	if _, err := r.answer(t.Context()); err != nil || asked != 1 || !strings.Contains(said.String(), "--all") {
		t.Errorf("%v, asked %d times, said %q", err, asked, said)
	}
}

// An empty screen could as well be a fault.
func TestNoRowsAreSaidWhereNothingWouldBeSeen(t *testing.T) {
	for format, want := range map[string]string{"table": "no rows\n", "csv": "no rows\n", "markdown": "no rows\n", "ndjson": "no rows\n", "json": "", "raw": ""} {
		r, _, said := asking(says("application/json", `{"value":[]}`), requestFlags{format: format})
		if _, err := r.answer(t.Context()); err != nil || said.String() != want {
			t.Errorf("%s: %v, said %q", format, err, said)
		}
	}
}

func TestBinaryIsKeptFromATerminal(t *testing.T) {
	for _, format := range []string{"", "raw"} {
		r, out, _ := asking(says("image/jpeg", jpeg), requestFlags{format: format, include: true})
		r.outTTY = true
		_, err := r.answer(t.Context())
		if err == nil || out.Len() > 0 {
			t.Fatalf("%v, %q", err, out)
		}
		var told bytes.Buffer
		report(&told, err)
		for _, want := range []string{"image/jpeg", "ff d8 ff e0", "--out FILE"} {
			if !strings.Contains(told.String(), want) {
				t.Errorf("no %q in %s", want, told.String())
			}
		}
	}
	for text, binary := range map[string]bool{"plain": false, "Zoë": false, "": false, "a\x00b": true, "\xff\xfe": true, strings.Repeat("é", 2000)[:1023] + "é": true, strings.Repeat("é", 2000): false, "x" + strings.Repeat("é", 2000): false} {
		if isBinary([]byte(text)) != binary {
			t.Errorf("%.20q: binary %v", text, !binary)
		}
	}
}

func TestAFileIsWholeOrNotThere(t *testing.T) {
	name := filepath.Join(t.TempDir(), "out")
	broken := func(w http.ResponseWriter, q *http.Request) {
		if q.URL.Query().Get("page") == "3" {
			w.WriteHeader(404)
			return
		}
		pages(5)(w, q)
	}
	r, _, said := asking(broken, requestFlags{all: true, out: name})
	if _, err := r.answer(t.Context()); err == nil || !strings.Contains(said.String(), "stopped after 2 pages, 2 rows") {
		t.Errorf("%v, said %q", err, said)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(name), "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	r, out, _ := asking(says("image/jpeg", jpeg), requestFlags{out: name})
	if _, err := r.answer(t.Context()); err != nil || out.Len() > 0 {
		t.Fatalf("%v, %q", err, out)
	}
	info, err := os.Stat(name)
	if data, _ := os.ReadFile(name); err != nil || string(data) != jpeg || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %q, %v", err, data, info)
	}
}

func TestPagesThatGoInACircleLeaveWholeJSON(t *testing.T) {
	circle := says("application/json", `{"@odata.nextLink":"https://graph.example/v1.0/things?page=1","value":[{"id":1}]}`)
	r, out, said := asking(circle, requestFlags{all: true, format: "json"})
	_, err := r.answer(t.Context())
	if !errors.Is(err, graphquery.ErrPageLoop) || !strings.HasSuffix(out.String(), "\n]\n") || !strings.Contains(said.String(), "stopped after") {
		t.Errorf("%v, %q, said %q", err, out, said)
	}
}

func TestAReaderThatHasHadEnoughIsNoFault(t *testing.T) {
	stdout := &os.PathError{Op: "write", Path: os.Stdout.Name(), Err: brokenPipeError}
	if !readerGone(fmt.Errorf("page 3: %w", stdout)) {
		t.Error("standard output")
	}
	for _, err := range []error{nil, brokenPipeError, errors.New("x"), &os.PathError{Op: "write", Path: "file", Err: brokenPipeError}, &os.PathError{Op: "write", Path: os.Stdout.Name(), Err: os.ErrClosed}} {
		if readerGone(err) {
			t.Errorf("%v is a fault", err)
		}
	}
}
