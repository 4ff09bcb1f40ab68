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
	m.asked.query, m.asked.from = r.Query, r.From
	if m.result == nil {
		return nil
	}
	return m.begin()
}

// askExport has what is shown written to a file.
func (m *Model) askExport() tea.Cmd {
	wish := kit.ExportAnswer{What: m.copiedWhole(), Parts: m.shownParts(), Sequence: m.kind == isRows || m.filter.doc != nil}
	if v, ok := m.shown().(exported); ok {
		if parts, what := v.Export(); parts != nil {
			wish.What, wish.Parts, wish.Sequence = what, parts, false
		}
	}
	return kit.Ask(wish)
}

// exported is a view of which a part is written, as it is arranged: rows that are filtered, sorted, chosen.
type exported interface {
	Export() (parts [][]byte, what string)
}
