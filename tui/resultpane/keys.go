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

var (
	copies = bound{kit.Bind("y", "copy the answer"), (*Model).copy}
	turns  = bound{kit.Bind("a", "advice or body"), move(func(m *Model) { m.unfold = !m.unfold })}
)

// Keys are those of what is on the screen; without an answer there are none.
func (m *Model) Keys() []key.Binding { return bindings(m.bound()) }

// AllKeys are those of any answer.
func (m *Model) AllKeys() []key.Binding {
	return bindings(append([]bound{copies, turns}, moves...))
}

// Why a key means nothing now.
func (m *Model) Why(k key.Binding) string {
	turning := k.Help() == turns.Help()
	switch {
	case m.waiting():
		return "the answer is still on its way"
	case m.state == empty:
		return "there is no answer yet"
	case k.Help() == copies.Help() && m.wrong():
		return ""
	case m.turnable() && !m.unfold && !turning:
		return m.theme.Hint("answer", kit.KeyName(turns.Binding), "a") + " shows Graph's own answer first"
	case m.doc == nil && m.state == refused:
		return "the refusal came without a body"
	case m.doc == nil && m.result != nil && len(m.result.Body) > 0:
		return "a binary answer is not shown"
	case m.doc == nil && m.result != nil:
		return "the answer has no body"
	case m.doc == nil:
		return "no answer came"
	case turning && m.state != refused:
		return "this is no refusal"
	}
	return ""
}

func bindings(keys []bound) []key.Binding {
	var list []key.Binding
	for _, k := range keys {
		list = append(list, k.Binding)
	}
	return list
}

// bound is what works now. What is about to be replaced has no keys any more.
func (m *Model) bound() []bound {
	var keys []bound
	if m.waiting() {
		return nil
	}
	if m.shown() != nil || m.wrong() {
		keys = append(keys, copies)
	}
	if m.turnable() {
		keys = append(keys, turns)
	}
	if m.shown() != nil {
		keys = append(keys, moves...)
	}
	return keys
}

// turnable is true for a refusal with a body to look at.
func (m *Model) turnable() bool { return m.state == refused && m.doc != nil }

// mostCopied is what terminals take into their clipboard, roughly, in bytes.
const mostCopied = 1 << 20

// copy takes what is on the screen, all of it.
func (m *Model) copy() tea.Cmd {
	if m.wrong() {
		return kit.Ask(kit.Copy{What: "the error", Text: m.told()})
	}
	if n := len(m.result.Body); n > mostCopied {
		return kit.Ask(kit.Failed{Err: m.tooLarge(n)})
	}
	return kit.Ask(kit.Copy{What: m.whole(), Text: string(m.result.Body)})
}

func (m *Model) tooLarge(n int) error {
	return &tooLarge{
		error: errors.New(m.whole() + " is " + size(n) + ", too large for the clipboard, which takes " + size(mostCopied)),
		next: fmt.Sprintf("%s shows it in a pager; graphguest query … -o raw --out FILE saves it",
			m.theme.Hint("global", "answer-in-the-pager", "P")),
	}
}

// tooLarge is an error with its way out.
type tooLarge struct {
	error
	next string
}

func (r *tooLarge) NextStep() string { return r.next }
