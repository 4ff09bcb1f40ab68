package faultsim

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"syscall"
)

// Site is what a server is at.
type Site struct {
	Host      string       // that it is, at port 443
	Good      http.Handler // answers well; some faults are done to its answers
	After     int          // requests that are answered well before the fault; each costs its connection
	Fault     Fault
	Authority *Authority
	Secrets   Secrets
	Piped     bool // no sockets: connections are pipes, which work in a bubble of testing/synctest
}

// Server is a host that goes wrong. Network is how it is reached.
type Server struct {
	Site
	Second *Second // every other host

	gone chan struct{} // closed when it is over
	work sync.WaitGroup

	mu    sync.Mutex
	asked int
	heard []Heard
	open  map[net.Conn]bool
}

// Start opens a server; Close ends it.
func Start(site Site) *Server {
	s := &Server{Site: site, gone: make(chan struct{}), open: map[net.Conn]bool{}}
	s.Second = &Second{authority: site.Authority, secrets: site.Secrets}
	return s
}

// Close ends every connection and waits for all that the server does.
func (s *Server) Close() {
	close(s.gone)
	s.mu.Lock()
	for c := range s.open {
		c.Close()
	}
	s.mu.Unlock()
	s.work.Wait()
}

// Asked counts the requests so far.
func (s *Server) Asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}

// Heard is a request that came, with all that it held.
type Heard struct {
	Target string // of its first line
	Header http.Header
	Body   string
}

// Heard is the requests so far.
func (s *Server) Heard() []Heard {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.heard)
}

// now says whether the fault's time has come.
func (s *Server) now() bool { return s.Asked() >= s.After }

func (s *Server) hear(h Heard) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard = append(s.heard, h)
}

func (s *Server) count() (faulty bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	return s.asked > s.After
}

// serve answers on one connection until it ends.
func (s *Server) serve(c net.Conn) {
	if s.proxied() && !s.tunnel(c) {
		return
	}
	secure, ok := s.secure(c)
	if !ok {
		return
	}
	if secure.ConnectionState().NegotiatedProtocol == "h2" {
		s.serveHTTP2(secure)
		return
	}
	r := bufio.NewReader(secure)
	for {
		req, err := http.ReadRequest(r)
		if err != nil {
			return
		}
		body, _ := io.ReadAll(io.LimitReader(req.Body, 1<<20))
		req.Body = io.NopCloser(bytes.NewReader(body))
		s.hear(Heard{req.RequestURI, req.Header, string(body)})
		x := &exchange{server: s, plain: c, w: secure, req: req}
		if !s.count() {
			m := x.good()
			m.header.Set("Connection", "close")
			m.send(secure)
			return
		}
		if !x.fail() {
			return
		}
	}
}

// exchange is one request that is to go wrong.
type exchange struct {
	server *Server
	plain  net.Conn // under TLS
	w      io.Writer
	req    *http.Request
}

// fail answers by the fault and says whether the connection goes on.
func (x *exchange) fail() bool {
	f := x.server.Fault
	if f.Transport != "" {
		if do, ok := transports[f.Transport]; ok {
			do(x)
		}
		return false
	}
	m := x.message(f)
	err := m.send(x.w)
	if t, ok := x.w.(*tls.Conn); ok && m.flow != nil {
		_ = t.CloseWrite() // that was all, and not less than all
	}
	return err == nil && m.flow == nil && m.status >= 200 // what follows 1xx is read as the beginning of the answer
}

// reset ends the connection the hard way, where it is a socket.
func (x *exchange) reset() {
	if tcp, ok := x.plain.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	x.plain.Close()
}

// wait waits until the server ends, or the other side has.
func (x *exchange) wait() {
	over := make(chan struct{})
	x.server.work.Go(func() {
		defer close(over)
		if t, ok := x.w.(*tls.Conn); ok {
			_, _ = io.Copy(io.Discard, t)
		}
	})
	select {
	case <-over:
	case <-x.server.gone:
	}
}

// message is an answer as it is written.
type message struct {
	status int
	header http.Header
	body   []byte
	flow   func(w io.Writer) error // a body without a length, behind body; the connection ends with it
}

func (m *message) send(w io.Writer) error {
	out := bufio.NewWriterSize(w, 64<<10)
	fmt.Fprintf(out, "HTTP/1.1 %d %s\r\n", m.status, http.StatusText(m.status))
	if m.flow == nil {
		m.header.Set("Content-Length", fmt.Sprint(len(m.body)))
	}
	_ = m.header.Write(out)
	_, _ = out.WriteString("\r\n")
	_, _ = out.Write(m.body)
	if m.flow != nil {
		if err := m.flow(out); err != nil {
			return err
		}
	}
	return out.Flush()
}

// refused is what a closed port says.
var refused = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
