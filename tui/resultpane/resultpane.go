// Package resultpane shows the answer to a query: as coloured JSON of any size,
// as text, or as what went wrong and what to do about it.
package resultpane

import (
	"context"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
)

// noRun is the number of no run: answers still on their way are dropped.
const noRun = -1

// Model is the answer pane.
type Model struct {
	theme   kit.Theme
	focused bool // keys come here; where they do not, text may be typed elsewhere
	state   state
	run     int  // the run whose answer is awaited
	fresh   bool // that run has only begun: what came before it is still on the screen

	query        graphquery.Query
	started, now time.Time
	bytes        int64 // of the awaited answer, so far

	result *graphquery.Result // nil when nothing came
	kind   kind
	err    error
	unfold bool // of a refusal: its body is on the screen, not the advice

	doc       *jsondoc.Doc // nil when there is nothing to scroll
	stopIndex context.CancelFunc

	top, left     int
	anchor        int  // the first line that was asked for: a larger screen may show some before it
	toEnd         bool // the last line was asked for before it was known
	width, height int  // of the last View: how far a page is
	widest        int  // the longest line of the last View
	frame         frame
}

// indexed says that a document's lines are counted.
type indexed struct{ doc *jsondoc.Doc }

// New returns an empty answer. It takes the end of run 0 without having been told of
// its start: of what is at hand already.
func New(theme kit.Theme) *Model { return &Model{theme: theme, height: 1} }

// Update follows the run in flight, drops the answers of others, and scrolls.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.ThemeChanged:
		m.theme = msg.Theme
		m.frame = frame{}
	case kit.Focused:
		m.focused = msg.Yes
	case kit.EnvironmentOpened:
		m.clear(empty, noRun)
	case kit.QueryStarted:
		m.await(msg)
	case kit.RunProgress:
		if msg.ID == m.run {
			m.bytes = msg.Bytes
		}
	case kit.QueryDone:
		return m, m.take(msg)
	case kit.Tick:
		m.tick(msg.Now)
	case indexed:
		m.settle(msg.doc)
	case tea.MouseWheelMsg:
		m.wheel(msg)
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	}
	return m, nil
}

// await begins to wait for a run. The answer before stays until a second has begun to
// pass: most answers are there sooner, and take its place without a flicker.
func (m *Model) await(s kit.QueryStarted) {
	if m.state == empty || m.state == running {
		m.clear(running, s.ID)
	} else {
		m.run, m.fresh = s.ID, true
	}
	m.query, m.started, m.now, m.bytes = s.Query, s.At, s.At, 0
}

func (m *Model) tick(now time.Time) {
	m.now = now
	if m.fresh {
		query, started, bytes := m.query, m.started, m.bytes
		m.clear(running, m.run)
		m.query, m.started, m.now, m.bytes = query, started, now, bytes
	}
}

// waiting is true while an answer is on its way.
func (m *Model) waiting() bool { return m.fresh || m.state == running }

// clear forgets everything of the answer before.
func (m *Model) clear(s state, run int) {
	if m.stopIndex != nil {
		m.stopIndex()
	}
	*m = Model{theme: m.theme, focused: m.focused, state: s, run: run, width: m.width, height: m.height}
}

// take shows the end of the run that is awaited.
func (m *Model) take(done kit.QueryDone) tea.Cmd {
	if done.ID != m.run || done.Result == nil && done.Err == nil {
		return nil
	}
	query, bytes, started, now := m.query, m.bytes, m.started, m.now
	m.clear(stateOf(done), noRun)
	m.query, m.bytes, m.started, m.now = query, bytes, started, now
	m.result, m.err = done.Result, done.Err
	if m.result == nil {
		return nil
	}
	m.kind = kindOf(m.result)
	switch m.kind {
	case isJSON:
		m.doc = jsondoc.New(m.result.Body)
	case isText:
		m.doc = jsondoc.NewText(m.result.Body)
	default:
		return nil
	}
	return m.index()
}

// index counts the lines beside the screen, which needs none of it to begin.
func (m *Model) index() tea.Cmd {
	doc := m.doc
	ctx, stop := context.WithCancel(context.Background())
	m.stopIndex = stop
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

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	for _, k := range m.bound() {
		if key.Matches(msg, k.Binding) {
			return k.do(m)
		}
	}
	return nil
}
