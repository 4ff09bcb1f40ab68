//go:build linux

package auth

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const insideVariable = "GRAPHGUEST_TEST_INSIDE_SESSION"

// The programs behind a session: a bus, and on it a Secret Service that is unlocked with a throw-away password.
const (
	bareBus  = `exec "$@"`
	unlocked = `printf pw | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
keyring=$!; "$@"; result=$?; kill $keyring; wait $keyring; exit $result`
)

// busConfig is a bus that starts nothing by itself: a Secret Service that is installed must not step in.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><listen>unix:dir=%s</listen><auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
`

// inSession runs the calling test again, in a process of its own with its own session bus and home. It is true there,
// and false in the process that only waits for it. Without the programs the test is skipped, or fails where
// GRAPHGUEST_REQUIRE_KEYRING=1 says that they must be there.
func inSession(t *testing.T, script string) bool {
	t.Helper()
	if os.Getenv(insideVariable) != "" {
		if script == unlocked {
			waitForKeyring(t)
		}
		return true
	}
	needsPrograms(t, script)
	home, err := os.MkdirTemp("", "gg") // short: sockets go there
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(home) })
	config := filepath.Join(home, "bus.conf")
	if err := os.WriteFile(config, fmt.Appendf(nil, busConfig, home), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "dbus-run-session", "--config-file="+config, "--", "sh", "-c", script, "sh",
		os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v", "-test.timeout=50s") // ends even when nobody waits for it
	cmd.Env = []string{
		insideVariable + "=1", "PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.TempDir(),
		"HOME=" + home, "XDG_RUNTIME_DIR=" + home, "XDG_DATA_HOME=" + filepath.Join(home, "data"),
	}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil || !strings.Contains(out.String(), "--- PASS: "+t.Name()+" ") {
		t.Fatalf("%v\n%s", err, out.String())
	}
	t.Log("in its session:\n" + out.String())
	return false
}

func needsPrograms(t *testing.T, script string) {
	t.Helper()
	programs := []string{"dbus-run-session"}
	if script == unlocked {
		programs = append(programs, "gnome-keyring-daemon")
	}
	for _, program := range programs {
		if _, err := exec.LookPath(program); err == nil {
			continue
		}
		why := fmt.Sprintf("%s is not installed (Debian: apt install dbus gnome-keyring): not tested on a real keyring", program)
		if os.Getenv("GRAPHGUEST_REQUIRE_KEYRING") == "1" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
}

// waitForKeyring returns when the Secret Service is on the bus and its keyring is there.
func waitForKeyring(t *testing.T) {
	t.Helper()
	k := NewOSKeyring(0)
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if _, err := k.Get(t.Context(), "graphguest", "anything"); errors.Is(err, ErrNoSecret) {
			return
		}
	}
	t.Fatal("the Secret Service did not start")
}
