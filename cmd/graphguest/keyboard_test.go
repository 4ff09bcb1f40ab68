//go:build unix

package main

import (
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// A read that ends because nothing waits is not the end of the terminal; its going away is.
func TestTheKeyboardKnowsTheEndOfTheTerminal(t *testing.T) {
	window, inside, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer inside.Close()
	if _, err := term.MakeRaw(inside.Fd()); err != nil {
		t.Fatal(err)
	}
	neverWait(inside.Fd())
	gone := 0
	k := &keyboard{inside, func() { gone++ }}
	if _, err := k.Read(make([]byte, 8)); err == nil || gone != 0 {
		t.Fatalf("a read of nothing: error %v, taken for the end %d times", err, gone)
	}
	_ = window.Close()
	if _, err := k.Read(make([]byte, 8)); err == nil || gone != 1 {
		t.Fatalf("the window is closed: error %v, taken for the end %d times", err, gone)
	}
}

// Bubble Tea does not survive a shorter one.
func TestALoanOfTheTerminalIsNeverTooShort(t *testing.T) {
	begun := time.Now()
	if err := (&lent{p: &program{}, ctx: t.Context(), words: []string{"nosuchprogram"}}).Run(); err == nil {
		t.Fatal("no error")
	}
	if took := time.Since(begun); took < shortestLoan {
		t.Errorf("it took %v", took)
	}
}
