package querypane

import (
	"testing"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

func ran(lines ...string) kit.RecentRuns {
	var r kit.RecentRuns
	for _, l := range lines {
		q, err := graphquery.ParseLine(l, "https://graph.microsoft.com")
		if err != nil {
			panic(err)
		}
		r.Runs = append(r.Runs, kit.Run{Query: q})
	}
	return r
}

func walker(t *testing.T) (*Model, *kittest.User) {
	m, u := look(t)
	return m, u.Tell(ran("/users?$top=1", "/me", "/users?$top=1", "/me", "PATCH beta /me/x", "/groups"))
}

func TestTheArrowsWalkThroughTheRunsEachOnce(t *testing.T) {
	_, u := walker(t)
	u.Presses("up").Sees("GET  v1.0  /users?$top=1").Presses("up").Sees("GET  v1.0  /me").Presses("up").Sees("PATCH  beta  /me/x")
	u.Presses("up", "up", "up").Sees("GET  v1.0  /groups").Presses("down").Sees("PATCH  beta  /me/x")
	u.Presses("down", "down", "down").Sees("paste a URL").Presses("down").Sees("paste a URL")
}

func TestWhatWasTypedIsTheNewestEnd(t *testing.T) {
	m, u := walker(t)
	q := graphquery.Query{Method: "POST", Version: "beta", Path: "/ME", Header: []graphquery.Header{{Name: "A", Value: "b"}}, Body: []byte("{}")}
	m.Load(q, map[string]string{"a": "b"})
	u.Presses("up").Sees("GET  v1.0  /me").SeesNo("header", "body").Presses("enter").Wished(kit.RunQuery{Query: ran("/me").Runs[0].Query})
	m.Load(q, map[string]string{"a": "b"})
	for _, way := range [][]string{{"up", "down"}, {"up", "up", "esc"}, {"up", "up", "down", "down"}} {
		u.Presses(way...).Sees("1 header", "body of 2 bytes", "POST  beta  /ME")
	}
	u.Presses("enter").Wished(kit.RunQuery{Query: q, Variables: map[string]string{"a": "b"}})
}

func TestWhatWasTypedNarrowsTheWay(t *testing.T) {
	_, u := walker(t)
	u.Types("ME").Presses("up").Sees("GET  v1.0  /me").Presses("up").Sees("PATCH  beta  /me/x").Presses("up").Sees("PATCH  beta  /me/x")
	u.Presses("ctrl+u").Types("/me").Presses("up").Sees("PATCH  beta  /me/x") // itself is no way back
	u.Presses("ctrl+u").Types("zzz").Presses("up", "down", "esc").Sees("zzz")
}

func TestTypingInARunMakesItWhatIsTyped(t *testing.T) {
	_, u := walker(t)
	u.Types("/gr").Presses("up", "left", "right").Sees("/groups").Types("/x").Presses("down", "esc").Sees("/groups/x")
	u.Presses("up").Sees("/groups/x")
}

func TestARunThatEndsMeanwhileMovesNobody(t *testing.T) {
	_, u := walker(t)
	u.Presses("up", "up").Tell(ran("/new", "/users?$top=1", "/me")).Presses("down").Sees("$top=1").Presses("down", "up").Sees("/new")
}

func TestAnotherEnvironmentHasItsOwnRuns(t *testing.T) {
	m, u := walker(t)
	u.Tell(kit.EnvironmentOpened{Cloud: auth.Cloud{Graph: "https://graph.microsoft.us"}}).Presses("up").Sees("paste a URL")
	if why := m.Why(before); why != "nothing was run here yet" {
		t.Errorf("the reason is %q", why)
	}
}

func TestTheArrowsRestWhileNobodyTypes(t *testing.T) {
	m, u := walker(t)
	m.Leave()
	u.Presses("up").SeesNo("$top=1")
	if why := m.Why(before); why != "nothing is typed; i begins" {
		t.Errorf("the reason is %q", why)
	}
}
