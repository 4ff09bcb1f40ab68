package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Formats, files and traces over real TLS and a real keyring, with the program as it is built.
func TestAnswersOfACloudOfOnesOwnAreWrittenAsTheFlagsSay(t *testing.T) {
	for _, program := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip("no Secret Service to start: ", err)
		}
	}
	l := startLab(t)
	binary, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	const script = `
printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
set -ex
cd "$HOME"
"$0" env add mine --cloud lab --tenant lab.example --account you@home.example
"$0" login mine
"$0" query /me -e mine -o markdown
"$0" query '/me?$select=displayName' -e mine -o csv --out me.csv --trace trace.jsonl
"$0" query HEAD /me -e mine -i
"$0" query '/$metadata' -e mine
"$0" query '/me?$select=displayName' -e mine -o ndjson | head -c 1 >/dev/null
"$0" batch /me /organization -e mine -o table
if "$0" batch /nothing /me -e mine --in-order; then exit 9; else test $? = 4; fi
"$0" login mine --scope Group.Read.All --consent-request
`
	cmd := exec.Command("dbus-run-session", "--", "sh", "-c", script, binary)
	cmd.Env = append(l.env, "XDG_DATA_HOME="+filepath.Join(l.folder, "data"), "XDG_RUNTIME_DIR="+l.folder)
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	for _, want := range []string{"| displayName | Lab Guest |", "HTTP 200", "<edmx:Edmx", "/v1.0/organization", "2 of 2 queries failed", "Group.Read.All"} {
		if !strings.Contains(string(said), want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if data, err := os.ReadFile(filepath.Join(l.folder, "me.csv")); err != nil || !strings.HasSuffix(string(data), "Lab Guest\r\n") {
		t.Errorf("%v, %q", err, data)
	}
	trace := filepath.Join(l.folder, "trace.jsonl")
	data, err := os.ReadFile(trace)
	if err != nil || strings.Count(string(data), "\n") != 1 || !strings.Contains(string(data), `"status":200`) {
		t.Errorf("%v, %q", err, data)
	}
	if info, err := os.Stat(trace); err == nil && info.Mode().Perm() != 0o600 {
		t.Errorf("the trace is open to others: %v", info.Mode())
	}
	l.holdsNoToken(t)
}
