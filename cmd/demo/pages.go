package demo

import (
	"net"
	"net/http"
	"sync"
	"time"
)

// pages serves the simulated sign-in pages on loopback, from the first one that is opened.
type pages struct {
	mu     sync.Mutex
	server *http.Server
	host   string
}

// start returns host:port of the page server.
func (p *pages) start(h http.Handler) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.server != nil {
		return p.host, nil
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	p.host = l.Addr().String()
	p.server = &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = p.server.Serve(l) }() // ends with stop
	return p.host, nil
}

func (p *pages) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.server != nil {
		_ = p.server.Close()
	}
}
