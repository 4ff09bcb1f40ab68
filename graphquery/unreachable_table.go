package graphquery

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"
)

// faults are those of the way to Graph; the first that fits is told. {host} is who did not answer, {why} the error.
var faults = [...]struct {
	fits       func(error) bool
	what, next string
}{
	{is[*net.DNSError], "{host} has no address in DNS", "check the network and its DNS; behind a proxy set HTTPS_PROXY"},
	{isTimeUp, "{host} gave no answer within " + tryTimeout.String(), "check the network, then try again"},
	{says("proxyconnect"), "the proxy cannot be reached: {why}", "check HTTPS_PROXY"},
	{says(http.StatusText(http.StatusProxyAuthRequired)), "the proxy wants a user and a password", "put them into HTTPS_PROXY: http://user:password@proxy:port"},
	{isTunnel, "the proxy does not let {host} through: {why}", "check HTTPS_PROXY, or ask who runs the proxy"},
	{isTLS, "no secure connection to {host}: {why}", "if your network inspects TLS, name its certificate authority with SSL_CERT_FILE"},
	{says("awaiting response headers"), "{host} took the question and gave no answer: {why}", "check the network, then try again"},
	{says("response headers exceeded", "header list larger"), "the answer of {host} has headers larger than 1 MiB", "look for a proxy in between"},
	{says("too many 1xx"), "{host} announces an answer again and again and gives none", "look for a proxy in between, then try again"},
	{isNoHTTP, "what came from {host} is no answer: {why}", "look for a proxy in between, then try again"},
	{broke, "the connection to {host} broke before there was an answer: {why}", "check the network, then try again"},
}

// passes says whether a connection that failed so may well go better the next time. A wait for an answer that took its
// whole time is not among it: the next would take as long.
func passes(err error) bool {
	if isTLS(err) || says("proxyconnect")(err) {
		return false
	}
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		dns, _ := errors.AsType[*net.DNSError](err)
		return op.Timeout() || dns != nil && dns.IsTemporary && !dns.IsNotFound
	}
	return broke(err)
}

// broke is true of a connection that ended by itself, at whatever moment.
func broke(err error) bool {
	for _, end := range [...]error{io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNABORTED} {
		if errors.Is(err, end) {
			return true
		}
	}
	return says("server sent GOAWAY", "stream error: ", "connection lost", "server closed idle connection", "TLS handshake timeout",
		"connection reset", "forcibly closed", "connection was aborted")(err)
}

func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// says fits by words, where an error has no type.
func says(any ...string) func(error) bool {
	return func(err error) bool {
		text := err.Error()
		return slices.ContainsFunc(any, func(words string) bool { return strings.Contains(text, words) })
	}
}

func isTimeUp(err error) bool {
	return errors.Is(err, context.DeadlineExceeded) && !is[*net.OpError](err)
}

// isTunnel is true of a proxy's refusal: net/http hands on the bare words of its status.
func isTunnel(err error) bool {
	text := err.Error()
	for status := 400; status < 600; status++ {
		if text == http.StatusText(status) && text != "" {
			return true
		}
	}
	return false
}

func isTLS(err error) bool {
	return is[*tls.CertificateVerificationError](err) || is[tls.RecordHeaderError](err) || is[tls.AlertError](err) ||
		is[x509.UnknownAuthorityError](err) || is[x509.HostnameError](err) || is[x509.CertificateInvalidError](err) ||
		says("tls: ")(err)
}

func isNoHTTP(err error) bool {
	return says("transport connection broken", "malformed ", "http2: ")(err) && !broke(err)
}
