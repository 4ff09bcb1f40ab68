package faultsim

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"runtime/pprof"
	"strings"
	"time"
)

// Watch sees to it that what is done leaves nothing behind and takes little memory.
type Watch struct {
	before int // goroutines
	stop   chan struct{}
	most   chan uint64
}

// Begin begins to watch this process: its heap, live and not yet swept, is looked at every few milliseconds.
func Begin() *Watch {
	runtime.GC()
	w := &Watch{before: runtime.NumGoroutine(), stop: make(chan struct{}), most: make(chan uint64)}
	go func() {
		heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		most := uint64(0)
		for {
			metrics.Read(heap)
			most = max(most, heap[0].Value.Uint64())
			select {
			case <-time.After(2 * time.Millisecond):
			case <-w.stop:
				w.most <- most
				return
			}
		}
	}()
	return w
}

// End returns how large the heap was at most. It fails where goroutines are left after some patience.
func (w *Watch) End() (heap uint64, err error) {
	close(w.stop)
	heap = <-w.most
	for range 300 {
		if runtime.NumGoroutine() <= w.before {
			return heap, nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	var stacks strings.Builder
	_ = pprof.Lookup("goroutine").WriteTo(&stacks, 1) // memory
	return heap, fmt.Errorf("%d goroutines are left of %d before:\n%s", runtime.NumGoroutine(), w.before, stacks.String())
}
