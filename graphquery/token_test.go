package graphquery

import (
	"context"
	"errors"
	"strings"
	"testing"
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
