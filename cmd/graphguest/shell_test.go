//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// inShell is a plain shell in a terminal, in which a test starts programs as a person does. It is sh, which
// leaves the terminal as a program left it; others mend it behind its back.
func inShell(t *testing.T, columns, rows int) *terminal {
	t.Helper()
	builtProgram(t)
	// Bubble Tea closes the terminal beside its reader when a panic ends it: no report of that belongs on the screen.
	race := "GORACE=log_path=" + filepath.Join(t.TempDir(), "race")
	x := startIn(t, columns, rows, []string{"PS1=shell% ", "ENV=", "CRASHER=" + role(t, "crasher"), race}, "sh", "-i")
	return x.sees("shell% ")
}

// starts runs a command line in the foreground and keeps its process's number and its exit code.
func (x *terminal) starts(line string) *terminal {
	x.t.Helper()
	return x.types(fmt.Sprintf(`sh -c 'echo $$ >"$HOME/pid"; exec %s'; echo "code"=$?`+enter, line))
}

// kill sends a signal to what was started.
func (x *terminal) kill(s syscall.Signal) *terminal {
	x.t.Helper()
	text, err := os.ReadFile(filepath.Join(x.home, "pid"))
	if err != nil {
		x.t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		x.t.Fatal(err)
	}
	if err := syscall.Kill(pid, s); err != nil {
		x.t.Fatal(err)
	}
	return x
}

// comesBack waits for the shell with that exit code, and holds that the terminal is as it was.
func (x *terminal) comesBack(code int) *terminal {
	x.t.Helper()
	return x.sees(fmt.Sprintf("code=%d", code)).isUsable()
}

// isUsable asks the shell what the terminal is set to, which also shows that it echoes and reads whole lines.
func (x *terminal) isUsable() *terminal {
	x.t.Helper()
	time.Sleep(50 * time.Millisecond) // for what might still be written after the end
	x.types("stty -a | tr -s ' ;' '\\n\\n' | grep -xE -e '-?(icanon|echo|isig|icrnl|opost)' | sort | tr '\\n' ' '; echo" + enter)
	x.sees("echo icanon icrnl isig opost")
	return x.isGivenBack()
}
