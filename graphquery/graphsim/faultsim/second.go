package faultsim

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Second is every host but the one that a client is meant for. It answers whatever it is asked well, with TLS or
// without, and keeps each byte that it hears.
type Second struct {
	authority *Authority
	secrets   Secrets

	mu    sync.Mutex
	heard bytes.Buffer
	asked []string
}

// Asked lists what it was asked for: "GET https://evil.example/x".
func (s *Second) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}

// Leak says what it has heard that it should not; nil = nothing.
func (s *Second) Leak() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	text := s.heard.String()
	if slot := s.secrets.without("download_url").In(text); slot != "" {
		return fmt.Errorf("%s came to another host: %.300q", slot, text)
	}
	if found := credential().FindString(text); found != "" {
		return fmt.Errorf("%s came to another host: %.300q", found, text)
	}
	return nil
}

// credential is a header that belongs to nobody else.
var credential = pattern(`(?im)^(authorization|cookie|referer|proxy-authorization):`)

// without is for who may know one of them: the download's own host.
func (s Secrets) without(slot string) Secrets {
	rest := Secrets{}
	for k, v := range s {
		if k != slot {
			rest[k] = v
		}
	}
	return rest
}

func (s *Second) serve(c net.Conn) {
	scheme := "http"
	r := bufio.NewReader(c)
	if first, err := r.Peek(1); err != nil {
		return
	} else if first[0] == 22 { // a TLS hello
		scheme = "https"
		t := tls.Server(&behind{c, r}, &tls.Config{GetCertificate: func(h *tls.ClientHelloInfo) (*tls.Certificate, error) {
			if h.ServerName == "" {
				return s.authority.For(hostOf(c.LocalAddr())), nil
			}
			return s.authority.For(h.ServerName), nil
		}})
		if t.Handshake() != nil {
			return
		}
		c, r = t, bufio.NewReader(t)
	}
	s.answer(scheme, c, bufio.NewReader(io.TeeReader(r, s)))
}

func hostOf(a net.Addr) string {
	host, _, err := net.SplitHostPort(a.String())
	if err != nil {
		return "127.0.0.1"
	}
	return host
}

// Write keeps what came.
func (s *Second) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.heard.Write(b)
}

func (s *Second) answer(scheme string, c net.Conn, r *bufio.Reader) {
	for {
		req, err := http.ReadRequest(r)
		if err != nil {
			if !errors.Is(err, io.EOF) {
				_ = c.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
				_, _ = io.Copy(io.Discard, r) // what is no request is heard all the same
			}
			return
		}
		_, _ = io.Copy(io.Discard, req.Body)
		s.mu.Lock()
		s.asked = append(s.asked, req.Method+" "+scheme+"://"+req.Host+req.URL.RequestURI())
		s.mu.Unlock()
		m := plain(200, "application/json", `{"status":"succeeded","value":[{"id":"of the second server"}]}`)
		m.header.Set("Set-Cookie", "second=1; Domain="+strings.Split(req.Host, ":")[0])
		if m.send(c) != nil {
			return
		}
	}
}

// behind is a connection of which something was read already.
type behind struct {
	net.Conn
	r io.Reader
}

func (b *behind) Read(p []byte) (int, error) { return b.r.Read(p) }
