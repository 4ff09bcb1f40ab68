package signinpane

import (
	"errors"
	"testing"
	"time"

	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

// states is every state, and how a person comes to it.
func states() map[string]func(*kittest.User) {
	return map[string]func(*kittest.User){
		"choosing": func(*kittest.User) {},
		"naming":   func(u *kittest.User) { u.Presses("o") },
		"accounts": func(u *kittest.User) { u.Presses("a") },
		"starting": func(u *kittest.User) { u.Presses("enter") },
		"browsing": func(u *kittest.User) { u.Tell(browse) },
		"entering": func(u *kittest.User) { u.Tell(devices) },
		"expired":  func(u *kittest.User) { u.Tell(devices, kit.Tick{Now: noon.Add(time.Hour)}) },
		"failed":   func(u *kittest.User) { u.Tell(refused) },
		"done":     func(u *kittest.User) { u.Tell(kit.SignInEnded{}) },
		"why":      func(u *kittest.User) { u.Tell(kit.Failed{Err: errors.New("MFA")}) },
	}
}

func TestEveryKeyWorksOrSaysWhyNotInEveryState(t *testing.T) {
	for name, comesTo := range states() {
		for _, accounts := range [][]string{nil, people} {
			u := look(t, 80, 24, accounts...)
			comesTo(u)
			now := map[string]bool{}
			for _, k := range u.Pane.Keys() {
				now[kit.KeyName(k)] = true
			}
			for _, k := range u.Pane.(kit.Keyed).AllKeys() {
				if why := u.Pane.(kit.Keyed).Why(k); (why == "") != now[kit.KeyName(k)] {
					t.Errorf("%s: %s works: %v, but why not: %q", name, k.Help().Desc, now[kit.KeyName(k)], why)
				}
			}
		}
	}
}

func TestNoTwoKeysHaveTheSameName(t *testing.T) {
	names := map[string]bool{}
	for _, k := range New(kit.NewTheme(true), nil).AllKeys() {
		if names[kit.KeyName(k)] {
			t.Errorf("two keys are called %s", kit.KeyName(k))
		}
		names[kit.KeyName(k)] = true
	}
}

func TestTheReasonsAreOfTheMoment(t *testing.T) {
	for _, c := range []struct {
		state string
		key   bound
		why   string
	}{
		{"choosing", code, "the sign-in has not begun"}, {"choosing", wholeStory, "nothing went wrong"}, {"why", wholeStory, ""},
		{"browsing", another, "the sign-in waits for the browser"}, {"entering", link, "the sign-in waits for the code"},
		{"expired", code, "the code has expired"}, {"failed", cancel, "the sign-in has ended"}, {"done", browser, "you are signed in"},
		{"choosing", demo, "only the demo has accounts to choose from"},
	} {
		u := look(t, 80, 24)
		states()[c.state](u)
		if why := u.Pane.(kit.Keyed).Why(c.key.Binding); why != c.why {
			t.Errorf("%s, %s: %q, want %q", c.state, c.key.Help().Desc, why, c.why)
		}
	}
}

func TestHintsNameTheKeysThatThePersonHas(t *testing.T) {
	theme := kit.NewTheme(true)
	theme.Keys = kit.NewKeymap(map[string]map[string][]string{"sign-in": {"use-a-device-code": {"f8"}, "try-again": {"f7"}}})
	shut := browse
	shut.Prompt.OpenErr = errors.New("no display")
	u := look(t, 80, 24).Tell(kit.ThemeChanged{Theme: theme}, shut).Sees("f8 gives you a device code", "f8 use a device code")
	u.Tell(devices, kit.Tick{Now: noon.Add(time.Hour)}).Sees("f7 gets another")
}
