package tokenpane

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/lipgloss/v2"

	"graphguest/auth/claims"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// View shows who the token stands for, its claims, and how to copy it.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return kit.Lines(nil, height)
	}
	if m.rows == nil || m.width != width {
		m.width = width
		m.rows = m.draw()
	}
	foot := m.foot()
	foot = foot[:min(len(foot), height/2)]
	seen := m.window.View(m.rows, height-len(foot))
	rows := strings.Split(kit.Lines(append([]string{}, seen...), height-len(foot)), "\n")
	return kit.Lines(append(rows, foot...), height)
}

func (m *Model) draw() []string {
	if !m.held {
		return m.missing()
	}
	rows := join(m.standing(), m.tabs(), m.expiry(), []string{""})
	if m.raw {
		return join(m.say(m.theme.Warn, 0, "The raw "+m.kindName()+". "+m.key(shows)+" hides it."), m.say(m.theme.Text, 0, m.current()))
	}
	if m.said.Opaque {
		return append(rows, m.say(m.theme.Text, 0, "This token is opaque: only the service that it is for can read it. Microsoft accounts have such tokens. It works like any other.")...)
	}
	for i, group := range m.said.Groups {
		if i > 0 {
			rows = append(rows, "")
		}
		rows = append(rows, m.say(m.theme.Bold, 0, group.Title)...)
		for _, claim := range group.Claims {
			rows = append(rows, m.claim(claim)...)
		}
	}
	return rows
}

// missing says what brings a token.
func (m *Model) missing() []string {
	if m.environment == "" {
		return join(
			m.say(m.theme.Text, 0, "No environment is open."),
			m.say(m.theme.Dim, 0, m.theme.Hint("global", "environments", "ctrl+o")+" shows those there are."),
		)
	}
	return join(
		m.say(m.theme.Text, 0, "No token for "+m.place()+" yet."),
		m.say(m.theme.Dim, 0, "The first query or "+m.theme.Hint("global", "sign-in", "s")+" (sign in) brings one."),
	)
}

// standing is GUEST or MEMBER, who, and why.
func (m *Model) standing() []string {
	if !m.identity.Known {
		return m.say(m.theme.Text, 0, "Who this token stands for cannot be read.")
	}
	word, style := "MEMBER", m.theme.Member
	if m.identity.Guest {
		word, style = "GUEST", m.theme.Guest
	}
	who := present(" · ", m.identity.Name, m.identity.Account, prefixed("home: ", m.identity.Home))
	return join(
		m.say(style, 0, word+" in "+m.place()),
		m.say(m.theme.Text, 0, who),
		m.say(m.theme.Dim, 0, m.identity.Why),
	)
}

func (m *Model) tabs() []string {
	if m.token.ID == "" || m.token.Access == "" {
		return nil
	}
	names := "[access token]  id token "
	if m.kind == claims.ID {
		names = " access token  [id token]"
	}
	return append([]string{""}, m.say(m.theme.Key, 0, names)...)
}

// foot is the way to the token itself, or the question that stands in it.
func (m *Model) foot() []string {
	if !m.held {
		return nil
	}
	switch {
	case m.asked == mayCopy:
		return m.say(m.theme.Warn, 0, "Press "+m.key(copies)+" again: the token opens this account's Graph to whoever has it.")
	case m.asked == mayShow:
		return m.say(m.theme.Warn, 0, "Press "+m.key(shows)+" again to show the token: it opens this account's Graph to whoever sees it.")
	case m.raw:
		return nil
	case !m.focused:
		return m.say(m.theme.Dim, 0, m.theme.Hint("global", "token", "ctrl+t")+" comes here, to scroll and to copy.")
	case m.token.Access == "":
		return m.say(m.theme.Dim, 0, "The raw token is not shown.")
	}
	return m.say(m.theme.Dim, 0, "The raw token is not shown; "+m.key(copies)+" copies the access token.")
}

// key is how one of the pane's own keys is pressed.
func (m *Model) key(k key.Binding) string {
	return m.theme.Hint("token", kit.KeyName(k), k.Keys()[0])
}

// say wraps text into styled rows behind a margin; no text makes no rows.
func (m *Model) say(style lipgloss.Style, margin int, text string) []string {
	if text == "" {
		return nil
	}
	rows := safetext.Wrap(text, m.width-margin)
	for i, row := range rows {
		rows[i] = strings.Repeat(" ", margin) + paint(style, row)
	}
	return rows
}

func (m *Model) place() string {
	if m.environment == "" {
		return "this environment"
	}
	return m.environment
}

func paint(style lipgloss.Style, text string) string {
	if text == "" {
		return ""
	}
	return style.Render(text)
}

func join(parts ...[]string) (rows []string) {
	for _, part := range parts {
		rows = append(rows, part...)
	}
	return rows
}

// present joins the texts that there are.
func present(separator string, texts ...string) string {
	var there []string
	for _, text := range texts {
		if text != "" {
			there = append(there, text)
		}
	}
	return strings.Join(there, separator)
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}
