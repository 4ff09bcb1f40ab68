//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package main

import "golang.org/x/sys/unix"

// The queues of TIOCFLUSH, from <sys/fcntl.h>.
const (
	inQueue  = 1
	outQueue = 2
)

// flushInput forgets what was typed, or answered, and not read.
func flushInput(fd uintptr) { _ = unix.IoctlSetPointerInt(int(fd), unix.TIOCFLUSH, inQueue) }

// flushOutput forgets what was written and not shown.
func flushOutput(fd uintptr) { _ = unix.IoctlSetPointerInt(int(fd), unix.TIOCFLUSH, outQueue) }
