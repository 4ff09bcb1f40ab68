package graphquery

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"unicode"
	"unicode/utf8"
)

// unreachable explains why no answer of host came. ctx's own end passes through as it is.
func unreachable(ctx context.Context, host string, err error, secrets ...string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	f := &Failure{Kind: ErrUnreachable, Cause: scrub(err, secrets...), passing: passes(err)}
	f.What, f.Next = explainFault(host, err, f.Cause)
	return f
}

// explainFault puts a fault of the way to host into words; said is what may be told of err.
func explainFault(host string, err, said error) (what, next string) {
	if dns, ok := errors.AsType[*net.DNSError](err); ok && dns.Name != nameOf(host) {
		return fmt.Sprintf("the proxy %s has no address in DNS", dns.Name), "check HTTPS_PROXY"
	}
	for _, f := range faults {
		if f.fits(err) {
			return strings.NewReplacer("{host}", host, "{why}", said.Error()).Replace(f.what), f.next
		}
	}
	return fmt.Sprintf("%s cannot be reached: %v", host, said), "check the network; behind a proxy set HTTPS_PROXY"
}

// nameOf is a host without its port.
func nameOf(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return host
}

// userInfo is the user and password of a proxy's address.
var userInfo = pattern(`//[^/@\s"]*@`)

// hidden stands where a secret stood.
const hidden = "‹hidden›"

// maxFault is how much of an error's text is told, in bytes: it may quote what a server sent.
const maxFault = 500

// scrub takes secrets and a proxy's password out of an error's text, and whatever of a server's bytes would act on a
// screen. What is clean stays the same error.
func scrub(err error, secrets ...string) error {
	text := veiled(userInfo().ReplaceAllString(err.Error(), "//"+hidden+"@"), secrets)
	text = strings.Map(inert, text)
	if len(text) > maxFault {
		text = strings.ToValidUTF8(text[:maxFault], "") + " …"
	}
	if text == err.Error() {
		return err
	}
	return errors.New(text)
}

// inert is r, or what stands for it where it would be invisible or do something.
func inert(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return ' '
	case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
		return utf8.RuneError
	}
	return r
}

// withoutToken is err where a server quotes the token in what breaks its answer.
func withoutToken(err error, token string) error {
	f, ok := errors.AsType[*Failure](err)
	if !ok || !strings.Contains(f.What, token) && (f.Cause == nil || !strings.Contains(f.Cause.Error(), token)) {
		return err
	}
	clean := *f
	clean.What = strings.ReplaceAll(f.What, token, hidden)
	if f.Cause != nil {
		clean.Cause = scrub(f.Cause, token)
	}
	return &clean
}
