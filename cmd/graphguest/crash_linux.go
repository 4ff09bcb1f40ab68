package main

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A panic in a goroutine that is not ours (of MSAL, of net/http, of D-Bus) cannot be recovered: the Go runtime
// prints it and ends the process, and the terminal stays as the explorer had it: raw, on the other screen. The
// runtime writes those last words through a hook, where the terminal is given back first. The value of the panic
// is left out, for it may hold a token; the stack, which shows where it was, holds none.

// runtimeWrite is the runtime's own hook: https://go.dev/issue/67401.
//
//go:linkname runtimeWrite runtime.overrideWrite
var runtimeWrite func(fd uintptr, text unsafe.Pointer, n int32) int32

// lastWords is what the hook needs. It runs where nothing may be allocated and no lock be taken.
var lastWords struct {
	fd      uintptr // of the terminal
	termios unix.Termios
	worn    bool // the explorer is on the screen
	silent  bool // what is written is the panic's value
	saying  bool // the process is ending
}

// wearHook gives the terminal back also where the process dies. It returns what takes the hook away.
func (b belt) wearHook() (off func()) {
	termios, err := unix.IoctlGetTermios(int(b.fd), unix.TCGETS)
	if b.was == nil || err != nil {
		return func() {}
	}
	lastWords.fd, lastWords.termios = b.fd, *termios
	lastWords.worn = true
	runtimeWrite = writeLastWords
	return func() { lastWords.worn = false }
}

const (
	popKeyboard = "\x1b[<u"
	farewell    = "graphguest: a mistake in a part that it uses ended it; please report the lines below\n"
)

//go:nosplit
//go:norace
//go:nocheckptr
func writeLastWords(fd uintptr, text unsafe.Pointer, n int32) int32 {
	if fd == uintptr(syscall.Stderr) && lastWords.worn {
		if !lastWords.saying && (begins(text, n, "panic: ") || begins(text, n, "fatal error: ")) {
			lastWords.saying, lastWords.silent = true, begins(text, n, "panic: ")
			rawIoctl(lastWords.fd, unix.TCSETS, unsafe.Pointer(&lastWords.termios))
			rawWrite(lastWords.fd, unsafe.Pointer(unsafe.StringData(popKeyboard)), int32(len(popKeyboard)))
			rawWrite(lastWords.fd, unsafe.Pointer(unsafe.StringData(leave)), int32(len(leave)))
			rawWrite(fd, unsafe.Pointer(unsafe.StringData(farewell)), int32(len(farewell)))
		}
		if begins(text, n, "goroutine ") {
			lastWords.silent = false
		}
		if lastWords.silent {
			return n
		}
	}
	return rawWrite(fd, text, n)
}

//go:nosplit
//go:norace
//go:nocheckptr
func begins(text unsafe.Pointer, n int32, with string) bool {
	if int(n) < len(with) {
		return false
	}
	for i := range len(with) {
		if *(*byte)(unsafe.Add(text, i)) != with[i] {
			return false
		}
	}
	return true
}

// rawWrite is what the runtime does without the hook: bytes written, or the negative error.
//
//go:nosplit
//go:norace
//go:nocheckptr
func rawWrite(fd uintptr, text unsafe.Pointer, n int32) int32 {
	written, _, errno := syscall.RawSyscall(syscall.SYS_WRITE, fd, uintptr(text), uintptr(n))
	if errno != 0 {
		return -int32(errno)
	}
	return int32(written)
}

//go:nosplit
//go:norace
//go:nocheckptr
func rawIoctl(fd, request uintptr, arg unsafe.Pointer) {
	_, _, _ = syscall.RawSyscall(syscall.SYS_IOCTL, fd, request, uintptr(arg))
}
