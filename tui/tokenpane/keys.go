package tokenpane

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/auth/claims"
	"graphguest/tui/kit"
	"graphguest/tui/kit/scroll"
)

// Beside the answer the root's keys come first, so that none of these is one of them,
// but for the one that means the same.
var (
	signIn  = kit.Bind("s", "sign in")
	other   = kit.Bind("←/→", "the other token", "left", "right", "h", "l")
	copies  = kit.Bind("c", "copy the access token")
	shows   = kit.Bind("r", "show or hide the raw token")
	retreat = kit.Bind("esc", "step back")
)

// Keys are what works on the token that is shown, or brings one.
func (m *Model) Keys() []key.Binding {
	switch {
	case m.held:
	case m.environment == "":
		return nil
	default:
		return []key.Binding{signIn}
	}
	var keys []key.Binding
	if m.two() {
		keys = append(keys, other)
	}
	if m.token.Access != "" {
		keys = append(keys, copies)
	}
	keys = append(keys, shows)
	if m.asked != nothing || m.raw {
		keys = append(keys, retreat)
	}
	return append(keys, m.window.Keys()...)
}

// AllKeys are those of any token, and of none.
func (m *Model) AllKeys() []key.Binding {
	return append([]key.Binding{signIn, other, copies, shows, retreat}, scrolling()...)
}

// scrolling is every key of a window, as of one that has something to scroll.
func scrolling() []key.Binding {
	var w scroll.Window
	w.View([]string{"two", "rows"}, 1)
	return w.Keys()
}

// Why a key means nothing now.
func (m *Model) Why(k key.Binding) string {
	is := func(b key.Binding) bool { return k.Help() == b.Help() }
	switch {
	case slices.ContainsFunc(m.Keys(), is):
		return ""
	case !m.held && m.environment == "":
		return "no environment is open"
	case !m.held:
		return "there is no token yet"
	case is(signIn):
		return "there is a token already"
	case is(other):
		return "there is only the " + m.kindName()
	case is(copies):
		return "there is no access token"
	case is(retreat):
		return "nothing was asked"
	}
	return "all of it is on the screen"
}

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	asked := m.asked
	m.asked, m.rows = nothing, nil // any other key is a no
	switch {
	case !m.held:
		if key.Matches(msg, m.Keys()...) {
			return kit.Ask(kit.Show{Overlay: kit.SignInDialog})
		}
	case key.Matches(msg, other):
		m.turn()
	case key.Matches(msg, copies) && m.token.Access != "":
		if asked == mayCopy {
			return kit.Ask(kit.Copy{What: "the access token", Text: m.token.Access})
		}
		m.asked = mayCopy
	case key.Matches(msg, shows):
		m.reveal(asked)
	case key.Matches(msg, retreat):
		m.raw = m.raw && asked != nothing // one step at a time
	default:
		m.window.Update(msg)
	}
	return nil
}

// two is true where there is another token to turn to.
func (m *Model) two() bool { return m.token.ID != "" && m.token.Access != "" }

// turn shows the other of the two tokens.
func (m *Model) turn() {
	if !m.two() {
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
