package jq

import (
	"context"
	"fmt"
	"runtime/metrics"
	"time"
)

const (
	watchEvery = 20 * time.Millisecond // between two looks at the memory
	gather     = 16 << 10              // bytes of results that are handed on together
	patience   = 40 * time.Millisecond // but not later than after so long
)

// Run runs the filter on a document, whose parts follow one another, and hands the results on: JSON values, each on a
// line of its own, the members of objects sorted by name, in order and as early as they come. A part that was handed
// on is the caller's. progress hears how many bytes of the document are behind it; it may be nil. Both are called in the
// goroutine of Run.
//
// What came before an error stands. Run returns within some 20 ms when ctx ends, with its cause. parts must not change
// before Run has returned without an error; after one they must not change at all.
func (f *Filter) Run(ctx context.Context, parts [][]byte, out func(part []byte) error, progress func(done, whole int64)) error {
	whole := int64(0)
	for _, p := range parts {
		whole += int64(len(p))
	}
	return f.RunFrom(ctx, sourceOf(parts), whole, out, progress)
}

// RunFrom is Run for a document that is still to come; whole is how many bytes it has, 0 = nobody knows. Where the
// filter runs row by row nothing is kept of what is behind it.
func (f *Filter) RunFrom(ctx context.Context, source Source, whole int64, out func(part []byte) error, progress func(done, whole int64)) error {
	if _, ends := ctx.Deadline(); !ends && f.opt.Time >= 0 {
		limit := orElse(f.opt.Time, usualTime)
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, limit, fmt.Errorf("jq: the filter took longer than %s", limit))
		defer cancel()
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(errStop)
	w := &work{Filter: f, source: source, whole: whole, out: make(chan []byte, 2)}
	ended := make(chan error, 1)
	go func() {
		ended <- w.run(ctx)
	}()
	return w.deliver(ctx, ended, &delivery{work: w, out: out, progress: progress, at: time.Now()})
}

// deliver hands on what comes until it ends, and looks after time and memory.
func (w *work) deliver(ctx context.Context, ended <-chan error, d *delivery) error {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	heap := heapSize()
	for {
		select {
		case p := <-w.out:
			if err := d.take(p); err != nil {
				return err
			}
		case <-tick.C:
			if err := d.tick(); err != nil {
				return err
			}
			if now := heapSize(); now > heap+orElse(w.opt.Heap, usualHeap) {
				return fmt.Errorf("jq: the filter was stopped: it needs more than %d MiB of memory; begin it with .value[] and keep less of each row", orElse(w.opt.Heap, usualHeap)>>20)
			}
		case err := <-ended:
			if restErr := d.rest(); restErr != nil {
				return restErr
			}
			return err
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// delivery gathers small results, so that there are not too many parts.
type delivery struct {
	*work
	out      func([]byte) error
	progress func(done, whole int64)
	held     []byte
	total    int64
	at       time.Time // of the last one
	told     int64
	first    bool
}

func (d *delivery) take(p []byte) error {
	d.total += int64(len(p))
	if d.tooMuch(d.total) {
		return d.tooLarge()
	}
	if len(d.held) == 0 {
		d.held = p
	} else {
		d.held = append(d.held, p...)
	}
	if d.first && len(d.held) < gather && time.Since(d.at) < patience {
		return nil
	}
	return d.flush()
}

func (d *delivery) flush() error {
	d.first, d.at = true, time.Now()
	p := d.held
	if d.held = nil; len(p) == 0 {
		return nil
	}
	return d.out(p)
}

func (d *delivery) tick() error {
	if done := d.done.Load(); d.progress != nil && done != d.told {
		d.told = done
		d.progress(done, d.whole)
	}
	if time.Since(d.at) >= patience {
		return d.flush()
	}
	return nil
}

// rest hands on what is left when the work has ended.
func (d *delivery) rest() error {
	for {
		select {
		case p := <-d.work.out:
			if err := d.take(p); err != nil {
				return err
			}
		default:
			return d.flush()
		}
	}
}

func (f *Filter) tooMuch(n int64) bool {
	return f.opt.Output >= 0 && n > orElse(f.opt.Output, usualOutput)
}

func (f *Filter) tooLarge() error {
	return fmt.Errorf("jq: the result is larger than %d MiB", orElse(f.opt.Output, usualOutput)>>20)
}

// orElse is v, or what is usual where v is zero.
func orElse[T comparable](v, usual T) T {
	var zero T
	if v == zero {
		return usual
	}
	return v
}

// heapSize is how much memory the objects of the program take.
func heapSize() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
