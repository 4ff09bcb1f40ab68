package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){
		"graphguest": main,
		"person":     person,
		"crasher":    crasher,
	})
}

// tidy removes what the tests built.
type tidy struct{ *testing.M }

func (m tidy) Run() int {
	code := m.M.Run()
	if built != "" {
		_ = os.RemoveAll(built)
	}
	return code
}

// TestScripts runs testdata/*.txtar: the commands as a person types them.
func TestScripts(t *testing.T) {
	testscript.Run(t, scripts("testdata"))
}

// scripts are the parameters of every script test: folders of its own, no keyring, no browser.
func scripts(dir string) testscript.Params {
	return testscript.Params{
		Dir: dir,
		Setup: func(env *testscript.Env) error {
			for name, value := range map[string]string{
				"GRAPHGUEST_CONFIG_DIR": filepath.Join(env.WorkDir, "config"), "GRAPHGUEST_STATE_DIR": filepath.Join(env.WorkDir, "state"),
				"TMPDIR": env.WorkDir, "BROWSER": "", "DISPLAY": "", "WAYLAND_DISPLAY": "", "NO_COLOR": "",
				"HTTPS_PROXY":              "http://127.0.0.1:9",                                     // nobody listens there: no script reaches the network
				"DBUS_SESSION_BUS_ADDRESS": "", "XDG_RUNTIME_DIR": filepath.Join(env.WorkDir, "run"), // the person's keyring is never asked
			} {
				env.Setenv(name, value)
			}
			return os.MkdirAll(filepath.Join(env.WorkDir, "run"), 0o700)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"code":  code,
			"lines": lines,
		},
	}
}

// code runs a command and compares its exit code: code 3 graphguest …
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command args…")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if want, _ := strconv.Atoi(args[0]); got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// lines compares the number of lines of a file: lines FILE N
func lines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: lines FILE N")
	}
	if got := bytes.Count([]byte(ts.ReadFile(args[0])), []byte("\n")); strconv.Itoa(got) != args[1] {
		ts.Fatalf("%s has %d lines, want %s", args[0], got, args[1])
	}
}
