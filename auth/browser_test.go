package auth_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"graphguest/auth"
	"graphguest/auth/entrasim"
)

func TestTheAuthorizePageCarriesWhatAGuestNeeds(t *testing.T) {
	l := arrive(t)
	var page string
	l.opens(func(p string) error { page = p; return l.sim.Approve(context.Background(), p, consultant) })
	l.signsIn(l.at("fabrikam", fabrikam))
	if !strings.HasPrefix(page, "https://login.microsoftonline.com/"+fabrikam+"/oauth2/v2.0/authorize?") {
		t.Errorf("page %.100s", page)
	}
	q := asked(t, page)
	for key, want := range map[string]string{
		"client_id": auth.DefaultClientID, "response_type": "code", "response_mode": "form_post",
		"code_challenge_method": "S256", "login_hint": consultant, "domain_hint": "contoso.com",
		"scope": "https://graph.microsoft.com/User.Read https://graph.microsoft.com/User.ReadBasic.All openid profile offline_access",
	} {
		if q.Get(key) != want {
			t.Errorf("%s = %q, want %q", key, q.Get(key), want)
		}
	}
	if q.Has("prompt") || len(q.Get("state")) < 40 || len(q.Get("code_challenge")) != 43 || !strings.HasPrefix(q.Get("redirect_uri"), "http://localhost:") {
		t.Errorf("prompt %q, state %d, challenge %d, redirect %s", q.Get("prompt"), len(q.Get("state")), len(q.Get("code_challenge")), q.Get("redirect_uri"))
	}
	if shown := l.shown(); len(shown) != 1 || shown[0].URL != page {
		t.Errorf("the person saw %d prompts", len(shown))
	}
}

func TestARefusedDomainHintIsDroppedOnceAndSaid(t *testing.T) {
	for _, code := range []int{50143, 90023} {
		l := arrive(t)
		l.sim.Tune(func(k *entrasim.Knobs) { k.RefuseDomainHint = code })
		var hints []string
		l.opens(func(p string) error {
			hints = append(hints, asked(t, p).Get("domain_hint"))
			return l.sim.Approve(context.Background(), p, consultant)
		})
		l.signsIn(l.at("fabrikam", fabrikam))
		if !slices.Equal(hints, []string{"contoso.com", ""}) {
			t.Errorf("AADSTS%d: hints %q", code, hints)
		}
		if notes := l.notes(); len(notes) != 1 || !strings.Contains(notes[0], "contoso.com") {
			t.Errorf("AADSTS%d: said %q", code, notes)
		}
	}
}

func TestAHintThatIsRefusedForGoodIsTriedTwiceOnly(t *testing.T) {
	l := arrive(t)
	pages := 0
	l.opens(func(p string) error {
		pages++
		return answerWith(t, p, "error=invalid_request&error_description=AADSTS50143%3a+no")
	})
	err := l.at("fabrikam", fabrikam).SignIn(within(t), auth.SignIn{})
	if err == nil || pages != 2 {
		t.Errorf("%d pages, %v", pages, err)
	}
}

func TestARefusalAtTheBrowserIsExplained(t *testing.T) {
	l := arrive(t)
	l.opens(func(p string) error { return l.sim.Deny(context.Background(), p) })
	g := l.at("fabrikam", fabrikam)
	err := g.SignIn(within(t), auth.SignIn{})
	var e *auth.Error
	if !errors.As(err, &e) || e.OAuth != "access_denied" || e.Code != "AADSTS65004" || e.NextStep() == "" {
		t.Errorf("err = %+v", err)
	}
	l.answersAs(consultant)
	err = l.at("wingtip", wingtip).SignIn(within(t), auth.SignIn{})
	if !errors.As(err, &e) || e.Code != "AADSTS50020" || e.Environment != "wingtip" || e.Account != consultant {
		t.Errorf("err = %+v", err)
	}
	if l.kept() != 0 {
		t.Errorf("%d entries stored", l.kept())
	}
}

func TestABrowserThatDoesNotOpenLeavesTheLinkAndTheSignInGoesOn(t *testing.T) {
	l := arrive(t)
	l.opens(func(string) error { return errors.New("no browser here") })
	seen := make(chan auth.Prompt, 1)
	done := make(chan error, 1)
	go func() {
		done <- l.at("fabrikam", fabrikam).SignIn(within(t), auth.SignIn{Show: func(p auth.Prompt) {
			if p.OpenErr != nil {
				seen <- p
			}
		}})
	}()
	p := <-seen
	if !strings.Contains(p.OpenErr.Error(), "no browser here") {
		t.Errorf("said %v", p.OpenErr)
	}
	if err := l.sim.Approve(context.Background(), p.URL, consultant); err != nil {
		t.Error(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestCancellingEndsASignInAtEveryStage(t *testing.T) {
	for name, cancelAt := range map[string]func(*land, context.CancelFunc) auth.SignIn{
		"before it begins": func(_ *land, cancel context.CancelFunc) auth.SignIn { cancel(); return auth.SignIn{} },
		"before the browser": func(_ *land, cancel context.CancelFunc) auth.SignIn {
			return auth.SignIn{Show: func(auth.Prompt) { cancel() }}
		},
		"with the page open": func(l *land, cancel context.CancelFunc) auth.SignIn {
			l.opens(func(string) error { cancel(); return nil })
			return auth.SignIn{}
		},
		"with a browser that blocks": func(l *land, cancel context.CancelFunc) auth.SignIn {
			l.opens(func(string) error { cancel(); <-l.t.Context().Done(); return nil })
			return auth.SignIn{}
		},
		"with a half-sent answer": func(l *land, cancel context.CancelFunc) auth.SignIn {
			l.opens(func(p string) error {
				halfPost(l.t, p)
				cancel()
				return nil
			})
			return auth.SignIn{}
		},
		"in the token call": func(l *land, cancel context.CancelFunc) auth.SignIn {
			arrived, _ := l.holdsTheTokenEndpoint()
			go func() { <-arrived; cancel() }()
			return auth.SignIn{}
		},
		"in discovery": func(l *land, cancel context.CancelFunc) auth.SignIn {
			l.sim.Tune(func(k *entrasim.Knobs) {
				k.Fault = func(r *http.Request) (int, string, bool) { cancel(); <-r.Context().Done(); return 0, "", false }
			})
			return auth.SignIn{}
		},
		"with the device code shown": func(_ *land, cancel context.CancelFunc) auth.SignIn {
			return auth.SignIn{Device: true, Show: func(auth.Prompt) { cancel() }}
		},
		"while waiting for the device": func(l *land, cancel context.CancelFunc) auth.SignIn {
			l.desk.Pausing(func(ctx context.Context, _ time.Duration) error { cancel(); <-ctx.Done(); return ctx.Err() })
			return auth.SignIn{Device: true}
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := arrive(t)
			g := l.at("fabrikam", fabrikam)
			ctx, cancel := context.WithCancel(within(t))
			defer cancel()
			how := cancelAt(l, cancel)
			if err := g.SignIn(ctx, how); !errors.Is(err, context.Canceled) {
				t.Errorf("err = %v", err)
			}
			if _, ok := g.Held(); ok || l.kept() != 0 {
				t.Errorf("held %v, %d entries stored", ok, l.kept())
			}
			l.sim.Tune(func(k *entrasim.Knobs) { *k = entrasim.Knobs{} })
			l.answersAs(consultant)
			l.signsIn(g) // and the next one works
		})
	}
}

func TestAThousandStrayRequestsNeitherEndNorChangeASignIn(t *testing.T) {
	l := arrive(t)
	l.opens(func(p string) error {
		for i := range 1000 {
			if status := stray(t, p, i); status != http.StatusNotFound && status != http.StatusMethodNotAllowed && status != http.StatusBadRequest {
				t.Errorf("stray request %d was answered %d", i, status)
			}
		}
		return l.sim.Approve(context.Background(), p, consultant)
	})
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	if n := l.asks("authorization_code", ""); n != 1 {
		t.Errorf("%d codes were redeemed", n)
	}
}

func TestNobodyElseCanTakeTheOtherHalfOfLocalhost(t *testing.T) {
	l := arrive(t)
	l.opens(func(p string) error {
		back, err := url.Parse(asked(t, p).Get("redirect_uri"))
		if err != nil {
			return err
		}
		for _, host := range []string{"127.0.0.1", "::1"} {
			if other, err := net.Listen("tcp", net.JoinHostPort(host, back.Port())); err == nil {
				other.Close()
				if host == "127.0.0.1" || hasIPv6() {
					t.Errorf("%s:%s is free for others", host, back.Port())
				}
			}
		}
		return l.sim.Approve(context.Background(), p, consultant)
	})
	l.signsIn(l.at("fabrikam", fabrikam))
}

func TestTheListenerIsGoneAfterTheSignIn(t *testing.T) {
	l := arrive(t)
	var back *url.URL
	l.opens(func(p string) error {
		back, _ = url.Parse(asked(t, p).Get("redirect_uri"))
		return l.sim.Approve(context.Background(), p, consultant)
	})
	l.signsIn(l.at("fabrikam", fabrikam))
	if c, err := net.Dial("tcp", back.Host); err == nil {
		c.Close()
		t.Error("somebody still listens")
	}
}

func TestThePageSendsThePersonBackAndHoldsNothingOfTheAnswer(t *testing.T) {
	for name, row := range map[string]struct{ form, title, says string }{
		"a code":    {"code=CODE-CANARY", "<title>Done", "back to your terminal"},
		"a refusal": {"error=access_denied&error_description=AADSTS65004%3a+<script>CANARY</script>", "<title>Refused", "(AADSTS65004)"},
		"hostile":   {"error=%1b]0%3bCANARY<script>&error_description=CANARY", "<title>Refused", "back to your terminal"},
		"empty":     {"x=1", "<title>Refused", "(invalid_response)"},
	} {
		t.Run(name, func(t *testing.T) {
			l := arrive(t)
			l.opens(func(p string) error {
				resp := post(t, p, row.form)
				defer resp.Body.Close()
				body, err := io.ReadAll(resp.Body)
				page := string(body)
				if err != nil || !strings.Contains(page, row.title) || !strings.Contains(page, row.says) || !strings.Contains(page, "back to your terminal") {
					t.Errorf("%v: %s", err, page)
				}
				if strings.Contains(page, "CANARY") || strings.Contains(page, "<script") || !strings.Contains(resp.Header.Get("Content-Security-Policy"), "default-src 'none'") {
					t.Errorf("%v: %s", resp.Header, page)
				}
				return nil
			})
			if err := l.at("fabrikam", fabrikam).SignIn(within(t), auth.SignIn{}); err == nil {
				t.Error("signed in")
			}
		})
	}
}

func TestADiscoveryThatNamesAnotherHostIsNotFollowed(t *testing.T) {
	for key, where := range map[string]string{"authorization_endpoint": "the page", "token_endpoint": "the token call"} {
		l := arrive(t)
		endpoints := map[string]string{
			"issuer":                 "https://login.microsoftonline.com/" + fabrikam + "/v2.0",
			"authorization_endpoint": "https://login.microsoftonline.com/" + fabrikam + "/oauth2/v2.0/authorize",
			"token_endpoint":         "https://login.microsoftonline.com/" + fabrikam + "/oauth2/v2.0/token",
		}
		endpoints[key] = strings.Replace(endpoints[key], "login.microsoftonline.com", "login.evil.example", 1)
		l.sim.Tune(func(k *entrasim.Knobs) {
			k.Fault = func(r *http.Request) (int, string, bool) {
				return http.StatusOK, asJSON(endpoints), strings.HasSuffix(r.URL.Path, "openid-configuration")
			}
		})
		l.opens(func(p string) error { return answerWith(t, p, "code=x") })
		err := l.at("fabrikam", fabrikam).SignIn(within(t), auth.SignIn{})
		if err == nil || !strings.Contains(err.Error(), "evil.example") || l.asks("authorization_code", "") != 0 {
			t.Errorf("%s went elsewhere: %v", where, err)
		}
	}
}
