package tree

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/view"
)

// deeds are all keys of the tree.
var deeds = kit.Deeds[*Model]{
	kit.Does(kit.Bind("enter", "fold or unfold"), (*Model).whyNoFold, (*Model).toggle),
	kit.Does(kit.Bind("l/→", "unfold, go in", "l", "right"), (*Model).whyNotIn, (*Model).in),
	kit.Does(kit.Bind("h/←", "fold, go out", "h", "left"), (*Model).whyNotOut, (*Model).out),
	moves(view.Down, (*Model).whyNotDown, func(m *Model) { m.goTo(m.cursor + 1) }),
	moves(view.Up, (*Model).whyNotUp, func(m *Model) { m.goTo(m.cursor - 1) }),
	moves(view.PageDown, (*Model).whyNotDown, func(m *Model) { m.page(1, 1) }),
	moves(view.PageUp, (*Model).whyNotUp, func(m *Model) { m.page(-1, 1) }),
	moves(view.HalfPageDown, (*Model).whyNotDown, func(m *Model) { m.page(1, 2) }),
	moves(view.HalfPageUp, (*Model).whyNotUp, func(m *Model) { m.page(-1, 2) }),
	moves(view.First, (*Model).whyNotUp, func(m *Model) { m.goTo(0) }),
	moves(view.Last, (*Model).whyNotDown, (*Model).goToEnd),
	moves(kit.Bind("J", "next sibling"), whyNoSibling((*jsondoc.Doc).Next), func(m *Model) { m.goToLine(m.doc.Next(m.Line())) }),
	moves(kit.Bind("K", "sibling before"), whyNoSibling((*jsondoc.Doc).Before), func(m *Model) { m.goToLine(m.doc.Before(m.Line())) }),
	kit.Does(kit.Bind("E", "unfold all"), (*Model).whyNotUnfold, levels(0)),
	kit.Does(kit.Bind("C", "fold all"), (*Model).whyNotFold, levels(1)),
	kit.Does(kit.Bind("1…9", "fold from that level on, 0 = nothing", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0"), (*Model).whyNotFold, nothing),
	kit.Does(kit.Bind("@", "go to a key by name"), (*Model).whyNotFold, (*Model).askName),
	kit.Does(kit.Bind("L", "follow the link"), (*Model).whyNoLink, (*Model).follow),
	moves(kit.Bind("shift+←", "to the left", "shift+left"), (*Model).whyNotLeft, func(m *Model) { m.sideways(-sideStep) }),
	moves(kit.Bind("shift+→", "to the right", "shift+right"), (*Model).whyNotRight, func(m *Model) { m.sideways(sideStep) }),
}

// moves is a key that moves through the document.
func moves(k key.Binding, why func(*Model) string, do func(*Model)) kit.Deed[*Model] {
	return kit.Does(k, why, func(m *Model) tea.Cmd { do(m); return nil })
}

func (m *Model) whyNotDown() string {
	if why := m.whyNoLines(); why != "" {
		return why
	}
	if n, complete := m.folds.Rows(); complete && m.cursor >= n-1 {
		return "this is the last line"
	}
	return ""
}

func (m *Model) whyNotUp() string {
	if why := m.whyNoLines(); why != "" {
		return why
	}
	if m.cursor == 0 {
		return "this is the first line"
	}
	return ""
}

func whyNoSibling(of func(*jsondoc.Doc, int) int) func(*Model) string {
	return func(m *Model) string {
		if why := m.whyNoLines(); why != "" {
			return why
		}
		if of(m.doc, m.Line()) < 0 {
			return "there is no further one beside it"
		}
		return ""
	}
}

// whyNotFold is for what needs JSON.
func (m *Model) whyNotFold() string {
	if why := m.whyNoLines(); why != "" {
		return why
	}
	if m.answer.Text {
		return "plain text has no structure"
	}
	return ""
}

func (m *Model) whyNotUnfold() string {
	if why := m.whyNotFold(); why != "" {
		return why
	}
	if !m.folds.Any() {
		return "nothing is folded"
	}
	return ""
}

func (m *Model) whyNotIn() string {
	if why := m.whyNotFold(); why != "" {
		return why
	}
	line := m.Line()
	if n, ok := m.doc.Node(line); !ok || n.Line != line || n.Value != nil || !holds(n) {
		return "there is nothing to go into on this line"
	}
	return ""
}

func (m *Model) whyNotOut() string {
	if why := m.whyNotFold(); why != "" {
		return why
	}
	if line := m.Line(); m.doc.Parent(line) < 0 && (!m.container() || m.folds.Folded(line)) {
		return "this is the outermost"
	}
	return ""
}

func (m *Model) whyNotLeft() string {
	if why := m.whyNoLines(); why != "" {
		return why
	}
	if m.left == 0 {
		return "the lines are shown from their beginning"
	}
	return ""
}

func (m *Model) whyNotRight() string {
	if why := m.whyNoLines(); why != "" {
		return why
	}
	if m.left+m.width >= m.widest {
		return "no line in sight goes on to the right"
	}
	return ""
}

func (m *Model) whyNoLines() string {
	if m.doc == nil {
		return "there is no answer"
	}
	return ""
}

// page moves by a part of what is on the screen, keeping one row of it.
func (m *Model) page(direction, part int) {
	step := direction * max((m.height-1)/part, 1)
	top := m.top
	m.goTo(m.cursor + step)
	if want := max(top+step, 0); want <= m.cursor && m.cursor < want+m.height {
		m.top = want
		m.hold()
	}
}

// goToLine goes to a line that is in sight or not; -1 = there is none.
func (m *Model) goToLine(line int) {
	if line >= 0 {
		m.folds.Reveal(line)
		m.goTo(m.folds.Row(line))
	}
}

// whyNoFold is why enter does nothing.
func (m *Model) whyNoFold() string {
	if why := m.whyNoLines(); why != "" {
		return why
	}
	if m.whyNoLink() == "" || m.container() {
		return ""
	}
	return "there is nothing to fold on this line"
}

// container is whether the cursor is on a container that spans lines, or on its end.
func (m *Model) container() bool {
	n, ok := m.doc.Node(m.Line())
	return ok && n.Value == nil && holds(n)
}

// toggle folds or unfolds the container under the cursor; a link is followed.
func (m *Model) toggle() tea.Cmd {
	if !m.container() {
		return m.follow()
	}
	line := m.Line()
	if m.folds.Folded(line) {
		m.folds.Unfold(line)
	} else if at, ok := m.folds.Fold(line); ok {
		line = at
	}
	m.goTo(m.folds.Row(line))
	return nil
}

// in unfolds what is folded, or goes to the first child.
func (m *Model) in() tea.Cmd {
	line := m.Line()
	n, ok := m.doc.Node(line)
	switch {
	case !ok || n.Line != line || n.Value != nil || !holds(n):
	case m.folds.Folded(line):
		m.folds.Unfold(line)
	default:
		m.goTo(m.cursor + 1)
	}
	return nil
}

// out folds what is unfolded, or goes to the parent.
func (m *Model) out() tea.Cmd {
	line := m.Line()
	if m.container() && !m.folds.Folded(line) {
		at, _ := m.folds.Fold(line)
		m.goTo(m.folds.Row(at))
		return nil
	}
	m.goToLine(m.doc.Parent(line))
	return nil
}

// levels folds everything from a level on; the cursor goes to what hides its line.
func levels(n int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		line := m.Line()
		m.folds.Level(n)
		m.goTo(m.folds.Row(line))
		rows, _ := m.folds.Rows()
		words := "everything is unfolded"
		if n > 0 {
			words = fmt.Sprintf("folded from level %d on: %s lines are left", n, thousands(rows))
		}
		return kit.Ask(kit.Say{Text: words})
	}
}

// nothing is done for the digits here: which one it is stands in the keystroke, see Update.
func nothing(*Model) tea.Cmd { return nil }
