package auth_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"graphguest/auth"
	"graphguest/auth/entrasim"
)

func TestADeviceCodeIsShownWithItsEndAndThePersonApproves(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	err := g.SignIn(within(t), auth.SignIn{Device: true, Show: func(p auth.Prompt) {
		if p.Note != "" {
			return // that it was not the consultant
		}
		if p.VerificationURL != "https://microsoft.com/devicelogin" || p.Expires.Sub(l.clock.now()) != 15*time.Minute {
			t.Errorf("%s, ends in %s", p.VerificationURL, p.Expires.Sub(l.clock.now()))
		}
		if err := l.sim.ApproveDevice(p.UserCode, people[2]); err != nil {
			t.Error(err)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if e := g.Environment(); e.Account != people[2] {
		t.Errorf("learned %q", e.Account)
	}
	l.token(g)
}

func TestTheServersIntervalIsKeptAndSlowDownAddsFiveSeconds(t *testing.T) {
	l := arrive(t)
	var waits []time.Duration
	l.desk.Pausing(func(_ context.Context, d time.Duration) error {
		waits = append(waits, d)
		l.clock.turn(d)
		return nil
	})
	answers := []string{"authorization_pending", "slow_down"}
	l.sim.Tune(func(k *entrasim.Knobs) {
		k.Interval = 7 * time.Second
		k.Fault = func(r *http.Request) (int, string, bool) {
			if !strings.HasSuffix(r.URL.Path, "/token") || len(answers) == 0 {
				return 0, "", false
			}
			next := answers[0]
			answers = answers[1:]
			return http.StatusBadRequest, asJSON(map[string]string{"error": next}), true
		}
	})
	err := l.at("fabrikam", fabrikam).SignIn(within(t), auth.SignIn{Device: true, Show: func(p auth.Prompt) {
		if err := l.sim.ApproveDevice(p.UserCode, consultant); err != nil {
			t.Error(err)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if want := []time.Duration{7 * time.Second, 7 * time.Second, 12 * time.Second}; !slices.Equal(waits, want) {
		t.Errorf("waited %v, want %v", waits, want)
	}
}

func TestACodeThatNobodyEntersEndsWithTheNextStep(t *testing.T) {
	l := arrive(t)
	l.sim.Tune(func(k *entrasim.Knobs) { k.DeviceCodeLife = 12 * time.Second })
	err := l.at("fabrikam", fabrikam).SignIn(within(t), auth.SignIn{Device: true})
	if e := l.needsPerson(err); !strings.Contains(e.NextStep(), "graphguest login fabrikam") {
		t.Errorf("next step %q", e.NextStep())
	}
	if n := l.polls(); n != 2 {
		t.Errorf("%d polls in 12 seconds at an interval of five", n)
	}
}

func TestADeclinedDeviceIsExplained(t *testing.T) {
	l := arrive(t)
	err := l.at("fabrikam", fabrikam).SignIn(within(t), auth.SignIn{Device: true, Show: func(p auth.Prompt) {
		if err := l.sim.DeclineDevice(p.UserCode); err != nil {
			t.Error(err)
		}
	}})
	var e *auth.Error
	if !errors.As(err, &e) || e.OAuth != "authorization_declined" || e.NextStep() == "" {
		t.Errorf("err = %+v", err)
	}
}

func TestACodeIsNotSentToAPageWithoutTLS(t *testing.T) {
	l := arrive(t)
	l.sim.Tune(func(k *entrasim.Knobs) {
		k.Fault = func(r *http.Request) (int, string, bool) {
			body := asJSON(map[string]any{"device_code": "D", "user_code": "U", "verification_uri": "http://evil.example/", "expires_in": 900, "interval": 5})
			return http.StatusOK, body, strings.HasSuffix(r.URL.Path, "/devicecode")
		}
	})
	shown := false
	err := l.at("fabrikam", fabrikam).SignIn(within(t), auth.SignIn{Device: true, Show: func(auth.Prompt) { shown = true }})
	if err == nil || shown {
		t.Errorf("shown %v, err = %v", shown, err)
	}
}

// polls counts the questions whether a device code was entered.
func (l *land) polls() int {
	return l.asks("device_code", "") + l.asks("urn:ietf:params:oauth:grant-type:device_code", "")
}
