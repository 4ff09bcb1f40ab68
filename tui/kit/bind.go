package kit

import "charm.land/bubbles/v2/key"

// Bind makes a key: how help names it, what it does, and the keystrokes where
// they are others than the name, or more.
func Bind(name, does string, strokes ...string) key.Binding {
	if len(strokes) == 0 {
		strokes = []string{name}
	}
	return key.NewBinding(key.WithKeys(strokes...), key.WithHelp(name, does))
}
