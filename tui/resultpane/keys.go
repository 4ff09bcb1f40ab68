package resultpane

import (
	"slices"

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
	find       = kit.Bind("/", "search")
	jqFilter   = kit.Bind(":", "filter with jq")
	stopFilter = kit.Bind("esc", "end the filter")
	exports    = kit.Bind("X", "export to a file")
	viewTree   = kit.Bind("T", "tree or table")
	viewRaw    = kit.Bind("R", "raw")
	keepLook   = kit.Bind("ctrl+k", "keep the filter with the saved query")
)

// deeds are the pane's own keys; those of the views come behind them. Help is made from all.
var deeds = kit.Deeds[*Model]{
	kit.Does(kit.Bind("y", "copy the answer"), (*Model).whyNoCopy, (*Model).copyWhole),
	kit.Does(turn, (*Model).whyNoTurn, (*Model).turnOver),
	kit.Does(nextPage, (*Model).whyNoPage, asks(kit.NextPage{})),
	kit.Does(allPages, (*Model).whyNoPage, asks(kit.AllPages{})),
	kit.Does(viewTree, (*Model).whyNoTable, (*Model).treeOrTable),
	kit.Does(viewRaw, whyNoView("Raw"), chooses("Raw")),
	kit.Does(kit.Bind(".", "next view"), (*Model).whyNoViews, turnsViews(1)),
	kit.Does(kit.Bind(",", "view before"), (*Model).whyNoViews, turnsViews(-1)),
	kit.Does(find, (*Model).whyNoSearch, (*Model).askSearch),
	kit.Does(kit.Bind("n", "next hit"), (*Model).whyNoHit, nextHit(true)),
	kit.Does(kit.Bind("N", "hit before"), (*Model).whyNoHit, nextHit(false)),
	kit.Does(jqFilter, (*Model).whyNoFilter, (*Model).askFilter),
	kit.Does(stopFilter, (*Model).whyNoFilterEnd, (*Model).stopOrEndFilter),
	kit.Does(kit.Bind("esc", "end the search"), (*Model).whyNoMarksOnly, (*Model).endSearch),
	kit.Does(kit.Bind("c", "copy…"), (*Model).whyNothing, (*Model).askCopy),
	kit.Does(exports, (*Model).whyNoExport, (*Model).askExport),
	kit.Does(save, (*Model).whyNoSave, asks(kit.SaveAnswer{})),
	kit.Does(open, (*Model).whyNoSave, asks(kit.OpenAnswer{})),
	kit.Does(kit.Bind("{", "older answer"), (*Model).whyNoStep, asks(kit.OlderAnswer{})),
	kit.Does(kit.Bind("}", "newer answer"), (*Model).whyNoStep, asks(kit.NewerAnswer{})),
	kit.Does(kit.Bind("backspace", "back where the link was"), (*Model).whyNoBack, asks(kit.Back{})),
	kit.Does(kit.Bind("=", "compare with another answer"), (*Model).whyNoCompare, asks(kit.CompareAnswers{})),
	kit.Does(keepLook, (*Model).whyNoLook, (*Model).keepFilter),
	kit.Does(permission, (*Model).whyNoPermission, (*Model).askPermission),
	kit.Does(changes, (*Model).whyNoChanges, (*Model).askChanges),
	kit.Does(promptTake, (*Model).whyNotTyping, nothing),
	kit.Does(promptLeave, (*Model).whyNotTyping, nothing),
}

func asks(wish tea.Msg) func(*Model) tea.Cmd {
	return func(*Model) tea.Cmd { return kit.Ask(wish) }
}

// Keys are those of what is on the screen; without an answer there are none.
func (m *Model) Keys() []key.Binding {
	if m.prompt.open() {
		return []key.Binding{promptTake, promptLeave}
	}
	if m.viewTypes() {
		return m.stage.view().Keys()
	}
	keys := deeds.Keys(m)
	if v := m.shown(); v != nil && !m.waiting() {
		keys = append(v.Keys(), keys...)
	}
	return keys
}

// AllKeys are those of any answer in any view.
func (m *Model) AllKeys() []key.Binding {
	all := deeds.All()
	named := map[string]bool{}
	for _, k := range all {
		named[k.Help().Desc] = true
	}
	for _, t := range m.stage.seats {
		for _, k := range t.AllKeys() {
			if !named[k.Help().Desc] {
				named[k.Help().Desc] = true
				all = append(all, k)
			}
		}
	}
	return all
}

// Why a key means nothing now.
func (m *Model) Why(k key.Binding) string {
	if slices.ContainsFunc(deeds.All(), func(own key.Binding) bool { return own.Help().Desc == k.Help().Desc }) {
		return deeds.Why(m, k)
	}
	if why := m.whyNoLines(); why != "" {
		return why
	}
	v := m.shown()
	if v != nil && slices.ContainsFunc(v.AllKeys(), func(of key.Binding) bool { return of.Help().Desc == k.Help().Desc }) {
		return v.Why(k)
	}
	return "that is a key of another view: " + m.theme.Hint("answer", "next-view", ".") + " leads there"
}

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

// whyNotTyping is the reason that keys of the line mean nothing.
func (m *Model) whyNotTyping() string {
	if !m.prompt.open() {
		return "nothing is being typed"
	}
	return ""
}

func (m *Model) whyNoExport() string {
	switch why := m.whyNoLines(); {
	case why != "":
		return why
	case m.kind != isJSON && m.kind != isRows:
		return "that is no JSON: " + m.hint(save) + " saves it as it came"
	case m.filter.run != nil && !m.filter.over:
		return "the filter is still under way"
	}
	return ""
}

// whyNoStep is open while a run is under way: it goes on behind an older answer, where there is one.
func (m *Model) whyNoStep() string {
	if !m.answered {
		return "there is no answer yet"
	}
	return ""
}

func (m *Model) whyNoBack() string {
	if m.asked.from == "" {
		return "this answer was not come to by a link"
	}
	return ""
}

func (m *Model) whyNoCompare() string {
	switch why := m.whyNothing(); {
	case why != "":
		return why
	case m.result == nil || m.result.Status == 0 || m.doc == nil:
		return "there is no answer of Graph's to compare"
	}
	return ""
}

// whyNoMarksOnly leaves esc to the filter while there is one.
func (m *Model) whyNoMarksOnly() string {
	if m.filter.doc != nil {
		return "it ends the filter first"
	}
	return m.whyNoMarks()
}

func nothing(*Model) tea.Cmd { return nil }

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
