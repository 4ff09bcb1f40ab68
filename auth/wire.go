package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

const (
	maxAnswer    = 1 << 20          // bytes of one answer of a login host, decompressed
	answerWithin = 30 * time.Second // for one exchange with a login host
)

// wire is the only way from MSAL to the network. It talks to the login host of one cloud and to
// nobody else, follows no redirect, reads no answer without end, and passes no broken token
// answer on: MSAL would put it, with the tokens in it, into its error's text.
type wire struct {
	cloud Cloud
	rt    http.RoundTripper
	now   func() time.Time

	mu        sync.Mutex
	discovery map[string]discovered // tenant discovery seldom changes, and MSAL asks at each acquisition
}

type discovered struct {
	body  []byte
	until time.Time
}

// discoveryKept is how long a tenant's endpoints are taken as they were.
const discoveryKept = 12 * time.Hour

// session is MSAL's HTTP client for one acquisition.
type session struct {
	*wire
	pace *pace  // of the device flow's polling; nil in other flows
	last answer // of the token or device code endpoint
}

// answer is what is read of an answer beside MSAL, in order to go by our clock.
type answer struct {
	AccessToken string          `json:"access_token"`
	DeviceCode  string          `json:"device_code"`
	Error       string          `json:"error"`
	ExpiresIn   json.Number     `json:"expires_in"`
	ExpiresOn   json.RawMessage `json:"expires_on"`
	RefreshIn   json.Number     `json:"refresh_in"`
	at          time.Time
}

func (a answer) after(seconds json.Number) time.Time {
	n, err := seconds.Int64()
	if err != nil || n <= 0 {
		return time.Time{}
	}
	return a.at.Add(time.Duration(min(n, 1<<30)) * time.Second)
}

func (*session) CloseIdleConnections() {}

// Do sends one request of MSAL's. Errors are ErrUnreachable, or the context's.
func (s *session) Do(r *http.Request) (*http.Response, error) {
	if !s.cloud.atLogin(r.URL) {
		return nil, fmt.Errorf("refused to talk to %s: cloud %s signs in at %s only", r.URL.Host, s.cloud.Name, s.cloud.Login)
	}
	if s.rt == nil {
		return nil, errNoNetwork
	}
	if body, ok := s.known(r); ok {
		return respond(r, http.StatusOK, http.Header{"Content-Type": {"application/json"}}, body), nil
	}
	poll := s.pace != nil && strings.HasSuffix(r.URL.Path, "/token")
	if poll {
		if err := s.pace.wait(r.Context()); err != nil {
			return nil, err
		}
	}
	resp, body, err := s.exchange(r)
	if err != nil {
		return nil, err
	}
	if err := s.read(r, resp.StatusCode, body, poll); err != nil {
		return nil, err
	}
	return respond(r, resp.StatusCode, resp.Header, body), nil
}

// exchange sends the request and reads the whole answer, within bounds of time and size.
func (s *session) exchange(r *http.Request) (*http.Response, []byte, error) {
	ctx, cancel := context.WithTimeoutCause(r.Context(), answerWithin, fmt.Errorf("no answer within %s", answerWithin))
	defer cancel()
	resp, err := s.roundTrip(r.WithContext(ctx))
	if errors.Is(err, ErrFault) {
		return nil, nil, err
	}
	if err != nil {
		return nil, nil, unreachable(r, ctx, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return nil, nil, unreachable(r, ctx, err)
	}
	if len(body) > maxAnswer {
		return nil, nil, unreachable(r, ctx, fmt.Errorf("its answer is over %d KB", maxAnswer>>10))
	}
	return resp, body, nil
}

func (s *session) roundTrip(r *http.Request) (resp *http.Response, err error) {
	defer catch(&err)
	return s.rt.RoundTrip(r)
}

func unreachable(r *http.Request, ctx context.Context, err error) error {
	if r.Context().Err() != nil {
		return r.Context().Err()
	}
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return fmt.Errorf("%w: %s: %w", ErrUnreachable, r.URL.Host, err)
}

// read takes from the answer what we go by, and refuses one that MSAL must not see.
func (s *session) read(r *http.Request, status int, body []byte, poll bool) error {
	token, device := strings.HasSuffix(r.URL.Path, "/token"), strings.HasSuffix(r.URL.Path, "/devicecode")
	switch {
	case status != http.StatusOK:
		var refusal answer
		if poll && json.Unmarshal(body, &refusal) == nil && refusal.Error == "slow_down" {
			s.pace.slowDown()
		}
	case token || device:
		a := answer{at: s.now()}
		err := json.Unmarshal(body, &a)
		whole := err == nil && (device && a.DeviceCode != "" || token && a.AccessToken != "") && (a.ExpiresIn != "" || a.ExpiresOn != nil)
		if !whole {
			return fmt.Errorf("%w: %s sent an answer that is cut short or not what was asked for; it was dropped", ErrUnreachable, r.URL.Host)
		}
		s.last = a
	case r.Method == http.MethodGet:
		if !namesEndpoints(body) {
			return fmt.Errorf("%w: %s sent something else than the endpoints of the tenant: a proxy or a sign-in page of the network may stand in between", ErrUnreachable, r.URL.Host)
		}
		s.keep(r, body)
	}
	return nil
}

// namesEndpoints says whether an answer to the tenant discovery is one. What is kept must be: it would be taken for
// hours, and a network that is not there yet answers with anything.
func namesEndpoints(body []byte) bool {
	var tenant struct {
		Authorize string `json:"authorization_endpoint"`
		Token     string `json:"token_endpoint"`
		Issuer    string `json:"issuer"`
	}
	return json.Unmarshal(body, &tenant) == nil && tenant.Authorize != "" && tenant.Token != "" && tenant.Issuer != ""
}

func (w *wire) known(r *http.Request) ([]byte, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	d, ok := w.discovery[r.URL.String()]
	return d.body, ok && r.Method == http.MethodGet && w.now().Before(d.until)
}

func (w *wire) keep(r *http.Request, body []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.discovery == nil {
		w.discovery = map[string]discovered{}
	}
	w.discovery[r.URL.String()] = discovered{body, w.now().Add(discoveryKept)}
}

func respond(r *http.Request, status int, header http.Header, body []byte) *http.Response {
	return &http.Response{
		Status: http.StatusText(status), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: r,
	}
}
