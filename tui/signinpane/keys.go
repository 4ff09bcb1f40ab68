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
	deviceNow  = bound{kit.Bind("d", "use a device code", "d", "enter"), device.do} // where it comes first
	anyway     = bound{kit.Bind("b", "try the browser anyway"), signsIn(kit.SignIn{})}
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
	another    = bound{kit.Bind("o", "as another person"), (*Model).askName}
	goAs       = bound{kit.Bind("enter", "sign in as this person"), (*Model).goAs}
)

// all is every key that the dialog ever obeys, each once; those that edit a line are kit's.
func all() []bound {
	return []bound{browser, instead, anyway, device, demo, cancel, link, code, page, again, wholeStory, up, down, goOn, back, closes, another, goAs}
}

// bound is what works in this state.
func (m *Model) bound() []bound {
	var keys []bound
	switch m.state {
	case choosing:
		keys = m.withOther(browser, device)
		if m.shut != "" {
			keys = m.withOther(deviceNow, anyway)
		}
		if m.why != nil {
			keys = append(keys, wholeStory)
		}
	case accounts:
		return []bound{goOn, up, down, back}
	case naming:
		return []bound{goAs, back}
	case starting:
		keys = []bound{cancel}
	case browsing:
		keys = m.browsingKeys()
	case entering:
		keys = []bound{code, page, instead, cancel}
		if m.expired() {
			keys = append([]bound{again}, keys[2:]...)
		}
	case failed:
		keys = m.withOther(again, device)
		if m.last.Device {
			keys[1] = instead
		}
		keys = append(keys, wholeStory)
	case done:
		return []bound{closes}
	}
	if len(m.accounts) > 0 {
		keys = append(keys, demo)
	}
	return keys
}

// withOther adds the way to sign in as somebody else; in the demo its accounts are that.
func (m *Model) withOther(keys ...bound) []bound {
	if len(m.accounts) > 0 {
		return keys
	}
	return append(keys, another)
}

// browsingKeys begin with what works: without a browser that is the device code.
func (m *Model) browsingKeys() []bound {
	switch {
	case m.prompt.URL == "":
		return []bound{device, cancel}
	case m.prompt.OpenErr != nil:
		return []bound{device, link, cancel}
	}
	return []bound{link, device, cancel}
}

// Keys are what works in this state.
func (m *Model) Keys() []key.Binding {
	keys := bindings(m.bound())
	if m.state == naming {
		keys = append(keys, kit.LineKeys()...)
	}
	return keys
}

// AllKeys are those of all states.
func (m *Model) AllKeys() []key.Binding { return bindings(all()) }

func bindings(keys []bound) []key.Binding {
	var list []key.Binding
	for _, k := range keys {
		list = append(list, k.Binding)
	}
	return list
}

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	for _, k := range m.bound() {
		if key.Matches(msg, k.Binding) {
			return k.do(m)
		}
	}
	if m.state == naming && m.line.Update(msg) {
		m.doubt = ""
	}
	return nil
}

// signsIn goes another way as the same person.
func signsIn(wish kit.SignIn) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		if !m.last.Approve {
			wish.Account = m.last.Account
		}
		return m.begin(wish)
	}
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
