package signinpane

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

const prompt = "› "

// AskAccount asks as whom to sign in, instead of how: in the demo with its accounts to
// choose from.
func (m *Model) AskAccount() {
	if len(m.accounts) > 0 {
		m.chooseAccount()
		return
	}
	m.askName()
}

func (m *Model) askName() tea.Cmd {
	m.remember()
	m.state, m.doubt = naming, ""
	m.line.SetValue(m.last.Account)
	return nil
}

func (m *Model) chooseAccount() tea.Cmd {
	m.remember()
	m.state = accounts
	return nil
}

// remember keeps what the question who it is goes back to.
func (m *Model) remember() {
	if m.state != naming && m.state != accounts {
		m.before = m.state
	}
}

func (m *Model) back() tea.Cmd {
	m.state = m.before
	return nil
}

// goOn plays the person at the browser; at a device code it enters the code.
func (m *Model) goOn() tea.Cmd {
	return m.begin(kit.SignIn{Approve: true, Account: m.accounts[m.at], Device: m.before == entering})
}

// goAs signs in as whom the person typed. Entra ID knows accounts by names with an @.
func (m *Model) goAs() tea.Cmd {
	account := strings.TrimSpace(m.line.Value())
	name, domain, _ := strings.Cut(account, "@")
	switch {
	case account == "":
		m.doubt = "Type an account first."
	case name == "" || domain == "" || strings.ContainsAny(account, " \t"):
		m.doubt = "That is no account: it looks like name@example.com."
	default:
		return m.begin(kit.SignIn{Account: account, Device: m.byCode()})
	}
	return nil
}

// byCode is whether the account that is typed signs in with a device code: as it was
// tried before, and at first where no browser was found.
func (m *Model) byCode() bool { return m.last.Device || m.shut != "" && m.before == choosing }

func (m *Model) sayNaming(s *sheet) {
	s.say(m.theme.Text, "Sign in to "+m.tenant()+" as whom?")
	m.caretY = len(s.rows)
	s.rows = append(s.rows, m.theme.Key.Render(safetext.Truncate(prompt, s.width))+m.line.View(s.width-safetext.Width(prompt)))
	m.caretX = safetext.Width(prompt) + m.line.Caret()
	s.say(m.theme.Warn, m.doubt)
	s.gap()
	if m.byCode() {
		s.say(m.theme.Text, "You get a device code then, for a browser anywhere.")
	}
	s.say(m.theme.Dim, "Type the account that was invited, as it is at home: name@example.com. Then "+m.place()+" belongs to it, and the sign-in before is forgotten.")
}

// Editing is true while an account is typed.
func (m *Model) Editing() bool { return m.state == naming }

// Cursor is in the line, where there is one.
func (m *Model) Cursor() (x, y int, shown bool) { return m.caretX, m.caretY, m.state == naming }
