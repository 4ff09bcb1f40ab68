package tui

import (
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// look is the theme to begin with, and whether the terminal is asked for its background.
func look(w World, keys kit.Keymap) (theme kit.Theme, asks bool) {
	name, dark := w.Settings.Theme, w.Dark
	if w.NoColor {
		name = "mono"
	}
	switch w.Settings.Background {
	case "dark", "light":
		dark = w.Settings.Background == "dark"
	default:
		asks = true
	}
	theme = kit.ThemeNamed(name, dark)
	theme.Keys = keys
	return theme, asks && !theme.Plain
}

func (m *Model) setBackground(dark bool) tea.Cmd {
	if !m.asks || m.base.Dark == dark {
		return nil
	}
	keys := m.base.Keys
	m.base = kit.ThemeNamed(m.effects.world.Settings.Theme, dark)
	m.base.Keys = keys
	return m.paint()
}

// paint puts everything into the environment's colour.
func (m *Model) paint() tea.Cmd {
	m.theme = m.base.In(m.here.env.Color)
	m.drawHeader()
	return m.broadcast(kit.ThemeChanged{Theme: m.theme})
}

// hint is how a key of the root is pressed.
func (m *Model) hint(name, usual string) string { return m.theme.Hint(everywhere, name, usual) }
