package main

import "golang.org/x/sys/unix"

// flushInput forgets what was typed, or answered, and not read.
func flushInput(fd uintptr) { _ = unix.IoctlSetInt(int(fd), unix.TCFLSH, unix.TCIFLUSH) }

// flushOutput forgets what was written and not shown.
func flushOutput(fd uintptr) { _ = unix.IoctlSetInt(int(fd), unix.TCFLSH, unix.TCOFLUSH) }
