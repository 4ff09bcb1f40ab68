package resultpane

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// The keys that texts mention.
var (
	nextPage   = kit.Bind("p", "next page")
	allPages   = kit.Bind("A", "all pages")
	save       = kit.Bind("S", "save the body to a file")
	open       = kit.Bind("O", "open it with the system's program")
	permission = kit.Bind("W", "which permission it needs")
	changes    = kit.Bind("D", "what changed since")
	turn       = kit.Bind("a", "advice or body")
)

// deeds are all keys of the answer. Help is made from them.
var deeds = kit.Deeds[*Model]{
	kit.Does(kit.Bind("y", "copy the answer"), (*Model).whyNoCopy, (*Model).copy),
	kit.Does(turn, (*Model).whyNoTurn, move(func(m *Model) { m.unfold = !m.unfold })),
	kit.Does(nextPage, (*Model).whyNoPage, asks(kit.NextPage{})),
	kit.Does(allPages, (*Model).whyNoPage, asks(kit.AllPages{})),
	kit.Does(save, (*Model).whyNoSave, asks(kit.SaveAnswer{})),
	kit.Does(open, (*Model).whyNoSave, asks(kit.OpenAnswer{})),
	kit.Does(permission, (*Model).whyNoPermission, (*Model).askPermission),
	kit.Does(changes, (*Model).whyNoChanges, (*Model).askChanges),
	moves(kit.Bind("j/↓", "down", "j", "down"), by(1)),
	moves(kit.Bind("k/↑", "up", "k", "up"), by(-1)),
	moves(kit.Bind("pgdn", "page down", "pgdown", "space"), page(1, 1)),
	moves(kit.Bind("pgup", "page up", "pgup", "b"), page(-1, 1)),
	moves(kit.Bind("ctrl+d", "half a page down"), page(1, 2)),
	moves(kit.Bind("ctrl+u", "half a page up"), page(-1, 2)),
	moves(kit.Bind("g", "first line", "g", "home"), move((*Model).goToStart)),
	moves(kit.Bind("G", "last line", "G", "end"), move((*Model).goToEnd)),
	moves(kit.Bind("h/←", "left", "h", "left"), move(func(m *Model) { m.sideways(-sideStep) })),
	moves(kit.Bind("l/→", "right", "l", "right"), move(func(m *Model) { m.sideways(sideStep) })),
}

// moves is a key that moves through a document; others have nothing to move.
func moves(k key.Binding, do func(*Model) tea.Cmd) kit.Deed[*Model] {
	return kit.Does(k, (*Model).whyNoLines, do)
}

func asks(wish tea.Msg) func(*Model) tea.Cmd {
	return func(*Model) tea.Cmd { return kit.Ask(wish) }
}

// Keys are those of what is on the screen; without an answer there are none.
func (m *Model) Keys() []key.Binding { return deeds.Keys(m) }

// AllKeys are those of any answer.
func (m *Model) AllKeys() []key.Binding { return deeds.All() }

// Why a key means nothing now.
func (m *Model) Why(k key.Binding) string { return deeds.Why(m, k) }

// whyNothing is the reason that all keys share.
func (m *Model) whyNothing() string {
	switch {
	case m.waiting():
		return "the answer is still on its way"
	case m.state == empty:
		return "there is no answer yet"
	}
	return ""
}

// whyNoDocument is why there are no lines, on the screen or behind what is there.
func (m *Model) whyNoDocument() string {
	switch why := m.whyNothing(); {
	case why != "":
		return why
	case m.doc != nil:
		return ""
	case m.state == refused:
		return "the refusal came without a body"
	case m.kind == isBinary:
		return "a binary answer is not shown"
	}
	return m.whyNoBody()
}

func (m *Model) whyNoBody() string {
	switch {
	case m.result == nil:
		return "no answer came"
	case m.result.Size() == 0:
		return "the answer has no body"
	}
	return ""
}

func (m *Model) whyNoLines() string {
	if why := m.whyNoDocument(); why != "" || !m.turnable() || m.unfold {
		return why
	}
	return m.theme.Hint("answer", kit.KeyName(turn), "a") + " shows Graph's own answer first"
}

func (m *Model) whyNoCopy() string {
	if !m.waiting() && m.wrong() {
		return ""
	}
	return m.whyNoLines()
}

func (m *Model) whyNoTurn() string {
	if why := m.whyNoDocument(); why != "" || m.state == refused {
		return why
	}
	return "this is no refusal"
}

func (m *Model) whyNoPage() string {
	switch why := m.whyNoFollowing(); {
	case why != "":
		return why
	case m.result.NextLink == "":
		return "there is no further page"
	}
	return ""
}

func (m *Model) whyNoChanges() string {
	switch why := m.whyNoFollowing(); {
	case why != "":
		return why
	case m.result.DeltaLink == "":
		return "the answer has no delta link"
	}
	return ""
}

// whyNoFollowing is why no link of the answer can be followed.
func (m *Model) whyNoFollowing() string {
	switch why := m.whyNothing(); {
	case why != "":
		return why
	case m.asked.grows:
		return "pages are being fetched: " + m.theme.Hint("global", "cancel-the-run", "esc") + " stops"
	case m.result == nil:
		return "no answer came"
	}
	return ""
}

func (m *Model) whyNoSave() string {
	switch why := m.whyNothing(); {
	case why != "":
		return why
	case m.result != nil && m.result.Status == 0:
		return "no answer of Graph's is on the screen"
	}
	return m.whyNoBody()
}

func (m *Model) whyNoPermission() string {
	switch why := m.whyNothing(); {
	case why != "":
		return why
	case m.asked.query.Path == "":
		return "Graph was asked nothing"
	}
	return ""
}

// turnable is true for a refusal with a body to look at.
func (m *Model) turnable() bool { return m.state == refused && m.doc != nil }
