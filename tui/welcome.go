package tui

import (
	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// welcomeLine is one thing to do, or a word about it.
type welcomeLine struct{ key, text string }

// welcomeLines is what the answer pane says while no environment is open.
func (m *Model) welcomeLines() []welcomeLine {
	if len(m.known)+len(m.damaged) > 0 {
		return []welcomeLine{
			{"", "No environment is open."},
			{"", ""},
			{m.hint("environments", "e"), "shows those there are"},
			{m.hint("add-a-tenant", "+"), "adds a tenant"},
		}
	}
	lines := []welcomeLine{
		{"", "Welcome to graphguest."},
		{"", ""},
	}
	if m.effects.world.CanDemo {
		lines = append(lines,
			welcomeLine{m.hint("demo-world", "d"), "look around in the demo world"},
			welcomeLine{"", "Six simulated tenants, no account needed: nothing of yours is touched, no packet leaves this machine. Later: graphguest --demo"},
			welcomeLine{"", ""})
	}
	return append(lines,
		welcomeLine{m.hint("add-a-tenant", "+"), "add a tenant that invited you"},
		welcomeLine{"", "By its domain, its id, your invitation or any link that names it; graphguest finds the rest. As a command: graphguest env add"},
		welcomeLine{"", ""},
		welcomeLine{m.hint("help", "?"), "every key"},
		welcomeLine{"", ""},
		welcomeLine{"", "Signing in happens where a query needs it: in your browser, or with a code on another device, where there is none. Tokens go into the keyring of this computer and nowhere else."},
	)
}

// welcome draws it in a readable width.
func (m *Model) welcome(w, h int) string {
	if m.survey == 0 {
		return kit.Lines(nil, h)
	}
	var rows []string
	for i, line := range m.welcomeLines() {
		style := m.theme.Text
		switch {
		case i == 0:
			style = m.theme.Bold
		case line.key == "":
			style = m.theme.Dim
		}
		margin := "  "
		if i > 0 && len(line.text) > 0 {
			margin = "     "
		}
		for n, row := range safetext.Wrap(line.text, min(max(w-len(margin), 1), 68)) {
			if n == 0 && line.key != "" {
				rows = append(rows, kit.CutStyled("  "+m.theme.Key.Render(line.key)+"  "+paint(style, row), w))
				continue
			}
			rows = append(rows, kit.CutStyled(margin+paint(style, row), w))
		}
	}
	if h > len(rows)+4 {
		rows = append([]string{""}, rows...)
	}
	return kit.Lines(rows, h)
}

// nowhereYet is true where there is nothing but the welcome.
func (m *Model) nowhereYet() bool { return !m.here.open && m.effects.world.CanDemo }

// WantsDemo is true after the explorer ended to go on in the demo world.
func (m *Model) WantsDemo() bool { return m.demo }

func (m *Model) goDemo() tea.Cmd {
	m.demo = true
	return m.quit()
}

// addTenant opens the form for an environment that there is not yet.
func (m *Model) addTenant() tea.Cmd {
	return m.setUp(kit.SetUp{Purpose: kit.Add, Environment: auth.Environment{}})
}
