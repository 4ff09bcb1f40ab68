package auth_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"

	"graphguest/auth"
)

// secretive is what no message of a fault may hold.
const secretive = "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"

// isFault says whether err tells of a fault, where it was, what to do, and nothing secret.
func isFault(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, auth.ErrFault) || !strings.Contains(err.Error(), "fault_test.go:") || strings.Contains(err.Error(), "eyJ") {
		t.Errorf("err = %v", err)
	}
	var next interface{ NextStep() string }
	if !errors.As(err, &next) || next.NextStep() == "" {
		t.Error("there is no next step")
	}
}

// falls makes the network panic.
type falls struct{}

func (falls) RoundTrip(*http.Request) (*http.Response, error) { panic(secretive) }

func TestANetworkThatPanicsFailsTheCallAlone(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	good := l.world.HTTP
	l.world.HTTP = falls{}
	l.restart()
	l.clock.turn(hour)
	g = l.at("fabrikam", fabrikam)
	var all sync.WaitGroup
	for range 8 { // those who wait for the same answer wait no longer
		all.Go(func() { _, err := g.Token(within(t), ""); isFault(t, err) })
	}
	all.Wait()
	isFault(t, g.SignIn(within(t), auth.SignIn{}))
	isFault(t, g.SignIn(within(t), auth.SignIn{Device: true}))
	_, err := auth.Locate(within(t), falls{}, l.clouds, "fabrikam.com")
	isFault(t, err)

	l.world.HTTP = good
	l.restart()
	l.token(l.at("fabrikam", fabrikam))
}

// ring is a keyring of which nothing says that it is only memory.
type ring struct{ auth.Secrets }

func TestAKeyringThatPanicsIsAKeyringThatFails(t *testing.T) {
	l := arrive(t)
	l.world.Secrets = ring{l.secrets}
	l.restart()
	l.secrets.Before = func(string, string, string) error { panic(secretive) }
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	l.clock.turn(hour)
	l.token(g)
	if where := l.desk.Storage(); where.Persistent || !strings.Contains(where.Why, "fault in graphguest") || strings.Contains(where.Why, "eyJ") {
		t.Errorf("%+v", where)
	}
	if where := l.desk.CheckStorage(within(t)); where.Persistent {
		t.Errorf("%+v", where)
	}
	l.secrets.Before = nil
	if where := l.desk.CheckStorage(within(t)); !where.Persistent {
		t.Errorf("%+v", where)
	}
	l.restart()
	l.token(l.at("fabrikam", fabrikam)) // what was kept in memory meanwhile was stored
}

func TestABrowserThatPanicsIsABrowserThatDidNotOpen(t *testing.T) {
	l := arrive(t)
	l.opens(func(string) error { panic(secretive) })
	g := l.at("fabrikam", fabrikam)
	ctx, cancel := context.WithCancel(within(t))
	err := g.SignIn(ctx, auth.SignIn{Show: func(p auth.Prompt) {
		if p.OpenErr != nil {
			isFault(t, p.OpenErr)
			cancel() // the person gives up
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
}

func TestAPanicOfSignInsOwnCodeIsAnError(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	isFault(t, g.SignIn(within(t), auth.SignIn{Show: func(auth.Prompt) { panic(secretive) }}))
	l.signsIn(g) // the next one is not held up
}
