package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
)

// Source opens what a viewer shows; size is how many bytes it has, 0 = nobody knows.
type Source func() (from io.ReadCloser, size int64, err error)

// mostViewed bounds the memory that a document can ask for, in bytes.
const mostViewed = 1 << 30

const (
	firstPiece = 64 << 10 // makes the first screen
	laterPiece = 4 << 20
	showEvery  = 30 * time.Millisecond
)

// loader reads a document beside the screen, which shows what has come meanwhile.
type loader struct {
	feed  feed
	parts [][]byte
	left  []byte // behind the last place where a line ends
	kind  http.Header
	shown time.Time
	came  atomic.Pointer[graphquery.Result]
}

// more asks the viewer to look at what came.
type more struct{}

// newLoader reads a document of that name.
func newLoader(name string) *loader {
	l := &loader{feed: newFeed(), kind: http.Header{}}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".ndjson", ".jsonl":
		l.kind.Set("Content-Type", "application/x-ndjson")
	}
	return l
}

// load is the command that reads all of it.
func (l *loader) load(ctx context.Context, open Source) tea.Cmd {
	return func() tea.Msg {
		defer l.feed.end()
		from, size, err := open()
		if err == nil {
			err = l.read(ctx, from, size)
			err = errors.Join(err, from.Close())
		}
		if len(l.left) > 0 {
			l.parts = append(l.parts, l.left)
		}
		r := l.sofar()
		if err != nil {
			r.Partial = fmt.Sprintf("reading ended: %v", err)
		}
		return kit.QueryDone{Result: r, Err: err}
	}
}

// read takes piece after piece, all of them into one memory where it is known how many bytes come.
func (l *loader) read(ctx context.Context, from io.Reader, size int64) error {
	var total, held int64
	piece := firstPiece
	for {
		if cap(l.left) == len(l.left) {
			room := max(size-total, 0) + 512 // the read that finds the end takes room, too
			if size <= total {
				room = int64(piece)
			}
			held += room
			spare(held)
			l.left = append(make([]byte, 0, len(l.left)+int(min(room, mostViewed))), l.left...)
		}
		kept := len(l.left)
		n, err := io.ReadFull(from, l.left[kept:min(kept+piece, cap(l.left))])
		total += int64(n)
		read := l.left[:kept+n]
		cut := jsondoc.Cut(read, l.kind.Get("Content-Type") != "")
		l.left = read[cut:]
		if cut > 0 {
			l.parts = append(l.parts, read[:cut:cut])
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return nil
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case total >= mostViewed:
			return fmt.Errorf("it has more than %s", sizeWords(mostViewed))
		}
		l.tell()
		piece = max(laterPiece, len(l.left)) // a text that has no end grows by doubling
	}
}

// tell lets the screen have what has come, now and then.
func (l *loader) tell() {
	if now := time.Now(); now.Sub(l.shown) >= showEvery {
		l.shown = now
		l.came.Store(l.sofar())
		l.feed.put(more{})
	}
}

// sofar is what has come as an answer.
func (l *loader) sofar() *graphquery.Result {
	r := &graphquery.Result{Header: l.kind, Count: -1, Rows: -1, Pages: 1}
	if len(l.parts) > 0 {
		r.Body, r.More = l.parts[0], append([][]byte(nil), l.parts[1:]...)
	}
	return r
}
