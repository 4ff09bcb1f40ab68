package jsonfind

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"graphguest/graphquery/jsondoc"
)

// Search is one pattern in one document. What it finds is counted block by block, so it takes hardly any memory however
// much there is.
type Search struct {
	doc     *jsondoc.Doc
	pattern *Pattern

	mu       sync.Mutex
	counts   []int32 // lines found by block; -1 = not looked at
	complete bool
	found    atomic.Int64
}

// New begins a search.
func New(d *jsondoc.Doc, p *Pattern) *Search { return &Search{doc: d, pattern: p} }

// Grown goes on in the document that it has become: what was looked at stays counted, but for the last block.
func (s *Search) Grown(d *jsondoc.Doc) *Search {
	g := New(d, s.pattern)
	s.mu.Lock()
	defer s.mu.Unlock()
	keep := min(len(s.counts), d.Blocks()) - 1 // the last block may have been longer than it is now, or shorter
	for i := range max(keep, 0) {
		if line, was := first(d, i), first(s.doc, i); line != was {
			keep = i
			break
		}
	}
	g.counts = slices.Clone(s.counts[:max(keep, 0)])
	for _, n := range g.counts {
		g.found.Add(int64(max(n, 0)))
	}
	return g
}

func first(d *jsondoc.Doc, block int) int {
	_, line := d.Block(block)
	return line
}

// Count is how many lines have been found, and whether the whole document has been looked at.
func (s *Search) Count() (n int, complete bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return int(s.found.Load()), s.complete
}

// Run looks at the document as far as its blocks are known, on all cores: at all of it once its index is complete. It
// returns ctx's error when it is cancelled.
func (s *Search) Run(ctx context.Context) error {
	_, whole := s.doc.Len()
	blocks := s.doc.Blocks()
	s.mu.Lock()
	for len(s.counts) < blocks {
		s.counts = append(s.counts, -1)
	}
	counts := s.counts
	s.mu.Unlock()
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 8) {
		workers.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= blocks {
					return
				}
				if atomic.LoadInt32(&counts[i]) < 0 {
					n := s.pattern.count(s.doc, i)
					s.found.Add(int64(n))
					atomic.StoreInt32(&counts[i], int32(n))
				}
			}
		})
	}
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.complete = whole
	return nil
}

// known is how many lines of a block match; -1 = nobody has looked.
func (s *Search) known(block int) int {
	s.mu.Lock()
	counts := s.counts
	s.mu.Unlock()
	if block >= len(counts) {
		return -1
	}
	return int(atomic.LoadInt32(&counts[block]))
}

// Ordinal is the how-manieth of those found a line is, from 1; 0 = it is none, or not known yet.
func (s *Search) Ordinal(line int) int {
	if line < 0 {
		return 0
	}
	block, n := s.doc.BlockOf(line), 0
	for i := range block {
		k := s.known(i)
		if k < 0 {
			return 0
		}
		n += k
	}
	for _, hit := range s.pattern.lines(s.doc, block) {
		n++
		if hit == line {
			return n
		}
	}
	return 0
}

// Next is the next line found behind a line, or before it where forward is false; beyond the end it goes on at the other
// one (wrapped). It looks at what is not known yet itself.
func (s *Search) Next(ctx context.Context, line int, forward bool) (hit int, ok, wrapped bool) {
	blocks := s.doc.Blocks()
	at := s.doc.BlockOf(max(line, 0))
	step := 1
	if !forward {
		step = blocks - 1
	}
	for i := range blocks + 1 { // the block that it began in comes once more, for what lies on the other side
		if ctx.Err() != nil {
			return 0, false, false
		}
		block := (at + i*step) % blocks
		wrapped = i > 0 && (forward && block <= at || !forward && block >= at)
		if s.known(block) == 0 {
			continue
		}
		lines := s.pattern.lines(s.doc, block)
		if !forward {
			slices.Reverse(lines)
		}
		for _, hit := range lines {
			if wrapped || forward && hit > line || !forward && hit < line {
				return hit, true, wrapped
			}
		}
	}
	return 0, false, false
}
