package tui_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

func TestTheSwitcherShowsWhereEachEnvironmentLeads(t *testing.T) {
	guestAt(t, "contoso").presses("ctrl+o").
		sees("Environments", "● ■ contoso", "adatum", "adatum.com", "read-only", "read-write", "signed in", "signed out", consultant)
}

func TestTypingFiltersTheSwitcher(t *testing.T) {
	guestAt(t, "contoso").presses("ctrl+o").types("fab").seesNo("adatum").presses(enter).header("fabrikam")
}

func TestSwitchingChangesEverythingAtOnce(t *testing.T) {
	u := guestAt(t, "contoso").presses(enter).sees("200 OK").presses("ctrl+o").types("adatum")
	u.gets(keyNamed(enter))
	u.gets(<-u.inbox) // the wish, and nothing after it
	u.header("adatum").header("(configured)")
	for _, old := range []string{"MEMBER", "200 OK", `"displayName"`, "Environments"} {
		if screen := u.screen(); contains(screen, old) {
			t.Errorf("%q of the old environment is still there:\n%s", old, screen)
		}
	}
}

func TestNothingRunsByItselfAfterASwitch(t *testing.T) {
	w := newWorld(t)
	w.at(t, "contoso").presses("ctrl+o").types("adatum").presses(enter).header("adatum")
	if n := len(w.graph.asked()); n > 0 {
		t.Errorf("sent %q", w.graph.asked())
	}
}

func TestALateAnswerNeverLandsUnderTheNewHeader(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso")
	release := w.graph.hold()
	u.presses(enter).sees("asking Graph…").presses("ctrl+o").types("adatum").presses(enter).header("adatum")
	release()
	u.seesNo("200 OK", `"displayName"`, "MEMBER", "asking Graph").header("adatum")
}

func TestAWishOfTheOldEnvironmentIsDropped(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso").types("/me")
	u.gets(keyNamed(enter)) // the wish to run is on its way
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	u.settles().header("adatum").seesNo("200 OK")
	if n := len(w.graph.asked()); n > 0 {
		t.Errorf("the wish ran in the new environment: %q", w.graph.asked())
	}
}

func TestAYesOfTheOldEnvironmentIsDropped(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso").types("DELETE /users/x").presses(enter).sees("Send this write?")
	u.gets(keyNamed("y")) // the yes is on its way
	u.gets(kit.SwitchEnvironment{Name: "fabrikam"})
	u.settles().header("fabrikam").seesNo("Send this write?")
	if n := len(w.graph.asked()); n > 0 {
		t.Errorf("sent %q", w.graph.asked())
	}
}

func TestTheSavedQueriesAreThoseOfTheEnvironment(t *testing.T) {
	w := newWorld(t)
	w.write(t, "adatum", "queries/own.http", "### only at adatum\n# @name only\nGET {{graph}}/v1.0/me\n")
	w.at(t, "contoso").seesNo("only at adatum").presses("ctrl+o").types("adatum").presses(enter).
		sees("only at adatum").presses("ctrl+o").types("contoso").presses(enter).seesNo("only at adatum")
}

func TestTheOpenedEnvironmentIsRemembered(t *testing.T) {
	w := newWorld(t)
	w.at(t, "contoso").presses("ctrl+o").types("adatum").presses(enter).header("adatum")
	if w.memory.last != "adatum" {
		t.Errorf("remembered %q", w.memory.last)
	}
}

func TestADamagedFileIsNamedAndTheRestWorks(t *testing.T) {
	w := newWorld(t)
	w.write(t, "wingtip", "environment.toml", "cloud = \"global\"\ntenant_id = = 3\n")
	w.at(t, "contoso").presses("ctrl+o").sees("damaged", "environment.toml:2").
		types("adatum").presses(enter).header("adatum")
}

func TestADamagedCollectionIsNamed(t *testing.T) {
	w := newWorld(t)
	w.write(t, "contoso", "queries/broken.http", "### broken\nGET\x00 no request\n")
	w.at(t, "contoso").sees("damaged", "who am I here")
}

func TestWithoutEnvironmentsThereIsAWelcome(t *testing.T) {
	w := newWorld(t)
	w.Store.Dir = filepath.Join(t.TempDir(), "none")
	w.Demo = false
	u := w.nowhere(t).header("no environment").
		sees("Welcome to graphguest", "+  add a tenant", "graphguest env add", "in your browser")
	u.presses("t").sees("token: no environment is open").presses("ctrl+s").sees("save: no environment is open").presses(enter).sees("✗ no environment is open").presses("ctrl+o").sees("add a tenant")
}

func TestAFirstStartWithEnvironmentsAsksWhichOne(t *testing.T) {
	newWorld(t).nowhere(t).sees("Environments", "fabrikam").types("fabrikam").presses(enter).header("fabrikam")
}

func TestAnEnvironmentThatVanishedIsSaid(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso")
	if err := os.RemoveAll(w.Store.Path("adatum")); err != nil {
		t.Fatal(err)
	}
	u.presses("ctrl+o").sees("wingtip").seesNo("adatum.com")
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	u.settles().sees("✗").header("contoso")
}

// stuckSecrets lets nothing be deleted, and says so late.
type stuckSecrets struct {
	auth.Secrets
	late chan struct{}
}

func (s stuckSecrets) Delete(context.Context, string, string) error {
	<-s.late
	return errors.New("the keyring is stuck")
}

func TestASignOutThatFailsIsSaidAfterASwitchToo(t *testing.T) {
	w := newWorld(t)
	stuck := stuckSecrets{w.demo.Secrets, make(chan struct{})}
	w.Desk = auth.NewDesk(auth.World{HTTP: w.demo.HTTP, Secrets: stuck, Now: w.clock.time, Remember: w.Store.Save}, w.Clouds)
	u := w.at(t, "contoso").header("MEMBER")
	u.gets(kit.SignOut{})
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	u.settles().header("adatum")
	close(stuck.late)
	u.sizes(300, 40).sees("contoso: signed out in this window, but the tokens may still be stored").header("adatum")
}

func TestASaveThatFailsIsSaidAfterASwitchToo(t *testing.T) {
	w := newWorld(t)
	if err := os.RemoveAll(filepath.Join(w.Store.Path("contoso"), "queries")); err != nil {
		t.Fatal(err)
	}
	w.write(t, "contoso", "queries", "no folder")
	u := w.at(t, "contoso")
	u.gets(kit.SaveQuery{Saved: library.Saved{Title: "mine", Query: graphquery.Query{Path: "/me"}}})
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	u.sizes(300, 40).sees("contoso: mkdir").header("adatum")
}

// The header of an environment that was visited before is true in the first frame after the key.
func TestATokenInMemoryIsInTheFirstFrameAfterTheSwitch(t *testing.T) {
	u := newWorld(t).at(t, "contoso").types("/me").presses(enter).sees("200 OK")
	u.gets(kit.SwitchEnvironment{Name: "fabrikam"})
	u.settles().presses("ctrl+u").types("/me").presses(enter).sees("200 OK")
	u.m.Update(kit.SwitchEnvironment{Name: "contoso"}) // and no command of it runs
	u.sees("MEMBER", "contoso.com").seesNo("GUEST")
}
