package graphquery

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func TestATokenOfAnotherTenantIsNotSent(t *testing.T) {
	const other = "99999999-0000-0000-0000-000000000000"
	g := guestAt(answer{status: 200, body: "{}"})
	g.Token = func(context.Context, string) (string, error) { return tokenFor(other), nil }
	_, err := g.runs(t, "/me")
	if !errors.Is(err, ErrWrongTenant) || len(g.graph.asked) != 0 {
		t.Fatalf("%v, asked %d", err, len(g.graph.asked))
	}
	wantText(t, err.Error(), other, fabrikamID, fabrikamName)

	g.Tenant = "" // a client without a tenant trusts no JWT
	if _, err := g.runs(t, "/me"); !errors.Is(err, ErrWrongTenant) {
		t.Errorf("without a tenant: %v", err)
	}
}

func TestTokensThatNameNoTenantPass(t *testing.T) {
	for _, token := range []string{"EwBopaque", "a.b.c", "eyJhbGciOiJub25lIn0.e30.x", strings.ToUpper("abc")} {
		g := guestAt(answer{status: 200, body: "{}"})
		g.Token = func(context.Context, string) (string, error) { return token, nil }
		if _, err := g.runs(t, "/me"); err != nil {
			t.Errorf("%q: %v", token, err)
		}
	}
}

func TestWhatIsNoTokenIsNotSentAndNotShown(t *testing.T) {
	for _, token := range []string{"", "SECRET\r\nX-Evil: 1", "SECRET token", "SECRET\x00", "SECRETé"} {
		g := guestAt(answer{status: 200, body: "{}"})
		g.Token = func(context.Context, string) (string, error) { return token, nil }
		_, err := g.runs(t, "/me")
		if err == nil || len(g.graph.asked) != 0 || strings.Contains(err.Error(), "SECRET") {
			t.Errorf("%q: %v", token, err)
		}
	}
}

func TestNoErrorTellsTheToken(t *testing.T) {
	token := tokenFor(fabrikamID)
	for _, fault := range []string{"bad header Authorization: Bearer " + token, "proxyconnect tcp: http://user:PASS@proxy:8080: refused"} {
		g := guestAt(answer{err: errors.New(fault)})
		_, err := g.runs(t, "/me")
		if !errors.Is(err, ErrUnreachable) {
			t.Fatalf("%v", err)
		}
		for cause := err; cause != nil; cause = firstCause(cause) {
			if strings.Contains(cause.Error(), token) || strings.Contains(cause.Error(), "PASS") {
				t.Errorf("%q tells a secret", cause)
			}
		}
	}
}

func firstCause(err error) error {
	var f *Failure
	if errors.As(err, &f) {
		return f.Cause
	}
	return nil
}

// claiming is a token with these claims.
func claiming(claims string) string {
	return "eyJhbGciOiJub25lIn0." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".x"
}

func TestATokenOfAnotherServiceIsNotSent(t *testing.T) {
	for audience, sent := range map[string]bool{
		`"00000003-0000-0000-c000-000000000000"`:     true,
		`"00000003-0000-0000-C000-000000000000"`:     true,
		`"https://graph.microsoft.com"`:              true,
		`"https://graph.microsoft.com/"`:             true,
		`"https://GRAPH.microsoft.com/"`:             true,
		`"https://graph.microsoft.us"`:               false,
		`"https://graph.microsoft.com.evil.example"`: false,
		`"https://graph.microsoft.com//"`:            false,
		`"https://vault.azure.net"`:                  false,
		`""`:                                         false,
		`null`:                                       false,
		`7`:                                          false,
		`["https://vault.azure.net"]`:                false,
	} {
		g := guestAt(answer{status: 200, body: "{}"})
		g.Token = func(context.Context, string) (string, error) {
			return claiming(`{"tid":"` + fabrikamID + `","aud":` + audience + `}`), nil
		}
		_, err := g.runs(t, "/me")
		if sent != (err == nil) || sent != (len(g.graph.asked) == 1) || !sent && !errors.Is(err, ErrWrongTenant) {
			t.Errorf("%s: %v, asked %d", audience, err, len(g.graph.asked))
		}
	}
}

func TestAResultSaysWhatTheTokenWasGranted(t *testing.T) {
	g := guestAt(answer{status: 403, body: "{}"})
	g.Token = func(context.Context, string) (string, error) {
		return claiming(`{"tid":"` + fabrikamID + `","aud":"https://graph.microsoft.com","scp":"User.Read  Mail.Read"}`), nil
	}
	if r, _ := g.runs(t, "/me"); r == nil || !slices.Equal(r.Granted, []string{"User.Read", "Mail.Read"}) {
		t.Errorf("%+v", r)
	}
}

func TestATokenThatAServerQuotesIsInNoError(t *testing.T) {
	token := tokenFor(fabrikamID)
	g := guestAt(answer{})
	g.HTTP = transport(func(*http.Request) (*http.Response, error) {
		body := iotest.ErrReader(errors.New("malformed MIME header line: X\x1b[2J " + token))
		return &http.Response{StatusCode: 200, Header: header(), Body: io.NopCloser(body)}, nil
	})
	_, err := g.runs(t, "/me")
	for cause := err; cause != nil; cause = firstCause(cause) {
		if text := cause.Error(); strings.Contains(text, token) || strings.Contains(text, "\x1b") {
			t.Errorf("%q", text)
		}
	}
	wantText(t, err.Error(), "malformed MIME header line", hidden)
}
