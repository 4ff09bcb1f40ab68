// Package kit holds what every pane shares: the Pane contract, the messages
// that pass between panes and the root, the theme, and a line to type in.
package kit

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Pane is one rectangle of the screen. Panes never import one another.
type Pane interface {
	Title() string                  // shown in the frame around it
	Keys() []key.Binding            // what works now; help is made from it
	Update(tea.Msg) (Pane, tea.Cmd) // states wishes; never does I/O
	View(width, height int) string  // exactly height lines of at most width cells
}

// Keyed is a pane whose Keys depend on what it shows. Help shows all of them, and
// a key that means nothing now says why.
type Keyed interface {
	AllKeys() []key.Binding   // every key that it ever obeys
	Why(k key.Binding) string // why this one does nothing now: "no query is chosen"
}

// Editor is a pane in which text may be typed. While Editing is true letters
// belong to the pane and not to the root.
type Editor interface{ Editing() bool }

// Cursored is a pane that places the terminal's own cursor, counted from the
// top left cell of its last View.
type Cursored interface {
	Cursor() (x, y int, shown bool)
}

// Sized is an overlay that knows how large it would like to be. Without it an
// overlay takes the whole body of the screen. The root may give less.
type Sized interface {
	Size() (width, height int)
}

// Ask wraps a wish as a command, so that a pane can return it from Update.
func Ask(wish tea.Msg) tea.Cmd { return func() tea.Msg { return wish } }
