package main

import (
	"os"
	"runtime"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
)

// belt gives the terminal back where Bubble Tea could not: it was stopped before its first frame, hangs, or is
// gone with the whole process (crash_linux.go).
type belt struct {
	fd   uintptr
	was  *term.State // nil = there is no terminal
	held bool        // the keys come one by one already
}

// leave is what undoes every mode that the explorer sets. All of it may be said twice; the keyboard's stack is
// Bubble Tea's to pop, for below our entry may lie another's.
const leave = "\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[>4m\x1b[?1049l\x1b[?25h\x1b[0m\x1b]2;\a"

// buckle remembers the terminal as the shell left it.
func buckle() belt {
	for _, f := range []*os.File{os.Stdin, os.Stdout, os.Stderr} {
		if state, err := term.GetState(f.Fd()); err == nil {
			return belt{fd: f.Fd(), was: state}
		}
	}
	return belt{}
}

// paint draws the first frame at once. Bubble Tea draws the same one some ticks of its clock later, after it has
// entered the alternate screen again, which clears nothing that would be missed. Who sees it may type: keys come
// one by one from then on.
func (b *belt) paint(frame func(width, height int) string) {
	width, height, err := term.GetSize(os.Stdout.Fd())
	if err != nil || runtime.GOOS == "windows" || colorprofile.Env(os.Environ()) < colorprofile.Ascii || !inForeground() {
		return // a console that does not know escape sequences yet, a terminal that never will, or another's
	}
	if b.was != nil {
		_, err = term.MakeRaw(b.fd)
		b.held = err == nil
	}
	const enterAltScreen, hideCursor, home = "\x1b[?1049h", "\x1b[?25l", "\x1b[H"
	_, _ = os.Stdout.WriteString(enterAltScreen + hideCursor + home + strings.ReplaceAll(frame(width, height), "\n", "\r\n"))
}

// lend puts the keys back for Bubble Tea, which remembers what it finds as the shell's, and takes them at once.
func (b belt) lend() {
	if b.held {
		_ = term.SetState(b.fd, b.was)
	}
}

// restore puts everything back. Where the terminal takes no output any more (stuck), what waits to be written is
// thrown away first.
func (b belt) restore(stuck bool) {
	if b.was == nil {
		return
	}
	if stuck {
		flushOutput(b.fd)
	}
	_ = term.SetState(b.fd, b.was)
	_, _ = os.Stdout.WriteString(leave)
}

// settle makes sure of the cursor, for terminals that keep for each of their two screens whether it is seen: when
// Bubble Tea comes back from a pause it hides it on the shell's, and shows it on its own. Where answers of the
// terminal may be on their way, it takes them, so that the shell does not read them as typed.
func (b belt) settle(answers bool) {
	if b.was == nil {
		return
	}
	_, _ = os.Stdout.WriteString("\x1b[?25h")
	if answers {
		drain(b.fd)
	}
}
