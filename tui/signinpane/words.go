package signinpane

import (
	"fmt"
	"net/url"
	"time"

	"graphguest/auth"
	"graphguest/tui/safetext"
)

func shown(text string) string { return safetext.Line(text) }

// who is the account that signs in, as far as it is known.
func (m *Model) who() string {
	switch {
	case m.last.Account != "":
		return shown(m.last.Account)
	case m.environment.Account != "":
		return shown(m.environment.Account)
	}
	return "the account you were invited with"
}

// tenant is the tenant that is signed in to, by the name the person gave it.
func (m *Model) tenant() string {
	switch {
	case m.environment.TenantDomain != "":
		return shown(m.environment.TenantDomain)
	case m.environment.TenantID != "":
		return shown(m.environment.TenantID)
	}
	return "this tenant"
}

// place is the environment, by its name.
func (m *Model) place() string {
	if m.environment.Name == "" {
		return "this environment"
	}
	return shown(m.environment.Name)
}

// app is the name under which Entra ID asks for consent.
func (m *Model) app() string {
	switch m.environment.ClientID {
	case "", auth.DefaultClientID:
		return "Microsoft Graph Command Line Tools"
	}
	return "the app " + shown(m.environment.ClientID)
}

// address is a link with its host first and by itself: what comes before a host in
// a link, or looks like one behind it, deceives.
func address(link string) (host, rest string) {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" {
		return shown(link), ""
	}
	rest = u.EscapedPath()
	if u.RawQuery != "" {
		rest += "?…"
	}
	if u.Scheme != "https" {
		rest += " (" + u.Scheme + ")"
	}
	return shown(u.Host), shown(rest)
}

// expired is true once the clock has told that the device code is no more.
func (m *Model) expired() bool {
	return !m.now.IsZero() && !m.prompt.Expires.IsZero() && !m.now.Before(m.prompt.Expires)
}

// countdown says how long the device code still works.
func (m *Model) countdown() string {
	switch {
	case m.prompt.Expires.IsZero():
		return ""
	case m.now.IsZero():
		return "The code works for some minutes."
	case m.expired():
		return "The code has expired. " + m.key(again) + " gets another."
	}
	left := m.prompt.Expires.Sub(m.now).Round(time.Second)
	return fmt.Sprintf("The code works for %d:%02d more.", int(left.Minutes()), int(left.Seconds())%60)
}
