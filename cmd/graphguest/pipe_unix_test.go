//go:build unix

package main

import (
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

var brokenPipeError error = syscall.EPIPE

// A reader that goes after one row: the program ends soon, says nothing, and leaves nothing behind.
func TestABrokenPipeEndsQuietly(t *testing.T) {
	binary, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	cmd := exec.Command(binary, "--demo", "query", "/users", "-e", "adatum", "--all", "-o", "ndjson")
	cmd.Env = []string{"HOME=" + folder, "TMPDIR=" + folder}
	var said strings.Builder
	cmd.Stderr = &said
	from, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(from, make([]byte, 10)); err != nil {
		t.Fatal(err)
	}
	_ = from.Close()
	late := time.AfterFunc(30*time.Second, func() { _ = cmd.Process.Kill() })
	defer late.Stop()
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitReaderGone || said.Len() > 0 {
		t.Errorf("code %d, said %q", code, said.String())
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
