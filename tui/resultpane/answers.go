package resultpane

import (
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/view"
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
	if p, noted := m.places[m.result.ClientRequestID]; noted {
		m.back = &p
	}
	return m.begin()
}

// place is where a person was in an answer: the view, and the line of the document.
type place struct {
	view string
	line int
}

// notePlace keeps where the person is before the answer leaves the screen.
func (m *Model) notePlace() {
	f := m.found()
	if m.result == nil || m.result.ClientRequestID == "" || f == nil || m.filter.doc != nil {
		return
	}
	if m.places == nil {
		m.places = map[string]place{}
	}
	m.places[m.result.ClientRequestID] = place{m.shown().Name(), f.Line()}
}

// goBack goes where the person was in an answer that came back.
func (m *Model) goBack() tea.Cmd {
	if m.back == nil || m.filter.doc != nil {
		return nil
	}
	p := *m.back
	m.back = nil
	return m.goTo(view.GoTo{View: p.view, Line: p.line})
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
