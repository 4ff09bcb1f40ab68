package auth

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
)

// refusal is Entra ID's error answer, in JSON or at the redirect address.
type refusal struct {
	OAuth         string        `json:"error"`
	Suberror      string        `json:"suberror"`
	Description   string        `json:"error_description"`
	Codes         []json.Number `json:"error_codes"`
	Timestamp     string        `json:"timestamp"`
	TraceID       string        `json:"trace_id"`
	CorrelationID string        `json:"correlation_id"`
	MoreInfo      string        `json:"error_uri"`
	Claims        string        `json:"claims"`
}

// explainError turns an error of MSAL into one for the person: an *Error where Entra ID refused
// or nobody is signed in, ErrUnreachable where no answer came. An *Error stays as it is, and so
// does what errors.Is sees, context.Canceled above all. No secret is left in any text of it.
func explainError(env Environment, c Cloud, cause error) error {
	if cause == nil {
		return nil
	}
	if own, ok := errors.AsType[*Error](cause); ok {
		return own
	}
	if errors.Is(cause, context.Canceled) {
		return mask(cause)
	}
	if own, ok := errors.AsType[*fault](cause); ok {
		return own
	}
	if r, ok := refusalIn(cause.Error()); ok {
		return r.explain(env, c, mask(cause))
	}
	if unanswered(cause) {
		return newNoAnswer(c, cause)
	}
	return explainMSAL(env, cause)
}

// explainOAuth explains a refusal that came to the redirect address.
func explainOAuth(env Environment, c Cloud, oauthError, description string) error {
	r := refusal{OAuth: oauthError, Description: description}
	return r.explain(env, c, errors.New(Redact(strings.TrimSpace(oauthError+": "+firstLine(description)))))
}

// refusalIn finds Entra ID's answer in the text of MSAL's CallErr, where it follows the status.
// The response that a CallErr holds does not help: the device flow has read it to its end.
func refusalIn(text string) (refusal, bool) {
	_, body, ok := strings.Cut(text, "reply status code was ")
	i := strings.Index(body, ":\n{")
	if !ok || i < 0 {
		return refusal{}, false
	}
	var r refusal
	// A field of a wrong type leaves the others filled in.
	_ = json.NewDecoder(strings.NewReader(body[i+2:])).Decode(&r)
	return r, r.OAuth != "" || r.Description != ""
}

func (r refusal) explain(env Environment, c Cloud, cause error) *Error {
	e := &Error{
		Environment: env.Name, Tenant: env.tenantName(), Account: env.Account,
		OAuth: Redact(r.OAuth), Suberror: Redact(r.Suberror), Claims: r.claims(),
		TraceID:       Redact(firstNonEmpty(r.TraceID, labelled(r.Description, "Trace ID:"))),
		CorrelationID: Redact(firstNonEmpty(r.CorrelationID, labelled(r.Description, "Correlation ID:"))),
		Timestamp:     Redact(firstNonEmpty(r.Timestamp, labelled(r.Description, "Timestamp:"))),
		Description:   Redact(firstLine(r.Description)),
		cause:         cause,
	}
	a, ok := Advice{}, false
	if e.Code, a, ok = adviseFirst(r.codes()); !ok {
		a = r.fallback()
	}
	if e.Code != "" {
		e.MoreInfo = fmt.Sprintf("https://%s/error?code=%s", loginHost(c), strings.TrimPrefix(e.Code, "AADSTS"))
	}
	e.What, e.Guest, e.Admin = fill(a.What, env, c), fill(a.Guest, env, c), fill(a.Admin, env, c)
	e.AdminOf, e.Person, e.DropHint = a.AdminOf, a.Person, a.DropHint
	return e
}

// codes are those that the answer lists, then those of its description.
func (r refusal) codes() []string {
	var codes []string
	for _, n := range r.Codes {
		codes = append(codes, codesIn("AADSTS"+n.String())...)
	}
	return append(codes, codesIn(r.Description)...)
}

// fallback is for a code that the table does not know: the words of the protocol still tell
// whether a person can help.
func (r refusal) fallback() Advice {
	for _, word := range []string{r.Suberror, r.OAuth} {
		if a, ok := explainWord(word); ok {
			return a
		}
	}
	return Advice{
		What:  "Entra ID refused the sign-in to {tenant}",
		Admin: "look up the correlation id in its sign-in log", AdminOf: Resource,
	}
}

// claims is the challenge, where it is the JSON object that MSAL wants to have back.
func (r refusal) claims() string {
	var object map[string]any
	if json.Unmarshal([]byte(r.Claims), &object) != nil {
		return ""
	}
	return r.Claims
}

const maxDescription = 1 << 10

// firstLine is a description without the ids behind it, and of bounded length.
func firstLine(description string) string {
	text, _, _ := strings.Cut(strings.TrimSpace(description), "Trace ID:")
	text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	text = strings.TrimSpace(text)
	if len(text) > maxDescription {
		text = strings.ToValidUTF8(text[:maxDescription], "") + "…"
	}
	return text
}

// labelled is the id or time behind a label in a description.
func labelled(description, label string) string {
	_, after, ok := strings.Cut(description, label)
	if !ok {
		return ""
	}
	after = strings.TrimSpace(after)
	end := strings.IndexAny(after, "\r\n")
	if end < 0 {
		end = len(after)
	}
	// Some answers put the labels one behind the other.
	for _, next := range []string{" Correlation ID:", " Timestamp:"} {
		if i := strings.Index(after[:end], next); i >= 0 {
			end = i
		}
	}
	return strings.TrimSpace(after[:min(end, 64)])
}

// explainMSAL is for what MSAL itself finds wrong; it has only words for it.
func explainMSAL(env Environment, cause error) error {
	e := &Error{Environment: env.Name, Tenant: env.tenantName(), Account: env.Account, cause: mask(cause)}
	_, declined, ok := strings.Cut(cause.Error(), "declined scopes are present: ")
	switch {
	case ok:
		e.What = env.tenantName() + " did not grant every scope that was asked for: " + Redact(firstLine(declined)) + " is missing"
		e.Guest = "ask for fewer scopes in " + env.Name
		e.Admin, e.AdminOf = "consent to the app for these scopes", Resource
		return e
	case nothingKept(cause.Error()):
		e.What = "nobody is signed in to " + firstNonEmpty(env.Name, env.tenantName())
		e.Guest = "sign in (graphguest login " + env.Name + ")"
		e.Person = true
		return e
	}
	return e.cause
}

// nothingKept is true for what MSAL says when its cache has no token that would do.
func nothingKept(text string) bool {
	for _, says := range []string{"no token found", "refresh token not found", "access token not found", "account not found", "no account was specified"} {
		if strings.Contains(text, says) {
			return true
		}
	}
	return false
}

// unanswered is true when the login host gave no answer, or none that means anything.
func unanswered(cause error) bool {
	if errors.Is(cause, ErrUnreachable) || errors.Is(cause, io.ErrUnexpectedEOF) || errors.Is(cause, io.EOF) {
		return true
	}
	if _, ok := errors.AsType[net.Error](cause); ok && !errors.Is(cause, context.DeadlineExceeded) {
		return true
	}
	text := cause.Error()
	return strings.Contains(text, "server response error:\n") || strings.Contains(text, "reply status code was ")
}

// noAnswer is ErrUnreachable with the reason, in words.
type noAnswer struct {
	what, next string
	cause      error
}

func (e *noAnswer) Error() string        { return e.what }
func (e *noAnswer) NextStep() string     { return e.next }
func (e *noAnswer) Is(target error) bool { return target == ErrUnreachable }
func (e *noAnswer) Unwrap() error        { return e.cause }

func newNoAnswer(c Cloud, cause error) error {
	e := &noAnswer{cause: mask(cause)}
	e.what, e.next = whyNoAnswer(loginHost(c), cause)
	return e
}

func whyNoAnswer(host string, cause error) (what, next string) {
	dns, isDNS := errors.AsType[*net.DNSError](cause)
	_, isTLS := errors.AsType[*tls.CertificateVerificationError](cause)
	_, status, answered := strings.Cut(cause.Error(), "reply status code was ")
	var timeout net.Error
	switch {
	case isDNS:
		return fmt.Sprintf("%s has no address in DNS", firstNonEmpty(dns.Name, host)),
			"check the network and its DNS; behind a proxy set HTTPS_PROXY"
	case isTLS || strings.Contains(cause.Error(), "tls: "):
		return "no secure connection to " + host + ": its certificate is not trusted here",
			"if your network inspects TLS, name its certificate authority with SSL_CERT_FILE"
	case strings.Contains(cause.Error(), "proxyconnect"):
		return "the proxy on the way to " + host + " cannot be reached", "check HTTPS_PROXY"
	case answered:
		code, _, _ := strings.Cut(status, ":")
		return fmt.Sprintf("%s answered with status %.3s and nothing that can be read", host, strings.TrimSpace(code)),
			"try again in a minute; a proxy or a sign-in page of the network may stand in between"
	case errors.Is(cause, context.DeadlineExceeded), errors.As(cause, &timeout) && timeout.Timeout():
		return host + " gave no answer in time", "check the network, then try again"
	}
	return host + " cannot be reached: " + reason(cause), "check the network; behind a proxy set HTTPS_PROXY"
}

// reason is the last words of a chain of errors, without the requests that MSAL and Go put before.
func reason(cause error) string {
	if u, ok := errors.AsType[*url.Error](cause); ok {
		cause = u.Err
	}
	text := Redact(cause.Error())
	if i := strings.LastIndex(text, "\n"); i >= 0 {
		text = text[i+1:]
	}
	return strings.TrimPrefix(strings.TrimSpace(text), ErrUnreachable.Error()+": ")
}
