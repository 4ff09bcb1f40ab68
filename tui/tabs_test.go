package tui_test

import (
	"testing"

	"graphguest/tui"
	"graphguest/tui/kit"
)

func TestSeveralQueriesAreOpenAtOnce(t *testing.T) {
	u := guestAt(t, "contoso").presses(enter).sees("200 OK", consultant)
	u.presses("ctrl+n").seesNo(consultant+`"`).sees("1 /me", "› 2 new").types("/organization").presses(enter).sees("verifiedDomains")
	u.presses(esc, "[").sees(`"userPrincipalName"`).seesNo("verifiedDomains")
	u.presses("]").sees("verifiedDomains").presses("alt+1").sees(`"userPrincipalName"`)
}

func TestARunInATabBehindEndsThere(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso")
	release := w.graph.hold()
	u.presses(enter).sees("asking Graph").presses("ctrl+n").seesNo("asking Graph…").types("/organization")
	release()
	u.sees("tab 1 has its answer", "/organization").seesNo("200 OK").presses("alt+1").sees("200 OK")
}

func TestARefusalBehindNeitherTakesTheKeysNorTheLine(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "fabrikam")
	release := w.graph.hold()
	u.types("/users").presses(enter).sees("asking Graph").presses("ctrl+n").types("/m")
	release()
	u.sees("tab 1: 403").types("e").sees("v1.0  /me").seesNo("Sign in to").presses("alt+1").sees("a guest")
}

func TestClosingATabCanBeUndone(t *testing.T) {
	u := guestAt(t, "contoso").types("/me/memberOf").presses("ctrl+n").types("/users").presses(esc, "w").sees("closed /users · u undoes it", "v1.0  /me/memberOf")
	u.presses("u").sees("/users", "undone: closed /users")
}

func TestTheLastTabIsEmptiedNotClosed(t *testing.T) {
	guestAt(t, "contoso").types("/users").presses("alt+w").seesNo("v1.0  /users").types("/me").presses(enter).sees("200 OK")
}

func TestNineTabsAreTheMost(t *testing.T) {
	u := guestAt(t, "contoso").types("/a")
	for range 8 {
		u.presses("ctrl+n").types("/b")
	}
	u.sees("› 9 ").presses("ctrl+n").sees("nine tabs are open").sizes(80, 24).fits(80, 24)
}

func TestASwitchEndsTheRunsOfAllTabs(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso")
	release := w.graph.hold()
	u.presses(enter, "ctrl+n").types("/organization").presses(enter)
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	release()
	u.settles().header("adatum").seesNo("verifiedDomains", "200 OK").presses("alt+1").seesNo("200 OK", "asking Graph")
}

func TestTheNextStartOpensWhatWasLeftWithoutRunningIt(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso").types("/me").presses(enter).sees("200 OK").presses("ctrl+n").types("beta /organization")
	u.presses("ctrl+c")
	if !u.settles().quit {
		t.Fatal("it did not quit")
	}
	asked := len(w.graph.asked())
	again := w.at(t, "contoso").sees("GET  beta  /organization", "› 2 /organization", "1 /me").seesNo("200 OK")
	if len(w.graph.asked()) != asked {
		t.Errorf("sent %q at the start", w.graph.asked())
	}
	again.presses("ctrl+r").sees("GET v1.0 /me", "200")
	if k := w.memory.kept["contoso"]; len(k.Tabs) != 2 || k.Tabs[1] != (tui.Line{Method: "GET", Version: "beta", Path: "/organization"}) {
		t.Errorf("kept %+v", k.Tabs)
	}
}

func TestNeitherHeadersNorBodiesAreKept(t *testing.T) {
	w := newWorld(t)
	w.write(t, "fabrikam", "queries/a.http", "### a\nPATCH {{graph}}/v1.0/me\nPrefer: secret-header\n\n{\"secret\": \"body\"}\n")
	u := w.at(t, "fabrikam").presses(esc, "o", "g", "l", enter).sees("read-only").presses("ctrl+c")
	for _, r := range u.settles().kept(w, "fabrikam").Runs {
		if len(r.Query.Body) > 0 || len(r.Query.Header) > 0 {
			t.Errorf("kept %+v", r.Query)
		}
	}
}

func (u *user) kept(w *world, name string) tui.Kept {
	k, _ := w.memory.Kept(name)
	return k
}

func TestTheArrowsWalkThroughWhatWasRun(t *testing.T) {
	u := guestAt(t, "contoso").types("/me").presses(enter).sees("200 OK").presses("ctrl+u").types("/organization").presses(enter).sees("verifiedDomains")
	u.presses("ctrl+u").presses("up").sees("v1.0  /organization").presses("up").sees("v1.0  /me").presses("down").sees("v1.0  /organization")
}
