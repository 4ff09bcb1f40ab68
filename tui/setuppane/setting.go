package setuppane

import (
	"slices"
	"strings"

	"graphguest/auth"
)

// setting is one line of environment.toml, as the form shows it. Text from outside
// is not in its words.
type setting struct {
	key, label string
	options    []string // what it may be; none = text
	get        func(auth.Environment) string
	put        func(*auth.Environment, string)
	empty      func(auth.Environment) string // what an empty one means
	help       func(auth.Environment) string // what it is for
}

// settings are the rows of the form. To add one, add a row.
func settings() []setting {
	return []setting{
		{
			key: "name", label: "name", get: func(e auth.Environment) string { return e.Name },
			put:  func(e *auth.Environment, v string) { e.Name = v },
			help: says("What you call it: in the header, in lists and after -e."),
		},
		{
			key: "account", label: "account", get: func(e auth.Environment) string { return e.Account },
			put:   func(e *auth.Environment, v string) { e.Account = v },
			empty: says("the sign-in page asks"),
			help:  says("Your user name at home, where your password is."),
		},
		{
			key: "color", label: "colour", options: append([]string{""}, auth.Colors...),
			get:  func(e auth.Environment) string { return e.Color },
			put:  func(e *auth.Environment, v string) { e.Color = v },
			help: says("Paints the header and the focus, so that you see where you are. The sign says the same without colour."),
		},
		{
			key: "client_id", label: "app", get: func(e auth.Environment) string { return e.ClientID },
			put: putClient, empty: says("Microsoft Graph Command Line Tools"), help: helpClient,
		},
		{
			key: "domain_hint", label: "hint", get: func(e auth.Environment) string { return e.DomainHint },
			put:   func(e *auth.Environment, v string) { e.DomainHint = v },
			empty: emptyHint,
			help:  says("Brings up your home's sign-in page at once: a domain, consumers for a Microsoft account, or none. Empty: from the account."),
		},
		{
			key: "scopes", label: "scopes", get: func(e auth.Environment) string { return strings.Join(e.Scopes, " ") },
			put:   putScopes,
			empty: func(auth.Environment) string { return strings.Join(auth.DefaultScopes, " ") },
			help:  says("What the app may do as you, with spaces between. Most others need the consent of the tenant's admin."),
		},
		{
			key: "access", label: "access", options: []string{string(auth.ReadOnly), string(auth.ReadWrite)},
			get:  func(e auth.Environment) string { return string(e.EffectiveAccess()) },
			put:  func(e *auth.Environment, v string) { e.Access = auth.Access(v) },
			help: helpAccess,
		},
		{
			key: "isolated", label: "isolated", options: []string{"no", "yes"}, get: getIsolated,
			put:  func(e *auth.Environment, v string) { e.Isolated = v == "yes" },
			help: helpIsolated,
		},
	}
}

// settingOf is the row of that key.
func settingOf(key string) setting {
	all := settings()
	return all[slices.IndexFunc(all, func(s setting) bool { return s.key == key })]
}

func says(text string) func(auth.Environment) string {
	return func(auth.Environment) string { return text }
}

func separates(r rune) bool { return r == ' ' || r == ',' || r == ';' }

// putScopes leaves none, rather than an empty list, where there are none.
func putScopes(e *auth.Environment, v string) {
	e.Scopes = nil
	if scopes := strings.FieldsFunc(v, separates); len(scopes) > 0 {
		e.Scopes = scopes
	}
}

func putClient(e *auth.Environment, v string) {
	e.ClientID = strings.ToLower(v)
	if v == "" {
		e.ClientID = auth.DefaultClientID
	}
}

func helpClient(e auth.Environment) string {
	if e.ClientID == auth.DefaultClientID {
		return "Microsoft Graph Command Line Tools, Microsoft's own app, under whose name you sign in."
	}
	return "The id of the app under whose name you sign in. Empty: Microsoft Graph Command Line Tools."
}

func emptyHint(e auth.Environment) string {
	if hint := e.Hint(); hint != "" {
		return hint + ", from the account"
	}
	return "none"
}

func helpAccess(e auth.Environment) string {
	if e.EffectiveAccess() == auth.ReadWrite {
		return "Changes are let through. Each one still asks first, with its method, URL and tenant."
	}
	return "Nothing can be changed there by mistake: only reading is let through."
}

func getIsolated(e auth.Environment) string {
	if e.Isolated {
		return "yes"
	}
	return "no"
}

func helpIsolated(e auth.Environment) string {
	if e.Isolated {
		return "Signs in by itself: it neither starts from another environment's sign-in nor lends its own."
	}
	return "May start from another environment's sign-in of the same account, often without a browser."
}
