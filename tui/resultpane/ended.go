package resultpane

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/export"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/view"
)

// indexed says that a document's lines are counted.
type indexed struct{ doc *jsondoc.Doc }

// arrive shows what has come so far of the answer that is awaited.
func (m *Model) arrive(so kit.AnswerArrives) tea.Cmd {
	if so.ID != m.asked.run || so.Result == nil || so.Result.Size() == 0 {
		return nil
	}
	if m.doc != nil && (m.asked.grows || m.asked.partly) {
		return m.replace(so.Result, m.doc.GrownOpen(parts(so.Result)...))
	}
	k := kindOf(so.Result)
	if k != isJSON && k != isRows {
		return nil // nothing of it can be seen before it is whole
	}
	over := m.asked
	m.clear(arriving)
	m.asked, m.look, m.answered = over, over.look, true
	m.asked.fresh, m.asked.partly = false, true
	m.result, m.kind = so.Result, k
	m.doc = openDoc(so.Result, k)
	return tea.Batch(m.index(m.doc), m.stage.show(m.answer(), false))
}

// end shows how the run ended that is awaited.
func (m *Model) end(done kit.QueryDone) tea.Cmd {
	switch {
	case done.ID != m.asked.run, done.Result == nil && done.Err == nil:
		return nil
	case m.asked.grows:
		return m.grow(done)
	case m.asked.partly && m.doc != nil && done.Result != nil && done.Result.Status < 300 && kindOf(done.Result) == m.kind:
		m.asked = m.asked.over()
		m.err, m.state = done.Err, stateOf(done)
		m.odd = oddity(done.Result, m.kind)
		return tea.Batch(m.replace(done.Result, m.doc.Grown(parts(done.Result)...)), m.lookAgain())
	}
	over := m.asked.over()
	m.clear(stateOf(done))
	m.asked, m.result, m.err = over, done.Result, done.Err
	m.look, m.answered = over.look, true
	if m.result == nil {
		return nil
	}
	return m.begin()
}

// begin shows the result from its start.
func (m *Model) begin() tea.Cmd {
	m.kind = kindOf(m.result)
	m.odd = oddity(m.result, m.kind)
	switch m.kind {
	case isJSON:
		m.doc = jsondoc.New(parts(m.result)...)
	case isRows:
		m.doc = jsondoc.NewSequence(parts(m.result)...)
	case isText:
		m.doc = jsondoc.NewText(parts(m.result)...)
	case isBinary:
		m.binary = describe(m.result)
	}
	var cmds []tea.Cmd
	if m.doc != nil {
		cmds = append(cmds, m.index(m.doc))
	}
	return tea.Batch(append(cmds, m.stage.show(m.answer(), m.inWords()), m.lookAgain())...)
}

// lookAgain filters a whole answer as it was kept with its saved query.
func (m *Model) lookAgain() tea.Cmd {
	if m.look.Filter == "" || m.state != done || m.doc == nil || m.filter.doc != nil {
		return nil
	}
	return m.runFilter(m.look.Filter)
}

// inWords is whether words tell the answer better than a view.
func (m *Model) inWords() bool {
	return m.state == refused || m.kind == isNothing || m.kind == isBinary && !m.stage.offers("Picture", m.answer())
}

// answer is what the views show.
func (m *Model) answer() view.Answer {
	a := view.Answer{Doc: m.doc, Text: m.kind == isText, Result: m.result, Graph: m.graph, Columns: columnsOf(m.look), Select: export.Columns(m.asked.query)}
	if m.filter.doc != nil {
		a.Doc, a.Filter, a.Text = m.filter.doc, m.filter.expr, false
	}
	return a
}

// grow shows the answer with the pages that came, at the place where the person is. Why
// no more of them came stands above it; without any it is as it was.
func (m *Model) grow(end kit.QueryDone) tea.Cmd {
	m.asked = m.asked.over()
	if errors.Is(end.Err, graphquery.ErrLastPage) {
		end.Err = nil
	}
	if end.Result == nil || end.Result == m.result || end.Result.Status >= 300 {
		if end.Err != nil {
			m.err, m.state = end.Err, partial
		}
		return nil
	}
	m.kind, m.err, m.state = isJSON, end.Err, stateOf(end)
	return m.replace(end.Result, m.doc.Grown(parts(end.Result)...))
}

// replace goes on with a document that begins as the one before.
func (m *Model) replace(r *graphquery.Result, doc *jsondoc.Doc) tea.Cmd {
	m.result = r
	cmd := m.index(doc)
	if m.filter.doc != nil {
		return cmd
	}
	return tea.Batch(cmd, m.stage.grow(m.answer()))
}

// index counts the lines beside the screen, which needs none of it to begin.
func (m *Model) index(doc *jsondoc.Doc) tea.Cmd {
	m.doc = doc
	return index(doc, &m.stopIndex)
}

// index is the command that counts the lines of a document in place of what it was before; stop ends it.
func index(doc *jsondoc.Doc, stop *context.CancelFunc) tea.Cmd {
	if *stop != nil {
		(*stop)()
	}
	ctx, cancel := context.WithCancel(context.Background())
	*stop = cancel
	return func() tea.Msg {
		defer cancel()
		if doc.Index(ctx) != nil {
			return nil
		}
		return indexed{doc}
	}
}

// settle takes the end of an index, unless the document has left.
func (m *Model) settle(doc *jsondoc.Doc) tea.Cmd {
	if doc != m.document() {
		return nil
	}
	return tea.Batch(m.searchOn(), m.stage.grow(m.answer()), m.goBack())
}

// openDoc is a document of which more is to come.
func openDoc(r *graphquery.Result, k kind) *jsondoc.Doc {
	if k == isRows {
		return jsondoc.NewSequence().GrownOpen(parts(r)...)
	}
	return jsondoc.NewOpen(parts(r)...)
}

// parts are the bytes of an answer, in order.
func parts(r *graphquery.Result) [][]byte { return append([][]byte{r.Body}, r.More...) }

// pages is how many an answer holds, at least one.
func pages(r *graphquery.Result) int { return max(r.Pages, 1) }
