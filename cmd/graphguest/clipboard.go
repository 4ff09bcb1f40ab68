package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
	"unicode/utf16"
)

var errNoClipboard = errors.New("no clipboard program found; the terminal was asked to copy (OSC 52)")

// clipboardPatience is how long a clipboard program may take: one whose screen is gone never ends.
const clipboardPatience = 2 * time.Second

// clipboardCommand puts standard input on a clipboard.
type clipboardCommand struct {
	how     string
	desktop bool // it is the desktop's; of these one is enough
	when    func() bool
	args    []string
	encode  func(text string) []byte // nil = UTF-8
}

// clipboardCommands are tried in this order: tmux, which has a clipboard of its own, and the first of the desktop's
// that works.
var clipboardCommands = []clipboardCommand{
	{"tmux", false, func() bool { return os.Getenv("TMUX") != "" }, []string{"tmux", "load-buffer", "-w", "-"}, nil},
	{"pbcopy", true, func() bool { return runtime.GOOS == "darwin" }, []string{"pbcopy"}, nil},
	{"clip.exe", true, func() bool { return runtime.GOOS == "windows" || os.Getenv("WSL_DISTRO_NAME") != "" }, []string{"clip.exe"}, utf16LE},
	{"wl-copy", true, func() bool { return os.Getenv("WAYLAND_DISPLAY") != "" }, []string{"wl-copy"}, nil},
	{"xclip", true, func() bool { return os.Getenv("DISPLAY") != "" }, []string{"xclip", "-selection", "clipboard"}, nil},
	{"xsel", true, func() bool { return os.Getenv("DISPLAY") != "" }, []string{"xsel", "--clipboard", "--input"}, nil},
}

// copyNative copies text with the programs of this system and says with which. The text goes by standard input,
// never as an argument. The error names what was tried and why it failed.
func copyNative(text string) (how string, err error) {
	var done []string
	var failed []error
	onDesktop := false
	for _, c := range clipboardCommands {
		if !c.when() || c.desktop && onDesktop {
			continue
		}
		path, err := exec.LookPath(c.args[0])
		if err != nil {
			continue
		}
		if err := c.run(path, text); err != nil {
			failed = append(failed, err)
			continue
		}
		done, onDesktop = append(done, c.how), onDesktop || c.desktop
	}
	switch {
	case len(done) > 0:
		return strings.Join(done, " and "), nil
	case len(failed) > 0:
		return "", errors.Join(failed...)
	}
	return "", errNoClipboard
}

// run lets the program take text. Those that serve the clipboard from then on do that in a process of their own.
func (c clipboardCommand) run(path, text string) error {
	ctx, cancel := context.WithTimeout(context.Background(), clipboardPatience)
	defer cancel()
	input := []byte(text)
	if c.encode != nil {
		input = c.encode(text)
	}
	cmd := exec.CommandContext(ctx, path, c.args[1:]...)
	cmd.Stdin = bytes.NewReader(input)
	cmd.WaitDelay = 100 * time.Millisecond
	err := cmd.Run()
	if ctx.Err() != nil {
		return fmt.Errorf("%s did not end within %s", c.how, clipboardPatience)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", c.how, err)
	}
	return nil
}

// utf16LE is what clip.exe takes for Unicode; other bytes it reads in the console's code page.
func utf16LE(text string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return b
}
