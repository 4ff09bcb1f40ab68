package resultpane

import (
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// recalled shows an answer of before again. A run that is under way goes on behind it.
func (m *Model) recalled(r kit.AnswerRecalled) tea.Cmd {
	over := m.asked.over()
	m.clear(stateOf(kit.QueryDone{Result: r.Result, Err: r.Err}))
	m.asked, m.result, m.err, m.recall, m.look = over, r.Result, r.Err, r, r.Look
	m.asked.query, m.asked.from, m.answered = r.Query, r.From, true
	if m.result == nil {
		return nil
	}
	return m.begin()
}

// askExport has what is shown written to a file.
func (m *Model) askExport() tea.Cmd {
	wish := kit.ExportAnswer{What: m.copiedWhole(), Parts: m.shownParts(), Sequence: m.kind == isRows || m.filter.doc != nil}
	v, ok := m.shown().(exported)
	if !ok {
		return kit.Ask(wish)
	}
	make, what := v.Export()
	if make == nil {
		return kit.Ask(wish)
	}
	return func() tea.Msg {
		return kit.ExportAnswer{What: what, Parts: make()}
	}
}

// exported is a view of which a part is written, as it is arranged: rows that are filtered, sorted, chosen.
type exported interface {
	Export() (make func() [][]byte, what string)
}
