package jq

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// users is an answer of so many rows.
func users(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"c","value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%08d","displayName":"Adele Vance %d","department":"IT","tags":["a",%d]}`, i, i, i)
	}
	b.WriteString(`],"@odata.count":1}`)
	return b.Bytes()
}

func parsed(t testing.TB, expr string) *Filter {
	t.Helper()
	f, err := Parse(expr)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func drop([]byte) error { return nil }

// Some steps of a filter cannot be stopped; they are left to themselves. Each of these takes many seconds by itself. Of three
// tries the fastest counts: what others do on the machine only ever adds to it.
func TestAFilterThatIsStoppedIsGoneWithin100Milliseconds(t *testing.T) {
	body := [][]byte{users(50)}
	for _, expr := range []string{`"x"*1000000000|length`, `.value[]|"x"*500000000|length`, "last(repeat(1))", "[range(1e8)]|length", ".value[]|last(repeat(1))", "[.value[]|repeat(1)]", "def f: f; f"} {
		f, fastest := parsed(t, expr).With(Options{Heap: 8 << 30}), time.Hour
		for range 3 {
			ctx, cancel := context.WithCancel(t.Context())
			ended := make(chan error, 1)
			go func() { ended <- f.Run(ctx, body, drop, nil) }()
			select {
			case err := <-ended:
				t.Fatalf("%s ended by itself: %v", expr, err)
			case <-time.After(30 * time.Millisecond):
			}
			begin := time.Now()
			cancel()
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Fatalf("%s: %v", expr, err)
			}
			if fastest = min(fastest, time.Since(begin)); fastest <= 100*time.Millisecond {
				break
			}
		}
		if fastest > 100*time.Millisecond {
			t.Errorf("%s is gone after %v", expr, fastest)
		}
	}
}

func TestAFilterIsBounded(t *testing.T) {
	body := [][]byte{users(50)}
	for _, tt := range []struct {
		expr string
		opt  Options
		says string
	}{
		{"last(repeat(1))", Options{Time: 50 * time.Millisecond}, "took longer than 50ms"},
		{`repeat("x" * 1000000)`, Options{Output: 16 << 20}, "larger than 16 MiB"},
		{`.value[]|repeat("x" * 1000000)`, Options{Output: 8 << 20}, "larger than 8 MiB"},
		{"[.value[]|repeat(1)]", Options{Output: 1 << 20}, "larger than 1 MiB"},
		{"[range(1e9)]|length", Options{Heap: 64 << 20}, "more than 64 MiB of memory"},
	} {
		if err := parsed(t, tt.expr).With(tt.opt).Run(t.Context(), body, drop, nil); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, want it to say %q", tt.expr, err, tt.says)
		}
	}
}

func TestADocumentThatIsTooLargeToBeTakenWholeSaysTheWayOut(t *testing.T) {
	part, n := users(5000), 0
	source := func() ([]byte, error) {
		if n++; n > 2*most/len(part) {
			return nil, io.EOF
		}
		return part, nil
	}
	err := parsed(t, "group_by(.a)").RunFrom(t.Context(), source, 0, drop, nil)
	if err == nil || !strings.Contains(err.Error(), "larger than 256 MiB") || !strings.Contains(err.Error(), ".value[]") {
		t.Error(err)
	}
}

func TestTheFirstResultsComeBeforeTheDocumentHasEnded(t *testing.T) {
	came := make(chan struct{})
	parts := [][]byte{users(3000)[:200_000]}
	source := func() ([]byte, error) {
		if len(parts) == 0 {
			<-came // the rest comes only then
			return nil, errors.New("the connection broke")
		}
		p := parts[0]
		parts = nil
		return p, nil
	}
	first := true
	err := parsed(t, ".value[].displayName").RunFrom(t.Context(), source, 0, func(p []byte) error {
		if first {
			close(came)
		}
		first = false
		return nil
	}, nil)
	if first || err == nil || !strings.Contains(err.Error(), "the connection broke") {
		t.Error(err)
	}
}

func TestBrokenJSONEndsTheResultsWhereItBreaks(t *testing.T) {
	for _, expr := range []string{".value[].id", ".value[]|{id}"} {
		got, err := ours(t, expr, [][]byte{[]byte(`{"value":[{"id":1},{"id":2},{"id":}]}`)}, Options{})
		if strings.Count(got, "\n") != 2 || err == nil || !strings.Contains(err.Error(), "at byte 34") {
			t.Errorf("%s: %q, %v", expr, got, err)
		}
	}
	if got, err := ours(t, ".value[].id", [][]byte{[]byte(`{"value":[{"id":1}],"value":[]}`)}, Options{}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("%q, %v", got, err)
	}
}

func TestProgressReachesTheEnd(t *testing.T) {
	body, far := users(20_000), int64(0)
	slow := func([]byte) error { time.Sleep(5 * time.Millisecond); return nil }
	err := parsed(t, ".value[]").Run(t.Context(), cut(string(body), 100_000), slow, func(done, whole int64) {
		if done < far || done > whole || whole != int64(len(body)) {
			t.Errorf("%d of %d after %d", done, whole, far)
		}
		far = done
	})
	if err != nil || far < int64(len(body))/2 {
		t.Errorf("%v, heard of %d of %d", err, far, len(body))
	}
}

func TestAFilterSeesNothingOfItsSurroundings(t *testing.T) {
	t.Setenv("SECRET", "x")
	if got, err := ours(t, "env,$ENV", [][]byte{[]byte("1")}, Options{}); err != nil || got != "{}\n{}\n" {
		t.Errorf("%q, %v", got, err)
	}
	for _, expr := range []string{"input", "inputs", `import "x" as x; .`, `include "x"; .`, "input_filename", "get_search_list", "debug", `import "x" as $x; .`, "}", ".value | }", ".value|foo", ""} {
		f, err := Parse(expr)
		if err == nil {
			err = f.Run(t.Context(), [][]byte{[]byte("1")}, drop, nil)
		}
		if expr != "" && (err == nil || !strings.HasPrefix(err.Error(), "jq: ")) {
			t.Errorf("%s: %v", expr, err)
		}
	}
	if _, err := Parse(".value | }"); err == nil || !strings.Contains(err.Error(), "at character 10") {
		t.Error(err)
	}
}

func TestASampleIsTheBeginning(t *testing.T) {
	body := string(users(500))
	for _, tt := range []struct {
		expr, doc string
		opt       Options
		want      string
		all       bool
	}{
		{".value|length", body, Options{}, "3\n", false},
		{`.["@odata.context"]`, body, Options{}, "\"c\"\n", false},
		{`.["@odata.count"]`, string(users(3)), Options{}, "1\n", true},
		{"length", "[1,2,3,4,5]", Options{}, "3\n", false},
		{"length", " [ 1 , 2 , 3 ] ", Options{}, "3\n", true},
		{".a", `{"a":1}`, Options{}, "1\n", true},
		{".value", `{"value":[]}`, Options{}, "[]\n", true},
		{".", "1\n2\n3\n4\n", Options{Sequence: true}, "1\n2\n3\n", false},
		{".", "1\n2\n", Options{Sequence: true}, "1\n2\n", true},
	} {
		for _, n := range []int{1, len(tt.doc)} {
			got, all, err := parsed(t, tt.expr).With(tt.opt).Sample(t.Context(), cut(tt.doc, n), 3)
			if err != nil || string(got) != tt.want || all != tt.all {
				t.Errorf("%s of %.30s: %s, %v, %v", tt.expr, tt.doc, got, all, err)
			}
		}
	}
	huge := `{"text":"` + strings.Repeat("x", sampleBytes+lastStep) + `"}`
	if _, _, err := parsed(t, ".").Sample(t.Context(), cut(huge, 1<<20), 3); !errors.Is(err, errNoRows) {
		t.Error(err)
	}
}
