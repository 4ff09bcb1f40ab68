package errorpane

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
)

var notAGuest = &auth.Error{
	Environment: "wingtip", Tenant: "wingtip.example", Account: "consultant@contoso.com",
	Code: "AADSTS50020", OAuth: "invalid_grant", Suberror: "bad_token",
	What: "You are not a guest in wingtip.example.", Admin: "invite consultant@contoso.com as a guest", AdminOf: "resource",
	Description: "User account from identity provider does not exist in tenant.",
	MoreInfo:    "https://login.microsoftonline.com/error?code=50020",
	TraceID:     "11111111-aaaa", CorrelationID: "22222222-bbbb", Timestamp: "2026-11-22 12:00:00Z",
}

var denied = &graphquery.Error{
	Status: 403, Code: "Authorization_RequestDenied", Message: "Insufficient privileges to complete the operation.",
	RequestID: "33333333-cccc", ClientRequestID: "44444444-dddd", Date: "2026-11-22T12:00:00",
	Method: "GET", URL: "https://graph.microsoft.com/v1.0/users", Environment: "fabrikam", Tenant: "fabrikam.example",
	What: "A guest may not list users here.", Guest: "Read one user by id: /users/{id}.", Admin: "set guest access to the same as members",
}

func look(t testing.TB, w, h int, err error) *kittest.User {
	t.Helper()
	return kittest.Look(t, New(kit.NewTheme(true)), w, h).Tell(kit.EnvironmentOpened{}, kit.Failed{Err: err})
}

// reads scrolls through everything and returns it.
func reads(u *kittest.User) string {
	whole, seen := u.Screen(), ""
	for now := u.Screen(); now != seen; now = u.Presses("j").Screen() {
		whole, seen = whole+"\n"+now, now
	}
	return strings.Join(strings.Fields(whole), " ")
}

func TestARefusalOfEntraIDIsToldInFull(t *testing.T) {
	for _, s := range kittest.Sizes {
		look(t, s.W, s.H, fmt.Errorf("sign in: %w", notAGuest)).Sees("Error", "What happened", "AADSTS50020: You are not a guest in wingtip.example.")
	}
	look(t, 100, 60, fmt.Errorf("sign in: %w", notAGuest)).Sees(
		"environment        wingtip", "tenant             wingtip.example", "account            consultant@contoso.com",
		"What to ask", "ask the admin of wingtip.example to invite consultant@contoso.com as a guest",
		"code               AADSTS50020", "OAuth error        invalid_grant / bad_token",
		"trace id           11111111-aaaa", "correlation id     22222222-bbbb", "timestamp          2026-11-22 12:00:00Z",
		"User account from identity provider does not exist in tenant.", "error?code=50020",
		"The chain of causes", "1                  sign in: AADSTS50020", "2                  AADSTS50020",
	).SeesNo("What you can do", "request-id")
}

func TestARefusalOfGraphIsToldInFull(t *testing.T) {
	look(t, 100, 60, denied).Sees(
		"403 Authorization_RequestDenied: A guest may not list users here.",
		"request            GET https://graph.microsoft.com/v1.0/users",
		"What you can do", "Read one user by id: /users/{id}.",
		"ask the admin of fabrikam.example: set guest access to the same as members",
		"status             403", "request-id         33333333-cccc", "client-request-id  44444444-dddd", "timestamp          2026-11-22T12:00:00",
		"Insufficient privileges to complete the operation.",
	).SeesNo("chain of causes", "trace id")
}

func TestAllOfItCanBeReachedOnASmallScreen(t *testing.T) {
	whole := reads(look(t, 40, 12, fmt.Errorf("run: %w", denied)))
	for _, text := range []string{"What happened", "request-id 33333333-cccc", "The chain of causes", "2 403 Authorization_RequestDenied"} {
		if !strings.Contains(whole, text) {
			t.Errorf("%q cannot be reached in:\n%s", text, whole)
		}
	}
}

type refused struct{ error }

func (refused) NextStep() string { return "press e" }

func TestAnyErrorHasAStory(t *testing.T) {
	look(t, 80, 24, errors.New("disk full")).Sees("What happened", "disk full").SeesNo("Where", "chain")
	look(t, 80, 24, refused{errors.New("no environment")}).Sees("What you can do", "press e")
	look(t, 80, 24, &graphquery.Failure{Kind: graphquery.ErrUnreachable, What: "no route", Next: "check the proxy", Cause: errors.New("dial tcp")}).
		Sees("no route", "check the proxy", "2 Graph cannot be reached", "3 dial tcp")
	look(t, 80, 24, errors.Join(errors.New("one"), fmt.Errorf("two: %w", errors.New("three")))).Sees("2 one", "3 two: three", "4 three")
	look(t, 80, 24, nil).Sees("Nothing went wrong")
}

func TestAnEndlessChainEnds(t *testing.T) {
	err := errors.New("the first")
	for i := range 100 {
		err = fmt.Errorf("%d: %w", i, err)
	}
	if n := len(causes(err)); n != mostCauses {
		t.Errorf("%d causes", n)
	}
}

func TestErrorsArriveFromRunsAndSignIns(t *testing.T) {
	u := kittest.Look(t, New(kit.NewTheme(true)), 80, 24)
	u.Tell(kit.QueryDone{Err: denied}).Sees("Authorization_RequestDenied")
	u.Tell(kit.SignInEnded{Err: notAGuest}).Sees("AADSTS50020").SeesNo("RequestDenied")
	u.Tell(kit.SignInEnded{Err: context.Canceled}, kit.QueryDone{}, kit.SignInEnded{}).Sees("AADSTS50020")
}

func TestAnotherEnvironmentTakesTheErrorAway(t *testing.T) {
	opened := func(name string) kit.EnvironmentOpened {
		return kit.EnvironmentOpened{Environment: auth.Environment{Name: name}}
	}
	u := look(t, 80, 24, denied).Tell(opened("fabrikam"), opened("fabrikam")).Sees("RequestDenied")
	u.Tell(opened("adatum")).SeesNo("RequestDenied", "fabrikam")
}

func TestTheCopyIsTheWholeStoryAsText(t *testing.T) {
	u := look(t, 40, 12, denied).Presses("y").Wished(kit.Copy{What: "the error", Text: text(story(denied))})
	u.Tell(kit.Failed{Err: nil}).Presses("y").Wished()
	for _, want := range []string{"What happened\n  403 Authorization", "  request-id: 33333333-cccc\n", "\n\nWhat you can do\n  Read one user"} {
		if !strings.Contains(text(story(denied)), want) {
			t.Errorf("%q is not in\n%s", want, text(story(denied)))
		}
	}
	if text(story(nil)) != "" {
		t.Errorf("no error is %q", text(story(nil)))
	}
}

func TestSecretsDoNotAppear(t *testing.T) {
	const secret = "eyJ0eXAiOiJKV1QifQ.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"
	for _, err := range []error{
		fmt.Errorf("raw message was: {%q:%q}", "access_token", secret),
		&auth.Error{What: "refused", Description: "Bearer " + secret},
		fmt.Errorf("outer: %w", errors.New("refresh_token="+secret)),
	} {
		if shown := text(story(err)) + look(t, 100, 40, err).Screen(); strings.Contains(shown, "c2lnbmF0dXJl") {
			t.Errorf("the secret is in %s", shown)
		}
	}
}

func TestEveryKeyDoesSomething(t *testing.T) {
	kittest.EveryKeyWorks(t, func() *kittest.User {
		return look(t, 40, 8, notAGuest).Presses("j", "j", "j")
	})
}

func TestAKeyThatMeansNothingSaysWhy(t *testing.T) {
	for _, c := range []struct {
		err          error
		height       int
		copy, scroll string
	}{
		{nil, 20, "nothing went wrong here", "nothing went wrong here"},
		{errors.New("disk full"), 20, "", "all of it is on the screen"},
		{notAGuest, 4, "", ""},
	} {
		u := look(t, 80, c.height, c.err)
		u.Screen()
		keyed := u.Pane.(kit.Keyed)
		for i, k := range keyed.AllKeys() {
			want := c.scroll
			switch {
			case i == 0:
				want = c.copy
			case i < len(deeds):
				continue // those that explain have a test of their own
			}
			if why := keyed.Why(k); why != want {
				t.Errorf("%v: %s: %q, want %q", c.err, k.Help().Desc, why, want)
			}
		}
	}
}

func TestAnyCornerOfAnySizeHolds(t *testing.T) {
	for _, s := range []struct{ w, h int }{{10, 3}, {1, 1}, {2, 9}, {0, 0}, {0, 4}, {4, 0}} {
		look(t, s.w, s.h, notAGuest).Presses("G").Screen()
	}
	m := New(kit.NewTheme(true))
	m.Update(kit.Failed{Err: denied})
	if w, h := m.Size(); w != wishWidth || h != len(strings.Split(strings.TrimRight(m.View(w, 200), "\n"), "\n")) {
		t.Errorf("wants %d×%d", w, h)
	}
}

func TestNothingOfTheCorpusReachesTheScreen(t *testing.T) {
	corpus, found := hostile.Packed(8)
	for _, s := range corpus {
		a := &auth.Error{Environment: s, Tenant: s, Account: s, Code: s, OAuth: s, Suberror: s, What: s, Guest: s, Admin: s, AdminOf: s, Description: s, MoreInfo: s, TraceID: s, CorrelationID: s, Timestamp: s}
		g := &graphquery.Error{Status: 400, Code: s, Message: s, RequestID: s, ClientRequestID: s, Date: s, Method: s, URL: s, Environment: s, Tenant: s, What: s, Guest: s, Admin: s}
		err := fmt.Errorf("%s: %w", s, errors.Join(a, g))
		u := look(t, 60, 12, err).Presses("G") // Screen judges every view
		if why := hostile.Smuggled(text(u.Pane.(*Model).story)); why != "" {
			t.Errorf("the text of %.60q has %s", s, why)
		}
	}
	if !found {
		t.Skip("only the built-in samples: the shared corpus is not beside the module")
	}
}
