package tui

import (
	"time"

	"graphguest/auth"
)

// Hold puts a token into the model's hand, as if a sign-in had brought it.
func (m *Model) Hold(access, id string, expires time.Time) {
	m.hold(tokens{token: auth.Token{Access: access, ID: id, Expires: expires}, held: true, asked: true})
}

// Counted is how the status line writes a number of things.
func Counted(n int, what string) string { return counted(n, what) }
