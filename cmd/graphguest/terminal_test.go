package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// terminal is the built program in a pseudo-terminal, with a screen that answers its queries.
type terminal struct {
	t      *testing.T
	pty    *os.File
	cmd    *exec.Cmd
	screen *vt.SafeEmulator
	ended  chan error
	drawn  chan time.Time // when the program last wrote; for figures

	mu  sync.Mutex
	raw []byte // every byte that the program wrote
}

// built is the folder of the built program, once a test wanted it.
var built string

var buildOnce = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "graphguest-test-*")
	if err != nil {
		return "", err
	}
	built = dir
	binary := filepath.Join(dir, "graphguest")
	out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput()
	if err != nil {
		return "", &buildError{string(out), err}
	}
	return binary, nil
})

type buildError struct {
	out string
	err error
}

func (e *buildError) Error() string { return e.err.Error() + "\n" + e.out }

// inTerminal starts the built program at a size. Nothing of the person's is in its surroundings.
func inTerminal(t *testing.T, columns, rows int, env []string, args ...string) *terminal {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("pseudo-terminals of this kind are not there on Windows")
	}
	binary, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	cmd := exec.Command(binary, args...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "TMPDIR=" + home, "TERM=xterm-256color", "LANG=C.UTF-8",
		"GRAPHGUEST_CONFIG_DIR=" + filepath.Join(home, "config"), "GRAPHGUEST_STATE_DIR=" + filepath.Join(home, "state")}, env...)
	x := &terminal{t: t, cmd: cmd, screen: vt.NewSafeEmulator(columns, rows), ended: make(chan error, 1), drawn: make(chan time.Time, 1024)}
	if x.pty, err = pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(columns), Rows: uint16(rows)}); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(x.pty, x.screen) }() // the terminal's answers to queries
	go x.read()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = x.pty.Close()
	})
	return x
}

func (x *terminal) read() {
	buf := make([]byte, 32<<10)
	for {
		n, err := x.pty.Read(buf)
		x.mu.Lock()
		x.raw = append(x.raw, buf[:n]...)
		x.mu.Unlock()
		arrived := time.Now()
		_, _ = x.screen.Write(buf[:n])
		select {
		case x.drawn <- arrived:
		default:
		}
		if err != nil {
			x.ended <- x.cmd.Wait()
			return
		}
	}
}

func (x *terminal) text() string { return ansi.Strip(x.screen.Render()) }

// patience is how long a busy machine may take; nothing is measured by it.
const patience = 20 * time.Second

// sees waits until the screen shows every text.
func (x *terminal) sees(texts ...string) *terminal {
	x.t.Helper()
	for _, want := range texts {
		x.until("see "+want, func(screen string) bool { return strings.Contains(screen, want) })
	}
	return x
}

// misses waits until the screen no longer shows a text.
func (x *terminal) misses(text string) *terminal {
	x.t.Helper()
	x.until("no longer see "+text, func(screen string) bool { return !strings.Contains(screen, text) })
	return x
}

func (x *terminal) until(what string, holds func(screen string) bool) {
	x.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if holds(x.text()) {
			return
		}
	}
	x.t.Fatalf("waited in vain to %s; the screen:\n%s", what, x.text())
}

// types sends keys as a terminal does.
func (x *terminal) types(keys string) *terminal {
	x.t.Helper()
	if _, err := io.WriteString(x.pty, keys); err != nil {
		x.t.Fatal(err)
	}
	return x
}

// ends waits for the program to end with a code.
func (x *terminal) ends(code int) {
	x.t.Helper()
	select {
	case <-x.ended:
	case <-time.After(patience):
		x.t.Fatalf("the program does not end; the screen:\n%s", x.text())
	}
	if got := x.cmd.ProcessState.ExitCode(); got != code {
		x.t.Fatalf("exit code %d, want %d; the screen:\n%s", got, code, x.text())
	}
}

// bytes are what the program wrote so far.
func (x *terminal) bytes() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return string(x.raw)
}
