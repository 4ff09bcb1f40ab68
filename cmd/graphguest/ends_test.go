//go:build unix

package main

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Whatever ends the explorer, the person is back in the shell and can type.
func TestTheShellIsUsableAfterASignal(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT} {
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			x := inShell(t, 100, 30).starts("graphguest --demo").sees("MEMBER")
			x.kill(s).comesBack(128 + int(s))
			x.sees(endedBy{s}.Error())
		})
	}
}

// A signal that comes before Bubble Tea drew anything finds the other screen already there.
func TestTheShellIsUsableAfterASignalAtTheStart(t *testing.T) {
	x := inShell(t, 100, 30)
	for i := range 8 {
		x.types(fmt.Sprintf(`sh -c '(sleep 0.0%d; kill -TERM $$) & exec graphguest --demo'; echo "went"=%d`+enter, i, i))
		x.sees(fmt.Sprintf("went=%d", i)).isUsable()
	}
}

func TestTheShellIsUsableAfterAPanic(t *testing.T) {
	for where := range places {
		if where == "hang" || where == "goroutine" || where == "fault" {
			continue // below
		}
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			x := inShell(t, 100, 50).starts(`"$CRASHER" ` + where).sees("READY")
			x.types("x").comesBack(exitFailed)
			x.sees("a mistake in graphguest ended it: it held Bearer", ".panics(")
			x.showsNoToken()
		})
	}
}

func TestAPanicBeforeTheFirstFrameIsTold(t *testing.T) {
	x := inShell(t, 100, 50).starts(`"$CRASHER" init`)
	x.comesBack(exitFailed).sees("a mistake in graphguest").showsNoToken()
}

// Nothing in Go can recover these: the runtime ends the process.
func TestTheShellIsUsableAfterAPanicInAGoroutineOfOthers(t *testing.T) {
	for where, says := range map[string]string{"goroutine": ".panics(", "fault": "fatal error: concurrent map"} {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			x := inShell(t, 100, 90).starts(`"$CRASHER" ` + where).sees("READY")
			x.types("x").comesBack(2) // the runtime's own
			x.sees("graphguest: a mistake in a part that it uses", says, "goroutine ").showsNoToken()
		})
	}
}

// Something that does not come back must not keep the terminal.
func TestASignalEndsAlsoWhatHangs(t *testing.T) {
	x := inShell(t, 100, 30).starts(`"$CRASHER" hang`).sees("READY").types("x")
	time.Sleep(200 * time.Millisecond) // nothing tells that it hangs
	x.kill(syscall.SIGTERM).comesBack(143)
}

func (x *terminal) showsNoToken() {
	x.t.Helper()
	if strings.Contains(x.bytes(), "eyJ") {
		x.t.Errorf("a token was written to the terminal:\n%s", x.text())
	}
}

// A window that was closed takes no output and gives no input.
func TestAClosedWindowEndsTheExplorer(t *testing.T) {
	x := inTerminal(t, 80, 24, nil, "--demo").sees("MEMBER")
	_ = x.pty.Close()
	x.ends(129)
}

func TestSuspendGivesTheTerminalToTheShellUntilItIsResumed(t *testing.T) {
	x := inShell(t, 100, 30).types("graphguest --demo" + enter).sees("MEMBER")
	x.types(ctrlZ).sees("Stopped").isUsable()
	x.types("fg"+enter).sees("MEMBER", "contoso").misses("shell%")
	x.types(ctrlZ).sees("Stopped").resizes(120, 40).types("fg" + enter).sees("MEMBER").misses("shell%")
	x.types(ctrlC).sees("shell%").isUsable()
}

// Started with & it waits for the terminal, and leaves the shell's screen alone.
func TestInTheBackgroundTheScreenIsTheShells(t *testing.T) {
	x := inShell(t, 100, 30).types("graphguest --demo &" + enter)
	x.types("sleep 0.5; jobs" + enter).sees("Stopped").isUsable()
	x.types("fg"+enter).sees("MEMBER", "contoso").misses("shell%").types(ctrlC).sees("shell%").isUsable()
}

// A window that nobody reads, behind a connection that hangs, takes what fits into its buffers and no more.
func TestASignalEndsAlsoWhatCannotWrite(t *testing.T) {
	x := inTerminal(t, 200, 60, nil, "--demo").sees("MEMBER").stopsReading()
	for i := range 400 {
		x.resizes(200-i%2, 60) // each is a whole frame
		time.Sleep(2 * time.Millisecond)
	}
	x.signals(syscall.SIGTERM)
	done := make(chan error, 1)
	go func() { done <- x.cmd.Wait() }()
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatal("it does not end")
	}
	if code := x.cmd.ProcessState.ExitCode(); code != 143 {
		t.Errorf("exit code %d", code)
	}
}
