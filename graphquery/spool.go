package graphquery

import (
	"io"
	"net/http"
	"sync"
)

// spool is the body of one page between the goroutine that reads it and the one that takes it apart. Both work in
// one buffer: what has come is looked at while more is read behind it. When it is full, what is still needed moves to
// the front, or to a larger one.
type spool struct {
	mu    sync.Mutex
	moved sync.Cond

	buf   []byte // what has come of this try
	base  int    // buf[:base] is of no further use
	shown int    // how much of buf its taker has seen
	stuck bool   // the reader waits for room

	head    *Result // of the try, without its body; nil = no answer yet
	renewed bool    // the try is another one than its taker has seen the beginning of
	broken  bool    // the try has failed: nothing more of it may be handed on
	taken   bool    // something of it was
	over    bool    // the exchange is: result and err are its end
	result  *Result
	err     error
	left    bool // nobody takes anything any more
}

func newSpool(buf []byte) *spool {
	s := &spool{buf: buf[:0]}
	s.moved.L = &s.mu
	return s
}

// firstRoom is for a page of unknown length.
const firstRoom = 512 << 10

// fill reads the body of a reply. It is the reader of an exchange, which may try several times.
func (s *spool) fill(rp *reply) error {
	s.begin(rp)
	for {
		room := s.room()
		if room == nil {
			return errLimit
		}
		n, err := rp.body.Read(room)
		s.mu.Lock()
		s.buf = s.buf[:len(s.buf)+n]
		if err != nil && err != io.EOF {
			s.broken = true
		}
		rp.taken = s.taken
		s.moved.Broadcast()
		s.mu.Unlock()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}

// begin makes room for the body of a try, in place of an earlier one's.
func (s *spool) begin(rp *reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	head := *rp.Result
	s.renewed = s.renewed || s.head != nil
	s.head, s.broken = &head, false
	s.base, s.shown = 0, 0
	if want := roomFor(rp.Header); cap(s.buf) < want {
		s.buf = make([]byte, 0, want+want/4) // the next page may be a little longer
	}
	s.buf = s.buf[:0]
}

// roomFor is how much room a body wants in advance.
func roomFor(h http.Header) int {
	if n := lengthOf(h); n > 0 {
		return int(n) + 1 // for the read that finds the end
	}
	return firstRoom
}

// room waits for free space behind what has come; nil = there will be none.
func (s *spool) room() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	for cap(s.buf) == len(s.buf) && !s.left {
		s.stuck = true
		s.moved.Broadcast()
		s.moved.Wait()
	}
	s.stuck = false
	if s.left {
		return nil
	}
	return s.buf[len(s.buf):cap(s.buf)]
}

// end says how the exchange ended.
func (s *spool) end(r *Result, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over, s.result, s.err = true, r, err
	if r != nil && r.Status >= 300 {
		s.head = nil // what is here is of an earlier try
	}
	s.moved.Broadcast()
}

// leave lets the reader go: nobody takes anything any more.
func (s *spool) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left = true
	s.moved.Broadcast()
}

// view is what there is to see of a spool.
type view struct {
	data    []byte  // what has come and was not dropped
	head    *Result // of the page; nil = no good answer came
	renewed bool    // another try has begun: what was seen before is void
	over    bool    // nothing more will come: result and err are the end of the exchange
	result  *Result
	err     error
}

// next drops what its taker needs no longer and waits until there is more than it has seen, or the end.
func (s *spool) next(drop int) view {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.renewed {
		s.base += drop
	}
	for !s.over && !s.renewed && (s.broken || len(s.buf) == s.shown) {
		if s.stuck && !s.broken {
			s.makeRoom()
		}
		s.moved.Wait()
	}
	v := view{head: s.head, renewed: s.renewed, over: s.over, result: s.result, err: s.err}
	s.renewed, s.shown = false, len(s.buf)
	v.data = s.buf[s.base:len(s.buf):len(s.buf)]
	return v
}

// makeRoom moves what is still needed to the front, or to a larger buffer. The reader waits meanwhile.
func (s *spool) makeRoom() {
	need := s.buf[s.base:]
	to := s.buf[:0]
	if s.base < cap(s.buf)/2 {
		to = make([]byte, 0, 2*cap(s.buf)) // its taker sees to the limit
	}
	s.buf = append(to, need...)
	s.base, s.shown, s.stuck = 0, len(s.buf), false
	s.moved.Broadcast()
}

// take says whether what was seen may be handed on; it can then no longer be asked for again.
func (s *spool) take() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken || s.renewed {
		return false
	}
	s.taken = true
	return true
}
