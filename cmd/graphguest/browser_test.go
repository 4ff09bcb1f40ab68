package main

import (
	"runtime"
	"strings"
	"testing"
)

func TestABrowserThatFailsAtOnceIsSaid(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its commands are others")
	}
	t.Setenv("BROWSER", "false")
	if err := openBrowser(t.Context(), "https://login.example/"); err == nil || !strings.Contains(err.Error(), "no browser could be started: false") {
		t.Errorf("err = %v", err)
	}
	t.Setenv("BROWSER", "false:true")
	if err := openBrowser(t.Context(), "https://login.example/"); err != nil {
		t.Errorf("the second one is there: %v", err)
	}
}

// A browser on a desktop that the person does not see helps nobody.
func TestOverSSHNoBrowserIsStarted(t *testing.T) {
	for _, variable := range []string{"BROWSER", "DISPLAY", "SSH_TTY", "SSH_CONNECTION"} {
		t.Setenv(variable, "")
	}
	t.Setenv("WAYLAND_DISPLAY", "wayland-0")
	if noScreen() != "" {
		t.Error("there is a desktop")
	}
	t.Setenv("SSH_TTY", "/dev/pts/3")
	if err := openBrowser(t.Context(), "https://login.example/"); err == nil || !strings.Contains(err.Error(), "use a device code") {
		t.Errorf("err = %v", err)
	}
	t.Setenv("DISPLAY", "localhost:10.0") // forwarded
	if noScreen() != "" {
		t.Error("the desktop is forwarded")
	}
	t.Setenv("DISPLAY", "")
	t.Setenv("BROWSER", "true")
	if err := openBrowser(t.Context(), "https://login.example/"); err != nil {
		t.Errorf("the person's word counts: %v", err)
	}
}
