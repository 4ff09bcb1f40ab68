//go:build unix

package main

import (
	"regexp"
	"testing"
)

// bothWays runs a test in a terminal, and in a tmux that a terminal shows. Each has a cloud of its own.
func bothWays(t *testing.T, test func(l lab, start func(args ...string) *terminal)) {
	for name, in := range map[string]func(*testing.T, int, int, []string, ...string) *terminal{"terminal": inTerminal, "tmux": throughTmux} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := startLab(t)
			test(l, func(args ...string) *terminal { return in(t, 120, 40, l.env, args...) })
		})
	}
}

// adds goes through the form for a tenant of the lab.
func (x *terminal) adds(l lab, domain string) *terminal {
	x.t.Helper()
	x.sees("Which tenant?").types(l.login+"/"+domain+"/oauth2"+enter).sees(domain, "Who are you at home?")
	return x.types("you@home.example"+enter).sees("Is this right?", "read-only")
}

// The first day: nothing is there; a tenant is added, signed in to in the browser, asked, and a query is saved. The
// next start is where the person left off.
func TestTheFirstDay(t *testing.T) {
	bothWays(t, func(l lab, start func(args ...string) *terminal) {
		x := start().sees("Welcome to graphguest").types("+").adds(l, "lab.example")
		x.types(enter).sees("Sign in to lab").types(enter)
		x.sees("GUEST", "200 OK", "Lab Guest")
		x.types("i"+ctrlU+"/me?$select=displayName"+enter).sees("200 OK", `"displayName"`).misses("userPrincipalName")
		x.types(ctrlS).sees("Save").types(ctrlU+"my name"+enter).sees("saved", "my name")
		x.types(ctrlC).ends(0)

		y := start().sees("lab", "lab.example", "/me?$select=displayName", "my name").settles()
		y.misses("200 OK") // nothing runs by itself
		y.types(ctrlC).ends(0)
	})
}

var deviceCode = regexp.MustCompile(`\b[A-Z0-9]{9}\b`)

// Where there is no browser the code is offered, on another screen it is entered.
func TestASignInWithACode(t *testing.T) {
	bothWays(t, func(l lab, start func(args ...string) *terminal) {
		l.env = append(l.env, "BROWSER=", "SSH_TTY=/dev/pts/7", "DISPLAY=")
		x := start().sees("Welcome to graphguest").types("+").adds(l, "lab.example").types(enter).sees("Sign in to lab")
		x.types("d")
		x.until("see a code", func(screen string) bool { return deviceCode.MatchString(screen) })
		if err := l.entra.ApproveDevice(deviceCode.FindString(x.text()), "you@home.example"); err != nil {
			x.t.Fatal(err)
		}
		x.sees("GUEST", "200 OK", "Lab Guest").types(ctrlC).ends(0)
	})
}

// A switch while a run is under way: its answer has nowhere to land, and Graph is no longer asked.
func TestASwitchWhileARunIsUnderWay(t *testing.T) {
	bothWays(t, func(l lab, start func(args ...string) *terminal) {
		for name, domain := range map[string]string{"first": "lab.example", "second": "second.example"} {
			l.must(t, "env", "add", name, "--cloud", "lab", "--tenant", domain, "--account", "you@home.example")
		}
		x := start("-e", "first").sees("first", "lab.example").asks("/me").sees("Sign in").types(enter).sees("GUEST", "200 OK")
		l.drain()
		x.types("i").asks("/me/held")
		<-l.asked
		x.sees("esc cancels").types(ctrlO).sees("second.example").types("second" + enter)
		x.sees("second.example").misses("esc cancels").misses("200 OK")
		x.asks("/me").sees("GUEST", "200 OK").types(ctrlC).ends(0)
	})
}
