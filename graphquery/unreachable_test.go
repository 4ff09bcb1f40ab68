package graphquery

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"unicode"
)

func TestAFaultOfTheNetworkNamesHostAndNextStep(t *testing.T) {
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	for name, tt := range map[string]struct {
		err        error
		what, next string
	}{
		"dns":         {&net.DNSError{Name: "graph.microsoft.com", Err: "no such host"}, "graph.microsoft.com has no address", "DNS"},
		"dns, proxy":  {&net.DNSError{Name: "proxy.corp", Err: "no such host"}, "proxy.corp", "HTTPS_PROXY"},
		"refused":     {refused, "graph.microsoft.com cannot be reached", "HTTPS_PROXY"},
		"proxy":       {&net.OpError{Op: "proxyconnect", Net: "tcp", Err: syscall.ECONNREFUSED}, "the proxy cannot be reached", "HTTPS_PROXY"},
		"certificate": {x509.UnknownAuthorityError{}, "no secure connection to graph.microsoft.com", "SSL_CERT_FILE"},
		"wrong host":  {x509.HostnameError{Host: "x", Certificate: &x509.Certificate{}}, "no secure connection", "SSL_CERT_FILE"},
		"slow":        {context.DeadlineExceeded, "gave no answer within", "try again"},
	} {
		t.Run(name, func(t *testing.T) {
			g := guestAt(answer{err: tt.err})
			_, err := g.runs(t, "/me")
			var f *Failure
			if !errors.Is(err, ErrUnreachable) || !errors.As(err, &f) || !errors.Is(err, tt.err) {
				t.Fatalf("%v", err)
			}
			wantText(t, f.Error(), tt.what)
			wantText(t, f.NextStep(), tt.next)
		})
	}
}

func TestWhatAProxyOrAServerSpoilsIsSaidInWords(t *testing.T) {
	for text, tt := range map[string]struct{ what, next string }{
		"Proxy Authentication Required":                                               {"the proxy wants a user and a password", "HTTPS_PROXY"},
		"Bad Gateway":                                                                 {"the proxy does not let graph.microsoft.com through: Bad Gateway", "proxy"},
		"remote error: tls: handshake failure":                                        {"no secure connection to graph.microsoft.com", "SSL_CERT_FILE"},
		"tls: server selected unsupported protocol version 301":                       {"no secure connection", "SSL_CERT_FILE"},
		"net/http: timeout awaiting response headers":                                 {"took the question and gave no answer", "try again"},
		"net/http: server response headers exceeded 1048576 bytes; aborted":           {"headers larger than 1 MiB", "proxy"},
		"net/http: too many 1xx informational responses":                              {"announces an answer again and again", "proxy"},
		`net/http: HTTP/1.x transport connection broken: malformed HTTP response "x"`: {"what came from graph.microsoft.com is no answer", "proxy"},
		"http2: server sent GOAWAY and closed the connection":                         {"the connection to graph.microsoft.com broke", "try again"},
	} {
		_, err := guestAt(answer{err: errors.New(text)}).runs(t, "/me")
		f, ok := errors.AsType[*Failure](err)
		if !ok {
			t.Fatalf("%s: %v", text, err)
		}
		wantText(t, f.Error(), tt.what)
		wantText(t, f.NextStep(), tt.next)
	}
}

func TestOnlyWhatMayPassIsTriedAgain(t *testing.T) {
	dial := func(err error) error { return &net.OpError{Op: "dial", Err: err} }
	for name, tt := range map[string]struct {
		err  error
		want bool
	}{
		"a slow dial":         {dial(os.ErrDeadlineExceeded), true},
		"a slow DNS":          {dial(&net.DNSError{IsTimeout: true, IsTemporary: true}), true},
		"no such name":        {dial(&net.DNSError{IsNotFound: true, IsTemporary: true}), false},
		"nobody there":        {dial(syscall.ECONNREFUSED), false},
		"a slow handshake":    {errors.New("net/http: TLS handshake timeout"), true},
		"a slow answer":       {errors.New("net/http: timeout awaiting response headers"), false},
		"the time was up":     {context.DeadlineExceeded, false},
		"a stalled body":      {errIdle, false},
		"broken by Windows":   {errors.New("wsarecv: An existing connection was forcibly closed by the remote host."), true},
		"large HTTP/2 header": {errors.New("http2: response header list larger than advertised limit"), false},
		"a broken stream":     {errors.New("stream error: stream ID 1; INTERNAL_ERROR; received from peer"), true},
	} {
		if got := passes(tt.err); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func FuzzScrub(f *testing.F) {
	f.Add("proxyconnect: http://user:pass@proxy \x1b]0;x\x07", "abc")
	f.Fuzz(func(t *testing.T, text, token string) {
		got := scrub(errors.New(text), token).Error()
		if strings.ContainsFunc(got, unicode.IsControl) || len(got) > 2*maxFault+10 {
			t.Errorf("%q", got)
		}
	})
}
