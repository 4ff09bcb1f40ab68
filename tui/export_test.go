package tui

import (
	"time"

	"graphguest/auth"
)

// Hold puts a token into the model's hand, as if a sign-in had brought it.
func (m *Model) Hold(access, id string, expires time.Time) {
	m.hold(tokens{token: auth.Token{Access: access, ID: id, Expires: expires}, held: true, asked: true})
}

// HeldBytes is how much the answers at hand take.
func (m *Model) HeldBytes() int64 { return m.heldBytes() }

// ForgetBeyond makes room as if there were no more than that many bytes.
func (m *Model) ForgetBeyond(most int64) { m.forget(most) }

// LastError is what the status line or the answer tells of.
func (m *Model) LastError() error { return m.lastError() }

// Counted is how the status line writes a number of things.
func Counted(n int, what string) string { return counted(n, what) }
