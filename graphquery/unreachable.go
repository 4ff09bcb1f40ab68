package graphquery

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
)

// unreachable explains why no answer came. ctx's own end passes through as it is.
func (c *Client) unreachable(ctx context.Context, err error, token string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	f := &Failure{Kind: ErrUnreachable, Cause: scrub(err, token)}
	f.What, f.Next = c.explainFault(err)
	if f.What == "" {
		f.What = fmt.Sprintf("%s cannot be reached: %v", c.host(), f.Cause)
		f.Next = "check the network; behind a proxy set HTTPS_PROXY"
	}
	return f
}

func (c *Client) explainFault(err error) (what, next string) {
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns) && dns.Name != c.hostname():
		return fmt.Sprintf("the proxy %s has no address in DNS", dns.Name), "check HTTPS_PROXY"
	case errors.As(err, &dns):
		return fmt.Sprintf("%s has no address in DNS", c.host()), "check the network and its DNS; behind a proxy set HTTPS_PROXY"
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Sprintf("%s gave no answer within %s", c.host(), tryTimeout), "check the network, then try again"
	case strings.Contains(err.Error(), "proxyconnect"):
		return "the proxy cannot be reached: " + scrub(err, "").Error(), "check HTTPS_PROXY"
	case isTLS(err):
		return fmt.Sprintf("no secure connection to %s: %v", c.host(), scrub(err, "")),
			"if your network inspects TLS, name its certificate authority with SSL_CERT_FILE"
	}
	return "", ""
}

func isTLS(err error) bool {
	var (
		verify    *tls.CertificateVerificationError
		record    tls.RecordHeaderError
		alert     tls.AlertError
		authority x509.UnknownAuthorityError
		name      x509.HostnameError
		invalid   x509.CertificateInvalidError
	)
	return errors.As(err, &verify) || errors.As(err, &record) || errors.As(err, &alert) ||
		errors.As(err, &authority) || errors.As(err, &name) || errors.As(err, &invalid)
}

func (c *Client) hostname() string {
	if host, _, err := net.SplitHostPort(c.host()); err == nil {
		return host
	}
	return c.host()
}

// userInfo is the user and password of a proxy's address.
var userInfo = pattern(`//[^/@\s"]*@`)

// scrub takes the token and a proxy's password out of an error's text. What is clean stays the same error.
func scrub(err error, token string) error {
	text := userInfo().ReplaceAllString(err.Error(), "//‹hidden›@")
	if token != "" {
		text = strings.ReplaceAll(text, token, "‹hidden›")
	}
	if text == err.Error() {
		return err
	}
	return errors.New(text)
}
