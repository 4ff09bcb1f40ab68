package tui

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
	"unsafe"

	"graphguest/graphquery"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
)

// many is a collection of about n bytes.
func many(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"value":[`)
	for i := 0; b.Len() < n; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"displayName":"Person, \"of\" %d","tags":["a,b",{}]}`, i, i)
	}
	b.WriteString("]}")
	return b.Bytes()
}

func read(t *testing.T, from io.Reader, size int64) (*graphquery.Result, error) {
	t.Helper()
	l := newLoader("people.json")
	done := l.load(t.Context(), func() (io.ReadCloser, int64, error) { return io.NopCloser(from), size, nil })().(kit.QueryDone)
	return done.Result, done.Err
}

func TestAFileIsReadInPiecesThatAreOneDocument(t *testing.T) {
	body := many(11 << 20)
	whole := jsondoc.New(body)
	if err := whole.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
	for name, from := range map[string]io.Reader{
		"a file": bytes.NewReader(body), "a slow pipe": iotest.HalfReader(bytes.NewReader(body)),
	} {
		for _, size := range []int64{0, int64(len(body)), 1000} { // a size may be wrong by the time it is read
			r, err := read(t, from, size)
			if err != nil || len(r.More) < 2 {
				t.Fatalf("%s: %d pieces, %v", name, len(r.More)+1, err)
			}
			d := jsondoc.New(append([][]byte{r.Body}, r.More...)...)
			if err := d.Index(t.Context()); err != nil {
				t.Fatal(err)
			}
			lines, _ := d.Len()
			if want, _ := whole.Len(); lines != want || d.Size() != int64(len(body)) {
				t.Errorf("%s: %d lines of %d bytes, want %d of %d", name, lines, d.Size(), want, len(body))
			}
			for range 50 {
				at := rand.IntN(lines)
				if a, b := d.Lines(at, 1)[0].String(), whole.Lines(at, 1)[0].String(); a != b {
					t.Fatalf("%s: line %d is %q, want %q", name, at, a, b)
				}
			}
			from = bytes.NewReader(body)
		}
	}
}

func TestAFileOfKnownSizeIsReadIntoOneMemory(t *testing.T) {
	body := many(20 << 20)
	r, err := read(t, bytes.NewReader(body), int64(len(body)))
	if err != nil || len(r.More) < 4 {
		t.Fatalf("%d pieces, %v", len(r.More)+1, err)
	}
	before := r.Body
	for i, piece := range r.More {
		if unsafe.Pointer(unsafe.SliceData(piece)) != unsafe.Add(unsafe.Pointer(unsafe.SliceData(before)), len(before)) {
			t.Fatalf("piece %d lies elsewhere", i+1)
		}
		before = piece
	}
}

func TestATextWithoutAnEndIsReadWhole(t *testing.T) {
	body := `{"a":"` + strings.Repeat("x", 9<<20) + `"}`
	r, err := read(t, strings.NewReader(body), 0)
	if err != nil || r.Size() != int64(len(body)) {
		t.Errorf("%d bytes, %v", r.Size(), err)
	}
}

func TestAReadThatFailsKeepsWhatCame(t *testing.T) {
	body := many(200_000)
	r, err := read(t, io.MultiReader(bytes.NewReader(body[:150_000]), iotest.ErrReader(errors.New("the disk is gone"))), 0)
	if err == nil || r.Size() != 150_000 || !strings.Contains(r.Partial, "the disk is gone") {
		t.Errorf("%d bytes, %v, %q", r.Size(), err, r.Partial)
	}
}

func TestRowsOfAnNdjsonFileAreTold(t *testing.T) {
	if kind := newLoader("a.NDJSON").kind.Get("Content-Type"); kind != "application/x-ndjson" {
		t.Errorf("it is %q", kind)
	}
}
