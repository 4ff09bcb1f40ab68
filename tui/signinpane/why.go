package signinpane

import (
	"slices"

	"charm.land/bubbles/v2/key"

	"graphguest/tui/kit"
)

// Why a key means nothing now.
func (m *Model) Why(k key.Binding) string {
	is := func(b bound) bool { return k.Help() == b.Help() }
	switch {
	case slices.ContainsFunc(m.bound(), is):
		return ""
	case is(demo) && len(m.accounts) == 0:
		return "only the demo has accounts to choose from"
	case is(another) && len(m.accounts) > 0:
		return m.key(demo) + " lists the accounts of the demo"
	case is(browser) && m.state == choosing:
		return "no browser was found here; " + m.key(anyway) + " tries one anyway"
	case is(anyway) && m.state == choosing:
		return m.key(browser) + " signs in in the browser"
	case is(wholeStory) && m.state != accounts && m.state != naming:
		return "nothing went wrong"
	case is(code) && m.expired():
		return "the code has expired"
	}
	return map[state]string{
		choosing: "the sign-in has not begun", accounts: "an account has to be chosen first", naming: "an account has to be typed first",
		starting: "the sign-in is only starting", browsing: "the sign-in waits for the browser", entering: "the sign-in waits for the code",
		failed: "the sign-in has ended", done: "you are signed in",
	}[m.state]
}

// key is how one of the dialog's own keys is pressed.
func (m *Model) key(b bound) string {
	return m.theme.Hint("sign-in", kit.KeyName(b.Binding), b.Keys()[0])
}
