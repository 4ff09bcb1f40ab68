package auth

import (
	"context"
	"sync"
)

// flights lets callers that want the same thing at the same time share one attempt at it.
// The zero value is ready.
type flights struct {
	mu      sync.Mutex
	running map[string]*flight
}

type flight struct {
	done    chan struct{}
	token   Token
	err     error
	waiting int
	cancel  context.CancelFunc
}

// do joins the flight of that key, or starts it. A caller whose ctx ends leaves at once and the
// others go on; with the last one the flight ends too.
func (f *flights) do(ctx context.Context, key string, run func(context.Context) (Token, error)) (Token, error) {
	if err := ctx.Err(); err != nil {
		return Token{}, err
	}
	fl := f.board(ctx, key, run)
	select {
	case <-fl.done:
		return fl.token, fl.err
	case <-ctx.Done():
		f.leave(key, fl)
		return Token{}, ctx.Err()
	}
}

func (f *flights) board(ctx context.Context, key string, run func(context.Context) (Token, error)) *flight {
	f.mu.Lock()
	defer f.mu.Unlock()
	if fl := f.running[key]; fl != nil {
		fl.waiting++
		return fl
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	fl := &flight{done: make(chan struct{}), waiting: 1, cancel: cancel}
	if f.running == nil {
		f.running = map[string]*flight{}
	}
	f.running[key] = fl
	go func() {
		defer close(fl.done) // whatever happens: nobody may wait for ever
		defer f.land(key, fl)
		defer cancel()
		defer catch(&fl.err)
		fl.token, fl.err = run(ctx)
	}()
	return fl
}

func (f *flights) leave(key string, fl *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if fl.waiting--; fl.waiting > 0 {
		return
	}
	fl.cancel()
	if f.running[key] == fl {
		delete(f.running, key)
	}
}

func (f *flights) land(key string, fl *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.running[key] == fl {
		delete(f.running, key)
	}
}

// gate lets one through at a time, and waits no longer than ctx.
type gate chan struct{}

func newGate() gate { return make(gate, 1) }

func (g gate) pass(ctx context.Context) (leave func(), err error) {
	select {
	case g <- struct{}{}:
		return func() { <-g }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
