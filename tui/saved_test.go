package tui_test

import (
	"testing"
)

func TestASavedQueryRuns(t *testing.T) {
	guestAt(t, "contoso").presses(esc, "o").sees("enter run").presses(enter).sees("200 OK", "/me?$select=id")
}

func TestASavedQueryIsLoadedWithoutRunning(t *testing.T) {
	w := newWorld(t)
	w.at(t, "contoso").presses(esc, "o", "down", "l").sees("/me/memberOf").types("/x").sees("description/x")
	if n := len(w.graph.asked()); n > 0 {
		t.Errorf("sent %q", w.graph.asked())
	}
}

func TestSaveRenameAndDelete(t *testing.T) {
	u := guestAt(t, "contoso").types("/me/memberOf").presses("ctrl+s").sees("Save this query", "› me/memberOf")
	u.presses("ctrl+u").types("mine").presses(enter).sees("saved “mine”").sees("Saved · 8")
	u.presses(esc, "o", "G", "r").sees("Rename", "› ").presses("ctrl+u").types("mine too").presses(enter).sees("renamed to “mine too”")
	u.presses("G", "d").sees("Delete a saved query", "y delete it").presses("n").sees("mine too")
	u.presses("d", "y").sees("deleted “mine too”").sees("Saved · 7").seesNo("│ mine too")
}

func TestNInTheSavedPaneSavesTheLine(t *testing.T) {
	guestAt(t, "contoso").types("/me").presses(esc, "o", "n").sees("Save this query").presses(esc).seesNo("Save this query")
}

func TestASaveThatFailsSaysWhy(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso").types("/me").presses("ctrl+s", "ctrl+u").types("who am I here").presses(enter)
	u.sees("Saved ·") // either said as an error or saved under another name: never lost
}

func TestOnANarrowScreenTheSavedQueriesTakeTheWholeBody(t *testing.T) {
	guestAt(t, "contoso").sizes(80, 24).seesNo("who am I here").presses(esc, "o").sees("who am I here").seesNo("╭─ Query").
		presses(enter).sees("╭─ Query", "200 OK")
}

func TestAWriteKeepsItsHeadersAndBody(t *testing.T) {
	w := newWorld(t)
	w.write(t, "contoso", "queries/a.http", "### a write\n# @name a_write\nPATCH {{graph}}/v1.0/users/x\nContent-Type: application/json\n\n{\"jobTitle\": \"x\"}\n")
	w.at(t, "contoso").presses(esc, "o", "g", "l").sees("PATCH", "1 header", "body of").
		presses(enter).sees("Send this write?", "body of 17 bytes")
}
