// Package resultpane shows the answer to a query: as coloured JSON of any size,
// as text, or as what went wrong and what to do about it.
package resultpane

import (
	"context"
	"errors"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
)

// state is what there is to show.
type state int

const (
	empty    state = iota // nothing was asked yet
	running               // an answer is on its way
	answered              // result came
	failed                // err came instead
)

// noRun is the number of no run: answers still on their way are dropped.
const noRun = -1

// Model is the answer pane.
type Model struct {
	theme kit.Theme
	state state
	run   int // the run whose answer is awaited

	query        graphquery.Query
	started, now time.Time
	result       *graphquery.Result
	kind         kind
	err          error

	doc       *jsondoc.Doc // nil when there is nothing to scroll
	stopIndex context.CancelFunc

	top, left     int
	toEnd         bool // the last line was asked for before it was known
	width, height int  // of the last View: how far a page is
	widest        int  // the longest line of the last View
	frame         frame
}

// indexed says that a document's lines are counted.
type indexed struct{ doc *jsondoc.Doc }

// New returns an empty answer.
func New(theme kit.Theme) *Model { return &Model{theme: theme, height: 1} }

// Update follows the run in flight, drops the answers of others, and scrolls.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.ThemeChanged:
		m.theme = msg.Theme
		m.frame = frame{}
	case kit.EnvironmentOpened:
		m.clear(empty, noRun)
	case kit.QueryStarted:
		m.clear(running, msg.ID)
		m.query, m.started, m.now = msg.Query, msg.At, msg.At
	case kit.QueryDone:
		return m, m.take(msg)
	case kit.Tick:
		m.now = msg.Now
	case indexed:
		m.settle(msg.doc)
	case tea.MouseWheelMsg:
		m.wheel(msg)
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	}
	return m, nil
}

// clear forgets everything of the answer before.
func (m *Model) clear(s state, run int) {
	if m.stopIndex != nil {
		m.stopIndex()
	}
	*m = Model{theme: m.theme, state: s, run: run, width: m.width, height: m.height}
}

// take shows the end of the run that is awaited.
func (m *Model) take(done kit.QueryDone) tea.Cmd {
	if done.ID != m.run || done.Result == nil && done.Err == nil {
		return nil
	}
	m.clear(answered, noRun)
	if done.Err != nil {
		m.state, m.err = failed, done.Err
		return nil
	}
	m.result, m.kind = done.Result, kindOf(done.Result)
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

// stopped is true for an end that the person chose.
func stopped(err error) bool { return errors.Is(err, context.Canceled) }
