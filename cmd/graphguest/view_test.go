package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// viewed is what view makes of a document that comes from r.
func viewed(t *testing.T, name string, r io.Reader, f viewFlags) (out, said string, err error) {
	t.Helper()
	if err := f.check(); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	p := &program{streams: streams{out: &stdout, err: &stderr}}
	err = p.convert(t.Context(), newDocument(name, r, 0), &f)
	return stdout.String(), stderr.String(), err
}

// guests are so many rows, a line each.
func guests(n int) (rows string) {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"id\":\"%d\",\"displayName\":\"Zoë %d\",\"tags\":[%d,{\"k\":null}]}\n", i, i, i)
	}
	return b.String()
}

// collected makes an answer of rows.
func collected(rows string) string {
	return `{"@odata.context":"c","value":[` + strings.ReplaceAll(strings.TrimSpace(rows), "\n", ",") + `],"@odata.count":1}`
}

func TestADocumentComesOutTheSameHoweverItComesIn(t *testing.T) {
	long := `{"id":"long","displayName":"` + strings.Repeat("x", 3<<20) + `"}` + "\n"
	for _, rows := range []string{guests(3), guests(30_000), guests(40) + long + guests(40) + long} {
		ways := map[string]string{"a collection": collected(rows), "an array": "[" + strings.ReplaceAll(strings.TrimSpace(rows), "\n", " , ") + "]"}
		if len(rows) < 1<<20 {
			ways["a sequence"] = rows
			ways["a sequence without anything between"] = strings.ReplaceAll(rows, "\n", "")
		}
		for way, doc := range ways {
			readers := map[string]io.Reader{"at once": strings.NewReader(doc), "with its end": iotest.DataErrReader(strings.NewReader(doc))}
			if len(doc) < 1<<20 {
				readers["byte by byte"] = iotest.OneByteReader(strings.NewReader(doc))
			}
			for how, r := range readers {
				if out, _, err := viewed(t, "-", r, viewFlags{format: "ndjson"}); err != nil || out != rows {
					t.Errorf("%s of %d bytes, %s: %v, %d bytes, want %d", way, len(doc), how, err, len(out), len(rows))
				}
			}
		}
	}
}

func TestADocumentIsIndentedAsItComes(t *testing.T) {
	for doc, want := range map[string]string{`{"a":[1,{}],"b":"\u202e"}`: "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"\\u202e\"\n}\n", "1": "1\n", "\ufeff[ ]": "[]\n", "": "", " \n": ""} {
		for _, r := range []io.Reader{strings.NewReader(doc), iotest.OneByteReader(strings.NewReader(doc))} {
			if out, _, err := viewed(t, "-", r, viewFlags{}); err != nil || out != want {
				t.Errorf("%q: %v, %q, want %q", doc, err, out, want)
			}
		}
	}
}

// Whoever pipes something slow sees its rows when they come.
func TestRowsOfAPipeAreWrittenBeforeItEnds(t *testing.T) {
	for _, f := range []viewFlags{{format: "ndjson"}, {format: "csv", columns: []string{"id"}}, {jq: ".value[].id"}, {format: "json"}} {
		from, to := io.Pipe()
		came := make(chan struct{})
		out := writerFunc(func(p []byte) (int, error) {
			if bytes.Contains(p, []byte("7")) {
				select {
				case <-came:
				default:
					close(came)
				}
			}
			return len(p), nil
		})
		if err := f.check(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() {
			p := &program{streams: streams{out: out, err: io.Discard}}
			ended <- p.convert(t.Context(), newDocument("-", from, 0), &f)
		}()
		_, _ = io.WriteString(to, `{"value":[{"id":7},`+strings.Repeat(`{"id":8},`, 100<<10))
		select {
		case <-came:
		case <-time.After(10 * time.Second):
			if f.format != "json" { // which gathers more
				t.Errorf("%+v: nothing came", f)
			}
		}
		_, _ = io.WriteString(to, `{"id":9}]}`)
		_ = to.Close()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

type writerFunc func(p []byte) (int, error)

func (w writerFunc) Write(p []byte) (int, error) { return w(p) }

func TestWhereADocumentBreaksIsSaid(t *testing.T) {
	for _, tt := range []struct{ doc, says, rows string }{
		{"{\"value\":[\n{\"id\":1},\n{\"id\":x}]}", "(line 3, byte 7 of it)", "{\"id\":1}\n"},
		{"[1,2,", "ends in the middle (line 1, byte 6 of it)", "1\n2\n"},
		{"{\"id\":1}\n{\"id\":2}\n{\"id\" 3}", "(line 3, byte 7 of it)", "{\"id\":1}\n{\"id\":2}\n"},
		{"{\"value\":[1]]", "stands where", "1\n"},
		{"<html>", "line 1, byte 1 of it", ""},
	} {
		for _, r := range []io.Reader{strings.NewReader(tt.doc), iotest.OneByteReader(strings.NewReader(tt.doc))} {
			out, _, err := viewed(t, "x.json", r, viewFlags{format: "ndjson"})
			if err == nil || !strings.Contains(err.Error(), tt.says) || !strings.HasPrefix(err.Error(), "x.json is not JSON") || out != tt.rows {
				t.Errorf("%q: %q, %v, want it to say %s", tt.doc, out, err, tt.says)
			}
		}
	}
	_, _, err := viewed(t, "x.json", io.MultiReader(strings.NewReader("[1,"), iotest.ErrReader(errors.New("the disk is gone"))), viewFlags{format: "csv"})
	if err == nil || !strings.Contains(err.Error(), "the disk is gone") {
		t.Error(err)
	}
}

func TestViewEndsWithItsContext(t *testing.T) {
	for _, f := range []viewFlags{{format: "csv"}, {}, {jq: "last(repeat(1))"}, {jq: ".value[].a"}} {
		if err := f.check(); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		p := &program{streams: streams{out: io.Discard, err: io.Discard}}
		endless := io.MultiReader(strings.NewReader(`{"value":[1`), endlessly(",1"))
		if f.jq == "last(repeat(1))" {
			endless = strings.NewReader("1")
		}
		time.AfterFunc(50*time.Millisecond, cancel)
		if err := p.convert(ctx, newDocument("-", endless, 0), &f); !errors.Is(err, context.Canceled) && f.jq != ".value[].a" {
			t.Errorf("%+v: %v", f, err)
		}
		cancel()
	}
}

// endlessly repeats a text.
type endlessly string

func (e endlessly) Read(p []byte) (int, error) {
	n := copy(p, strings.Repeat(string(e), 512))
	return n - n%len(e), nil
}
