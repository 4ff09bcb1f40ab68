package auth_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"graphguest/auth"
	"graphguest/auth/claims"
	"graphguest/graphquery/graphsim/faultsim"
)

// slowFaults take their time: they are proved in a bubble, where it costs nothing.
var slowFaults = map[string]bool{
	"never-answer": true, "1-byte-per-second-headers": true, "1-byte-per-second-body": true, "stall-mid-body": true,
	"connect-timeout": true, "dns-timeout": true, "chunk-never-ends": true,
}

// failing is a land whose login host goes wrong from some request on, and what must not be seen of it.
type failingLand struct {
	*land
	server  *faultsim.Server
	way     *http.Transport
	secrets faultsim.Secrets
	mu      sync.Mutex
	mended  bool // the login host is all right again
}

// RoundTrip is the way to the login host.
func (x *failingLand) RoundTrip(r *http.Request) (*http.Response, error) {
	if x.mended {
		return inProcess{x.sim}.RoundTrip(r)
	}
	return x.way.RoundTrip(r)
}

// goesWrong signs the consultant in to fabrikam, lets the token end, and then lets the login host fail.
func (l *land) goesWrong(ca *faultsim.Authority, f faultsim.Fault, after int, piped bool) *failingLand {
	l.t.Helper()
	x := &failingLand{land: l, secrets: faultsim.Canaries()}
	x.server = faultsim.Start(faultsim.Site{
		Host: "login.microsoftonline.com", Good: http.HandlerFunc(x.good), After: after, Fault: f,
		Authority: ca, Secrets: x.secrets, Piped: piped,
	})
	x.way = x.server.Reach(auth.NewTransport())
	l.world.HTTP = x
	l.restart()
	return x
}

// good is Entra ID; what it gives out is a secret from then on.
func (x *failingLand) good(w http.ResponseWriter, r *http.Request) {
	heard := &answer{header: w.Header(), status: http.StatusOK}
	x.sim.ServeHTTP(heard, r)
	x.keep(heard.body.Bytes())
	w.WriteHeader(heard.status)
	_, _ = w.Write(heard.body.Bytes())
}

// keep makes secrets of the tokens in a text of JSON.
func (x *failingLand) keep(text []byte) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, name := range []string{"access_token", "refresh_token", "id_token", "secret"} {
		for part := range bytes.SplitSeq(text, []byte(`"`+name+`":`)) {
			var value string
			if json.NewDecoder(bytes.NewReader(part)).Decode(&value) == nil && len(value) > 20 {
				x.secrets[fmt.Sprint(name, len(x.secrets))] = value
			}
		}
	}
}

// keepForms makes secrets of what the login host was sent.
func (x *failingLand) keepForms() {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, heard := range x.server.Heard() {
		form, _ := url.ParseQuery(heard.Body)
		for _, name := range []string{"refresh_token", "code", "code_verifier"} {
			if value := form.Get(name); value != "" {
				x.secrets[name+" sent"] = value
			}
		}
	}
}

// proves checks what an error of the login host may say.
func (x *failingLand) proves(t *testing.T, f faultsim.Fault, err error) {
	t.Helper()
	if leak := x.server.Second.Leak(); leak != nil {
		t.Error(leak)
	}
	if err == nil {
		return
	}
	said := []string{err.Error()}
	if next, ok := errors.AsType[interface {
		error
		NextStep() string
	}](err); ok && next.NextStep() != "" {
		said = append(said, next.NextStep())
	}
	for _, text := range said {
		if wrong := faultsim.Sentence(text); wrong != nil {
			t.Errorf("%v: %.300q", wrong, text)
		}
	}
	for e := err; e != nil; e = errors.Unwrap(e) {
		said = append(said, e.Error(), fmt.Sprintf("%+v", e), fmt.Sprintf("%#v", e))
	}
	if refused, ok := errors.AsType[*auth.Error](err); ok {
		said = append(said, fmt.Sprintf("%+v", *refused))
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, text := range said {
		if slot := x.secrets.In(text); slot != "" {
			t.Errorf("it gives away the %s: %.500q", slot, text)
		}
	}
	_, refused := errors.AsType[*auth.Error](err)
	if !refused && !errors.Is(err, auth.ErrUnreachable) {
		t.Errorf("neither a refusal nor that nobody can be reached: %v", err)
	}
	if errors.Is(err, auth.ErrSignInRequired) {
		t.Errorf("nobody has to sign in because of %s: %v", f, err)
	}
}

// asking is one way to ask a login host that fails after some answers.
type asking struct {
	name  string
	after int
	do    func(ctx context.Context, g *auth.Guest) (token string, err error)
}

var askings = []asking{
	{"discovery", 0, func(ctx context.Context, g *auth.Guest) (string, error) { return g.Token(ctx, "") }},
	{"refresh token", 1, func(ctx context.Context, g *auth.Guest) (string, error) { return g.Token(ctx, "") }},
	{"code", 1, func(ctx context.Context, g *auth.Guest) (string, error) {
		if err := g.SignIn(ctx, auth.SignIn{}); err != nil {
			return "", err
		}
		return g.Token(ctx, "")
	}},
}

// tries asks for a token while the login host fails, and sees that nothing is lost by it.
func (x *failingLand) tries(t *testing.T, ctx context.Context, way asking, f faultsim.Fault) {
	t.Helper()
	g := x.at("fabrikam", fabrikam)
	stored, err := g.Stored(ctx)
	if err != nil {
		t.Fatal(err)
	}
	x.keep([]byte(stored))
	token, err := way.do(ctx, g)
	x.way.CloseIdleConnections()
	x.server.Close()
	x.keepForms()
	if ctx.Err() != nil {
		t.Errorf("it did not end: %v", err)
	}
	x.proves(t, f, err)
	if err == nil && !strings.EqualFold(claims.Identify(token, "").TenantID, fabrikam) {
		t.Errorf("a token of another tenant: %+v", claims.Identify(token, ""))
	}
	if n := x.server.Asked(); n > 4 || f.Transport == "" && n <= way.after {
		t.Errorf("asked %d times", n)
	}
	x.mended = true
	if token, err := g.Token(ctx, ""); err != nil || token == "" {
		t.Errorf("when all is well again: %v", err)
	}
}

// Whatever goes wrong on the way to the login host, be it at the discovery, for a refresh token or for a code: it ends with a sentence, no
// token is in any text, none goes anywhere else, and the sign-in is not lost by it.
func TestWhateverEntraIDDoesThereIsASentence(t *testing.T) {
	ca := faultsim.NewAuthority()
	for _, way := range askings {
		for _, f := range faultsim.Catalogue() {
			if slowFaults[f.Transport] {
				continue
			}
			t.Run(way.name+"/"+f.String(), func(t *testing.T) {
				l := arrive(t)
				l.signsIn(l.at("fabrikam", fabrikam))
				l.clock.turn(hour)
				watch := faultsim.Begin()
				l.goesWrong(ca, f, way.after, false).tries(t, within(t), way, f)
				heap, left := watch.End()
				if left != nil {
					t.Error(left)
				}
				if heap > 256<<20 {
					t.Errorf("%d MiB of memory", heap>>20)
				}
			})
		}
	}
}

// A login host that never comes to an end is left after half a minute at each step; a person who gives up is free at once.
func TestALoginHostThatNeverEndsIsLeft(t *testing.T) {
	ca := faultsim.NewAuthority()
	for _, way := range askings[:2] { // a bubble has no browser
		for _, f := range faultsim.Catalogue() {
			if !slowFaults[f.Transport] {
				continue
			}
			t.Run(way.name+"/"+f.String(), func(t *testing.T) {
				l := arrive(t)
				l.signsIn(l.at("fabrikam", fabrikam))
				l.clock.turn(hour)
				synctest.Test(t, func(t *testing.T) {
					began := time.Now()
					ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
					defer cancel()
					l.goesWrong(ca, f, way.after, true).tries(t, ctx, way, f)
					if took := time.Since(began); took > 2*time.Minute {
						t.Errorf("it took %s", took)
					}
				})
				synctest.Test(t, func(t *testing.T) {
					l.clock.turn(hour)
					x := l.goesWrong(ca, f, way.after, true)
					ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
					defer cancel()
					_, err := x.at("fabrikam", fabrikam).Token(ctx, "")
					ended := ctx.Err() != nil
					synctest.Wait()
					x.way.CloseIdleConnections()
					x.server.Close()
					if ended && !errors.Is(err, context.DeadlineExceeded) {
						t.Errorf("err = %v", err)
					}
				})
			})
		}
	}
}

// A login host's own description of itself cannot send a refresh token anywhere else.
func TestNoDiscoveryLeadsARefreshTokenAway(t *testing.T) {
	ca := faultsim.NewAuthority()
	for _, u := range faultsim.URLs() {
		if u.Allowed {
			continue
		}
		t.Run(u.URL, func(t *testing.T) {
			l := arrive(t)
			l.signsIn(l.at("fabrikam", fabrikam))
			l.clock.turn(hour)
			endpoint, _ := json.Marshal(strings.ReplaceAll(u.URL, "graph.microsoft.com", "login.microsoftonline.com"))
			x := l.goesWrong(ca, faultsim.Fault{Status: 200, Body: "content-type-missing"}, 0, false)
			x.server.Good = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, "/openid-configuration") {
					fmt.Fprintf(w, `{"issuer":"https://login.microsoftonline.com/%s/v2.0","authorization_endpoint":%s,"token_endpoint":%s}`, fabrikam, endpoint, endpoint)
					return
				}
				x.good(w, r)
			})
			g := x.at("fabrikam", fabrikam)
			stored, err := g.Stored(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			x.keep([]byte(stored))
			_, err = g.Token(within(t), "")
			x.way.CloseIdleConnections()
			x.server.Close()
			if err == nil {
				t.Error("it got a token")
			} else if wrong := faultsim.Sentence(err.Error()); wrong != nil {
				t.Errorf("%v: %q", wrong, err)
			}
			if leak := x.server.Second.Leak(); leak != nil || len(x.server.Second.Asked()) > 0 {
				t.Errorf("%v; asked for %q", leak, x.server.Second.Asked())
			}
		})
	}
}
