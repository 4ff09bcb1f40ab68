package faultsim

import (
	"bufio"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// secure makes the connection a TLS one, or fails at it as the fault says.
func (s *Server) secure(c net.Conn) (*tls.Conn, bool) {
	config := &tls.Config{Certificates: []tls.Certificate{*s.Authority.For(s.Host)}, NextProtos: []string{"http/1.1"}}
	if s.now() {
		if s.Fault.Transport == "tls-alert" {
			_, _ = c.Read(make([]byte, 16<<10))                           // its hello
			_, _ = c.Write([]byte{21, 3, 3, 0, 2, 2, 40})                 // handshake failure
			_ = c.SetReadDeadline(time.Now().Add(100 * time.Millisecond)) // a close before all was read would be a reset
			_, _ = io.Copy(io.Discard, c)
			return nil, false
		}
		if change, ok := handshakes[s.Fault.Transport]; ok {
			change(s, config)
		}
	}
	t := tls.Server(c, config)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return t, t.HandshakeContext(ctx) == nil
}

// handshakes are the faults of a TLS server.
var handshakes = map[string]func(*Server, *tls.Config){
	"tls-wrong-host":  func(s *Server, c *tls.Config) { c.Certificates[0] = *s.Authority.For("other.example") },
	"tls-expired":     func(s *Server, c *tls.Config) { c.Certificates[0] = *s.Authority.expired(s.Host) },
	"tls-self-signed": func(s *Server, c *tls.Config) { c.Certificates[0] = *s.Authority.selfSigned(s.Host) },
	"tls-1.0":         func(_ *Server, c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS10 },
	"h2-goaway":       func(_ *Server, c *tls.Config) { c.NextProtos = []string{"h2"} },
	"h2-rst":          func(_ *Server, c *tls.Config) { c.NextProtos = []string{"h2"} },
}

// tunnel is a proxy on the way to the server, which lets requests through until the fault.
func (s *Server) tunnel(c net.Conn) bool {
	req, err := http.ReadRequest(bufio.NewReader(c)) // nobody speaks before the tunnel is there
	if err != nil || req.Method != http.MethodConnect {
		return false
	}
	answer := "HTTP/1.1 200 Connection established\r\n\r\n"
	if s.now() {
		answer = tunnels[s.Fault.Transport]
		s.count()
	}
	_, err = io.WriteString(c, answer)
	if !strings.Contains(answer, "established") {
		_ = c.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
		_, _ = io.Copy(io.Discard, c)
		return false
	}
	return err == nil
}

const loginPage = "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action=\"/login\">\x1b]0;evil\x07</form></body></html>"

// tunnels is what a proxy says in place of a tunnel.
var tunnels = map[string]string{
	"proxy-407":      "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"\x1b[31mus\"\r\nContent-Length: 0\r\n\r\n",
	"proxy-502":      "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 21\r\n\r\n<html>no way</html>\r\n",
	"proxy-html-200": "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + loginPage,
}
