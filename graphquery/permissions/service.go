package permissions

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// DefaultBase is Microsoft's own service, which Graph Explorer asks too.
const DefaultBase = "https://graphexplorerapi.azurewebsites.net"

const (
	maxAnswer = 4 << 20
	timeout   = 20 * time.Second
)

// Service asks Microsoft's list of permissions. It never sends what a person could be known by, nor a token.
type Service struct {
	HTTP  http.RoundTripper // nil = http.DefaultTransport; never asked to follow a redirect
	Base  string            // https, or http on the own machine; "" = DefaultBase
	Cache string            // a folder for answers, made when needed; "" = nothing is kept
	Now   func() time.Time  // nil = time.Now
}

// An Error says why the list could not be asked.
type Error struct {
	What  string // one sentence
	Next  string // what the person can do
	Cause error  // may be nil
}

func (e *Error) Error() string    { return e.What }
func (e *Error) NextStep() string { return e.Next }
func (e *Error) Unwrap() error    { return e.Cause }

// Needed returns the delegated permissions any one of which allows the call, least privileged first; none known is
// an empty list. version is v1.0 or beta, path as in a query. The error is an *Error, or ctx's own.
func (s Service) Needed(ctx context.Context, method, version, path string) ([]Permission, error) {
	c := newCall(method, version, path)
	needed, err := s.lookUp(ctx, c)
	if mine, ok := strings.CutPrefix(c.template, "/me"); ok && err == nil && len(needed) == 0 {
		// Much of what /me takes is listed only as /users/{id}.
		c.template = "/users/" + anyKey + mine
		return s.lookUp(ctx, c)
	}
	return needed, err
}

func (s Service) lookUp(ctx context.Context, c call) ([]Permission, error) {
	if kept, ok := s.recall(c); ok {
		return kept, nil
	}
	needed, err := s.ask(ctx, c)
	if err != nil {
		return nil, err
	}
	needed = leastFirst(needed)
	s.keep(c, needed)
	return needed, nil
}

// A call is what leaves the machine.
type call struct{ method, version, template string }

func newCall(method, version, path string) call {
	method = strings.ToUpper(method)
	switch method {
	case "", http.MethodHead, http.MethodOptions: // the list knows what reads as GET
		method = http.MethodGet
	}
	if version != "beta" {
		version = "v1.0"
	}
	return call{method, version, listed(Template(path))}
}

// listed is template as the list has it: the number or the content of something needs what the thing itself needs.
func listed(template string) string {
	for _, last := range []string{"/$count", "/$value"} {
		if rest, ok := strings.CutSuffix(strings.ToLower(template), last); ok && rest != "" {
			return template[:len(rest)]
		}
	}
	return template
}

func (s Service) ask(ctx context.Context, c call) ([]Permission, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	req, err := s.request(ctx, c)
	if err != nil {
		return nil, err
	}
	transport := s.HTTP
	if transport == nil {
		transport = http.DefaultTransport
	}
	resp, err := transport.RoundTrip(req) // not http.Client: no redirects, no cookies
	if err != nil {
		return nil, s.failed(ctx, err)
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusNotFound:
		return nil, nil // the list knows no such call
	default:
		return nil, s.fault(fmt.Sprintf("answered with %d instead of permissions", resp.StatusCode), nil)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	switch {
	case err != nil:
		return nil, s.failed(ctx, err)
	case len(body) > maxAnswer:
		return nil, s.fault("answered with more than 4 MiB", nil)
	}
	needed, err := decode(body)
	if err != nil {
		return nil, s.fault("answered with something that is no list of permissions", err)
	}
	return needed, nil
}

func (s Service) request(ctx context.Context, c call) (*http.Request, error) {
	base, err := url.Parse(s.base())
	if err != nil || base.Host == "" || base.Scheme != "https" && !local(base) {
		return nil, &Error{What: "the address of the permission service is not an https address", Next: "correct it"}
	}
	options := url.Values{"requesturl": {c.template}, "method": {c.method}, "scopeType": {"DelegatedWork"}}
	u := base.JoinPath("permissions")
	u.RawQuery = options.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, &Error{What: "the call cannot be asked about", Next: "check its path", Cause: err}
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "graphguest")
	return req, nil
}

// local is true for a service on the own machine, as tests and the demo have it.
func local(u *url.URL) bool {
	return u.Scheme == "http" && (u.Hostname() == "127.0.0.1" || u.Hostname() == "localhost" || u.Hostname() == "::1")
}

func (s Service) base() string {
	if s.Base == "" {
		return DefaultBase
	}
	return s.Base
}

func (s Service) host() string {
	if u, err := url.Parse(s.base()); err == nil && u.Host != "" {
		return u.Host
	}
	return "the permission service"
}

// failed tells the person's own end from a service that could not be reached.
func (s Service) failed(ctx context.Context, err error) error {
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return context.Canceled
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return s.fault("did not answer in time", err)
	}
	return s.fault("could not be reached", err)
}

func (s Service) fault(what string, cause error) error {
	return &Error{
		What: s.host() + ", which knows the permissions of Graph, " + what, Cause: cause,
		Next: "try again later, or look the call up in the documentation of Graph",
	}
}

// decode reads the service's answer.
func decode(body []byte) ([]Permission, error) {
	var rows []row
	if err := json.Unmarshal(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), &rows); err != nil {
		return nil, err
	}
	return needed(rows), nil
}

// A row is a permission as the service writes it.
type row struct {
	Value       string `json:"value"`
	ScopeType   string `json:"scopeType,omitempty"`
	DisplayName string `json:"consentDisplayName"`
	Description string `json:"consentDescription"`
	Admin       bool   `json:"isAdmin"`
	Least       bool   `json:"isLeastPrivilege"`
	Hidden      bool   `json:"isHidden,omitempty"`
}

// needed are the rows for a person with a work account, each permission once.
func needed(rows []row) []Permission {
	list, seen := []Permission{}, map[string]bool{}
	for _, r := range rows {
		name := strings.ToLower(r.Value)
		if name == "" || seen[name] || r.Hidden || r.ScopeType != "" && !strings.EqualFold(r.ScopeType, "DelegatedWork") {
			continue
		}
		seen[name] = true
		list = append(list, Permission{r.Value, r.DisplayName, r.Description, r.Admin, r.Least})
	}
	return list
}
