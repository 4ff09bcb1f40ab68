package graphquery

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/url"
)

// walk goes from page to page: it takes one apart while the next is read.
type walk struct {
	client *Client
	mode   Stream
	take   func(*Part) error
	whole  bool                // pages are handed on whole only
	most   int                 // pages; 0 = all
	until  func(*Result) error // asked after each page whether to go on; nil = yes
	sum    sum
	links  map[[32]byte]bool // that were followed
	spare  []byte            // a buffer that is free
	lent   []byte            // one that is being taken from
	taking chan error        // the end of that; nil = nothing is
	asked  bool              // for the first page
}

// sum is what a walk has come to, and what was done by itself on the way.
type sum struct {
	pages, rows, removed int
	count                int64
	notes                []string
	retries              []Retry
}

// leg is a page on its way.
type leg struct {
	spool *spool
	end   context.CancelFunc
	done  chan struct{} // closed when nothing is done for it any more
}

// leave ends it, and waits for that: nothing is asked or told once a walk has returned.
func (l *leg) leave() {
	l.end()
	l.spool.leave()
	<-l.done
}

// ask sends the request for a page in a goroutine of its own, which also reads it.
func (w *walk) ask(ctx context.Context, q Query, u *url.URL) *leg {
	ctx, cancel := context.WithCancel(ctx)
	l := &leg{spool: newSpool(w.spare), end: cancel, done: make(chan struct{})}
	w.spare = nil
	further := w.whole || w.asked
	w.asked = true
	x := &exchange{client: w.client, query: q, url: u, streams: !w.whole, stays: further}
	go func() {
		defer close(l.done)
		l.spool.end(x.run(ctx, l.spool.fill))
	}()
	return l
}

// run goes on until there is no further page, or none is wanted.
func (w *walk) run(ctx context.Context, q Query, u *url.URL) (*Result, error) {
	here := w.ask(ctx, q, u)
	for {
		p := &pageReader{walk: w, leg: here, number: w.sum.pages + 1}
		r, err := p.read(ctx)
		here.leave()
		if err == nil && p.number > 1 && (r.Status >= 300 || r.Rows < 0 && !w.mode.Bytes) {
			err = w.noPage(p.number, r)
		}
		if err == nil {
			w.sum.add(r)
			if err = w.goOn(r); err == nil {
				err = p.nextErr
			}
		}
		w.lent = here.spool.buf
		if err != nil || p.next == nil {
			if p.next != nil {
				p.next.leave()
			}
			if tErr := w.taken(); err == nil {
				err = tErr
			}
			return w.sum.into(r), err
		}
		here = p.next
	}
}

// give hands a whole page on beside the reading of the next.
func (w *walk) give(p *Part) error {
	if err := w.taken(); err != nil {
		return err
	}
	w.taking = make(chan error, 1)
	go func(done chan<- error) { done <- w.take(p) }(w.taking)
	return nil
}

// taken waits until what was given has been taken. Its buffer is free then.
func (w *walk) taken() (err error) {
	if w.taking != nil {
		err = <-w.taking
	}
	w.spare, w.lent, w.taking = w.lent, nil, nil
	return err
}

// noPage is the error of a link that led to something else: rows would be missing, and nobody would know.
func (w *walk) noPage(n int, r *Result) error {
	return &Failure{Kind: ErrNotJSON, What: fmt.Sprintf("page %d is no collection: %s answered %s", n, w.client.host(), statusText(r.Status)),
		Next: "try again; what came until then is complete"}
}

func (w *walk) goOn(r *Result) error {
	if w.until == nil {
		return nil
	}
	return w.until(r)
}

func (s *sum) add(page *Result) {
	s.pages++
	s.rows += max(0, page.Rows)
	s.removed += page.Removed
	if s.count < 0 {
		s.count = page.Count // only the first page has it
	}
	s.notes = append(s.notes, page.Notes...)
	s.retries = append(s.retries, page.Retries...)
}

// into makes of the last page's result that of the whole run. A refusal is of its page alone.
func (s *sum) into(r *Result) *Result {
	if r == nil || r.Status >= 300 {
		return r
	}
	r.Pages, r.Removed, r.Notes, r.Retries, r.Count = s.pages, s.removed, s.notes, s.retries, s.count
	if r.Rows >= 0 {
		r.Rows = s.rows
	}
	return r
}

// follow checks a next link; each is good once.
func (w *walk) follow(link string) (*url.URL, error) {
	sum := sha256.Sum256([]byte(link)) // a link may be long, and there may be many
	if err := w.client.mayFollow(w.links[sum], w.sum.pages+1); err != nil {
		return nil, err
	}
	u, err := allowed(w.client.Graph, link)
	if err == nil {
		w.links[sum] = true
	}
	return u, err
}
