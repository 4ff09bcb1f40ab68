package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// documented is what a format makes of a document that is cut every n bytes.
func documented(t *testing.T, format, text string, n int) string {
	t.Helper()
	var out bytes.Buffer
	w, err := New(format, &out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var parts [][]byte
	for rest := []byte(text); len(rest) > 0; rest = rest[min(n, len(rest)):] {
		parts = append(parts, rest[:min(n, len(rest))])
	}
	before := fmt.Sprintf("%q", parts)
	if err := Document(t.Context(), w, parts, nil); err != nil {
		t.Fatalf("%s of %.80s: %v", format, text, err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprintf("%q", parts) != before {
		t.Errorf("the parts were changed")
	}
	return out.String()
}

func TestADocumentIsWrittenTheSameHoweverItIsCut(t *testing.T) {
	for _, tt := range []struct{ doc, ndjson, csv string }{
		{`{"@odata.context":"c","value":[{"a":1,"b":"x"},{"a":2}],"z":1}`, "{\"a\":1,\"b\":\"x\"}\n{\"a\":2}\n", "a,b\r\n1,x\r\n2,\r\n"},
		{"[\n  {\"a\": \"\u00e9\\u001b\"}\n]", "{\"a\": \"\u00e9\\u001b\"}\n", ""}, // a row on one line stays as it came
		{`{"a":1}` + "\n" + `{"a":[1,2]}` + "\n", "{\"a\":1}\n{\"a\":[1,2]}\n", "a\r\n1\r\n\"[1,2]\"\r\n"},
		{`[1,2] [3]`, "[1,2]\n[3]\n", ""},
		{`{"value":[]} {"value":[1]}`, "{\"value\":[]}\n{\"value\":[1]}\n", ""},
		{`{"a":{"b":[1,2]}}`, "{\"a\":{\"b\":[1,2]}}\n", ""},
		{`{"value":[]}`, "", ""},
		{"\ufeff" + `{"value":[1]}`, "1\n", ""},
	} {
		for _, n := range []int{1, 2, 3, 7, 1000} {
			if got := documented(t, "ndjson", tt.doc, n); got != tt.ndjson {
				t.Errorf("%q in pieces of %d as ndjson is %q", tt.doc, n, got)
			}
			if got := documented(t, "csv", tt.doc, n); tt.csv != "" && got != tt.csv {
				t.Errorf("%q in pieces of %d as csv is %q", tt.doc, n, got)
			}
		}
	}
}

func TestADocumentThatIsNoJSONIsRefused(t *testing.T) {
	for _, doc := range []string{"<html>", `{"value":[{"a":1},`, `{"a":1} {"b"`, `{"value":[1]}x`} {
		var out bytes.Buffer
		w, _ := New("ndjson", &out, Options{})
		if err := Document(t.Context(), w, [][]byte{[]byte(doc)}, nil); err == nil || !strings.Contains(err.Error(), "not JSON") {
			t.Errorf("%s: %v", doc, err)
		}
	}
}

func TestALargeDocumentTellsHowFarItIsAndStops(t *testing.T) {
	body := []byte(users(20_000))
	for _, doc := range [][]byte{body, bytes.ReplaceAll(bytes.TrimSuffix(bytes.SplitAfterN(body, []byte("["), 2)[1], []byte("]}")), []byte("},{"), []byte("}\n{"))} {
		var done int64
		w, _ := New("csv", new(bytes.Buffer), Options{})
		if err := Document(t.Context(), w, [][]byte{doc}, func(n int64) {
			if n < done {
				t.Errorf("%d after %d", n, done)
			}
			done = n
		}); err != nil || done < int64(len(doc))*9/10 || done > int64(len(doc)) {
			t.Errorf("%d of %d, %v", done, len(doc), err)
		}
		ctx, stop := context.WithCancel(t.Context())
		w, _ = New("csv", new(bytes.Buffer), Options{})
		if err := Document(ctx, w, [][]byte{doc}, func(int64) { stop() }); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	}
}
