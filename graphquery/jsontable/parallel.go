package jsontable

import (
	"context"
	"runtime"
	"sync"
)

// inChunks has the numbers 0 to n worked on in several goroutines, size of them at a time, and gives the results to
// take one after another in their order, in the goroutine that calls. Each worker works alone. It ends early when ctx
// does, with its error.
func inChunks[T any](ctx context.Context, n, size int, worker func() func(from, to int) T, take func(to int, result T)) error {
	type job struct {
		from, to int
		result   chan T
	}
	hands := min(runtime.GOMAXPROCS(0), (n+size-1)/size)
	jobs, inOrder := make(chan job), make(chan job, 4*hands) // how far they may run ahead of take
	ctx, stop := context.WithCancel(ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer stop()
	for range hands {
		all.Go(func() {
			work := worker()
			for j := range jobs {
				j.result <- work(j.from, j.to)
			}
		})
	}
	all.Go(func() {
		defer close(inOrder)
		defer close(jobs)
		for from := 0; from < n; from += size {
			j := job{from, min(from+size, n), make(chan T, 1)}
			select {
			case inOrder <- j:
			case <-ctx.Done():
				return
			}
			jobs <- j // some worker is free soon: none waits for anything
		}
	})
	for j := range inOrder {
		result := <-j.result
		if err := ctx.Err(); err != nil {
			return err
		}
		take(j.to, result)
	}
	return ctx.Err()
}
