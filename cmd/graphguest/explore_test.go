package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// The keys of these tests, as a terminal sends them.
const (
	enter  = "\r"
	escape = "\x1b"
	ctrlB  = "\x02"
	ctrlC  = "\x03"
	ctrlG  = "\a"
	ctrlP  = "\x10"
	ctrlS  = "\x13"
	ctrlU  = "\x15"
	ctrlN  = "\x0e"
	ctrlO  = "\x0f"
	ctrlT  = "\x14"
	ctrlX  = "\x18"
	ctrlZ  = "\x1a"
)

var sizes = []struct{ columns, rows int }{{80, 24}, {200, 60}}

// at runs a test in the demo world at both sizes.
func at(t *testing.T, test func(x *terminal)) {
	for _, s := range sizes {
		t.Run(fmt.Sprintf("%dx%d", s.columns, s.rows), func(t *testing.T) {
			t.Parallel()
			test(inTerminal(t, s.columns, s.rows, nil, "--demo"))
		})
	}
}

func (x *terminal) asks(query string) *terminal { return x.types(ctrlU + query + enter) }

func TestAGuestRunsSwitchesSavesAndQuits(t *testing.T) {
	at(t, func(x *terminal) {
		x.sees("contoso", "MEMBER").asks("/me").sees("200 OK", "Casey Consultant")
		x.types(ctrlO).sees("wingtip").types("fabrikam" + enter)
		x.sees("not signed in").misses("Casey Consultant") // the old tenant's token and answer are gone
		x.asks("/me?$select=userType,displayName").sees("GUEST", "200 OK", `"Guest"`)
		x.types(ctrlS).sees("Save").types(ctrlU + "What I am" + enter).sees("What I am")
		x.types(ctrlC).ends(0)
	})
}

// What is typed before the explorer reads keys was taken in lines by the terminal, which ends them its own way.
func TestAQueryTypedAheadRuns(t *testing.T) {
	at(t, func(x *terminal) {
		x.asks("/me").sees("200 OK", "Casey Consultant").types(ctrlC).ends(0)
	})
}

func TestARefusalNamesTheNextStep(t *testing.T) {
	at(t, func(x *terminal) {
		x.sees("MEMBER").types(ctrlO).sees("wingtip").types("fabrikam" + enter).sees("not signed in")
		x.asks("/users").sees("GUEST", "403", "/users/{id")
		x.types(ctrlX).sees("Error").types("G").sees("request-id")
		x.types(ctrlC).ends(0)
	})
}

func TestASignInOpensWhereItIsNeeded(t *testing.T) {
	at(t, func(x *terminal) {
		x.sees("MEMBER").types(ctrlO).sees("wingtip").types("northwind" + enter).sees("not signed in")
		x.asks("/me").sees("AADSTS50076")
		x.types("a").sees("consultant@contoso.com").types(enter)
		x.sees("GUEST", "200 OK", "Casey Consultant")
		x.types(ctrlC).ends(0)
	})
}

// The window is a person's: nothing that arrives may be sent to it as a command.
func TestTheTerminalIsGivenBack(t *testing.T) {
	x := inTerminal(t, 80, 24, nil, "--demo")
	x.sees("MEMBER").types(ctrlC).ends(0)
	out := x.bytes()
	for _, mode := range []string{"\x1b[?1049", "\x1b[?2004"} {
		if strings.LastIndex(out, mode+"l") < strings.LastIndex(out, mode+"h") {
			t.Errorf("mode %q is still on at the end", mode)
		}
	}
	if strings.Contains(out, "eyJ") {
		t.Error("a token was on the screen")
	}
}

func TestCtrlCEndsAQuestion(t *testing.T) {
	for _, args := range [][]string{{"--demo", "env", "remove", "fabrikam"}, {"--demo", "query", "POST", "/x", "-e", "contoso", "-d", "{}"}} {
		inTerminal(t, 200, 24, nil, args...).sees("type yes to go on").types(ctrlC).sees("interrupted").ends(exitInterrupted)
	}
}

func TestCtrlCEndsTheWaitForStandardInput(t *testing.T) {
	x := inTerminal(t, 80, 24, nil, "--demo", "query", "POST", "/x", "-e", "contoso", "-d", "-", "--yes")
	time.Sleep(time.Second) // nothing tells that it reads
	x.types(ctrlC).sees("interrupted").ends(exitInterrupted)
}
