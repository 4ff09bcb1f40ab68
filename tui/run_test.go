package tui_test

import (
	"strings"
	"testing"
	"time"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

func TestEnterRunsTheQueryAndShowsTheAnswer(t *testing.T) {
	guestAt(t, "contoso").types("/me").presses(enter).sees("200 OK", `"userPrincipalName"`, consultant)
}

func TestAnEmptyLineAsksWhoIAm(t *testing.T) {
	u := guestAt(t, "fabrikam").presses(enter).sees(`"displayName"`)
	u.gets(kit.Close{}) // nothing is open: nothing happens
	u.sees(`"displayName"`)
}

func TestARefusalTellsTheNextStep(t *testing.T) {
	guestAt(t, "fabrikam").types("/users").presses(enter).
		sees("403 Authorization_RequestDenied").sees("→").
		presses(esc, "x").sees("request-id")
}

func TestMethodAndVersionCanBeTypedInTheLine(t *testing.T) {
	w := newWorld(t)
	w.at(t, "contoso").types("beta /me").sees("GET  beta  /me").presses(enter).sees("200 OK")
	if last(w.graph.asked()) != "GET /beta/me" {
		t.Errorf("sent %q", w.graph.asked())
	}
}

func TestAPastedAddressIsAsked(t *testing.T) {
	w := newWorld(t)
	w.at(t, "contoso").pastes("https://graph.microsoft.com/beta/me\n").presses(enter).sees("200 OK").sees("beta")
	if last(w.graph.asked()) != "GET /beta/me" {
		t.Errorf("sent %q", w.graph.asked())
	}
}

func TestAnotherHostIsRefused(t *testing.T) {
	w := newWorld(t)
	w.at(t, "contoso").pastes("https://evil.example/v1.0/me").presses(enter).sees("✗", "evil.example")
	if len(w.graph.asked()) > 0 {
		t.Errorf("sent %q", w.graph.asked())
	}
}

func TestEscCancelsTheRunAtOnce(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso")
	release := w.graph.hold()
	u.presses(enter).sees("asking Graph…", "esc cancels").presses(esc).sees("cancelled").seesNo("asking Graph")
	release()
	u.seesNo("200 OK", `"displayName"`)
}

func TestARunThatWaitsSaysForHowLong(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso")
	defer w.graph.hold()()
	u.presses(enter).sees("asking Graph…").later(time.Second).sees("1s · esc cancels").later(2 * time.Second).sees("3s")
}

func TestANewerRunReplacesTheOlder(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso")
	release := w.graph.hold()
	u.types("/organization").presses(enter).sees("asking Graph…")
	u.presses("ctrl+u").types("/me").presses(enter)
	release()
	u.sees("200 OK", "Casey").seesNo("verifiedDomains")
}

func TestALateAnswerOfAnOldRunIsDropped(t *testing.T) {
	u := guestAt(t, "contoso").presses(enter).sees("200 OK")
	u.gets(kit.QueryDone{ID: 0, Result: &graphquery.Result{Status: 299, Body: []byte(`{"late":true}`)}})
	u.settles().seesNo("late")
}

func TestQuitEndsARun(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso")
	defer w.graph.hold()()
	if u.presses(enter).sees("asking").presses("ctrl+c"); !u.quit {
		t.Error("ctrl+c did not quit during a run")
	}
}

func TestVariablesComeFromTheEnvironment(t *testing.T) {
	w := newWorld(t)
	w.write(t, "contoso", "http-client.env.json", `{"contoso": {"who": "me"}}`)
	u := w.at(t, "contoso").types("/{{who}}").presses(enter).sees("200 OK").sees("/{{who}}")
	if last(w.graph.asked()) != "GET /v1.0/me" {
		t.Errorf("sent %q", w.graph.asked())
	}
	u.presses("ctrl+u").types("/{{nobody}}").presses(enter).sees("✗", "nobody")
}

func last(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[len(list)-1]
}

func TestEveryWriteIsAskedWithMethodAddressAndTenant(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso").types("DELETE /users/x").presses(enter).
		sees("Send this write?", "DELETE https://graph.microsoft.com/v1.0/users/x", "contoso.com", "y send it")
	u.presses(enter).sees("Send this write?") // enter alone is no yes
	u.presses("n").seesNo("Send this write?")
	if n := len(w.graph.asked()); n > 0 {
		t.Fatalf("sent %q without a yes", w.graph.asked())
	}
	u.presses(enter, "y").sees("✗ 403")
	if got := w.graph.asked(); len(got) != 1 || !strings.HasPrefix(got[0], "DELETE ") {
		t.Errorf("sent %q after one yes", got)
	}
}

func TestAReadOnlyEnvironmentRefusesWritesAndSaysWhatToDo(t *testing.T) {
	w := newWorld(t)
	w.at(t, "fabrikam").sizes(300, 40).types("DELETE /users/x").presses(enter).
		sees("read-only", "make it read-write in its settings", "graphguest env edit fabrikam --access read-write").
		sizes(80, 24).sees("→ make it read-write in").presses("ctrl+x").sees("What you can do", "make it read-write in its settings")
	if n := len(w.graph.asked()); n > 0 {
		t.Errorf("sent %q", w.graph.asked())
	}
}

// A yes closes its own dialog, also when the sign-in opened over it in that moment:
// what stays on the screen could be said yes to again.
func TestAnAnsweredConfirmationIsGoneWhateverLiesOverIt(t *testing.T) {
	u := newWorld(t).at(t, "contoso").types("DELETE /users/x").presses(enter).sees("Send this write?")
	u.gets(kit.Show{Overlay: kit.SignInDialog})
	u.gets(kit.Answered{})
	u.settles().seesNo("Send this write?")
}

func TestALineThatCannotBeSentTakesTheAnswerBeforeItAway(t *testing.T) {
	for _, line := range []string{"https://evil.example/v1.0/me", "/users/{{who}}"} {
		guestAt(t, "contoso").types("/me").presses(enter).sees("200 OK", consultant).presses("ctrl+u").
			types(line).presses(enter).seesNo("200 OK").sees("failed")
	}
}
