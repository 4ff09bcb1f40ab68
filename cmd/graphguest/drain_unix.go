//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package main

import (
	"errors"
	"regexp"
	"time"

	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// A terminal answers in order: after its reply to the last question nothing comes that was asked before.
const (
	lastQuestion = "\x1b[c" // who are you: every terminal answers that
	slowestReply = 500 * time.Millisecond
)

// neverWait lets a read of a raw terminal end at once where there is nothing: another reader, one
// that Bubble Tea left behind, may have taken what was there a moment ago.
func neverWait(fd uintptr) {
	state, err := term.GetState(fd)
	if err != nil {
		return
	}
	state.Cc[unix.VMIN], state.Cc[unix.VTIME] = 0, 0
	_ = term.SetState(fd, state)
}

// drain throws away what the terminal still answers to another program's questions, or to ours, and what was
// typed ahead meanwhile. Nothing of it is echoed.
func drain(fd uintptr) {
	was, err := term.MakeRaw(fd)
	if err != nil {
		return // no terminal
	}
	defer func() { _ = term.Restore(fd, was) }()
	neverWait(fd)
	flushInput(fd)
	if _, err := unix.Write(int(fd), []byte(lastQuestion)); err != nil {
		return
	}
	lastReply := regexp.MustCompile(`\x1b\[\?[0-9;]*c`)
	var heard []byte
	buf := make([]byte, 1024)
	for end := time.Now().Add(slowestReply); time.Now().Before(end) && !lastReply.Match(heard); {
		waiting := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		switch n, err := unix.Poll(waiting, int(time.Until(end).Milliseconds())+1); {
		case errors.Is(err, unix.EINTR):
			continue
		case n == 0 || err != nil || waiting[0].Revents&unix.POLLIN == 0:
			return
		}
		n, err := unix.Read(int(fd), buf)
		if err != nil {
			return
		}
		heard = append(heard, buf[:n]...)
	}
	flushInput(fd)
}
