package graphquery

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
)

const claims = `{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`

func challenged(headers ...string) answer {
	h := header()
	for _, v := range headers {
		h.Add("WWW-Authenticate", v)
	}
	return answer{status: 401, header: h, body: `{"error":{"code":"InvalidAuthenticationToken","message":"no"}}`}
}

func bearerChallenge(claims string) string {
	return `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="` + claims + `"`
}

func TestAClaimsChallengeStepsUpOnce(t *testing.T) {
	encoded := base64.StdEncoding.EncodeToString([]byte(claims))
	g := guestAt(challenged(bearerChallenge(encoded)), answer{status: 200, body: "{}"})
	r, err := g.runs(t, "/me")
	if err != nil || r.Status != 200 {
		t.Fatal(r, err)
	}
	if !slices.Equal(g.claims, []string{"", claims}) {
		t.Errorf("tokens were asked for with %q", g.claims)
	}
	wantText(t, strings.Join(r.Notes, ""), "stronger sign-in")
}

func TestAClaimsChallengeIsNoLoop(t *testing.T) {
	g := guestAt(challenged(bearerChallenge(base64.StdEncoding.EncodeToString([]byte(claims)))))
	r, err := g.runs(t, "/me")
	var e *Error
	if !errors.As(err, &e) || e.Status != 401 || r == nil || len(g.graph.asked) != 2 {
		t.Errorf("%v after %d requests", err, len(g.graph.asked))
	}
}

func TestAStepUpThatNeedsAPersonHandsOverTheClaims(t *testing.T) {
	needsPerson := errors.New("sign-in required")
	g := guestAt(challenged(bearerChallenge(base64.StdEncoding.EncodeToString([]byte(claims)))))
	g.Token = func(_ context.Context, claims string) (string, error) {
		if claims != "" {
			return "", needsPerson
		}
		return "opaque", nil
	}
	_, err := g.runs(t, "/me")
	var step *StepUp
	if !errors.As(err, &step) || step.Claims != claims || !errors.Is(err, needsPerson) {
		t.Errorf("%v", err)
	}
}

func TestChallengesAreReadInEveryForm(t *testing.T) {
	std := base64.StdEncoding.EncodeToString([]byte(claims))
	for name, tt := range map[string]struct {
		status  int
		headers []string
		want    string
	}{
		"as documented":           {401, []string{bearerChallenge(std)}, claims},
		"old style":               {403, []string{bearerChallenge(std)}, claims},
		"second header":           {401, []string{`Negotiate`, bearerChallenge(std)}, claims},
		"second in one header":    {401, []string{`Basic realm="a, b=c", ` + bearerChallenge(std)}, claims},
		"any order":               {401, []string{`bearer claims="` + std + `",error="insufficient_claims"`}, claims},
		"unquoted error, spaces":  {401, []string{`Bearer error = insufficient_claims , claims = "` + std + `"`}, claims},
		"url alphabet, no =":      {401, []string{bearerChallenge(base64.RawURLEncoding.EncodeToString([]byte(`{"a":"???>>>"}`)))}, `{"a":"???>>>"}`},
		"plain JSON in quotes":    {401, []string{bearerChallenge(strings.ReplaceAll(claims, `"`, `\"`))}, claims},
		"another error":           {401, []string{strings.Replace(bearerChallenge(std), "insufficient_claims", "invalid_token", 1)}, ""},
		"bad base64":              {401, []string{bearerChallenge("!!!")}, ""},
		"no JSON":                 {401, []string{bearerChallenge(base64.StdEncoding.EncodeToString([]byte("hello")))}, ""},
		"huge":                    {401, []string{bearerChallenge(strings.Repeat("e30", 1<<20))}, ""},
		"no claims":               {401, []string{`Bearer error="insufficient_claims"`}, ""},
		"not the grammar":         {401, []string{`="insufficient_claims"`}, ""},
		"of an answer that is OK": {200, []string{bearerChallenge(std)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := &Result{Status: tt.status, Header: http.Header{"Www-Authenticate": tt.headers}}
			if got := challengeClaims(r); got != tt.want {
				t.Errorf("claims %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzChallenges(f *testing.F) {
	f.Add(bearerChallenge("e30="))
	f.Add(`Basic realm="a, b=c", Bearer x`)
	f.Fuzz(func(t *testing.T, header string) {
		got := challengeClaims(&Result{Status: 401, Header: http.Header{"Www-Authenticate": {header}}})
		if got != "" && !strings.HasPrefix(strings.TrimSpace(got), "{") {
			t.Errorf("%q gave the claims %q", header, got)
		}
	})
}
