// Package tokenpane shows what the token in use says: every claim with its value
// and its meaning. The token itself it shows and copies only when asked twice. It
// lies over the panes or, on a large screen, stands beside the answer.
package tokenpane

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/auth/claims"
	"graphguest/tui/kit"
	"graphguest/tui/kit/scroll"
)

// question is what waits for the same key once more.
type question int

const (
	nothing question = iota
	mayCopy
	mayShow
)

// Model is the token view.
type Model struct {
	theme    kit.Theme
	now      func() time.Time
	location *time.Location
	focused  bool // keys come here: beside the answer they often do not

	environment string
	token       auth.Token
	held        bool
	kind        claims.Kind
	identity    claims.Identity
	said        claims.Token

	asked  question
	raw    bool // the token itself is on the screen
	window scroll.Window
	rows   []string // the screen's rows for width
	width  int
}

// New returns a view of no token. Times are shown in location, as seen from now.
func New(theme kit.Theme, now func() time.Time, location *time.Location) *Model {
	if location == nil {
		location = time.Local
	}
	return &Model{theme: theme, now: now, location: location, kind: claims.Access}
}

// Title names the token that is shown.
func (m *Model) Title() string {
	if !m.held {
		return "Token"
	}
	return "Token · " + m.kindName()
}

// Update follows the token in use and obeys keys.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.ThemeChanged:
		m.theme = msg.Theme
		m.rows = nil
	case kit.EnvironmentOpened:
		if msg.Environment.Name != m.environment {
			m.take(kit.TokenChanged{Environment: msg.Environment.Name})
		}
	case kit.TokenChanged:
		m.take(msg)
	case kit.Focused:
		m.focus(msg.Yes)
	case kit.Tick:
		m.read()
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	default:
		m.window.Update(msg)
	}
	return m, nil
}

// take shows another token. Nothing of the one before stays, not even a question.
func (m *Model) take(t kit.TokenChanged) {
	m.environment, m.token, m.held = t.Environment, t.Token, t.Held
	m.kind = claims.Access
	if t.Token.Access == "" && t.Token.ID != "" {
		m.kind = claims.ID
	}
	m.window.Top()
	m.hide()
	m.identity = claims.Identity{}
	if m.held {
		m.identity = claims.Identify(m.token.Access, m.token.ID)
	}
	m.read()
}

// read explains the token as seen from now.
func (m *Model) read() {
	m.rows, m.said = nil, claims.Token{}
	if m.held {
		m.said = claims.Explain(m.current(), m.kind, m.now(), m.location)
	}
}

// focus follows the keys. A raw token does not stay behind where nobody looks after it.
func (m *Model) focus(yes bool) {
	m.focused, m.rows = yes, nil
	if !yes {
		m.hide()
	}
}

// current is the token on the screen.
func (m *Model) current() string {
	if m.kind == claims.ID {
		return m.token.ID
	}
	return m.token.Access
}

func (m *Model) kindName() string {
	if m.kind == claims.ID {
		return "id token"
	}
	return "access token"
}

// hide takes the token itself off the screen and forgets what was asked.
func (m *Model) hide() {
	m.raw, m.asked, m.rows = false, nothing, nil
}
