//go:build linux

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// clipboards puts programs into an otherwise empty PATH: each keeps what it is given in a file of its name,
// unless it is one that hangs.
func clipboards(t *testing.T, hanging string, names ...string) (taken func(name string) string) {
	t.Helper()
	bin := t.TempDir()
	for _, name := range names {
		script := fmt.Sprintf("#!/bin/sh\nexec /bin/cat >%s/%s.got\n", bin, name)
		if name == hanging {
			script = "#!/bin/sh\n/bin/sleep 60\n"
		}
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin)
	for _, variable := range []string{"TMUX", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"} {
		t.Setenv(variable, "")
	}
	return func(name string) string {
		text, _ := os.ReadFile(filepath.Join(bin, name+".got"))
		return string(text)
	}
}

func TestACopyGoesToTmuxAndTheDesktopAndSaysSo(t *testing.T) {
	taken := clipboards(t, "", "tmux", "wl-copy", "xclip", "xsel")
	t.Setenv("TMUX", "/tmp/tmux-0/default,1,0")
	t.Setenv("WAYLAND_DISPLAY", "wayland-0")
	t.Setenv("DISPLAY", ":0")
	if how, err := copyNative("text"); how != "tmux and wl-copy" || err != nil {
		t.Errorf("how = %q, err = %v", how, err)
	}
	if taken("tmux") != "text" || taken("wl-copy") != "text" || taken("xclip") != "" {
		t.Errorf("tmux %q, wl-copy %q, xclip %q", taken("tmux"), taken("wl-copy"), taken("xclip"))
	}
}

func TestAClipboardThatHangsIsLeftForTheNext(t *testing.T) {
	taken := clipboards(t, "xclip", "xclip", "xsel")
	t.Setenv("DISPLAY", ":0")
	start := time.Now()
	if how, err := copyNative("text"); how != "xsel" || err != nil || taken("xsel") != "text" {
		t.Errorf("how = %q, err = %v", how, err)
	}
	if took := time.Since(start); took > 2*clipboardPatience {
		t.Errorf("it took %s", took)
	}
}

func TestAClipboardThatHangsIsSaid(t *testing.T) {
	clipboards(t, "xclip", "xclip")
	t.Setenv("DISPLAY", ":0")
	if _, err := copyNative("text"); err == nil || !strings.Contains(err.Error(), "xclip did not end within 2s") {
		t.Errorf("err = %v", err)
	}
}

func TestWithoutAClipboardTheTerminalIsLeft(t *testing.T) {
	clipboards(t, "", "xclip")
	if how, err := copyNative("text"); how != "" || err == nil || !strings.Contains(err.Error(), "no clipboard program") {
		t.Errorf("how = %q, err = %v", how, err)
	}
}

func TestWindowsGetsItsOwnCharacters(t *testing.T) {
	taken := clipboards(t, "", "clip.exe")
	t.Setenv("WSL_DISTRO_NAME", "Debian")
	if how, err := copyNative("é€"); how != "clip.exe" || err != nil || taken("clip.exe") != "\xe9\x00\xac\x20" {
		t.Errorf("how = %q, err = %v, got %q", how, err, taken("clip.exe"))
	}
}
