package view

import "graphguest/tui/kit"

// The keys that views share, under the same names.
var (
	Down         = kit.Bind("j/↓", "down", "j", "down")
	Up           = kit.Bind("k/↑", "up", "k", "up")
	PageDown     = kit.Bind("pgdn", "page down", "pgdown", "space")
	PageUp       = kit.Bind("pgup", "page up", "pgup", "b")
	HalfPageDown = kit.Bind("ctrl+d", "half a page down")
	HalfPageUp   = kit.Bind("ctrl+u", "half a page up")
	First        = kit.Bind("g", "first line", "g", "home")
	Last         = kit.Bind("G", "last line", "G", "end")
)
