package tui_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"graphguest/auth"
	"graphguest/tui/kit"
)

// approves signs in as account without a browser, as one key of the dialog does.
func (u *user) approves(account string) *user {
	u.gets(kit.SignIn{Approve: true, Account: account})
	return u.settles()
}

func TestARunThatNeedsAPersonOpensTheDialogAndRunsAfterwards(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "northwind").types("/me").presses(enter).sees("│ AADSTS50076: northwindtraders.com asks for").seesNo("200 OK", "x details")
	u.presses("x").sees("What you can do").presses(esc).sees("x      the whole story")
	u.approves(consultant).sees("200 OK").header("northwind", "GUEST")
	if got := last(w.graph.asked()); got != "GET /v1.0/me" {
		t.Errorf("after the sign-in %q was sent", got)
	}
}

func TestInTheDemoOneKeyGoesOnAsAChosenAccount(t *testing.T) {
	guestAt(t, "tailspin").presses(esc, "s").sees("Sign in to tailspin").presses("a").sees("› "+consultant, "guest@gmail.com").
		presses("down", enter).sees("signed in to tailspin").header("guest@gmail.com", "GUEST")
}

func TestTheDialogIsLeftByEscAndWhatWaitedIsForgotten(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "northwind").presses(enter).sees("Sign in to northwind").presses("d").sees("devicelogin", "enter the code")
	u.presses(esc).sees("The sign-in was cancelled").presses(esc).seesNo("Sign in to northwind")
	u.approves(consultant).sees("signed in to northwind").seesNo("200 OK")
	if n := len(w.graph.asked()); n > 0 {
		t.Errorf("sent %q", w.graph.asked())
	}
}

func TestTheTokenViewExplainsTheTokenInUse(t *testing.T) {
	guestAt(t, "fabrikam").presses("ctrl+t").sees("sign in").presses(esc).presses(enter).sees("200 OK").
		presses("ctrl+t").sees("GUEST in fabrikam", "Who", "oid").seesNo("eyJ").presses(tab).sees("id token").presses(esc).sees("200 OK")
}

func TestSigningInAsSomebodyElseChangesTheHeader(t *testing.T) {
	guestAt(t, "fabrikam").approves("guest@gmail.com").sees("signed in to fabrikam").header("guest@gmail.com", "GUEST", "Google")
}

func TestASignInThatIsRefusedSaysWhatToDo(t *testing.T) {
	guestAt(t, "wingtip").approves(consultant).sees("AADSTS50020", "→").header("not signed in").seesNo("GUEST")
}

func TestADeviceCodeIsShownAndApproved(t *testing.T) {
	w := newWorld(t)
	hasty := newClock(time.Now())
	w.Desk = auth.NewDesk(auth.World{
		HTTP: w.demo.HTTP, Secrets: w.demo.Secrets, Remember: w.Store.Save,
		Now: func() time.Time { hasty.pass(6 * time.Second); return hasty.time() }, // no wait between two questions
	}, w.Clouds)
	u := w.at(t, "tailspin")
	u.gets(kit.SignIn{Device: true, Approve: true, Account: consultant})
	u.sees("signed in to tailspin").header("GUEST")
}

func TestCancellingASignInEndsIt(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "tailspin")
	u.gets(kit.SignIn{})
	u.sees("signing in to tailspin…")
	u.gets(kit.CancelSignIn{})
	u.sees("sign-in cancelled").seesNo("signing in to").header("not signed in")
	u.approves(consultant).sees("signed in to tailspin") // and the next one may begin
}

func TestASwitchCancelsTheSignInAndItsWaitingRun(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "northwind").presses(enter).sees("AADSTS50076")
	u.gets(kit.SignIn{})
	u.sees("signing in to northwind…")
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	u.settles().header("adatum").seesNo("signing in", "northwind", "AADSTS50076")
	u.approves(consultant).sees("signed in to adatum").seesNo("200 OK") // what waited at northwind is forgotten
	if n := len(w.graph.asked()); n > 0 {
		t.Errorf("sent %q", w.graph.asked())
	}
}

func TestALateApprovalNeverLandsUnderTheNewHeader(t *testing.T) {
	w := newWorld(t)
	page := make(chan string, 1)
	w.Desk = auth.NewDesk(auth.World{
		HTTP: w.demo.HTTP, Secrets: w.demo.Secrets, Now: w.clock.time, Remember: w.Store.Save,
		Browse: func(_ context.Context, url string) error { page <- url; return nil },
	}, w.Clouds)
	u := w.at(t, "tailspin")
	u.gets(kit.SignIn{})
	u.settles()
	url := soon(u, page)
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	_ = w.demo.Approve(context.Background(), url, "", consultant) // the person is late
	u.settles().header("adatum", "not signed in").seesNo("signed in to", "tailspin")
}

func TestSigningOutClearsTheHeader(t *testing.T) {
	u := guestAt(t, "contoso").header("MEMBER")
	u.gets(kit.SignOut{})
	u.sees("signed out of contoso").header("not signed in").seesNo("MEMBER")
}

func TestTheBrowserThatDoesNotOpenIsSaid(t *testing.T) {
	w := newWorld(t)
	var once sync.Once
	seen := make(chan struct{})
	w.Desk = auth.NewDesk(auth.World{
		HTTP: w.demo.HTTP, Secrets: w.demo.Secrets, Now: w.clock.time,
		Browse: func(context.Context, string) error { once.Do(func() { close(seen) }); return context.DeadlineExceeded },
	}, w.Clouds)
	u := w.at(t, "tailspin")
	u.gets(kit.SignIn{})
	u.settles()
	soon(u, seen)
	u.sees("signing in to tailspin…")
}

func TestTheAnswerOfThePersonBeforeIsGone(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "fabrikam").types("/me").presses(enter).sees("200 OK", consultant)
	u.approves("guest@gmail.com").header("guest@gmail.com").seesNo("200 OK")

	release := w.graph.hold()
	u.presses(enter).sees("asking Graph…")
	u.approves(consultant).header(consultant)
	release()
	u.settles().seesNo("200 OK", "guest@gmail")
}

func TestSomebodyElseIsAskedAgainBeforeAWrite(t *testing.T) {
	w := newWorld(t)
	env, err := w.Store.Load("fabrikam")
	if err != nil {
		t.Fatal(err)
	}
	env.Access = auth.ReadWrite
	if err := w.Store.Save(env); err != nil {
		t.Fatal(err)
	}
	u := w.at(t, "fabrikam").types("/me").presses(enter).sees("200 OK")
	u.gets(kit.SignOut{})
	u.settles().presses("ctrl+u").types("DELETE /users/x").presses(enter, "y").sees("Sign in to fabrikam")
	before := len(w.graph.asked())
	u.approves("guest@gmail.com").sees("Send this write?")
	if got := w.graph.asked(); len(got) != before {
		t.Errorf("sent %q", got[before:])
	}
}

// Entra ID may refuse without saying what Graph wants: then Graph's own words go along.
func TestAStepUpThatGraphAskedForReachesTheSignIn(t *testing.T) {
	w := newWorld(t)
	w.Desk = auth.NewDesk(auth.World{
		HTTP: withoutClaims{w.demo.HTTP}, Secrets: w.demo.Secrets, Now: w.clock.time, Remember: w.Store.Save,
		Browse: func(context.Context, string) error { return nil },
	}, w.Clouds)
	var pages []string
	approve := w.Approve
	w.Approve = func(ctx context.Context, link, code, account string) error {
		pages = append(pages, link)
		return approve(ctx, link, code, account)
	}
	u := w.at(t, "contoso").presses(enter).sees("200 OK")
	w.demo.Graph.RequireClaims(w.Start.TenantID, "c1")
	u.presses(enter).sees("Sign in to contoso")
	u.approves(consultant).sees("200 OK")
	if len(pages) != 1 || !strings.Contains(pages[0], "acrs") {
		t.Errorf("pages %q", pages)
	}
}

// withoutClaims takes the claims out of Entra ID's refusals.
type withoutClaims struct{ next http.RoundTripper }

func (x withoutClaims) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := x.next.RoundTrip(r)
	if err != nil || answer.StatusCode != http.StatusBadRequest {
		return answer, err
	}
	body, err := io.ReadAll(answer.Body)
	body = bytes.Replace(body, []byte(`"claims"`), []byte(`"unclaimed"`), 1)
	answer.Body, answer.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return answer, err
}
