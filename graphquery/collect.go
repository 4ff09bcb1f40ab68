package graphquery

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"graphguest/graphquery/jsonrows"
)

// defaultMaxBytes bounds an answer of many pages that is held.
const defaultMaxBytes = 512 << 20

// Collect adds further pages to r, at most n of them, or all that there are where n is 0, and returns what r has become;
// r itself stays as it is. Body and More are then one JSON document, whose parts end where a line of it would: behind a
// comma or a bracket. It has a next link only as long as there are further pages. progress may be nil.
//
// With an error comes what there was until then: ErrLastPage, ErrPageLoop, ErrPageLimit, ErrRowLimit, ErrTooLarge (of
// MaxBytes), ctx's own, or as in Run. r must hold a whole collection.
func (c *Client) Collect(ctx context.Context, r *Result, n int, progress func(Progress)) (*Result, error) {
	if r.NextLink == "" {
		return r, ErrLastPage
	}
	g, err := growFrom(r)
	if err != nil {
		return r, err
	}
	w := &walk{client: c, mode: Stream{All: true}, whole: true, most: n, links: map[[32]byte]bool{}, sum: sum{pages: max(1, r.Pages), count: -1}}
	if n > 0 {
		w.most += w.sum.pages
	}
	w.take = func(p *Part) error { return g.take(p) }
	var shown time.Time
	w.until = func(page *Result) error {
		g.add(page)
		if progress != nil {
			progress(g.progress())
		}
		if c.Arriving != nil && c.now().Sub(shown) >= showEvery {
			shown = c.now()
			c.Arriving(g.sofar())
		}
		return c.enough(g)
	}
	u, err := w.follow(r.NextLink)
	if err != nil {
		return r, err
	}
	q := r.Query
	q.Method, q.Body = "GET", nil
	start := c.now()
	last, err := w.run(ctx, q, u)
	return g.result(last, c.now().Sub(start)), err
}

// showEvery is how often Collect tells what has come: each time is a list of all parts.
const showEvery = 100 * time.Millisecond

// enough says which limit a collection has come to.
func (c *Client) enough(g *growth) error {
	most := c.MaxBytes
	if most <= 0 {
		most = defaultMaxBytes
	}
	switch {
	case g.next == "":
		return nil
	case c.MaxRows > 0 && g.rows >= c.MaxRows:
		return &Failure{Kind: ErrRowLimit, What: fmt.Sprintf("stopped after %d rows; there are more", g.rows), Next: "ask for less with $filter, or for some columns with $select"}
	case g.bytes >= most:
		return &Failure{Kind: ErrTooLarge, What: fmt.Sprintf("stopped after %s, %d rows; there are more", limitText(most), g.rows),
			Next: "ask for less with $select or $filter; --all -o ndjson --out FILE takes any number"}
	}
	return nil
}

// growth is an answer to which pages are added. The bytes that came are kept as they are.
type growth struct {
	from *Result
	head []byte   // up to the first row, or with the rows of the first page
	more [][]byte // the rows of each further page; a comma stands between two parts, at the end of the first
	tail []byte   // from the closing bracket on

	pages, rows, removed int
	bytes, count         int64
	next, delta          string
	grown                bool // something was added
}

// growFrom takes r apart: what stands before its rows, they, and what stands behind them.
func growFrom(r *Result) (*growth, error) {
	g := &growth{from: r, pages: max(1, r.Pages), rows: r.Rows, removed: r.Removed, bytes: r.Size(), count: r.Count, next: r.NextLink, delta: r.DeltaLink}
	if len(r.More) > 0 { // it was made here
		g.head, g.more, g.tail = r.Body, slices.Clone(r.More[:len(r.More)-1]), r.More[len(r.More)-1]
		return g, nil
	}
	var s jsonrows.Scanner
	if err := s.Scan(r.Body, true); err != nil {
		return nil, notJSON(r.Header, err)
	}
	from, to := s.Array()
	if to == 0 {
		return nil, notJSON(r.Header, fmt.Errorf("it has no rows"))
	}
	end := from + 1
	if rows := s.Rows(); len(rows) > 0 {
		end = rows[len(rows)-1].To
	}
	head := withoutMember(r.Body[:from], "@odata.nextLink")
	g.head = append(slices.Grow(head, end-from+1), r.Body[from:end]...)
	g.tail = r.Body[to-1:]
	return g, nil
}

// take keeps the rows of a page.
func (g *growth) take(p *Part) error {
	if p.Foreign || len(p.Rows) == 0 && len(p.Data) > 0 {
		return notJSON(p.Page.Header, fmt.Errorf("page %d is no collection", p.Number))
	}
	if len(p.Rows) == 0 {
		return nil
	}
	to := p.Rows[len(p.Rows)-1].To
	rows := append(make([]byte, 0, to+1), p.Data[:to]...) // room for the comma
	border := &g.head
	if last := len(g.more) - 1; last >= 0 {
		border = &g.more[last]
	}
	if !g.grown { // somebody may be reading that one
		*border = slices.Clip(*border)
	}
	if g.rows > 0 {
		*border = append(*border, ',')
	}
	g.more, g.grown = append(g.more, rows), true
	return nil
}

func (g *growth) add(page *Result) {
	g.pages++
	g.rows += max(0, page.Rows)
	g.removed += page.Removed
	g.next, g.delta = page.NextLink, page.DeltaLink
	g.bytes = int64(len(g.head) + len(g.tail))
	for _, part := range g.more {
		g.bytes += int64(len(part))
	}
}

func (g *growth) progress() Progress {
	return Progress{Pages: g.pages, Rows: g.rows, Bytes: g.bytes, Count: g.count}
}

// result is the answer with its pages; last is what is known of the last one.
func (g *growth) result(last *Result, took time.Duration) *Result {
	r := *g.from
	r.Body, r.More = g.head, append(g.more, g.end())
	r.Pages, r.Rows, r.Removed, r.Count, r.NextLink, r.DeltaLink = g.pages, g.rows, g.removed, g.count, g.next, g.delta
	r.Took += took
	if last != nil && last.Status < 300 {
		r.RequestID, r.ClientRequestID, r.Timing = last.RequestID, last.ClientRequestID, last.Timing
		r.Notes = append(slices.Clone(g.from.Notes), last.Notes...)
		r.Retries = append(slices.Clone(g.from.Retries), last.Retries...)
	}
	return &r
}

// sofar is the answer with the pages that have come, without its end.
func (g *growth) sofar() *Result {
	r := *g.from
	r.Body, r.More = g.head, slices.Clone(g.more)
	r.Pages, r.Rows, r.Removed, r.Count, r.NextLink, r.DeltaLink = g.pages, g.rows, g.removed, g.count, "", ""
	return &r
}

// end is what stands behind the rows, with the link that leads on from the last page in place of the first's.
func (g *growth) end() []byte {
	object := append([]byte("{"), bytes.TrimLeft(g.tail[1:], ", \t\r\n")...) // of the members behind the array
	if len(object) < 2 {
		return []byte("]") // the rows are all of it
	}
	object = withoutMember(withoutMember(object, "@odata.nextLink"), "@odata.deltaLink")
	tail := []byte("]")
	for _, link := range [...]struct{ name, to string }{{"@odata.nextLink", g.next}, {"@odata.deltaLink", g.delta}} {
		if link.to != "" {
			tail = append(tail, `,"`+link.name+`":`...)
			tail, _ = jsontext.AppendQuote(tail, link.to)
		}
	}
	if rest := bytes.TrimSpace(object[1:]); !bytes.HasPrefix(rest, []byte("}")) {
		tail = append(tail, ',')
		return append(tail, rest...)
	}
	return append(tail, '}')
}

// withoutMember is the text of an object, or of its beginning, without the member of that name. It is a copy.
func withoutMember(object []byte, name string) []byte {
	out := bytes.Clone(object)
	from, to := jsonrows.Find(object, name)
	if to == 0 {
		return out
	}
	return append(out[:from], out[to:]...)
}
