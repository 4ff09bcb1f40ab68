//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// inForeground is false where the shell keeps the terminal: the program was started with &, and is stopped as soon
// as it wants the terminal for itself.
func inForeground() bool {
	group, err := unix.IoctlGetInt(int(os.Stdout.Fd()), unix.TIOCGPGRP)
	return err != nil || group == unix.Getpgrp()
}
