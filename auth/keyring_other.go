//go:build !linux

package auth

import (
	"errors"
	"os/exec"
	"syscall"
	"time"

	"github.com/zalando/go-keyring"
)

// reachKeyring: elsewhere the keyring is part of the system.
func reachKeyring() error { return nil }

// vanished: elsewhere reading an entry is one step.
func vanished(error, time.Duration) bool { return false }

// securityAdvice explains the exit codes of macOS's /usr/bin/security, the low bytes of its status codes.
var securityAdvice = map[int]struct{ what, step string }{
	36:  {"the keychain is locked and cannot ask here", "run security unlock-keychain and start graphguest again"},
	51:  {"the keychain denies access", "allow it in Keychain Access and start graphguest again"},
	128: {"access to the keychain was declined", "start graphguest again and allow it"},
}

// errorNoSuchLogonSession is what Windows says where a session has no credential store.
const errorNoSuchLogonSession syscall.Errno = 1312

// keyringAdvice says what err means and what to do about it; "" when that is not known.
func keyringAdvice(err error) (what, step string) {
	var security *exec.ExitError
	switch {
	case errors.Is(err, keyring.ErrUnsupportedPlatform):
		return "graphguest knows no keyring on this system", "use it on Linux, macOS or Windows"
	case errors.Is(err, errorNoSuchLogonSession):
		return "this kind of session (SSH, service, scheduled task) has no credential store", "sign in at the desktop or by Remote Desktop"
	case errors.As(err, &security):
		a := securityAdvice[security.ExitCode()]
		return a.what, a.step
	}
	return "", ""
}
