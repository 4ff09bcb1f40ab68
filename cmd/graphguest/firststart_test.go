//go:build unix

package main

import "testing"

// The first start, with nothing on the disk: what can be done, and the demo world a key away.
func TestTheFirstStartWelcomesAndLeadsToTheDemo(t *testing.T) {
	x := inTerminal(t, 100, 30, nil).sees("Welcome to graphguest", "look around in the demo world", "add a tenant", "graphguest env add")
	x.types("d").sees("DEMO", "contoso", "MEMBER").asks("/me").sees("200 OK")
	x.types(ctrlC).ends(0)
	x.isGivenBack()
}
