package tokenpane

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/auth/claims"
	"graphguest/tui/kit"
)

var (
	signIn    = kit.Bind("s", "sign in")
	other     = kit.Bind("tab", "the other token", "tab", "left", "right")
	copies    = kit.Bind("c", "copy the access token")
	copyNow   = kit.Bind("c", "copy it now")
	show      = kit.Bind("v", "show the raw token")
	showNow   = kit.Bind("v", "show it now")
	hides     = kit.Bind("v", "hide the raw token", "v", "esc")
	neverMind = kit.Bind("esc", "leave it")
)

// Keys are what works on the token that is shown.
func (m *Model) Keys() []key.Binding {
	if !m.held {
		return []key.Binding{signIn}
	}
	var keys []key.Binding
	if m.token.ID != "" && m.token.Access != "" {
		keys = append(keys, other)
	}
	switch {
	case m.asked == mayCopy:
		keys = append(keys, copyNow, neverMind)
	case m.asked == mayShow:
		keys = append(keys, showNow, neverMind)
	case m.raw:
		keys = append(keys, copies, hides)
	default:
		keys = append(keys, copies, show)
	}
	return append(keys, m.window.Keys()...)
}

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	asked := m.asked
	m.asked, m.rows = nothing, nil // any other key is a no
	switch {
	case !m.held:
		if key.Matches(msg, signIn) {
			return kit.Ask(kit.Show{Overlay: kit.SignInDialog})
		}
	case key.Matches(msg, other):
		m.turn()
	case key.Matches(msg, copies):
		if asked == mayCopy {
			return kit.Ask(kit.Copy{What: "the access token", Text: m.token.Access})
		}
		m.asked = mayCopy
	case key.Matches(msg, show):
		m.reveal(asked)
	case key.Matches(msg, hides): // esc: v was taken above
		m.raw = false
	default:
		m.window.Update(msg)
	}
	return nil
}

// turn shows the other of the two tokens, if there is one.
func (m *Model) turn() {
	if m.token.ID == "" || m.token.Access == "" {
		return
	}
	if m.kind == claims.Access {
		m.kind = claims.ID
	} else {
		m.kind = claims.Access
	}
	m.window.Top()
	m.hide()
	m.read()
}

// reveal asks, shows, or hides the token itself.
func (m *Model) reveal(asked question) {
	switch {
	case m.raw:
		m.raw = false
	case asked == mayShow:
		m.raw = true
		m.window.Top()
	default:
		m.asked = mayShow
	}
}
