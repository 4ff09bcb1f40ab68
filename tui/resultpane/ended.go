package resultpane

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
)

// indexed says that a document's lines are counted.
type indexed struct{ doc *jsondoc.Doc }

// end shows how the run that is awaited ended.
func (m *Model) end(done kit.QueryDone) tea.Cmd {
	switch {
	case done.ID != m.asked.run, done.Result == nil && done.Err == nil:
		return nil
	case m.asked.grows:
		return m.grow(done)
	}
	over := m.asked.over()
	m.clear(stateOf(done))
	m.asked, m.result, m.err = over, done.Result, done.Err
	if m.result == nil {
		return nil
	}
	m.kind = kindOf(m.result)
	m.odd = oddity(m.result, m.kind)
	switch m.kind {
	case isJSON:
		return m.index(jsondoc.New(parts(m.result)...))
	case isText:
		return m.index(jsondoc.NewText(parts(m.result)...))
	case isBinary:
		m.binary = describe(m.result)
	}
	return nil
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
	m.top = max(m.top-m.linesLost(end.Result), 0)
	m.anchor, m.toEnd = m.top, false
	m.result, m.kind, m.err, m.state = end.Result, isJSON, end.Err, stateOf(end)
	doc := jsondoc.New(parts(m.result)...)
	if m.doc != nil {
		doc = m.doc.Grown(parts(m.result)...)
	}
	if m.stopIndex != nil {
		m.stopIndex()
	}
	cmd := m.index(doc)
	m.holdInside()
	return cmd
}

// linesLost is how many lines above the screen go when pages are added: where the first
// page's link stood before its rows, it is no longer there.
func (m *Model) linesLost(grown *graphquery.Result) int {
	const mostAbove = 16 // members that stand before the rows
	if m.doc == nil || len(m.result.More) > 0 || len(grown.More) == 0 {
		return 0
	}
	for _, line := range m.doc.Lines(0, min(m.top, mostAbove)) {
		if line.Depth == 1 && line.Spans[0].Text == `"@odata.nextLink"` {
			return 1
		}
	}
	return 0
}

// index counts the lines beside the screen, which needs none of it to begin.
func (m *Model) index(doc *jsondoc.Doc) tea.Cmd {
	ctx, stop := context.WithCancel(context.Background())
	m.doc, m.stopIndex = doc, stop
	return func() tea.Msg {
		defer stop()
		if doc.Index(ctx) != nil {
			return nil
		}
		return indexed{doc}
	}
}

// settle takes the end of the index, unless the document has left.
func (m *Model) settle(doc *jsondoc.Doc) {
	if doc != m.doc {
		return
	}
	m.frame = frame{}
	if m.toEnd {
		m.goToEnd()
	}
}

// parts are the bytes of an answer, in order.
func parts(r *graphquery.Result) [][]byte { return append([][]byte{r.Body}, r.More...) }

// pages is how many an answer holds, at least one.
func pages(r *graphquery.Result) int { return max(r.Pages, 1) }
