package resultpane

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jsondoc"
	"graphguest/graphquery/jsonfind"
	"graphguest/tui/kit"
	"graphguest/tui/view"
)

const searchSign = "/"

// search is what is looked for in the document, and what was found of it.
type search struct {
	text    string
	pattern *jsonfind.Pattern // nil = nothing is
	over    *jsonfind.Search
	cancel  context.CancelFunc // ends the counting
	jump    context.CancelFunc // ends the way to the next hit
	from    int                // the line that the typing began at
	at      int                // the line of the hit gone to; -1 = none
	sought  bool               // one is to be gone to
	wrong   string             // why the text means nothing
	wrapped bool               // the last jump went around the end
	before  string             // what was searched before the typing
}

type (
	// counted says that a search has been through the document.
	counted struct{ over *jsonfind.Search }
	// jumped brings the next hit.
	jumped struct {
		over        *jsonfind.Search
		line        int
		ok, wrapped bool
	}
)

func (s *search) stop() {
	for _, end := range []context.CancelFunc{s.cancel, s.jump} {
		if end != nil {
			end()
		}
	}
}

// document is what is searched and shown: the answer's, or a filter's.
func (m *Model) document() *jsondoc.Doc {
	if m.filter.doc != nil {
		return m.filter.doc
	}
	return m.doc
}

// askSearch opens the line. The text before can be gone on with by typing nothing.
func (m *Model) askSearch() tea.Cmd {
	was, from := m.search.text, m.found().Line()
	m.ask(searchSign, "", func(m *Model) tea.Cmd {
		m.found().Reveal(from)
		return m.seek(was, from, false)
	})
	m.search.from, m.search.before = from, was
	return nil
}

// found is the view in front as one in which lines can be gone to; nil = it is none.
func (m *Model) found() view.Found {
	f, _ := m.shown().(view.Found)
	return f
}

// trySearch goes to the first hit from where the typing began, with every letter.
func (m *Model) trySearch(text string) tea.Cmd {
	if f := m.found(); f != nil {
		f.Reveal(m.search.from)
	}
	return m.seek(text, m.search.from-1, true)
}

// takeSearch ends the typing. Nothing typed goes on with what was searched before.
func (m *Model) takeSearch(text string) tea.Cmd {
	if text != "" {
		return nil // it was gone to while it was typed
	}
	if m.search.before == "" {
		return m.endSearch()
	}
	return m.seek(m.search.before, m.search.from, true)
}

// seek searches for a text, and goes to the next hit behind a line if it is wanted.
func (m *Model) seek(text string, behind int, jump bool) tea.Cmd {
	m.search.stop()
	m.search = search{text: text, from: m.search.from, before: m.search.before, at: -1}
	m.mark()
	if text == "" {
		return nil
	}
	p, err := jsonfind.Compile(text)
	if err != nil {
		m.search.wrong = err.Error()
		return nil
	}
	m.search.pattern = p
	m.search.over = jsonfind.New(m.document(), p)
	m.mark()
	cmd := m.countHits()
	if !jump {
		return cmd
	}
	m.search.sought = true
	return tea.Batch(cmd, m.goToHit(behind, true))
}

// mark lets the view in front highlight what is searched.
func (m *Model) mark() {
	f := m.found()
	switch {
	case f == nil:
	case m.search.pattern == nil:
		f.Mark(nil)
	default:
		f.Mark(m.search.pattern)
	}
}

// countHits goes through the whole document beside the screen.
func (m *Model) countHits() tea.Cmd {
	ctx, cancel := context.WithCancel(context.Background())
	over := m.search.over
	m.search.cancel = cancel
	return func() tea.Msg {
		defer cancel()
		if over.Run(ctx) != nil {
			return nil
		}
		return counted{over}
	}
}

// goToHit goes to the next hit before or behind a line.
func (m *Model) goToHit(line int, forward bool) tea.Cmd {
	if m.search.jump != nil {
		m.search.jump()
	}
	ctx, cancel := context.WithCancel(context.Background())
	over := m.search.over
	m.search.jump = cancel
	return func() tea.Msg {
		defer cancel()
		hit, ok, wrapped := over.Next(ctx, line, forward)
		if ctx.Err() != nil {
			return nil
		}
		return jumped{over, hit, ok, wrapped}
	}
}

// nextHit is n, and N backwards.
func nextHit(forward bool) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		from := m.found().Line()
		if d := m.document(); m.search.at > from && d.RowOf(from) >= 0 && d.RowOf(m.search.at) == d.RowOf(from) {
			from = m.search.at // in the row where the table is
		}
		return m.goToHit(from, forward)
	}
}

// searched takes what a search has found, unless it is over.
func (m *Model) searched(msg tea.Msg) tea.Cmd {
	j, is := msg.(jumped)
	if !is || j.over != m.search.over {
		return nil // the count is read where it is shown
	}
	m.search.wrapped = j.wrapped
	if f := m.found(); j.ok && f != nil {
		m.search.at = j.line
		f.Reveal(j.line)
	}
	return nil
}

// searchOn goes on over the document as it has grown, once that is indexed. A hit that was looked for in vain is
// looked for again.
func (m *Model) searchOn() tea.Cmd {
	s := &m.search
	if s.over == nil {
		return nil
	}
	if s.cancel != nil {
		s.cancel()
	}
	s.over = s.over.Grown(m.document())
	cmd := m.countHits()
	if s.sought && s.at < 0 {
		return tea.Batch(cmd, m.goToHit(s.from-1, true))
	}
	return cmd
}

// stay leaves the person where they are from now on: what is found or counted later does not take them elsewhere.
func (m *Model) stay() { m.search.sought, m.back = false, nil }

// again searches another document for the same: a filter's, or the answer itself.
func (m *Model) again() tea.Cmd {
	if m.search.pattern == nil {
		return nil
	}
	return m.seek(m.search.text, 0, false)
}

func (m *Model) endSearch() tea.Cmd {
	m.search.stop()
	m.search = search{at: -1}
	m.mark()
	return nil
}

// words is "/jan: 3 of 120 lines".
func (s *search) words() string {
	if s.over == nil {
		return ""
	}
	n, complete := s.over.Count()
	text := plural(int64(n), "line", "lines")
	if i := s.over.Ordinal(s.at); s.at >= 0 && i > 0 {
		text = count(int64(i)) + " of " + text
	}
	switch {
	case n == 0 && complete:
		return "not found"
	case !complete:
		text += " so far"
	case s.wrapped:
		text += ", around the end"
	}
	return text
}

func (m *Model) whyNoSearch() string {
	switch {
	case m.shown() == nil, m.document() == nil:
		return m.whyNoLines()
	case m.found() == nil:
		return "lines are searched in " + kit.KeyName(viewTree) + ", table and raw"
	}
	return ""
}

func (m *Model) whyNoHit() string {
	if why := m.whyNoSearch(); why != "" {
		return why
	}
	if m.search.over == nil {
		return m.theme.Hint("answer", kit.KeyName(find), "/") + " searches first"
	}
	return ""
}

func (m *Model) whyNoMarks() string {
	if m.search.text == "" {
		return "nothing is highlighted"
	}
	return ""
}
