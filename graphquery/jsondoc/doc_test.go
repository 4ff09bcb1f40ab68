package jsondoc

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestEveryLineIsWhatAnIndependentPrinterPrints(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var b strings.Builder
		randomJSON(r, 6, &b)
		var want bytes.Buffer
		if err := json.Indent(&want, []byte(b.String()), "", "  "); err != nil {
			t.Fatalf("the generator wrote no JSON: %v in %s", err, b.String())
		}
		d := indexed(t, New([]byte(b.String())))
		if got := text(d, 0, 1<<20); got != strings.TrimSpace(want.String()) {
			t.Fatalf("of %s\ngot\n%s\nwant\n%s", b.String(), got, want.String())
		}
		if _, _, err := d.Fault(); err != nil {
			t.Fatalf("fault %v in %s", err, b.String())
		}
	}
}

func TestAnyWindowIsASliceOfTheWholeBeforeAndAfterIndexing(t *testing.T) {
	body := users(300_000)
	var want bytes.Buffer
	if err := json.Indent(&want, body, "", "  "); err != nil {
		t.Fatal(err)
	}
	whole := strings.Split(want.String(), "\n")
	fresh, done := New(body), indexed(t, New(body))
	if n, complete := done.Len(); n != len(whole) || !complete {
		t.Errorf("Len = %d, %v; want %d, true", n, complete, len(whole))
	}
	if n, complete := fresh.Len(); n != 0 || complete {
		t.Errorf("Len of a document nobody looked at = %d, %v", n, complete)
	}
	r := rand.New(rand.NewPCG(3, 4))
	from := []int{0, 1, 255, 256, 257, 511, 512, len(whole) - 1, len(whole), len(whole) + 1000}
	for range 200 {
		from = append(from, r.IntN(len(whole)+10))
	}
	for _, from := range from {
		n := r.IntN(60)
		part := whole[min(from, len(whole)):min(from+n, len(whole))]
		for _, d := range []*Doc{fresh, done} {
			if got := rows(d, from, n); !slices.Equal(got, part) {
				t.Fatalf("lines %d+%d = %q, want %q", from, n, got, part)
			}
		}
	}
	for i, l := range done.Lines(700, 3) {
		if l.Number != 701+i {
			t.Errorf("line %d is numbered %d", 701+i, l.Number)
		}
	}
}

func TestSpansNameWhatTheyAre(t *testing.T) {
	d := New([]byte(`{"a":"x","b":-1.0,"c":[true,null,{}]}`))
	want := [][]Span{
		{{Punct, "{"}},
		{{Key, `"a"`}, {Punct, ": "}, {String, `"x"`}, {Punct, ","}},
		{{Key, `"b"`}, {Punct, ": "}, {Number, "-1.0"}, {Punct, ","}},
		{{Key, `"c"`}, {Punct, ": "}, {Punct, "["}},
		{{Bool, "true"}, {Punct, ","}},
		{{Null, "null"}, {Punct, ","}},
		{{Punct, "{}"}},
		{{Punct, "]"}},
		{{Punct, "}"}},
	}
	for i, l := range d.Lines(0, 20) {
		if !slices.Equal(l.Spans, want[i]) {
			t.Errorf("line %d is %q, want %q", i+1, l.Spans, want[i])
		}
	}
	if n := len(d.Lines(-1, 5)) + len(d.Lines(0, -5)); n != 0 {
		t.Errorf("%d lines for a window that is none", n)
	}
}

func TestTextKeepsItsLines(t *testing.T) {
	for in, want := range map[string][]string{
		"":                nil,
		"one":             {"one"},
		"one\n":           {"one"},
		"one\r\n\n  two ": {"one", "", "  two "},
		`{"a":1}`:         {`{"a":1}`},
	} {
		d := indexed(t, NewText([]byte(in)))
		if got := rows(d, 0, 99); !slices.Equal(got, want) {
			t.Errorf("NewText(%q) has the lines %q, want %q", in, got, want)
		}
		if n, complete := d.Len(); n != len(want) || !complete {
			t.Errorf("NewText(%q).Len() = %d, %v", in, n, complete)
		}
		if _, _, err := d.Fault(); err != nil {
			t.Errorf("NewText(%q) has the fault %v", in, err)
		}
	}
	if got := NewText([]byte("x")).Lines(0, 1)[0].Spans[0].Kind; got != Plain {
		t.Errorf("a line of text is of kind %d", got)
	}
}

func TestIndexEndsWhenItIsCancelledAndCanBeRepeated(t *testing.T) {
	d := New(users(4_000_000))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.Index(ctx); err != context.Canceled {
		t.Fatalf("Index = %v", err)
	}
	if _, complete := d.Len(); complete {
		t.Error("complete after a cancelled index")
	}
	whole, _ := indexed(t, New(users(4_000_000))).Len()
	if n, _ := indexed(t, d).Len(); n != whole {
		t.Errorf("%d lines the second time, %d in one go", n, whole)
	}
}

func TestLinesCanBeReadWhileTheIndexRuns(t *testing.T) {
	d := New(users(4_000_000))
	done := make(chan error)
	go func() { done <- d.Index(t.Context()) }()
	for i := range 200 {
		if got := len(d.Lines(i*300, 10)); got != 10 {
			t.Fatalf("%d lines from %d", got, i*300)
		}
		d.Len()
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func indexed(t testing.TB, d *Doc) *Doc {
	t.Helper()
	if err := d.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

func rows(d *Doc, from, n int) (rows []string) {
	for _, l := range d.Lines(from, n) {
		rows = append(rows, l.String())
	}
	return rows
}

func text(d *Doc, from, n int) string { return strings.Join(rows(d, from, n), "\n") }
