// Package signinpane leads through a sign-in: in the browser, with a device code,
// or in the demo as a chosen account.
package signinpane

import (
	"cmp"
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
)

// state is what the person is to do.
type state int

const (
	choosing state = iota // how to sign in
	accounts              // as whom, in the demo
	naming                // as whom, elsewhere
	starting              // nothing: the first prompt is on its way
	browsing              // finish on the page that opened
	entering              // enter the code on another device
	failed                // read why, and choose again
	done
)

// Model is the sign-in dialog.
type Model struct {
	theme    kit.Theme
	accounts []string // the demo's; empty elsewhere
	shut     string   // why no browser was found here; "" = one was
	at       int      // the account under the cursor
	line     kit.Line // the account that is typed
	doubt    string   // why what was typed is none
	caretX   int      // where the cursor was in the last View
	caretY   int

	state       state
	before      state // what the choice of an account goes back to
	environment auth.Environment
	last        kit.SignIn // what is under way, or was
	prompt      auth.Prompt
	notes       []string
	cancelled   bool
	why         error // what made the sign-in necessary, where Entra ID said it
	err         error
	now         time.Time // of the last tick; zero before it
	code        qrCode    // of the page where the device code goes
}

// New returns a dialog that asks how to sign in. accounts are those the demo world
// can go on as; elsewhere there are none.
func New(theme kit.Theme, accounts []string) *Model {
	return &Model{theme: theme, accounts: accounts}
}

// WithoutBrowser puts the device code first, for no browser was found here; why is
// the rest of that sentence. It holds in every environment.
func (m *Model) WithoutBrowser(why string) { m.shut = cmp.Or(why, "nothing here opens one") }

// Title names the environment that is signed in to.
func (m *Model) Title() string { return "Sign in" + m.to() }

// Update follows the sign-in and obeys keys.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.ThemeChanged:
		m.theme = msg.Theme
	case kit.EnvironmentOpened:
		if msg.Environment.Name != m.environment.Name {
			*m = Model{theme: m.theme, accounts: m.accounts, shut: m.shut}
		}
		m.environment = msg.Environment
	case kit.SignInPrompted:
		m.follow(msg.Prompt)
	case kit.SignInEnded:
		m.end(msg.Err)
	case kit.Failed:
		m.why = msg.Err
	case kit.Tick:
		m.now = msg.Now
	case tea.PasteMsg:
		if m.state == naming {
			m.line.Update(msg)
			m.doubt = ""
		}
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	}
	return m, nil
}

// follow shows what the person must do next. A note alone changes nothing else.
func (m *Model) follow(p auth.Prompt) {
	if p.Note != "" {
		m.notes = append(m.notes, p.Note)
	}
	switch {
	case p.UserCode != "":
		m.state, m.prompt = entering, p
		m.code = encode(p.VerificationURL)
	case p.URL != "" || p.OpenErr != nil:
		m.state, m.prompt = browsing, p
	}
}

// end shows how the sign-in went. A cancelled one asks again.
func (m *Model) end(err error) {
	m.prompt, m.code = auth.Prompt{}, qrCode{}
	switch {
	case err == nil:
		m.state = done
	case errors.Is(err, context.Canceled):
		m.state, m.cancelled = choosing, true
	default:
		m.state, m.err = failed, err
	}
}

// begin asks for a sign-in; one that is under way is replaced by it.
func (m *Model) begin(wish kit.SignIn) tea.Cmd {
	m.last, m.state = wish, starting
	m.prompt, m.notes, m.err, m.cancelled, m.why = auth.Prompt{}, nil, nil, false, nil
	return kit.Ask(wish)
}

func (m *Model) to() string {
	if m.environment.Name == "" {
		return ""
	}
	return " to " + shown(m.environment.Name)
}
