//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// tmux is a real tmux with a server of its own, in which the built program runs.
type tmux struct {
	t      *testing.T
	socket string
}

// newTmux makes the place for a server; its name and its settings are what every call of tmux begins with.
func newTmux(t *testing.T) *tmux {
	t.Helper()
	builtProgram(t)
	if _, err := exec.LookPath("tmux"); err != nil {
		if os.Getenv("GRAPHGUEST_REQUIRE_TMUX") != "" {
			t.Fatal("tmux is required here: ", err)
		}
		t.Skip("no tmux here: ", err)
	}
	dir, err := os.MkdirTemp("", "gg") // short: a socket's path may have a hundred bytes
	if err != nil {
		t.Fatal(err)
	}
	x := &tmux{t, filepath.Join(dir, "s")}
	if err := os.WriteFile(filepath.Join(dir, "tmux.conf"), []byte("set -g status off\nset -g default-terminal tmux-256color\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = exec.Command("tmux", "-S", x.socket, "kill-server").Run()
		for end := time.Now().Add(patience); os.RemoveAll(dir) != nil && time.Now().Before(end); {
			time.Sleep(10 * time.Millisecond) // the program is still going
		}
	})
	return x
}

// start is the arguments that start a command line in a new window.
func (x *tmux) start(line string, how ...string) []string {
	args := []string{"-S", x.socket, "-f", filepath.Join(filepath.Dir(x.socket), "tmux.conf"), "new-session"}
	return append(append(args, how...), line)
}

// inTmux starts a command line in a window that no terminal shows; the built program can be called by its name.
func inTmux(t *testing.T, columns, rows int, env []string, line string) *tmux {
	t.Helper()
	x := newTmux(t)
	cmd := exec.Command("tmux", x.start(line, "-d", "-x", strconv.Itoa(columns), "-y", strconv.Itoa(rows))...)
	cmd.Env = append(surroundings(filepath.Dir(x.socket)), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return x
}

// throughTmux starts the built program in a tmux that a terminal shows: keys and frames pass through it.
func throughTmux(t *testing.T, columns, rows int, env []string, args ...string) *terminal {
	t.Helper()
	code := filepath.Join(t.TempDir(), "code")
	line := "graphguest " + strings.Join(args, " ") + "; echo $? >" + code
	x := startIn(t, columns, rows, env, "tmux", newTmux(t).start(line)...)
	x.code = code
	return x
}

func (x *tmux) does(args ...string) string {
	x.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-S", x.socket}, args...)...).CombinedOutput()
	if err != nil {
		x.t.Fatalf("tmux %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// text is what the window shows.
func (x *tmux) text() string { return x.does("capture-pane", "-p") }

// sees waits until the window shows every text.
func (x *tmux) sees(texts ...string) *tmux {
	x.t.Helper()
	for _, want := range texts {
		x.until("see "+want, func(screen string) bool { return strings.Contains(screen, want) })
	}
	return x
}

// misses waits until the window no longer shows a text.
func (x *tmux) misses(text string) *tmux {
	x.t.Helper()
	x.until("no longer see "+text, func(screen string) bool { return !strings.Contains(screen, text) })
	return x
}

func (x *tmux) until(what string, holds func(screen string) bool) {
	x.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if holds(x.text()) {
			return
		}
	}
	x.t.Fatalf("waited in vain to %s; the screen:\n%s", what, x.text())
}

// presses sends keys by tmux's names: C-u, Enter, Escape.
func (x *tmux) presses(keys ...string) *tmux {
	x.t.Helper()
	x.does(append([]string{"send-keys", "--"}, keys...)...)
	return x
}

// types sends text letter by letter.
func (x *tmux) types(text string) *tmux {
	x.t.Helper()
	x.does("send-keys", "-l", "--", text)
	return x
}

// andThen is a command line that shows afterwards how the terminal was left.
func andThen(line string) string { return line + `; echo "code"=$?; stty -a; exec sleep 100` }

func TestInTmuxAGuestRunsSwitchesAndQuits(t *testing.T) {
	x := inTmux(t, 120, 40, nil, andThen("graphguest --demo")).sees("contoso", "MEMBER")
	x.presses("C-u").types("/me").presses("Enter").sees("200 OK", "Casey Consultant")
	x.presses("C-o").sees("wingtip").types("fabrikam").presses("Enter").sees("not signed in").misses("Casey Consultant")
	x.presses("C-u").types("/me?$select=userType").presses("Enter").sees("GUEST", "200 OK", `"Guest"`)
	if title := x.does("display-message", "-p", "#{pane_title}"); !strings.Contains(title, "fabrikam") {
		t.Errorf("the window is called %q", title)
	}
	x.presses("C-c").sees("code=0", " icanon", " echo ").misses("GUEST")
	x.isGivenBack()
}

func (x *tmux) isGivenBack() {
	x.t.Helper()
	modes := x.does("display-message", "-p", "alternate #{alternate_on} mouse #{mouse_any_flag} cursor #{cursor_flag}")
	if strings.TrimSpace(modes) != "alternate 0 mouse 0 cursor 1" {
		x.t.Errorf("the window is left with %s", modes)
	}
}

// tmux does not say which background its terminals have: what settings.toml says counts.
func TestInTmuxTheBackgroundIsWhatTheSettingsSay(t *testing.T) {
	for settings, colour := range map[string]string{"": "\x1b[36m", `background = "light"`: "\x1b[34m"} {
		x := inTmux(t, 120, 40, withSettings(t, settings), "graphguest --demo").sees("MEMBER")
		x.presses("C-u").types("/me").presses("Enter").sees("200 OK", "Casey Consultant")
		if screen := x.does("capture-pane", "-p", "-e"); !strings.Contains(screen, colour+`"displayName"`) {
			t.Errorf("with %q the keys of an answer are not %q:\n%q", settings, colour, screen)
		}
	}
}

// tmux itself is a clipboard; the outer terminal's is told with it.
func TestInTmuxACopyIsTmuxs(t *testing.T) {
	x := inTmux(t, 120, 40, nil, "graphguest --demo").sees("MEMBER")
	x.presses("C-u").types("/me").presses("Enter").sees("200 OK")
	x.presses("Escape").sees("i type a query").presses("Tab").types("y").sees("copied", "tmux")
	if copied := x.does("save-buffer", "-"); !strings.Contains(copied, "Casey Consultant") {
		t.Errorf("tmux has %q", copied)
	}
	x.types("q")
}

func TestInTmuxASignalGivesTheWindowBack(t *testing.T) {
	x := inTmux(t, 120, 40, nil, andThen(`sh -c 'echo $$ >"$HOME/pid"; exec graphguest --demo'`)).sees("MEMBER")
	x.does("run-shell", `kill -TERM "$(cat "$HOME/pid")"`)
	x.sees("code=143", "ended from outside", " icanon").isGivenBack()
}
