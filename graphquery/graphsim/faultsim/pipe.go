package faultsim

import (
	"net"
	"sync"
)

// buffered is the server's end of a pipe, with room for what its writer is ahead of the reader. Without any, two sides
// that both write first would wait for each other.
type buffered struct {
	net.Conn
	queue chan []byte
	shut  chan struct{} // nothing more is written
	dead  chan struct{} // nobody reads any more
	once  sync.Once
}

func newBuffered(c net.Conn) *buffered {
	return &buffered{Conn: c, queue: make(chan []byte, 64), shut: make(chan struct{}), dead: make(chan struct{})}
}

func (b *buffered) Write(p []byte) (int, error) {
	select {
	case b.queue <- append([]byte(nil), p...):
		return len(p), nil
	case <-b.dead:
		return 0, net.ErrClosed
	case <-b.shut:
		return 0, net.ErrClosed
	}
}

// Close closes it when all was read that was written.
func (b *buffered) Close() error {
	b.once.Do(func() { close(b.shut) })
	return nil
}

// pump moves what was written on to the reader.
func (b *buffered) pump() {
	defer close(b.dead)
	defer b.Conn.Close()
	for {
		select {
		case p := <-b.queue:
			if _, err := b.Conn.Write(p); err != nil {
				return
			}
			continue
		default:
		}
		select {
		case p := <-b.queue:
			if _, err := b.Conn.Write(p); err != nil {
				return
			}
		case <-b.shut:
			if len(b.queue) == 0 {
				return
			}
		}
	}
}
