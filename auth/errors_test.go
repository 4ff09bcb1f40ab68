package auth

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	msalerrors "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

const (
	traceID       = "0000aaaa-11bb-cccc-dd33-eeeeee333333"
	correlationID = "aaaa0000-bb11-2222-33cc-444444dddddd"
	stamp         = "2026-11-22 14:03:11Z"
	aToken        = "eyJ0eXAiOiJKV1QifQ.eyJvaWQiOiJTRUNSRVQifQ.U0VDUkVU"
)

// answer400 is Entra ID's error answer in its real shape.
func answer400(oauth, suberror string, code int, text string) string {
	return fmt.Sprintf(`{"error":%q,"error_description":"AADSTS%d: %s\r\nTrace ID: %s\r\nCorrelation ID: %s\r\nTimestamp: %s",`+
		`"error_codes":[%d],"timestamp":%q,"trace_id":%q,"correlation_id":%q,"error_uri":"https://login.microsoftonline.com/error?code=%d",`+
		`"suberror":%q,"claims":"{\"access_token\":{\"capolids\":{\"essential\":true}}}"}`,
		oauth, code, text, traceID, correlationID, stamp, code, stamp, traceID, correlationID, code, suberror)
}

// fakeLogin answers MSAL: discovery, and every token request with the same status and body.
type fakeLogin struct {
	status int
	body   string
	err    error
}

func (f fakeLogin) CloseIdleConnections() {}

func (f fakeLogin) Do(r *http.Request) (*http.Response, error) {
	answer := func(status int, body string) (*http.Response, error) {
		return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	}
	if strings.HasSuffix(r.URL.Path, "/openid-configuration") {
		base := "https://" + r.URL.Host + "/" + asGuest.TenantID
		return answer(200, fmt.Sprintf(`{"issuer":"%s/v2.0","authorization_endpoint":"%s/oauth2/v2.0/authorize","token_endpoint":"%s/oauth2/v2.0/token"}`, base, base, base))
	}
	if f.err != nil {
		return nil, &url.Error{Op: "Post", URL: r.URL.String(), Err: f.err}
	}
	return answer(f.status, f.body)
}

// msalError is what MSAL makes of that answer.
func msalError(t *testing.T, f fakeLogin) error {
	t.Helper()
	client, err := public.New(asGuest.ClientID, public.WithAuthority(atMicrosoft.Login+"/"+asGuest.TenantID),
		public.WithInstanceDiscovery(false), public.WithHTTPClient(f))
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.AcquireTokenByAuthCode(t.Context(), "code", "http://localhost", []string{"User.Read"}, public.WithChallenge("verifier"))
	if err == nil {
		t.Fatal("MSAL was content")
	}
	return err
}

func explained(t *testing.T, err error) *Error {
	t.Helper()
	e, ok := errors.AsType[*Error](err)
	if !ok {
		t.Fatalf("not an *Error: %v", err)
	}
	return e
}

func TestARefusalThatMSALReportsIsExplained(t *testing.T) {
	cause := msalError(t, fakeLogin{status: 400, body: answer400("invalid_grant", "basic_action", 50076, "you must use multi-factor authentication.")})
	e := explained(t, explainError(asGuest, atMicrosoft, cause))
	for field, pair := range map[string][2]string{
		"code":        {e.Code, "AADSTS50076"},
		"oauth":       {e.OAuth, "invalid_grant"},
		"suberror":    {e.Suberror, "basic_action"},
		"tenant":      {e.Tenant, "fabrikam.com"},
		"environment": {e.Environment, "fabrikam"},
		"account":     {e.Account, "consultant@contoso.com"},
		"trace":       {e.TraceID, traceID},
		"correlation": {e.CorrelationID, correlationID},
		"time":        {e.Timestamp, stamp},
		"claims":      {e.Claims, `{"access_token":{"capolids":{"essential":true}}}`},
		"description": {e.Description, "AADSTS50076: you must use multi-factor authentication."},
		"page":        {e.MoreInfo, "https://login.microsoftonline.com/error?code=50076"},
		"line":        {e.Error(), "AADSTS50076: fabrikam.com asks for its own multi-factor sign-in"},
		"next":        {e.NextStep(), "sign in to fabrikam.com (graphguest login fabrikam); MFA passed elsewhere does not count there"},
		"ask":         {e.Ask(), "ask the admin of fabrikam.com to trust the MFA of your home tenant in its inbound cross-tenant access settings"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %q, want %q", field, pair[0], pair[1])
		}
	}
	if !errors.Is(e, ErrSignInRequired) {
		t.Error("a person can help, but the error does not say so")
	}
}

func TestARefusalThatNoSignInMendsSendsNobodyToTheBrowser(t *testing.T) {
	cause := msalError(t, fakeLogin{status: 400, body: answer400("invalid_grant", "", 50020, "User account does not exist in tenant.")})
	e := explained(t, explainError(asGuest, atMicrosoft, cause))
	if errors.Is(e, ErrSignInRequired) {
		t.Error("it asks for a sign-in")
	}
	if e.Ask() != "ask the admin of fabrikam.com to invite consultant@contoso.com as a guest" {
		t.Error(e.Ask())
	}
}

// The device flow of MSAL reads a refusal's body before it returns the error.
func TestABodyThatMSALHasReadIsNotMissed(t *testing.T) {
	drained := &http.Response{StatusCode: 400, Body: io.NopCloser(strings.NewReader(""))}
	cause := fmt.Errorf("device flow: %w", msalerrors.CallErr{Resp: drained,
		Err: fmt.Errorf("http call(https://login.microsoftonline.com/x/oauth2/v2.0/token)(POST) error: reply status code was 400:\n%s",
			`{"error":"authorization_declined","error_description":"declined","error_codes":[1.5, "x"]}`)})
	e := explained(t, explainError(asGuest, atMicrosoft, cause))
	if e.OAuth != "authorization_declined" || e.What != "the sign-in was declined in the browser" || e.Code != "" {
		t.Errorf("%+v", e)
	}
}

func TestAnUnknownCodeIsExplainedByTheWordsOfTheProtocol(t *testing.T) {
	for _, test := range []struct {
		oauth, suberror string
		person          bool
		what            string
	}{
		{"invalid_grant", "consent_required", true, "nobody has consented"},
		{"invalid_grant", "message_only", false, "blocks this sign-in"},
		{"invalid_grant", "unheard_of", true, "has expired or was revoked"},
		{"interaction_required", "", true, "in the browser again"},
		{"login_required", "", true, "nobody is signed in"},
		{"expired_token", "", true, "the time to enter the code is over"},
		{"temporarily_unavailable", "", false, "too busy"},
		{"unheard_of", "", false, "refused the sign-in to fabrikam.com"},
	} {
		cause := msalError(t, fakeLogin{status: 400, body: answer400(test.oauth, test.suberror, 99999, "Unheard of.")})
		e := explained(t, explainError(asGuest, atMicrosoft, cause))
		if e.Code != "AADSTS99999" || e.Person != test.person || !strings.Contains(e.What, test.what) || e.NextStep() == "" {
			t.Errorf("%s %s: %q, a person: %v, next %q", test.oauth, test.suberror, e.Error(), e.Person, e.NextStep())
		}
	}
}

func TestARefusalAtTheRedirectIsExplained(t *testing.T) {
	description := fmt.Sprintf("AADSTS50020: User account 'x' does not exist. Trace ID: %s Correlation ID: %s Timestamp: %s", traceID, correlationID, stamp)
	e := explained(t, explainOAuth(asGuest, atMicrosoft, "access_denied", description))
	if e.Code != "AADSTS50020" || e.OAuth != "access_denied" || e.Person {
		t.Errorf("%+v", e)
	}
	if e.TraceID != traceID || e.CorrelationID != correlationID || e.Timestamp != stamp {
		t.Errorf("%q %q %q", e.TraceID, e.CorrelationID, e.Timestamp)
	}
	if e.Description != "AADSTS50020: User account 'x' does not exist." {
		t.Error(e.Description)
	}
	cancelled := explained(t, explainOAuth(asGuest, atMicrosoft, "access_denied", "the user canceled the authentication"))
	if !errors.Is(cancelled, ErrSignInRequired) || !strings.Contains(cancelled.What, "cancelled or refused") {
		t.Errorf("%+v", cancelled)
	}
}

func TestWhatMSALMissesInItsCacheIsASignIn(t *testing.T) {
	client, err := public.New(asGuest.ClientID, public.WithAuthority(atMicrosoft.Login+"/"+asGuest.TenantID),
		public.WithInstanceDiscovery(false), public.WithHTTPClient(fakeLogin{}))
	if err != nil {
		t.Fatal(err)
	}
	for name, account := range map[string]public.Account{"nobody": {}, "somebody": {HomeAccountID: "oid.tid"}} {
		_, cause := client.AcquireTokenSilent(t.Context(), []string{"User.Read"}, public.WithSilentAccount(account))
		if err := explainError(asGuest, atMicrosoft, cause); !errors.Is(err, ErrSignInRequired) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestScopesThatWereNotGrantedAreNamed(t *testing.T) {
	cause := errors.New("token response failed because declined scopes are present: Group.Read.All,Mail.Read")
	e := explained(t, explainError(asGuest, atMicrosoft, cause))
	if !strings.Contains(e.What, "Group.Read.All,Mail.Read") || e.Guest == "" {
		t.Errorf("%+v", e)
	}
}

func TestNoAnswerIsUnreachableInPlainWords(t *testing.T) {
	for name, test := range map[string]struct {
		login fakeLogin
		what  string
	}{
		"no DNS":     {fakeLogin{err: &net.DNSError{Err: "no such host", Name: "login.microsoftonline.com", IsNotFound: true}}, "login.microsoftonline.com has no address in DNS"},
		"refused":    {fakeLogin{err: errors.New("connect: connection refused")}, "login.microsoftonline.com cannot be reached: connect: connection refused"},
		"proxy":      {fakeLogin{err: errors.New("proxyconnect tcp: dial http://jan:SECRET@proxy")}, "the proxy on the way"},
		"TLS":        {fakeLogin{err: errors.New("tls: failed to verify certificate")}, "its certificate is not trusted here"},
		"time":       {fakeLogin{err: context.DeadlineExceeded}, "gave no answer in time"},
		"our own":    {fakeLogin{err: fmt.Errorf("%w: login.microsoftonline.com: it is night", ErrUnreachable)}, "it is night"},
		"a web page": {fakeLogin{status: 502, body: "<html>SECRET bad gateway"}, "answered with status 502 and nothing that can be read"},
		"empty":      {fakeLogin{status: 503}, "answered with status 503"},
	} {
		err := explainError(asGuest, atMicrosoft, msalError(t, test.login))
		if !errors.Is(err, ErrUnreachable) || !strings.Contains(err.Error(), test.what) || strings.Contains(err.Error(), "SECRET") {
			t.Errorf("%s: %v", name, err)
		}
		if next, ok := err.(interface{ NextStep() string }); !ok || next.NextStep() == "" {
			t.Errorf("%s: no next step", name)
		}
		if errors.Is(err, ErrSignInRequired) {
			t.Errorf("%s: a sign-in does not help", name)
		}
	}
}

func TestTheEndOfAContextPassesThrough(t *testing.T) {
	for _, end := range []error{context.Canceled, context.DeadlineExceeded} {
		for name, cause := range map[string]error{"bare": end, "wrapped": fmt.Errorf("device flow: %w", end)} {
			err := explainError(asGuest, atMicrosoft, cause)
			if !errors.Is(err, end) || errors.Is(err, ErrUnreachable) || errors.Is(err, ErrSignInRequired) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	cancelled := msalError(t, fakeLogin{err: context.Canceled})
	if err := explainError(asGuest, atMicrosoft, cancelled); !errors.Is(err, context.Canceled) || errors.Is(err, ErrUnreachable) {
		t.Error(err)
	}
}

func TestWhatIsExplainedStaysAsItIs(t *testing.T) {
	own := &Error{What: "the token is for another tenant"}
	if got := explainError(asGuest, atMicrosoft, fmt.Errorf("sign in: %w", own)); got != own {
		t.Errorf("%v", got)
	}
	if explainError(asGuest, atMicrosoft, nil) != nil {
		t.Error("nothing became an error")
	}
	keyring := fmt.Errorf("%w: it is locked", ErrKeyring)
	if got := explainError(asGuest, atMicrosoft, keyring); !errors.Is(got, ErrKeyring) || got.Error() != keyring.Error() {
		t.Errorf("%v", got)
	}
}

// MSAL quotes whole token answers when it cannot read them.
func TestNoSecretIsLeftInAnyTextOfAnError(t *testing.T) {
	token := `{"token_type":"Bearer","access_token":"` + aToken + `","refresh_token":"SECRET-OTHER","id_token":"` + aToken + `"}`
	refused := `{"error":"invalid_grant","error_description":"AADSTS70000: the grant ` + aToken + ` is bad","suberror":"` + aToken + `"}`
	for name, cause := range map[string]error{
		"no expiry":  msalError(t, fakeLogin{status: 200, body: token}),
		"cut short":  msalError(t, fakeLogin{status: 200, body: token[:len(token)-2]}),
		"refused":    msalError(t, fakeLogin{status: 400, body: refused}),
		"no refusal": msalError(t, fakeLogin{status: 500, body: token}),
	} {
		err := explainError(asGuest, atMicrosoft, cause)
		for e := err; e != nil; e = errors.Unwrap(e) {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
				if text := fmt.Sprintf(verb, e); strings.Contains(text, "SECRET") || strings.Contains(text, aToken) {
					t.Errorf("%s, %s: %s", name, verb, text)
				}
			}
		}
		if _, ok := errors.AsType[msalerrors.CallErr](err); ok {
			t.Errorf("%s: MSAL's own error can be reached", name)
		}
	}
}

func TestADescriptionIsOneLineOfBoundedLength(t *testing.T) {
	long := firstLine("AADSTS50000: " + strings.Repeat("ä", 5000) + "\nsecond")
	if len(long) > maxDescription+len("…") || strings.Contains(long, "\n") || !strings.HasSuffix(long, "ä…") {
		t.Errorf("%d bytes", len(long))
	}
	if got := explained(t, explainOAuth(asGuest, atMicrosoft, "", "")); got.Error() == "" {
		t.Error("an empty refusal says nothing")
	}
}

func TestAnErrorWithoutAdviceHasNoNextStep(t *testing.T) {
	if got := (&Error{What: "x"}).NextStep(); got != "" {
		t.Error(got)
	}
	if got := (&Error{Admin: "lift it", AdminOf: Home}).NextStep(); got != "ask the admin of your own organisation to lift it" {
		t.Error(got)
	}
}
