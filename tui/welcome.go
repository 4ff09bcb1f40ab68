package tui

import (
	"strings"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// welcome is what the answer pane says while no environment is open. A line
// that begins with a space is something to type.
var welcomes = map[bool][]string{
	false: {
		"Welcome to graphguest.",
		"",
		"Look around in the demo world: nothing of yours is touched, no packet leaves this machine.",
		"  graphguest --demo",
		"",
		"Add a tenant that invited you, by its domain, its id or a link that names it.",
		"  graphguest env add NAME --tenant DOMAIN",
		"",
		"Then run a query. Where a sign-in is needed a dialog opens: in the browser, or with a code on another device. Tokens go into the keyring of this computer and nowhere else.",
	},
	true: {
		"No environment is open.",
		"",
		"ctrl+o shows those there are.",
	},
}

// welcome draws it in the middle of a line's readable width.
func (m *Model) welcome(w, h int) string {
	if m.survey == 0 {
		return kit.Lines(nil, h)
	}
	var rows []string
	for i, text := range welcomes[len(m.known)+len(m.damaged) > 0] {
		style := m.theme.Text
		switch {
		case i == 0:
			style = m.theme.Bold
		case strings.HasPrefix(text, " "):
			style = m.theme.Key
		}
		for _, row := range safetext.Wrap(text, min(max(w-4, 1), 72)) {
			rows = append(rows, kit.CutStyled("  "+paint(style, row), w))
		}
	}
	if h > len(rows)+4 {
		rows = append([]string{""}, rows...)
	}
	return kit.Lines(rows, h)
}
