package faultsim

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// proxy stands in between where a fault is a proxy's.
const proxy = "proxy.example:3128"

// Reach makes t reach this server, the second one for every other address, and nothing else.
func (s *Server) Reach(t *http.Transport) *http.Transport {
	t.DialContext = s.Dial
	t.TLSClientConfig = &tls.Config{RootCAs: s.Authority.Roots()}
	t.Proxy = nil
	if s.proxied() {
		t.Proxy = http.ProxyURL(&url.URL{Scheme: "http", Host: proxy, User: url.UserPassword("guest", s.Secrets["proxy_password"])})
	}
	return t
}

func (s *Server) proxied() bool { return strings.HasPrefix(s.Fault.Transport, "proxy-") }

// Dial connects to what has an address in this network.
func (s *Server) Dial(ctx context.Context, _, address string) (net.Conn, error) {
	if address != proxy && !strings.EqualFold(address, s.Host+":443") {
		return s.connect(s.Second.serve)
	}
	if s.now() {
		if fail, ok := dials[s.Fault.Transport]; ok {
			return nil, fail(ctx, s.Host)
		}
	}
	return s.connect(s.serve)
}

// dials are the faults before there is a connection, in the time that a system takes for them.
var dials = map[string]func(ctx context.Context, host string) error{
	"dns-nxdomain": func(_ context.Context, host string) error {
		return &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}}
	},
	"dns-timeout": func(ctx context.Context, host string) error {
		return passing(ctx, 10*time.Second, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "i/o timeout", Name: host, IsTimeout: true, IsTemporary: true}})
	},
	"connect-refused": func(context.Context, string) error { return refused },
	"connect-timeout": func(ctx context.Context, _ string) error {
		return passing(ctx, 30*time.Second, &net.OpError{Op: "dial", Net: "tcp", Err: timeout{}})
	},
}

func passing(ctx context.Context, d time.Duration, err error) error {
	select {
	case <-time.After(d):
		return err
	case <-ctx.Done():
		return &net.OpError{Op: "dial", Net: "tcp", Err: ctx.Err()}
	}
}

type timeout struct{}

func (timeout) Error() string   { return "i/o timeout" }
func (timeout) Timeout() bool   { return true }
func (timeout) Temporary() bool { return true }

// connect makes a connection whose other end is served.
func (s *Server) connect(serve func(net.Conn)) (net.Conn, error) {
	if s.Piped {
		here, there := net.Pipe()
		room := newBuffered(there)
		s.begin(there, func(net.Conn) {
			s.work.Go(room.pump)
			serve(room)
			room.Close()
			s.work.Go(func() { _, _ = io.Copy(io.Discard, there) }) // who writes must not wait for us
			<-room.dead
		})
		return here, nil
	}
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	defer door.Close()
	here, err := net.Dial("tcp", door.Addr().String())
	if err != nil {
		return nil, err
	}
	there, err := door.Accept()
	if err != nil {
		here.Close()
		return nil, err
	}
	s.begin(there, serve)
	return here, nil
}

func (s *Server) begin(c net.Conn, serve func(net.Conn)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.gone:
		c.Close()
		return
	default:
	}
	s.open[c] = true
	s.work.Go(func() {
		serve(c)
		c.Close()
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.open, c)
	})
}
