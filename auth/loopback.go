package auth

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"sync/atomic"
	"time"
)

const (
	maxForm   = 64 << 10 // bytes of what the browser brings, and of its headers
	portTries = 20
)

// loopback waits on this machine for the browser to come back with the answer of one sign-in.
// Whatever is not that answer gets a 404 and changes nothing: favicons, scans, other pages' posts.
type loopback struct {
	redirect string // http://localhost:PORT
	replies  chan reply
	faults   chan error // why no reply will come

	hosts    []string
	state    string
	answered atomic.Bool
	server   *http.Server
}

// reply is what Entra ID sent by the browser: a code, or a refusal.
type reply struct{ code, refused, description string }

// openLoopback listens on a port of its own, on both loopback families, so that nobody else on the
// machine can take the other half of "localhost".
func openLoopback(state string) (*loopback, error) {
	listeners, port, err := listenLocally()
	if err != nil {
		return nil, fmt.Errorf("cannot wait for the browser on this machine (%w); sign in with a device code", err)
	}
	l := &loopback{
		redirect: "http://localhost:" + port,
		replies:  make(chan reply, 1),
		faults:   make(chan error, 1),
		hosts:    []string{"localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port},
		state:    state,
	}
	l.server = &http.Server{
		Handler:           l,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      10 * time.Second,
		MaxHeaderBytes:    maxForm,
		ErrorLog:          log.New(io.Discard, "", 0), // strays are no news
	}
	for _, listener := range listeners {
		go func() { l.report(l.serve(listener)) }() // ends with close
	}
	return l, nil
}

func (l *loopback) serve(listener net.Listener) (err error) {
	defer catch(&err)
	_ = l.server.Serve(listener)
	return nil
}

// report ends the wait for a reply, if err is not nil. The first error counts.
func (l *loopback) report(err error) {
	if err == nil {
		return
	}
	select {
	case l.faults <- err:
	default:
	}
}

// close ends it at once, half-sent requests included.
func (l *loopback) close() { _ = l.server.Close() }

func (l *loopback) ServeHTTP(w http.ResponseWriter, r *http.Request) { l.report(l.receive(w, r)) }

func (l *loopback) receive(w http.ResponseWriter, r *http.Request) (err error) {
	defer catch(&err)
	if !slices.Contains(l.hosts, r.Host) || r.Method != http.MethodPost || r.URL.Path != "/" {
		http.NotFound(w, r)
		return nil
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if r.ParseForm() != nil || !l.expects(r.PostForm["state"]) || !l.answered.CompareAndSwap(false, true) {
		http.NotFound(w, r)
		return nil
	}
	answer := reply{
		code:        r.PostForm.Get("code"),
		refused:     r.PostForm.Get("error"),
		description: r.PostForm.Get("error_description"),
	}
	if answer.code == "" && answer.refused == "" {
		answer.refused = "invalid_response"
	}
	writePage(w, answer)
	l.replies <- answer // last: it closes the server
	return nil
}

// expects compares states in constant time. An error counts only with the state, like a code.
func (l *loopback) expects(states []string) bool {
	return len(states) == 1 && subtle.ConstantTimeCompare([]byte(states[0]), []byte(l.state)) == 1
}

// listenLocally takes one free port on 127.0.0.1 and [::1]. A machine without one of the
// families is served on the other.
func listenLocally() (listeners []net.Listener, port string, err error) {
	for range portTries {
		four, err4 := net.Listen("tcp4", "127.0.0.1:0")
		if err4 != nil {
			six, err6 := net.Listen("tcp6", "[::1]:0")
			if err6 != nil {
				return nil, "", errors.Join(err4, err6)
			}
			return []net.Listener{six}, portOf(six), nil
		}
		port := portOf(four)
		six, err6 := net.Listen("tcp6", "[::1]:"+port)
		if err6 == nil {
			return []net.Listener{four, six}, port, nil
		}
		if !hasIPv6() {
			return []net.Listener{four}, port, nil
		}
		err = err6 // somebody has the other half of this port: take another
		_ = four.Close()
	}
	return nil, "", err
}

func hasIPv6() bool {
	l, err := net.Listen("tcp6", "[::1]:0")
	if err == nil {
		_ = l.Close()
	}
	return err == nil
}

func portOf(l net.Listener) string {
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}
