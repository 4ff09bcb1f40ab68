package auth_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"graphguest/auth"
	"graphguest/auth/claims"
	"graphguest/auth/entrasim"
)

func TestNobodySignedInNeedsAPersonAndSaysTheCommand(t *testing.T) {
	l := arrive(t)
	_, err := l.at("fabrikam", fabrikam).Token(within(t), "")
	if e := l.needsPerson(err); !strings.Contains(e.NextStep(), "graphguest login fabrikam") {
		t.Errorf("next step %q", e.NextStep())
	}
	if n := len(l.sim.Calls()); n != 0 {
		t.Errorf("%d calls to find out that nobody is signed in", n)
	}
}

func TestATokenIsKeptUntilFiveMinutesBeforeItsEnd(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	first := l.token(g)
	l.clock.turn(54 * time.Minute)
	if l.token(g) != first || l.asks("refresh_token", "") != 0 {
		t.Error("renewed while it was good for more than five minutes")
	}
	l.clock.turn(2 * time.Minute)
	second := l.token(g)
	if second == first || l.asks("refresh_token", fabrikam) != 1 {
		t.Errorf("not renewed at 56 minutes: %d refreshes", l.asks("refresh_token", ""))
	}
	if who := claims.Identify(second, ""); who.Expires.Before(l.clock.now().Add(50 * time.Minute)) {
		t.Error("the new token is not a new one")
	}
	if held, ok := g.Held(); !ok || held.Access != second || held.Expires.Sub(l.clock.now()) < 55*time.Minute {
		t.Errorf("held until %v, now is %v", held.Expires, l.clock.now())
	}
}

func TestAStoredTokenNeedsNoNetworkAndAnExpiredOneIsRenewed(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("fabrikam", fabrikam))
	calls := len(l.sim.Calls())
	l.restart()
	first := l.token(l.at("fabrikam", fabrikam))
	if n := len(l.sim.Calls()) - calls; n != 0 {
		t.Errorf("%d calls for a stored token", n)
	}
	l.clock.turn(hour)
	l.restart()
	if l.token(l.at("fabrikam", fabrikam)) == first {
		t.Error("an expired token was handed out")
	}
	l.restart()
	l.token(l.at("fabrikam", fabrikam))
	if n := l.asks("refresh_token", ""); n != 1 {
		t.Errorf("%d refreshes: the renewed token was not stored", n)
	}
}

// Entra ID said when to look for a newer token; while it does not answer, the old one is good.
func TestAnEarlyRenewalThatFailsCostsNothing(t *testing.T) {
	l := arrive(t)
	l.sim.Tune(func(k *entrasim.Knobs) { k.Answer = func(a map[string]any) { a["refresh_in"] = 1800 } })
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	first := l.token(g)
	l.clock.turn(31 * time.Minute)
	l.answersTokenWith(http.StatusServiceUnavailable, "")
	if l.token(g) != first || l.asks("refresh_token", "") != 1 {
		t.Errorf("%d refreshes", l.asks("refresh_token", ""))
	}
	if l.token(g) != first || l.asks("refresh_token", "") != 1 {
		t.Error("asked again at once")
	}
	l.answersTokenWith(0, "")
	l.clock.turn(6 * time.Minute)
	if l.token(g) == first {
		t.Error("not renewed although the login host answers again")
	}
}

func TestThirtyTwoCallersShareOneRefresh(t *testing.T) {
	for _, challenge := range []string{"", `{"access_token":{"nbf":{"essential":true,"value":"1795356000"}}}`} {
		shareOneRefresh(t, challenge)
	}
}

func shareOneRefresh(t *testing.T, challenge string) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	l.clock.turn(hour)
	arrived, answer := l.holdsTheTokenEndpoint()
	var done sync.WaitGroup
	tokens := make(chan string, 32)
	for range 32 {
		done.Go(func() {
			token, err := g.Token(within(t), challenge)
			if err != nil {
				t.Error(err)
			}
			tokens <- token
		})
	}
	<-arrived
	for g.Boarded(challenge) < 32 {
		runtime.Gosched()
	}
	close(answer)
	done.Wait()
	close(tokens)
	same := <-tokens
	for token := range tokens {
		if token != same {
			t.Error("two tokens")
		}
	}
	if n := l.asks("refresh_token", ""); n != 1 {
		t.Errorf("%d refreshes", n)
	}
}

func TestACallerThatGivesUpLeavesAtOnceAndTheOthersGoOn(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	l.clock.turn(hour)
	arrived, answer := l.holdsTheTokenEndpoint()
	patient := make(chan error, 1)
	go func() { _, err := g.Token(within(t), ""); patient <- err }()
	<-arrived
	ctx, cancel := context.WithCancel(within(t))
	cancel()
	if _, err := g.Token(ctx, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("the impatient one got %v", err)
	}
	close(answer)
	if err := <-patient; err != nil {
		t.Errorf("the patient one got %v", err)
	}
}

func TestARefreshThatNobodyWaitsForEndsAndTheNextOneWorks(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	l.clock.turn(hour)
	arrived, ended := make(chan struct{}), make(chan struct{})
	l.sim.Tune(func(k *entrasim.Knobs) {
		k.Fault = func(r *http.Request) (int, string, bool) {
			close(arrived)
			<-r.Context().Done()
			close(ended)
			return 0, "", false
		}
	})
	ctx, cancel := context.WithCancel(within(t))
	alone := make(chan error, 1)
	go func() { _, err := g.Token(ctx, ""); alone <- err }()
	<-arrived
	cancel()
	if err := <-alone; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	select {
	case <-ended:
	case <-within(t).Done():
		t.Fatal("the request goes on for nobody")
	}
	l.answersTokenWith(0, "")
	l.token(g)
}

func TestATenantsEndpointsAreAskedForOnce(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	for range 3 {
		l.clock.turn(hour)
		l.token(g)
	}
	n := 0
	for _, c := range l.sim.Calls() {
		if strings.HasSuffix(c.Path, "openid-configuration") {
			n++
		}
	}
	if n != 1 || l.asks("refresh_token", "") != 3 {
		t.Errorf("asked %d times", n)
	}
}

func TestAClaimsChallengeBypassesWhatIsHeld(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	first := l.token(g)
	second, err := g.Token(within(t), `{"access_token":{"nbf":{"essential":true,"value":"1795356000"}}}`)
	if err != nil || second == first {
		t.Fatalf("the held token was handed out again, or %v", err)
	}
	calls := l.sim.Calls()
	sent := calls[len(calls)-1].Form.Get("claims")
	if !strings.Contains(sent, `"nbf"`) || !strings.Contains(sent, `"cp1"`) {
		t.Errorf("claims sent: %s", sent)
	}
	if l.token(g) != second {
		t.Error("the older token is held again")
	}
	step := `{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`
	_, err = g.Token(within(t), step)
	if e := l.needsPerson(err); !json.Valid([]byte(e.Claims)) {
		t.Errorf("the next sign-in must carry claims, got %q", e.Claims)
	}
	if _, err := g.Token(within(t), "bm90IGpzb24="); err == nil || strings.Contains(err.Error(), "bm90") {
		t.Errorf("claims that are no JSON: %v", err)
	}
}

func TestARevokedSignInNeedsAPerson(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	l.sim.Revoke(consultant)
	l.clock.turn(hour)
	_, err := g.Token(within(t), "")
	if e := l.needsPerson(err); e.Code != "AADSTS50173" || e.Environment != "fabrikam" {
		t.Errorf("%+v", e)
	}
}

func TestPeekReadsMemoryAndKeyringAndNeverTheNetwork(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	if _, ok, err := g.Peek(within(t)); ok || err != nil {
		t.Errorf("before a sign-in: %v, %v", ok, err)
	}
	l.signsIn(g)
	token := l.token(g)
	calls := len(l.sim.Calls())
	l.clock.turn(2 * hour)
	l.restart()
	g = l.at("fabrikam", fabrikam)
	if _, ok := g.Held(); ok {
		t.Error("a new process holds a token")
	}
	peeked, ok, err := g.Peek(within(t))
	if !ok || err != nil || peeked.Access != token || peeked.ID == "" {
		t.Errorf("peeked %v, %v, %v", peeked.Access == token, ok, err)
	}
	if !peeked.Expires.Before(l.clock.now()) {
		t.Error("the token has expired and does not say so")
	}
	if n := len(l.sim.Calls()) - calls; n != 0 {
		t.Errorf("%d calls", n)
	}
}

func TestWhatTheLoginHostSaysIsBounded(t *testing.T) {
	whole := `{"token_type":"Bearer","expires_in":3599,"scope":"x","access_token":"AT-CANARY","refresh_token":"RT-CANARY","id_token":"ID-CANARY"`
	for name, answer := range map[string]struct {
		status int
		body   string
	}{
		"cut short":        {http.StatusOK, whole},
		"no end of life":   {http.StatusOK, `{"access_token":"AT-CANARY","refresh_token":"RT-CANARY"}`},
		"id token garbled": {http.StatusOK, whole + "}"},
		"no token":         {http.StatusOK, `{"expires_in":3599}`},
		"a page":           {http.StatusOK, "<html>AT-CANARY</html>"},
		"endless":          {http.StatusOK, `{"x":"` + strings.Repeat("AT-CANARY", 200_000) + `"}`},
		"elsewhere":        {http.StatusFound, "AT-CANARY"},
	} {
		t.Run(name, func(t *testing.T) {
			l := arrive(t)
			g := l.at("fabrikam", fabrikam)
			l.signsIn(g)
			l.clock.turn(hour)
			before := l.kept()
			l.answersTokenWith(answer.status, answer.body)
			token, err := g.Token(within(t), "")
			if err == nil || token != "" {
				t.Fatalf("accepted: %v", err)
			}
			if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), "CANARY") {
				t.Errorf("the error holds a token: %v", err)
			}
			if l.kept() != before {
				t.Error("something was stored")
			}
			l.answersTokenWith(0, "")
			l.token(g) // and the sign-in is as good as before
		})
	}
}

func TestAnUnreachableLoginHostIsSaidToBeOne(t *testing.T) {
	l := arrive(t)
	l.world.HTTP = roundTrip(func(*http.Request) (*http.Response, error) { return nil, errors.New("connection refused") })
	l.restart()
	err := l.at("fabrikam", fabrikam).SignIn(within(t), auth.SignIn{})
	if !errors.Is(err, auth.ErrUnreachable) || !strings.Contains(err.Error(), "login.microsoftonline.com") {
		t.Errorf("err = %v", err)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// answersTokenWith makes the token endpoint answer so; status 0 = as it should.
func (l *land) answersTokenWith(status int, body string) {
	l.sim.Tune(func(k *entrasim.Knobs) {
		k.Fault = func(r *http.Request) (int, string, bool) {
			return status, body, status != 0 && strings.HasSuffix(r.URL.Path, "/token")
		}
	})
}

// holdsTheTokenEndpoint lets the next request wait: arrived tells that it came, closing answer lets it go.
func (l *land) holdsTheTokenEndpoint() (arrived chan struct{}, answer chan struct{}) {
	arrived, answer = make(chan struct{}), make(chan struct{})
	var held atomic.Bool
	l.sim.Tune(func(k *entrasim.Knobs) {
		k.Fault = func(r *http.Request) (int, string, bool) {
			if strings.HasSuffix(r.URL.Path, "/token") && held.CompareAndSwap(false, true) {
				close(arrived)
				<-answer
			}
			return 0, "", false
		}
	})
	return arrived, answer
}
