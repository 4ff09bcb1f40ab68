package tui_test

import (
	"strings"
	"testing"
	"time"

	"graphguest/auth"
)

func TestTheHeaderComesFromTheToken(t *testing.T) {
	guestAt(t, "contoso").header("contoso", "contoso.com · 7c9a…c8e1", consultant, "MEMBER", "read-write", "token 5", "DEMO")
}

func TestWithoutATokenTheHeaderSaysWhatIsConfigured(t *testing.T) {
	guestAt(t, "wingtip").header("wingtip", "(configured)", "not signed in").seesNo("GUEST", "MEMBER")
}

func TestAGuestIsCalledOneAfterTheFirstRun(t *testing.T) {
	guestAt(t, "fabrikam").sizes(130, 40).presses(enter).sees("GUEST (home: contoso.com, Entra)").header("fabrikam.com · 46d2…3f58", "read-only")
}

func TestTheTokensLifeCountsDown(t *testing.T) {
	u := guestAt(t, "contoso")
	before := u.row(0)
	u.later(10 * time.Minute)
	if u.row(0) == before {
		t.Errorf("after ten minutes the header still says %s", before)
	}
	u.later(2 * time.Hour).header("token expired")
}

func TestAnIdleExplorerSleeps(t *testing.T) {
	u := guestAt(t, "contoso")
	if n := u.clock.armed(); n != 1 {
		t.Errorf("%d alarms are set, want the token's minute alone", n)
	}
	if n := guestAt(t, "wingtip").clock.armed(); n != 0 {
		t.Errorf("%d alarms are set without a token", n)
	}
}

func TestTheHeaderNeverLeaves(t *testing.T) {
	u := guestAt(t, "fabrikam").presses(enter).sees("GUEST")
	for _, size := range [][2]int{{200, 60}, {120, 40}, {80, 24}, {60, 20}, {40, 12}, {24, 4}, {24, 1}} {
		u.sizes(size[0], size[1]).header("fabrikam", "GUEST")
	}
	u.presses("ctrl+o").sizes(40, 3).header("fabrikam", "GUEST")
}

func TestTheHeaderSaysWhereTokensLive(t *testing.T) {
	w := newWorld(t)
	w.Demo = false
	w.Desk = auth.NewDesk(auth.World{HTTP: w.demo.HTTP, Secrets: new(auth.MemorySecrets), Now: w.clock.time}, w.Clouds)
	w.at(t, "fabrikam").header("memory only")
}

func TestTheWindowTitleNamesTheEnvironment(t *testing.T) {
	u := guestAt(t, "contoso")
	if got := u.m.View().WindowTitle; !strings.Contains(got, "contoso") {
		t.Errorf("the title is %q", got)
	}
}
