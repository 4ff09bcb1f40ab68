package auth_test

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"graphguest/auth"
)

func TestSigningOutOfOneTenantLeavesTheOthers(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("contoso", contoso))
	f, a := l.at("fabrikam", fabrikam), l.at("adatum", adatum)
	l.token(f)
	l.token(a)
	l.signOutOf(f)
	if _, ok := f.Held(); ok {
		t.Error("the token is still held")
	}
	if in, err := f.SignedIn(within(t)); in || err != nil {
		t.Errorf("signed in: %v, %v", in, err)
	}
	for _, g := range []*auth.Guest{l.at("contoso", contoso), a} {
		if in, err := g.SignedIn(within(t)); !in || err != nil {
			t.Errorf("%s signed in: %v, %v", g.Environment().Name, in, err)
		}
		l.token(g)
	}
}

// Another tenant's sign-in could open it again at once: then signing out would mean nothing.
func TestASignedOutTenantStaysClosedUntilThePersonOpensIt(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("contoso", contoso))
	l.token(l.at("fabrikam", fabrikam))
	l.signOutOf(l.at("fabrikam", fabrikam))
	for range 2 {
		_, err := l.at("fabrikam", fabrikam).Token(within(t), "")
		l.needsPerson(err)
		l.restart()
	}
	l.signsIn(l.at("fabrikam", fabrikam))
	l.clock.turn(hour)
	l.restart()
	l.token(l.at("fabrikam", fabrikam))
	if l.file("fabrikam").SignedOut {
		t.Error("still marked as signed out")
	}
}

func TestSigningOutWinsOverARefreshInFlight(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	l.clock.turn(hour)
	arrived, answer := l.holdsTheTokenEndpoint()
	refresh := make(chan error, 1)
	go func() { _, err := g.Token(within(t), ""); refresh <- err }()
	<-arrived
	l.signOutOf(g)
	close(answer)
	l.needsPerson(<-refresh)
	if _, ok := g.Held(); ok || l.kept() != 0 {
		t.Errorf("held %v, %d entries in the keyring", ok, l.kept())
	}
}

func TestSigningOutInAnotherWindowWinsOverARefreshInFlight(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	l.clock.turn(hour)
	arrived, answer := l.holdsTheTokenEndpoint()
	refresh := make(chan error, 1)
	go func() { _, err := g.Token(within(t), ""); refresh <- err }()
	<-arrived
	l.restart()
	l.signOutOf(l.at("fabrikam", fabrikam))
	close(answer)
	l.needsPerson(<-refresh)
	if _, ok := g.Held(); ok || l.kept() != 0 {
		t.Errorf("held %v, %d entries in the keyring", ok, l.kept())
	}
}

func TestSigningOutWinsOverASeedInFlight(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("contoso", contoso))
	before := l.kept()
	g := l.at("fabrikam", fabrikam)
	arrived, answer := l.holdsTheTokenEndpoint()
	seed := make(chan error, 1)
	go func() { _, err := g.Token(within(t), ""); seed <- err }()
	<-arrived
	l.signOutOf(g)
	close(answer)
	l.needsPerson(<-seed)
	if _, ok := g.Held(); ok || l.kept() != before {
		t.Errorf("held %v, %d new entries in the keyring", ok, l.kept()-before)
	}
}

func TestSigningOutWinsOverAStoredTokenThatIsBeingRead(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("fabrikam", fabrikam))
	l.restart()
	var reads atomic.Int32
	l.secrets.Before = func(string, string, string) error { reads.Add(1); return nil }
	l.token(l.at("fabrikam", fabrikam))
	for last := reads.Load(); last > 0; last-- { // whichever of the reads is going on
		l.restart()
		g := l.at("fabrikam", fabrikam)
		reading, read := make(chan struct{}), make(chan struct{})
		reads.Store(0)
		l.secrets.Before = func(string, string, string) error {
			if reads.Add(1) == last {
				close(reading)
				<-read
			}
			return nil
		}
		var token sync.WaitGroup
		token.Go(func() { _, _ = g.Token(within(t), "") })
		<-reading
		out := make(chan error, 1)
		go func() { out <- g.SignOut(within(t)) }()
		for !g.Environment().SignedOut { // it is past the memory, and waits for the keyring
			runtime.Gosched()
		}
		close(read)
		token.Wait()
		if err := <-out; err != nil {
			t.Error(err)
		}
		if _, ok := g.Held(); ok || l.kept() != 0 {
			t.Errorf("at read %d: held %v, %d entries in the keyring", last, ok, l.kept())
		}
		l.secrets.Before = nil
		l.restart()
		l.signsIn(l.at("fabrikam", fabrikam))
	}
}

// Somebody signed in anew, in this window or another, while a refresh of the old sign-in was on
// its way: the new one counts and nobody is asked again.
func TestANewSignInWinsOverARefreshInFlight(t *testing.T) {
	for _, window := range []string{"this", "another"} {
		t.Run(window, func(t *testing.T) {
			l := arrive(t)
			g := l.at("fabrikam", fabrikam)
			l.signsIn(g)
			l.clock.turn(hour)
			arrived, answer := l.holdsTheTokenEndpoint()
			refresh := make(chan string, 1)
			go func() {
				token, err := g.Token(within(t), "")
				if err != nil {
					t.Error(err)
				}
				refresh <- token
			}()
			<-arrived
			if window == "another" {
				l.restart()
			}
			h := l.at("fabrikam", fabrikam)
			l.signsIn(h)
			close(answer)
			if <-refresh != l.token(h) {
				t.Error("the old sign-in's token was handed out")
			}
		})
	}
}

func TestSigningOutTwiceOrOfNothingIsFine(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.signOutOf(g)
	l.signsIn(g)
	l.signOutOf(g)
	l.signOutOf(g)
}

// The window that lies open must not undo it: not by the keyring, not by another tenant's sign-in, not on disk.
func TestASignOutInAnotherWindowStands(t *testing.T) {
	l := arrive(t)
	l.signsIn(l.at("contoso", contoso))
	open := l.at("fabrikam", fabrikam)
	l.token(open)
	l.restart()
	l.signOutOf(l.at("fabrikam", fabrikam))
	before := l.kept()
	l.clock.turn(hour)
	_, err := open.Token(within(t), "")
	l.needsPerson(err)
	if l.kept() != before || !l.file("fabrikam").SignedOut {
		t.Errorf("%d new entries in the keyring, signed out %v", l.kept()-before, l.file("fabrikam").SignedOut)
	}
}

func TestSigningOutForgetsWhomAnotherWindowSignedIn(t *testing.T) {
	l := arrive(t)
	open := l.at("fabrikam", fabrikam)
	l.signsIn(open)
	l.restart()
	l.answersAs(people[0])
	if err := l.at("fabrikam", fabrikam).SignIn(within(t), auth.SignIn{Account: people[0]}); err != nil {
		t.Fatal(err)
	}
	l.signOutOf(open)
	if e := l.file("fabrikam"); l.kept() != 0 || !e.SignedOut || e.Account != people[0] {
		t.Errorf("%d entries are left in the keyring; %s, signed out %v", l.kept(), e.Account, e.SignedOut)
	}
}
