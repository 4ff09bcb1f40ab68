package errorpane

import (
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// ask wants to know which permission the refused query needs. An older answer goes.
func (m *Model) ask() tea.Cmd {
	refusal := m.refusal()
	m.asked, m.explained = true, nil
	m.retell()
	return kit.Ask(kit.AskPermission{Query: refusal.Query, Granted: refusal.Granted})
}

// explain takes the answer of the permission service, where there is an error that it could be about.
func (m *Model) explain(e kit.PermissionsExplained) {
	if m.err == nil {
		return
	}
	m.asked, m.explained = false, &e
	m.retell()
	m.window.Top()
}

// wanted is the permission to sign in with: the least that the person can consent to, where there is one; "" = none
// would help.
func (m *Model) wanted() string {
	e := m.explained.Explanation
	switch {
	case e.Enough():
		return ""
	case e.Consentable() != "":
		return e.Consentable()
	}
	return e.Least
}

// permission is what is known of the permissions that the query needs.
func (m *Model) permission() []part {
	switch {
	case m.asked:
		return parts(part{"Which permission", sentences("Asking the permission service of Microsoft, which learns the method and the shape of the path only…")})
	case m.explained == nil:
		return nil
	case m.explained.Err != nil:
		rows := sentences(m.explained.Err.Error())
		var next interface{ NextStep() string }
		if errors.As(m.explained.Err, &next) {
			rows = append(rows, sentences(next.NextStep())...)
		}
		return parts(part{"Which permission", rows})
	}
	said := part{"Which permission", rows("query", m.explained.Query.Verb()+" "+m.explained.Query.Path)}
	for _, sentence := range m.explained.Explanation.Sentences() {
		said.rows = append(said.rows, sentences(sentence)...)
	}
	for _, p := range m.explained.Explanation.Needed {
		if p.Value == m.wanted() {
			said.rows = append(said.rows, rows("what it is for", present(": ", p.DisplayName, p.Description))...)
		}
	}
	if m.whyNoStep() == "" {
		said.rows = append(said.rows, row{m.theme.Hint("error", "sign-in-with-it", "s"), "signs in again and asks for " + m.wanted()})
	}
	if m.whyNoLetter() == "" {
		said.rows = append(said.rows, row{m.theme.Hint("error", "copy-the-request-to-the-admin", "c"), "copies a text for the admin, with the link to consent"})
	}
	return parts(said)
}

// withPermission puts it right after what happened: a small screen has no room for more, and it is what was asked for.
func (m *Model) withPermission(told []part) []part {
	return slices.Insert(told, min(1, len(told)), m.permission()...)
}
