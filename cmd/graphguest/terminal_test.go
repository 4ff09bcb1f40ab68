package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// terminal is a program in a pseudo-terminal, with a screen that answers its queries.
type terminal struct {
	t      *testing.T
	pty    *os.File
	cmd    *exec.Cmd
	home   string
	screen *vt.SafeEmulator
	ended  chan error
	drawn  chan time.Time // when the program last wrote; for figures

	mu    sync.Mutex
	raw   []byte             // every byte that the program wrote
	modes map[ansi.Mode]bool // those that are on
	title string
	code  string // the file that holds the exit code, where the program was not started by us
	deaf  atomic.Bool
	slow  atomic.Int64 // how long its answers take, in nanoseconds
	over  atomic.Bool  // the program has ended
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
	return startIn(t, columns, rows, env, builtProgram(t), args...)
}

// builtProgram is the built program.
func builtProgram(t *testing.T) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("pseudo-terminals of this kind are not there on Windows")
	}
	binary, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	return binary
}

// startIn starts any program in a terminal. The built program can be called by its name there.
func startIn(t *testing.T, columns, rows int, env []string, name string, args ...string) *terminal {
	t.Helper()
	home := t.TempDir()
	cmd := exec.Command(name, args...)
	cmd.Env = append(surroundings(home), env...)
	x := &terminal{t: t, cmd: cmd, home: home, screen: vt.NewSafeEmulator(columns, rows), ended: make(chan error, 1), drawn: make(chan time.Time, 1024), modes: map[ansi.Mode]bool{}}
	x.watchModes()
	var err error
	if x.pty, err = pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(columns), Rows: uint16(rows)}); err != nil {
		t.Fatal(err)
	}
	x.pty = closable(t, x.pty)
	go x.answer()
	go x.read()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = x.pty.Close()
	})
	return x
}

// surroundings are the variables of a person whose everything is under home.
func surroundings(home string) []string {
	return []string{"PATH=" + built + ":" + os.Getenv("PATH"), "HOME=" + home, "TMPDIR=" + home, "TERM=xterm-256color", "LANG=C.UTF-8",
		"GRAPHGUEST_CONFIG_DIR=" + filepath.Join(home, "config"), "GRAPHGUEST_STATE_DIR=" + filepath.Join(home, "state")}
}

// withSettings is the variable that leads to a folder with that settings.toml.
func withSettings(t *testing.T, text string) []string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "settings.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{"GRAPHGUEST_CONFIG_DIR=" + dir}
}

// watchModes keeps what the program sets of the terminal. The callbacks are called while the screen is written.
func (x *terminal) watchModes() {
	set := func(mode ansi.Mode, on bool) {
		x.mu.Lock()
		defer x.mu.Unlock()
		x.modes[mode] = on
	}
	x.screen.SetCallbacks(vt.Callbacks{
		EnableMode:       func(m ansi.Mode) { set(m, true) },
		DisableMode:      func(m ansi.Mode) { set(m, false) },
		AltScreen:        func(on bool) { set(ansi.ModeAltScreenSaveCursor, on) },
		CursorVisibility: func(on bool) { set(ansi.ModeTextCursorEnable, on) },
		Title:            func(title string) { x.mu.Lock(); x.title = title; x.mu.Unlock() },
	})
}

// answer sends the terminal's answers to queries.
func (x *terminal) answer() {
	buf := make([]byte, 1024)
	for {
		n, err := x.screen.Read(buf)
		time.Sleep(time.Duration(x.slow.Load()))
		if _, failed := x.pty.Write(buf[:n]); err != nil || failed != nil {
			return
		}
	}
}

func (x *terminal) read() {
	buf := make([]byte, 32<<10)
	for {
		n, err := x.pty.Read(buf)
		if x.deaf.Load() {
			return
		}
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
			err := x.cmd.Wait()
			x.over.Store(true)
			x.ended <- err
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
	x.t.Fatalf("waited in vain to %s (the program has ended: %t); the screen:\n%s", what, x.over.Load(), x.text())
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
	got := x.cmd.ProcessState.ExitCode()
	if x.code != "" {
		text, _ := os.ReadFile(x.code)
		got, _ = strconv.Atoi(strings.TrimSpace(string(text)))
	}
	if got != code {
		x.t.Fatalf("exit code %d, want %d; the screen:\n%s", got, code, x.text())
	}
}

// bytes are what the program wrote so far.
func (x *terminal) bytes() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return string(x.raw)
}

// stopsReading lets the window take no more output.
func (x *terminal) stopsReading() *terminal {
	x.deaf.Store(true)
	return x
}

// pastes sends text as a terminal does that was asked to bracket it.
func (x *terminal) pastes(text string) *terminal {
	x.t.Helper()
	return x.types("\x1b[200~" + text + "\x1b[201~")
}

// signals sends a signal to the program, as kill does.
func (x *terminal) signals(s os.Signal) *terminal {
	x.t.Helper()
	if err := x.cmd.Process.Signal(s); err != nil {
		x.t.Fatal(err)
	}
	return x
}

// isGivenBack fails where a mode of the screen is still on.
func (x *terminal) isGivenBack() *terminal {
	x.t.Helper()
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, mode := range []ansi.DECMode{1000, 1002, 1003, 1004, 1006, 1049, 2004, 2026} {
		if x.modes[mode] {
			x.t.Errorf("mode %d is still on", mode)
		}
	}
	if visible, known := x.modes[ansi.ModeTextCursorEnable]; known && !visible {
		x.t.Error("the cursor is hidden")
	}
	if x.title != "" {
		x.t.Errorf("the window is still called %q", x.title)
	}
	return x
}
