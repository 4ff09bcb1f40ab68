package graphquery

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// pagesOf serves a collection in pages of three rows, each with a link to the next unless it is the last.
type pagesOf struct {
	pages int
	last  string                                  // members of the last page, behind its rows
	each  func(n int, w http.ResponseWriter) bool // answers page n itself; nil = never
	asked atomic.Int64
}

func (p *pagesOf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.asked.Add(1)
	n := 1
	_, _ = fmt.Sscan(r.URL.Query().Get("$skiptoken"), &n)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("request-id", fmt.Sprint("r-", n))
	if p.each != nil && p.each(n, w) {
		return
	}
	fmt.Fprint(w, p.page("https://"+r.Host, n))
}

func (p *pagesOf) page(base string, n int) string {
	head := `{"@odata.context":"c",`
	if n == 1 {
		head += `"@odata.count":` + fmt.Sprint(3*p.pages) + `,`
	}
	end := "]}"
	if n < p.pages {
		head += fmt.Sprintf(`"@odata.nextLink":"%s/v1.0/users?$skiptoken=%d",`, base, n+1)
	} else if p.last != "" {
		end = "]," + p.last + "}"
	}
	return fmt.Sprintf(`%s"value":[{"id":"%d.1"},{"id":"%d.2"},{"id":"%d.3"}%s`, head, n, n, n, end)
}

// wanted is every id of the pages, in order.
func (p *pagesOf) wanted() string {
	var b strings.Builder
	for n := range p.pages {
		fmt.Fprintf(&b, `{"id":"%d.1"}{"id":"%d.2"}{"id":"%d.3"}`, n+1, n+1, n+1)
	}
	return b.String()
}

// streamed collects what a stream hands on.
type streamed struct {
	rows, bytes strings.Builder
	parts       []Part
}

func (s *streamed) take(p *Part) error {
	for _, r := range p.Rows {
		s.rows.Write(p.Data[r.From:r.To])
	}
	if len(p.Rows) == 0 {
		s.bytes.Write(p.Data)
	}
	s.parts = append(s.parts, *p)
	return nil
}

func TestAStreamHandsOnEveryRowOfEveryPageOnce(t *testing.T) {
	server := &pagesOf{pages: 25}
	g := reaches(t, server.ServeHTTP)
	var got streamed
	q := Query{Path: "/users", Header: []Header{{"ConsistencyLevel", "eventual"}}}
	r, err := g.Stream(t.Context(), q, Stream{All: true}, got.take)
	if err != nil || got.rows.String() != server.wanted() {
		t.Fatalf("%v: %s", err, got.rows.String())
	}
	if r.Rows != 75 || r.Pages != 25 || r.Count != 75 || r.NextLink != "" || r.RequestID != "r-25" {
		t.Errorf("%d rows, %d pages, count %d, next %q, %s", r.Rows, r.Pages, r.Count, r.NextLink, r.RequestID)
	}
	if last := got.parts[len(got.parts)-1]; !last.Last || last.Number != 25 {
		t.Errorf("the last part: %+v", last)
	}
}

func TestAStreamOfOnePageAsksForNoOther(t *testing.T) {
	server := &pagesOf{pages: 3}
	var got streamed
	r, err := reaches(t, server.ServeHTTP).Stream(t.Context(), Query{Path: "/users"}, Stream{}, got.take)
	if err != nil || r.Rows != 3 || r.NextLink == "" || server.asked.Load() != 1 {
		t.Errorf("%v, %+v, asked %d times", err, r, server.asked.Load())
	}
}

func TestTheFirstRowLeavesBeforeTheSecondPageIsAskedFor(t *testing.T) {
	server := &pagesOf{pages: 2}
	g := reaches(t, server.ServeHTTP)
	var asked int64 = -1
	_, err := g.Stream(t.Context(), Query{Path: "/users"}, Stream{All: true}, func(*Part) error {
		if asked < 0 {
			asked = server.asked.Load()
		}
		return nil
	})
	if err != nil || asked != 1 {
		t.Errorf("%v: %d requests when the first row left", err, asked)
	}
}

// The link stands before the rows: the next page is asked for while the rest of this one has not come.
func TestTheNextPageIsAskedForWhileThisOneIsStillComing(t *testing.T) {
	second := make(chan struct{})
	server := &pagesOf{pages: 2}
	server.each = func(n int, w http.ResponseWriter) bool {
		if n == 2 {
			close(second)
			return false
		}
		text := server.page("https://"+w.(interface{ host() string }).host(), 1)
		half := strings.Index(text, `},`) + 2
		_, _ = io.WriteString(w, text[:half])
		flush(w.(hosted).ResponseWriter)
		select {
		case <-second:
		case <-time.After(10 * time.Second):
			t.Error("nobody asked for the second page")
		}
		_, _ = io.WriteString(w, text[half:])
		return true
	}
	var got streamed
	g := reaches(t, func(w http.ResponseWriter, r *http.Request) { server.ServeHTTP(hosted{w, r.Host}, r) })
	if _, err := g.Stream(t.Context(), Query{Path: "/users"}, Stream{All: true}, got.take); err != nil || got.rows.String() != server.wanted() {
		t.Errorf("%v: %s", err, got.rows.String())
	}
}

// hosted is a ResponseWriter that knows whom it is.
type hosted struct {
	http.ResponseWriter
	name string
}

func (h hosted) host() string { return h.name }

func TestAnswersThatAreNoCollection(t *testing.T) {
	for name, tt := range map[string]struct {
		kind, body string
		mode       Stream
		want       string
		foreign    bool
		err        error
	}{
		"object":          {"application/json", `{"id":"x"}`, Stream{}, `{"id":"x"}`, false, nil},
		"empty":           {"", ``, Stream{}, ``, false, nil},
		"CSV":             {"text/csv", "a,b\r\n1,2\r\n", Stream{}, "a,b\r\n1,2\r\n", true, nil},
		"JSON as text":    {"text/plain", `{"id":1}`, Stream{}, `{"id":1}`, false, nil},
		"image":           {"image/png", "{\x89PNG", Stream{}, "{\x89PNG", true, nil},
		"broken":          {"application/json", `{"id":`, Stream{}, ``, false, ErrNotJSON},
		"broken as it is": {"application/json", `{"id":`, Stream{Bytes: true}, `{"id":`, true, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got streamed
			g := guestAt(answer{status: 200, header: http.Header{"Content-Type": {tt.kind}}, body: tt.body})
			_, err := g.Stream(t.Context(), Query{Path: "/x"}, tt.mode, got.take)
			if !errors.Is(err, tt.err) || got.bytes.String() != tt.want {
				t.Fatalf("%v: %q", err, got.bytes.String())
			}
			if len(got.parts) > 0 && got.parts[len(got.parts)-1].Foreign != tt.foreign {
				t.Errorf("foreign: %v", !tt.foreign)
			}
		})
	}
}

func TestBytesComeAsTheyAreFromEveryPage(t *testing.T) {
	server := &pagesOf{pages: 4}
	g := reaches(t, server.ServeHTTP)
	var got streamed
	if _, err := g.Stream(t.Context(), Query{Path: "/users"}, Stream{All: true, Bytes: true}, got.take); err != nil {
		t.Fatal(err)
	}
	want := ""
	for n := range 4 {
		want += server.page(g.Graph, n+1)
	}
	if got.bytes.String() != want {
		t.Errorf("%s", got.bytes.String())
	}
}

func TestAHugeAnswerIsNotHeld(t *testing.T) {
	const rows, size = 2000, 64 << 10
	row := `{"x":"` + strings.Repeat("a", size) + `"}`
	g := reaches(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"value":[`+row)
		for range rows - 1 {
			_, _ = io.WriteString(w, ","+row)
		}
		_, _ = io.WriteString(w, "]}")
	})
	n, largest := 0, 0
	r, err := g.Stream(t.Context(), Query{Path: "/users"}, Stream{}, func(p *Part) error {
		n, largest = n+len(p.Rows), max(largest, cap(p.Data))
		return nil
	})
	if err != nil || n != rows || r.Rows != rows || largest > 2<<20 {
		t.Errorf("%v: %d rows, a part of %d bytes", err, n, largest)
	}
}

func TestWhoTakesCanEndAStream(t *testing.T) {
	server := &pagesOf{pages: 1000}
	enough := errors.New("enough")
	_, err := reaches(t, server.ServeHTTP).Stream(t.Context(), Query{Path: "/users"}, Stream{All: true}, func(p *Part) error {
		if p.Number == 3 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || server.asked.Load() > 5 {
		t.Errorf("%v after %d requests", err, server.asked.Load())
	}
}

func TestPagesEndWithAWordWhereTheyGoWrong(t *testing.T) {
	link := func(to string) func(int, http.ResponseWriter) bool {
		return func(n int, w http.ResponseWriter) bool {
			fmt.Fprintf(w, `{"value":[{"id":"%d"}],"@odata.nextLink":%q}`, n, to)
			return true
		}
	}
	for name, tt := range map[string]struct {
		each  func(int, http.ResponseWriter) bool
		err   error
		pages int
	}{
		"another host": {link("https://graph.microsoft.com.evil.example/v1.0/users"), ErrOtherOrigin, 1},
		"without TLS":  {link("http://graph.microsoft.com/v1.0/users"), ErrOtherOrigin, 1},
		"relative":     {link("/v1.0/users?$skiptoken=2"), ErrOtherOrigin, 1},
		"refused": {func(n int, w http.ResponseWriter) bool {
			if n == 3 {
				w.WriteHeader(403)
				_, _ = io.WriteString(w, `{"error":{"code":"Authorization_RequestDenied"}}`)
			}
			return n == 3
		}, nil, 2},
	} {
		t.Run(name, func(t *testing.T) {
			server := &pagesOf{pages: 9, each: tt.each}
			var got streamed
			g := reaches(t, func(w http.ResponseWriter, r *http.Request) { server.ServeHTTP(hosted{w, r.Host}, r) })
			g.MaxPages = 50
			r, err := g.Stream(t.Context(), Query{Path: "/users"}, Stream{All: true}, got.take)
			if tt.err != nil && !errors.Is(err, tt.err) || err == nil {
				t.Errorf("%v", err)
			}
			if n := got.parts[len(got.parts)-1].Number; n != tt.pages {
				t.Errorf("%d pages came", n)
			}
			if tt.err == nil && r.Status != 403 {
				t.Errorf("%+v", r)
			}
		})
	}
}

func TestAPageThatBreaksBeforeAnythingWasTakenIsAskedForAgain(t *testing.T) {
	broke := 0
	server := &pagesOf{pages: 5}
	server.each = func(n int, w http.ResponseWriter) bool {
		if n != 3 || broke == 2 {
			return false
		}
		broke++
		_, _ = io.WriteString(w, `{"value":[{"id":"3.1"},{"id":"3.`)
		flush(w)
		panic(http.ErrAbortHandler)
	}
	var got streamed
	r, err := reaches(t, server.ServeHTTP).Stream(t.Context(), Query{Path: "/users"}, Stream{All: true}, got.take)
	if err != nil || got.rows.String() != server.wanted() || len(r.Retries) != 2 {
		t.Errorf("%v: %s, %+v", err, got.rows.String(), r)
	}
}

func TestPagesAreAddedToOneAnswer(t *testing.T) {
	server := &pagesOf{pages: 7, last: `"@odata.deltaLink":"d"`}
	g := reaches(t, server.ServeHTTP)
	first, err := g.Run(t.Context(), Query{Path: "/users"})
	if err != nil {
		t.Fatal(err)
	}
	before := string(first.Body)
	var told []Progress
	tell := func(p Progress) { told = append(told, p) }
	two, err := g.Collect(t.Context(), first, 1, tell)
	if err != nil || two.Pages != 2 || two.Rows != 6 || two.NextLink == "" || server.asked.Load() != 2 {
		t.Fatalf("%v: %+v, asked %d times", err, two, server.asked.Load())
	}
	all, err := g.Collect(t.Context(), two, 0, tell)
	if err != nil || all.Pages != 7 || all.Rows != 21 || all.Count != 21 || all.NextLink != "" || all.DeltaLink != "d" {
		t.Fatalf("%v: %+v", err, all)
	}
	if string(first.Body) != before || len(first.More) != 0 {
		t.Error("the first answer has changed")
	}
	for name, r := range map[string]*Result{"two": two, "all": all} {
		body, _ := io.ReadAll(r.Reader())
		if !jsontext.Value(body).IsValid() || int64(len(body)) != r.Size() {
			t.Errorf("%s: %s", name, body)
		}
		var ids strings.Builder
		for row := range Rows(body) {
			ids.Write(row)
		}
		if !strings.HasPrefix(server.wanted(), ids.String()) || strings.Count(ids.String(), "{") != r.Rows {
			t.Errorf("%s: %s", name, ids.String())
		}
		if has := bytes.Contains(body, []byte("nextLink")); has != (name == "two") {
			t.Errorf("%s has a next link: %v", name, has)
		}
		for _, part := range append([][]byte{r.Body}, r.More[:len(r.More)-1]...) {
			if end := part[len(part)-1]; end != ',' && end != '}' {
				t.Errorf("%s: a part ends in %q", name, end)
			}
		}
	}
	if last := told[len(told)-1]; last.Pages != 7 || last.Rows != 21 || last.Count != 21 || last.Bytes < 21*10 {
		t.Errorf("%+v", last)
	}
}

func TestWhatCameOfACollectionStaysWhenItEndsEarly(t *testing.T) {
	for name, tt := range map[string]struct {
		set   func(g *guest, stop context.CancelFunc, p *pagesOf)
		err   error
		pages int
	}{
		"cancelled": {func(_ *guest, stop context.CancelFunc, p *pagesOf) {
			p.each = func(n int, _ http.ResponseWriter) bool {
				if n == 4 {
					stop()
					time.Sleep(50 * time.Millisecond)
				}
				return false
			}
		}, context.Canceled, 3},
		"rows":  {func(g *guest, _ context.CancelFunc, _ *pagesOf) { g.MaxRows = 10 }, ErrRowLimit, 4},
		"pages": {func(g *guest, _ context.CancelFunc, _ *pagesOf) { g.MaxPages = 3 }, ErrPageLimit, 3},
		"bytes": {func(g *guest, _ context.CancelFunc, _ *pagesOf) { g.MaxBytes = 200 }, ErrTooLarge, 4},
		"a page that is none": {func(_ *guest, _ context.CancelFunc, p *pagesOf) {
			p.each = func(n int, w http.ResponseWriter) bool {
				if n == 3 {
					_, _ = io.WriteString(w, `{"id":"x"}`)
				}
				return n == 3
			}
		}, ErrNotJSON, 2},
	} {
		t.Run(name, func(t *testing.T) {
			server := &pagesOf{pages: 9}
			g := reaches(t, server.ServeHTTP)
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			first, err := g.Run(ctx, Query{Path: "/users"})
			if err != nil {
				t.Fatal(err)
			}
			tt.set(g, stop, server)
			r, err := g.Collect(ctx, first, 0, nil)
			if !errors.Is(err, tt.err) {
				t.Fatalf("%v", err)
			}
			body, _ := io.ReadAll(r.Reader())
			if r.Pages != tt.pages || r.Rows != 3*tt.pages || !jsontext.Value(body).IsValid() || !strings.Contains(r.NextLink, fmt.Sprint("skiptoken=", tt.pages+1)) {
				t.Fatalf("%d pages, %d rows, next %s: %s", r.Pages, r.Rows, r.NextLink, body)
			}
			g.MaxRows, g.MaxPages, g.MaxBytes, server.each = 0, 0, 0, nil
			if rest, err := g.Collect(t.Context(), r, 0, nil); err != nil || rest.Rows != 27 {
				t.Errorf("the rest: %v, %+v", err, rest)
			}
		})
	}
}

func TestOneLongValueIsPassedOnWithoutBeingHeld(t *testing.T) {
	const pieces = 96
	piece := bytes.Repeat([]byte("x"), 1<<20)
	g := reaches(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"content":"`))
		for range pieces {
			_, _ = w.Write(piece)
		}
		_, _ = w.Write([]byte(`"}`))
	})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := 0
	r, err := g.Stream(t.Context(), Query{Path: "/me/drive/items/1/content"}, Stream{Bytes: true}, func(p *Part) error {
		got += len(p.Data)
		return nil
	})
	runtime.ReadMemStats(&after)
	if err != nil || got != pieces<<20+len(`{"content":""}`) || r.Rows != -1 {
		t.Fatalf("%d bytes, %v %+v", got, err, r)
	}
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > pieces/2 {
		t.Errorf("%d MiB were made room for on the way of %d", used, pieces)
	}
}

func TestALinkBehindAValueThatIsTooLongToHoldIsNotLostInSilence(t *testing.T) {
	g := reaches(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"value":[{"id":"%s"}],"@odata.nextLink":"https://%s/v1.0/x?$skiptoken=2"}`, strings.Repeat("x", 3<<20), r.Host)
	})
	g.MaxBody = 1 << 20
	_, err := g.Stream(t.Context(), Query{Path: "/x"}, Stream{All: true, Bytes: true}, func(*Part) error { return nil })
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v", err)
	}
}

func TestNothingOfABrokenTryIsTakenForTheAnswerOfTheNext(t *testing.T) {
	tries := 0
	g := reaches(t, func(w http.ResponseWriter, _ *http.Request) {
		if tries++; tries > 1 {
			w.Header().Set("Location", "http://elsewhere.example/")
			w.WriteHeader(302)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"id":`))
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	got := streamed{}
	r, err := g.Stream(t.Context(), Query{Path: "/me"}, Stream{}, got.take)
	if err != nil || r == nil || r.Status != 302 || tries != 2 || len(got.parts) != 0 {
		t.Errorf("%v %+v after %d tries", err, r, tries)
	}
}
