//go:build unix

package main

import (
	"os"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// closable is the same pseudo-terminal, so that Close closes it also while it is read.
func closable(t *testing.T, f *os.File) *os.File {
	t.Helper()
	fd, err := syscall.Dup(int(f.Fd()))
	if err == nil {
		err = syscall.SetNonblock(fd, true)
	}
	if err != nil {
		t.Fatal(err)
	}
	syscall.CloseOnExec(fd)
	_ = f.Close()
	return os.NewFile(uintptr(fd), f.Name())
}

// resizes makes the window another size, as a person does who drags its corner.
func (x *terminal) resizes(columns, rows int) *terminal {
	x.t.Helper()
	x.screen.Resize(columns, rows)
	raw, err := x.pty.SyscallConn()
	if err != nil {
		x.t.Fatal(err)
	}
	size := unix.Winsize{Col: uint16(columns), Row: uint16(rows)}
	if cerr := raw.Control(func(fd uintptr) { err = unix.IoctlSetWinsize(int(fd), unix.TIOCSWINSZ, &size) }); cerr != nil || err != nil {
		x.t.Fatal(cerr, err)
	}
	return x
}
