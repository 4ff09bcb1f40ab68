package graphquery

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"

	"graphguest/graphquery/jsonrows"
)

// pageReader is one page that is taken apart while it comes.
type pageReader struct {
	*leg
	walk   *walk
	number int

	head    *Result          // of what is handed on
	scan    jsonrows.Scanner // what it has read is JSON
	looked  bool             // it is known whether it is JSON
	foreign bool             // it is not
	blind   bool             // it is no longer read: too much would have to be held for it
	passed  int              // bytes of the view that were handed on as they came
	told    bool             // something was handed on

	link    string // the next link that was followed
	next    *leg   // the page there
	nextErr error  // why there is none
}

// held is how much of a page is held back until it is whole, so that it can be asked for again.
const held = 1 << 20

// read hands the page on and returns what is known of it, without its body.
func (p *pageReader) read(ctx context.Context) (*Result, error) {
	for drop := 0; ; {
		v := p.spool.next(drop)
		drop = 0
		if v.renewed {
			p.scan, p.looked, p.blind, p.passed = jsonrows.Scanner{}, false, false, 0
		}
		switch {
		case v.over && (v.err != nil || v.head == nil):
			return v.result, v.err
		case v.head == nil:
			continue
		}
		p.head = v.head
		if v.over {
			p.head = new(*v.result)
			p.head.Body = nil
		}
		var err error
		if drop, err = p.look(ctx, v); err != nil {
			return p.head, err
		}
		if v.over {
			return p.head, nil
		}
	}
}

// look reads on in what has come, hands on what can be, and returns how much of it is of no further use.
func (p *pageReader) look(ctx context.Context, v view) (drop int, err error) {
	if !p.looked && (len(v.data) > 0 || v.over) {
		p.looked, p.foreign = true, !isJSON(p.head.Header, v.data)
	}
	empty := v.over && p.passed == 0 && len(bytes.TrimSpace(v.data)) == 0
	if p.looked && !p.foreign && !p.blind && !empty {
		if err := p.scan.Scan(v.data, v.over); err != nil {
			if !p.walk.mode.Bytes {
				return 0, notJSON(p.head.Header, err)
			}
			p.foreign = true // no link in it can be trusted
		}
	}
	p.learn()
	p.follow(ctx, v.over)
	switch {
	case p.walk.mode.Bytes, p.foreign, empty:
		drop, err = p.pass(v)
	default:
		drop, err = p.handOn(v)
	}
	if err == nil {
		p.follow(ctx, v.over)
	}
	return drop, err
}

// learn takes over what the body says of itself.
func (p *pageReader) learn() {
	h := p.head
	h.NextLink, h.DeltaLink = p.scan.NextLink(), p.scan.DeltaLink()
	h.Count, h.Rows, h.Removed = countOf(p.scan.Count()), -1, 0
	if p.scan.Shape() == jsonrows.Collection && !p.blind {
		h.Rows, h.Removed = p.scan.Counted()
	}
	h.ETag = etagOf(h.Header, p.scan.ETag())
	h.ownLinks()
}

// follow asks for the next page as soon as its link is known, of the first page not before something was handed on.
func (p *pageReader) follow(ctx context.Context, over bool) {
	w := p.walk
	if !w.mode.All || p.head.NextLink == "" || p.link != "" || p.number == w.most || p.number == 1 && !p.told && !over {
		return
	}
	p.link = p.head.NextLink
	u, err := w.follow(p.link)
	if err != nil {
		p.nextErr = err
		return
	}
	q := p.head.Query
	q.Method, q.Body = http.MethodGet, nil
	p.next = w.ask(ctx, q, u)
}

// pass hands bytes on as they came.
func (p *pageReader) pass(v view) (drop int, err error) {
	if len(v.data) == p.passed && !v.over || !p.spool.take() {
		return 0, nil
	}
	err = p.hand(&Part{Data: v.data[p.passed:], Foreign: p.foreign, Last: v.over})
	p.passed = len(v.data)
	if !p.foreign && !p.blind {
		drop = p.scan.Drop()
		if tooMuch := p.lookedEnough(p.passed - drop); err == nil {
			err = tooMuch
		}
	}
	if p.foreign || p.blind {
		drop = p.passed
	}
	p.passed -= drop
	return drop, err
}

// mostLooked is how much of one value is held for what may be read behind it, in bytes.
const mostLooked = 8 << 20

// lookedEnough gives up reading where n bytes are held for it, unless a link to a further page may still come.
func (p *pageReader) lookedEnough(n int) error {
	if seeks := p.walk.mode.All && p.link == ""; seeks && int64(n) > p.walk.client.maxBody() {
		return p.walk.client.tooLarge()
	} else if !seeks {
		p.blind = n > mostLooked
	}
	return nil
}

// handOn hands on the rows that have come, or the one value when it is whole.
func (p *pageReader) handOn(v view) (drop int, err error) {
	if int64(len(v.data)) > p.walk.client.maxBody() {
		return 0, p.walk.client.tooLarge()
	}
	rows := p.scan.Rows()
	back := p.scan.Shape() != jsonrows.Collection || p.walk.whole || p.number > 1 && len(v.data) < held
	if !v.over && (back || len(rows) == 0) || !p.spool.take() {
		return 0, nil
	}
	part := &Part{Rows: rows, Last: v.over}
	drop = p.scan.Drop()
	switch {
	case len(rows) > 0:
		first, last := rows[0].From, rows[len(rows)-1].To
		part.Data = v.data[first:min(drop, last+1)]
		for i := range rows {
			rows[i].From, rows[i].To = rows[i].From-first, rows[i].To-first
		}
	case p.head.Rows < 0:
		part.Data, drop = v.data, len(v.data)
	}
	return drop, p.hand(part)
}

func (p *pageReader) hand(part *Part) error {
	p.told = p.told || len(part.Data) > 0
	part.Page, part.Number = p.head, p.number
	if part.Last && p.number > 1 && !p.walk.whole && len(part.Rows) > 0 {
		return p.walk.give(part)
	}
	if err := p.walk.taken(); err != nil {
		return err
	}
	return p.walk.take(part)
}

// isJSON says whether a body is to be read as JSON: by its type, else by how it begins.
func isJSON(h http.Header, start []byte) bool {
	kind := mediaType(h)
	if strings.HasSuffix(kind, "json") {
		return true
	}
	start = bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\ufeff")), " \t\r\n")
	if len(start) == 0 || kind != "" && !strings.HasPrefix(kind, "text/") {
		return kind == ""
	}
	return start[0] == '{' || start[0] == '['
}

func notJSON(h http.Header, err error) error {
	kind := h.Get("Content-Type")
	if kind == "" {
		kind = "of no stated type"
	}
	return &Failure{Kind: ErrNotJSON, What: fmt.Sprintf("the answer (%s) is not JSON: %v", kind, err), Next: "take it as it is with -o raw"}
}
