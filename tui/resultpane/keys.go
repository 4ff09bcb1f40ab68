package resultpane

import (
	"errors"
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// bound is a key and what it does.
type bound struct {
	key.Binding
	do func(*Model) tea.Cmd
}

// moves a document; others have nothing to move.
var moves = []bound{
	{kit.Bind("j/↓", "down", "j", "down"), by(1)},
	{kit.Bind("k/↑", "up", "k", "up"), by(-1)},
	{kit.Bind("pgdn", "page down", "pgdown", "space"), page(1, 1)},
	{kit.Bind("pgup", "page up", "pgup", "b"), page(-1, 1)},
	{kit.Bind("ctrl+d", "half a page down"), page(1, 2)},
	{kit.Bind("ctrl+u", "half a page up"), page(-1, 2)},
	{kit.Bind("g", "first line", "g", "home"), move((*Model).goToStart)},
	{kit.Bind("G", "last line", "G", "end"), move((*Model).goToEnd)},
	{kit.Bind("h/←", "left", "h", "left"), move(func(m *Model) { m.sideways(-sideStep) })},
	{kit.Bind("l/→", "right", "l", "right"), move(func(m *Model) { m.sideways(sideStep) })},
}

var copies = bound{kit.Bind("y", "copy the answer"), (*Model).copy}

// Keys are those of the document on the screen; without one there are none.
func (m *Model) Keys() []key.Binding {
	var keys []key.Binding
	for _, k := range m.bound() {
		keys = append(keys, k.Binding)
	}
	return keys
}

func (m *Model) bound() []bound {
	if m.doc == nil {
		return nil
	}
	return append([]bound{copies}, moves...)
}

// mostCopied is what terminals take into their clipboard, roughly, in bytes.
const mostCopied = 1 << 20

func (m *Model) copy() tea.Cmd {
	if n := len(m.result.Body); n > mostCopied {
		return kit.Ask(kit.Failed{Err: tooLarge(n)})
	}
	return kit.Ask(kit.Copy{What: "the answer", Text: string(m.result.Body)})
}

func tooLarge(n int) error {
	return &refusal{
		error: errors.New("the answer is " + size(n) + ", too large for the clipboard"),
		next:  fmt.Sprintf("save it: graphguest query … -o raw --out FILE (the clipboard takes %s)", size(mostCopied)),
	}
}

// refusal is an error with its way out.
type refusal struct {
	error
	next string
}

func (r *refusal) NextStep() string { return r.next }
