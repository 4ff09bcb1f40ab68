package tui_test

import (
	"path/filepath"
	"testing"

	"graphguest/tui/kit"
)

func TestTheFirstTenantIsAddedFromWhateverThePersonHas(t *testing.T) {
	w := newWorld(t)
	w.Store.Dir = filepath.Join(t.TempDir(), "environments")
	u := w.nowhere(t).sees("Welcome to graphguest").presses("+")
	u.types("https://myapps.microsoft.com/?tenantId=fabrikam.com").presses(enter).sees("46d2")
	u.types(consultant).presses(enter).sees("fabrikam", "read-only")
	u.presses("down", enter).header("fabrikam", "not signed in") // without signing in: the last button
}

func TestAnEnvironmentThatWasAddedIsEnteredAndAsksWhoIAm(t *testing.T) {
	w := newWorld(t)
	env, err := w.Store.Load("fabrikam")
	if err != nil {
		t.Fatal(err)
	}
	env.Name = "fabrikam-2"
	u := w.at(t, "contoso").types("/organization")
	u.gets(kit.SaveEnvironment{Environment: env, Enter: true})
	u.settles().header("fabrikam-2", "GUEST").sees("200 OK", "Guest").presses("alt+1").sees("/organization")
}

func TestANameThatIsTakenIsNeverOverwritten(t *testing.T) {
	w := newWorld(t)
	env, _ := w.Store.Load("fabrikam")
	env.TenantID = "00000000-0000-0000-0000-00000000beef"
	u := w.at(t, "contoso")
	u.gets(kit.SaveEnvironment{Environment: env})
	u.settles().sees("there is an environment fabrikam already")
	if now, _ := w.Store.Load("fabrikam"); now.TenantID == env.TenantID {
		t.Error("it was overwritten")
	}
}

func TestAChangeOfColourKeepsTheAnswerAndAnotherAccountDoesNot(t *testing.T) {
	w := newWorld(t)
	env, _ := w.Store.Load("contoso")
	u := w.at(t, "contoso").presses(enter).sees("200 OK")
	env.Color = "red"
	u.gets(kit.SaveEnvironment{Environment: env, Was: "contoso"})
	u.settles().sees("200 OK", "changed contoso").header(kit.ColourMark("red") + " contoso")
	env.Account = "other@contoso.com"
	u.gets(kit.SaveEnvironment{Environment: env, Was: "contoso"})
	u.settles().seesNo("200 OK")
}

func TestARenamedEnvironmentStaysOnTheScreen(t *testing.T) {
	w := newWorld(t)
	env, _ := w.Store.Load("contoso")
	env.Name = "home"
	u := w.at(t, "contoso")
	u.gets(kit.SaveEnvironment{Environment: env, Was: "contoso"})
	u.settles().header("home", "MEMBER").sees("contoso is now home").presses("ctrl+o").sees("home").seesNo("● contoso")
}

func TestRemovingSaysWhatGoesAndCanBeUndone(t *testing.T) {
	w := newWorld(t)
	w.write(t, "fabrikam", "queries/mine.http", "### mine\nGET {{graph}}/v1.0/me\n")
	u := w.at(t, "contoso")
	u.gets(kit.AskRemoveEnvironment{Name: "fabrikam"})
	u.settles().sees("Remove fabrikam", "saved quer", "remembered run", "tokens").presses("y").sees("removed fabrikam")
	u.presses("ctrl+o").seesNo("fabrikam.com").presses(esc, esc, "u").sees("undone: removed fabrikam").presses("ctrl+o").sees("fabrikam.com").presses(esc)
	u.gets(kit.SwitchEnvironment{Name: "fabrikam"})
	u.settles().header("fabrikam", "not signed in").sees("mine")
}

func TestRemovingTheEnvironmentOnTheScreenLeavesIt(t *testing.T) {
	u := newWorld(t).at(t, "contoso").presses(enter).sees("200 OK")
	u.gets(kit.RemoveEnvironment{Name: "contoso"})
	u.settles().header("no environment").seesNo("200 OK", "MEMBER").sees("u undoes it").presses("u").header("contoso")
}

func TestSigningInElsewhereGoesThereFirst(t *testing.T) {
	u := newWorld(t).at(t, "contoso")
	u.gets(kit.SignInTo{Name: "northwind"})
	u.settles().header("northwind").sees("Sign in to northwind")
}

func TestSigningOutElsewhereStaysHere(t *testing.T) {
	u := newWorld(t).at(t, "contoso")
	u.gets(kit.SignOutOf{Name: "fabrikam"})
	u.settles().header("contoso", "MEMBER").sees("signed out of fabrikam")
}
