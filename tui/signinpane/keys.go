package signinpane

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// bound is a key and what it does.
type bound struct {
	key.Binding
	do func(*Model) tea.Cmd
}

var (
	browser    = bound{kit.Bind("enter", "sign in in the browser"), signsIn(kit.SignIn{})}
	instead    = bound{kit.Bind("b", "use the browser instead"), signsIn(kit.SignIn{})}
	device     = bound{kit.Bind("d", "use a device code"), signsIn(kit.SignIn{Device: true})}
	demo       = bound{kit.Bind("a", "go on as an account of the demo"), (*Model).chooseAccount}
	cancel     = bound{kit.Bind("esc", "cancel"), wishes(kit.CancelSignIn{})}
	link       = bound{kit.Bind("y", "copy the link"), (*Model).copyLink}
	code       = bound{kit.Bind("y", "copy the code"), (*Model).copyCode}
	page       = bound{kit.Bind("u", "copy the address"), (*Model).copyPage}
	again      = bound{kit.Bind("r", "try again", "r", "enter"), (*Model).again}
	wholeStory = bound{kit.Bind("x", "the whole story"), wishes(kit.Show{Overlay: kit.ErrorView})}
	up         = bound{kit.Bind("↑", "up", "up", "k"), moves(-1)}
	down       = bound{kit.Bind("↓", "down", "down", "j"), moves(1)}
	goOn       = bound{kit.Bind("enter", "go on as this account"), (*Model).goOn}
	back       = bound{kit.Bind("esc", "back"), (*Model).back}
	closes     = bound{kit.Bind("enter", "close"), wishes(kit.Close{})}
)

// bound is what works in this state.
func (m *Model) bound() []bound {
	var keys []bound
	switch m.state {
	case choosing:
		keys = []bound{browser, device}
		if m.why != nil {
			keys = append(keys, wholeStory)
		}
	case accounts:
		return []bound{goOn, up, down, back}
	case starting:
		keys = []bound{cancel}
	case browsing:
		keys = []bound{device, cancel}
		if m.prompt.URL != "" {
			keys = []bound{link, device, cancel}
		}
	case entering:
		keys = []bound{code, page, instead, cancel}
		if m.expired() {
			keys = append([]bound{again}, keys[2:]...)
		}
	case failed:
		keys = []bound{again, device, wholeStory}
		if m.last.Device {
			keys[1] = instead
		}
	case done:
		return []bound{closes}
	}
	if len(m.accounts) > 0 {
		keys = append(keys, demo)
	}
	return keys
}

// Keys are what works in this state.
func (m *Model) Keys() []key.Binding {
	var keys []key.Binding
	for _, k := range m.bound() {
		keys = append(keys, k.Binding)
	}
	return keys
}

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	for _, k := range m.bound() {
		if key.Matches(msg, k.Binding) {
			return k.do(m)
		}
	}
	return nil
}

func signsIn(wish kit.SignIn) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd { return m.begin(wish) }
}

func wishes(wish tea.Msg) func(*Model) tea.Cmd {
	return func(*Model) tea.Cmd { return kit.Ask(wish) }
}

func moves(by int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		m.at = max(min(m.at+by, len(m.accounts)-1), 0)
		return nil
	}
}

func (m *Model) chooseAccount() tea.Cmd {
	m.before, m.state = m.state, accounts
	return nil
}

func (m *Model) back() tea.Cmd {
	m.state = m.before
	return nil
}

// goOn plays the person at the browser; at a device code it enters the code.
func (m *Model) goOn() tea.Cmd {
	return m.begin(kit.SignIn{Approve: true, Account: m.accounts[m.at], Device: m.before == entering})
}

func (m *Model) again() tea.Cmd { return m.begin(m.last) }

func (m *Model) copyLink() tea.Cmd {
	return kit.Ask(kit.Copy{What: "the sign-in link", Text: m.prompt.URL})
}

func (m *Model) copyCode() tea.Cmd {
	return kit.Ask(kit.Copy{What: "the device code", Text: m.prompt.UserCode})
}

func (m *Model) copyPage() tea.Cmd {
	return kit.Ask(kit.Copy{What: "the address", Text: m.prompt.VerificationURL})
}
