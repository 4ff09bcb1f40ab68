package main

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestThePaletteFindsActionsAndEnvironments(t *testing.T) {
	at(t, func(x *terminal) {
		x.sees("MEMBER").types(ctrlP).sees("Palette").types("northw").sees("environment").types(enter)
		x.sees("northwind", "not signed in").misses("Palette")
		x.types(ctrlP).sees("Palette").types("suspen").sees("ctrl+z").types(escape).misses("Palette")
		x.types(ctrlC).ends(0)
	})
}

func TestTabsKeepTheirOwnAnswers(t *testing.T) {
	at(t, func(x *terminal) {
		x.sees("MEMBER").asks("/me").sees("200 OK", `"jobTitle"`)
		x.types(ctrlN).misses(`"jobTitle"`).asks("/organization").sees("200 OK", `"onPremisesSyncEnabled"`)
		x.types("\x1b1").sees(`"jobTitle"`).misses(`"onPremisesSyncEnabled"`)
		x.types("\x1b2").sees(`"onPremisesSyncEnabled"`).misses(`"jobTitle"`)
		x.types("\x1bw").sees(`"jobTitle"`).types(ctrlC).ends(0)
	})
}

// What was open is open again; nothing of it is run.
func TestTheNextStartIsWhereThePersonLeftOff(t *testing.T) {
	l := startLab(t)
	for name, domain := range map[string]string{"first": "lab.example", "second": "second.example"} {
		l.must(t, "env", "add", name, "--cloud", "lab", "--tenant", domain, "--account", "you@home.example")
	}
	x := inTerminal(t, 120, 40, l.env, "-e", "second").sees("second.example", "who am I here")
	x.types(ctrlU + "/me?$select=id").types(ctrlN).types("/groups").sees("/groups").types(ctrlC).ends(0)
	l.drain()

	y := inTerminal(t, 120, 40, l.env).sees("second.example", "/groups", "who am I here")
	y.types("\x1b1").sees("/me?$select=id").types(ctrlO).sees("first", "open now").types(escape).misses("open now").types(ctrlC).ends(0)
	if len(l.asked) > 0 {
		t.Error("the start asked Graph")
	}
}

func TestASmallScreenSaysSoAndWorks(t *testing.T) {
	x := inTerminal(t, 40, 12, nil, "--demo").sees("contoso", "small screen").asks("/me").sees("200 OK")
	x.types(ctrlC).ends(0)
	inTerminal(t, 10, 3, nil, "--demo").sees("contos…").types(ctrlC).ends(0)
}

// While the mouse is the terminal's, its own selection works.
func TestTheMouseCanBeGivenBack(t *testing.T) {
	x := inTerminal(t, 100, 30, nil, "--demo").sees("MEMBER").settles()
	x.reportsMouse(true)
	x.types("\x1b[20~").sees("mouse: left to the terminal").reportsMouse(false) // f9
	x.types("\x1b[20~").sees("mouse: clicks").reportsMouse(true)
	x.types(ctrlC).ends(0)
	y := inTerminal(t, 100, 30, withSettings(t, "mouse = false"), "--demo").sees("MEMBER").settles()
	y.reportsMouse(false)
	y.types(ctrlC).ends(0)
}

func (x *terminal) reportsMouse(want bool) {
	x.t.Helper()
	const buttons = ansi.DECMode(1002)
	x.until("be asked for the mouse, or not", func(string) bool {
		x.mu.Lock()
		defer x.mu.Unlock()
		return x.modes[buttons] == want
	})
}
