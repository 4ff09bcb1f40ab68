package graphquery

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"syscall"
	"testing"
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
