package graphquery

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
)

// reaches is a guest before a real server instead of answers that are made up.
func reaches(t *testing.T, handler http.HandlerFunc) *guest {
	t.Helper()
	server := httptest.NewTLSServer(handler)
	t.Cleanup(server.Close)
	g := guestAt(answer{})
	g.Graph, g.HTTP = server.URL, server.Client().Transport
	return g
}

// reads is a guest whose answer has this body.
func reads(status int, body io.Reader) *guest {
	g := guestAt(answer{})
	g.HTTP = transport(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: status, Header: header("request-id", "r-1"), Body: io.NopCloser(body)}, nil
	})
	return g
}

func flush(w http.ResponseWriter) { w.(http.Flusher).Flush() }

// begun is the beginning of an answer.
var begun = `{"@odata.count":9,"value":[{"id":"1"}` + strings.Repeat(`,{"id":"2"}`, 400)

func zipped(text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(text)) // to memory
	_ = w.Close()
	return b.Bytes()
}

func TestAConnectionThatBreaksLeavesWhatCame(t *testing.T) {
	packed := zipped(begun + strings.Repeat("never seen ", 10))
	for name, handler := range map[string]http.HandlerFunc{
		"less than was announced": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", strconv.Itoa(len(begun)+1))
			_, _ = io.WriteString(w, begun)
		},
		"between two chunks": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, begun)
			flush(w)
			panic(http.ErrAbortHandler)
		},
		"in the middle of what was compressed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(packed[:len(packed)-12])
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := reaches(t, handler).runs(t, "/users")
			if !errors.Is(err, ErrUnreachable) || r == nil {
				t.Fatalf("%v, %v", r, err)
			}
			wantText(t, err.Error(), "broke off after")
			wantText(t, r.Partial, "the connection broke after 4.")
			if r.Status != 200 || !strings.HasPrefix(begun, string(r.Body[:1000])) || r.Rows != -1 || r.Count != -1 || r.NextLink != "" {
				t.Errorf("%d, %d rows, count %d, next %q: %.80s", r.Status, r.Rows, r.Count, r.NextLink, r.Body)
			}
		})
	}
}

func TestACompressedAnswerThatIsDamagedIsCalledSo(t *testing.T) {
	g := reaches(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		packed := zipped(begun)
		packed[len(packed)-8] ^= 0xff // of the checksum
		_, _ = w.Write(packed)
	})
	r, err := g.runs(t, "/users")
	if !errors.Is(err, ErrUnreachable) || r == nil || !strings.HasPrefix(r.Partial, "the compressed answer is damaged after 4.") {
		t.Errorf("%v, %.300s", err, fmt.Sprintf("%+v", r))
	}
}

func TestACancelledRunKeepsWhatHadCome(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	g := reaches(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, begun)
		flush(w)
		<-r.Context().Done()
		panic(http.ErrAbortHandler) // or the answer might be whole in the last moment
	})
	g.Received = func(got int64) {
		if got == int64(len(begun)) {
			cancel()
		}
	}
	r, err := g.Run(ctx, Query{Path: "/users"})
	if err != context.Canceled || r == nil || string(r.Body) != begun || r.Partial != "cancelled after 4.4 KB" {
		t.Errorf("%v, %.300s", err, fmt.Sprintf("%+v", r))
	}
}

func TestATimeThatIsUpIsNoBrokenConnection(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	for _, err := range []error{context.DeadlineExceeded, io.ErrUnexpectedEOF} {
		if why := (&Client{}).cutShort(ctx, err, 1); why != "the time was up after 1 byte" {
			t.Errorf("%v: %s", err, why)
		}
	}
}

// endless is a body without an end, as a decompressed bomb looks.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) { e.read += len(p); return len(p), nil }

func TestAnEndlessBodyIsCutAtTheLimitAndKeptUpToIt(t *testing.T) {
	for limit, words := range map[int64]string{1 << 20: "1 MiB", 5000: "5.0 KB", 3<<20 + 1: "3.1 MB"} {
		bomb := &endless{}
		g := reads(200, bomb)
		g.MaxBody = limit
		last := int64(0)
		g.Received = func(got int64) { last = got }
		r, err := g.runs(t, "/users")
		if !errors.Is(err, ErrTooLarge) || bomb.read > 12<<20 {
			t.Errorf("%v after %d bytes", err, bomb.read)
		}
		wantText(t, err.Error(), "larger than "+words)
		if r == nil || int64(len(r.Body)) != limit || r.Partial != "stopped after "+words+", the limit" || r.RequestID != "r-1" {
			t.Fatalf("%+v", r)
		}
		if last != limit {
			t.Errorf("%d bytes were told of %d", last, limit)
		}
	}
}

func TestAnAnswerThatBreaksOffSaysWhere(t *testing.T) {
	g := reads(200, iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(`{`))))
	_, err := g.runs(t, "/users")
	if !errors.Is(err, ErrUnreachable) || !errors.Is(err, iotest.ErrTimeout) {
		t.Fatalf("%v", err)
	}
	wantText(t, err.Error(), "broke off after 1 byte")
}

func TestWhatIsNoBeginningOfAGoodAnswerIsNotKept(t *testing.T) {
	broken := iotest.ErrReader(io.ErrUnexpectedEOF)
	for name, g := range map[string]*guest{
		"nothing came":  reads(200, broken),
		"a refusal":     reads(403, io.MultiReader(strings.NewReader(`{"error":`), broken)),
		"a redirection": reads(302, io.MultiReader(strings.NewReader(`x`), broken)),
	} {
		if r, err := g.runs(t, "/users"); r != nil || !errors.Is(err, ErrUnreachable) {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}

func TestAWriteWhoseAnswerBreaksOffIsSaidToBeDone(t *testing.T) {
	g := reads(201, io.MultiReader(strings.NewReader(`{"id":`), iotest.ErrReader(io.ErrUnexpectedEOF)))
	g.Writable, g.Confirm = true, func(string, string) bool { return true }
	_, err := g.Run(t.Context(), Query{Method: "POST", Path: "/groups", Body: []byte("{}")})
	var failure *Failure
	if !errors.As(err, &failure) {
		t.Fatal(err)
	}
	wantText(t, failure.Next, "201 Created", "before you send it again")
}

func TestWhatIsReadIsToldAsItComes(t *testing.T) {
	var told []int64
	g := reads(200, iotest.OneByteReader(strings.NewReader("{}\n")))
	g.Received = func(got int64) { told = append(told, got) }
	if _, err := g.runs(t, "/me"); err != nil || !slices.Equal(told, []int64{1, 2, 3}) {
		t.Errorf("told %v, %v", told, err)
	}

	told = nil
	plain := strings.Repeat(`{"a":1}`, 1000)
	g = reaches(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(zipped(plain))
	})
	g.Received = func(got int64) { told = append(told, got) }
	if _, err := g.runs(t, "/me"); err != nil || told[len(told)-1] != int64(len(plain)) || !slices.IsSorted(told) {
		t.Errorf("told %v of %d bytes, %v", told, len(plain), err)
	}
}
