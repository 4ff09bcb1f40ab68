// Package resultpane shows the answer to a query: as coloured JSON of any size,
// as text, as the first bytes of something else, or as what went wrong and what to
// do about it. An answer of many pages grows while it is looked at.
package resultpane

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
)

// Model is the answer pane.
type Model struct {
	theme   kit.Theme
	focused bool   // keys come here; where they do not, text may be typed elsewhere
	graph   string // base URL of the environment's Graph
	state   state
	asked   asked

	result *graphquery.Result // nil when nothing came
	kind   kind
	odd    string // what is strange about that
	binary string // what an answer is that is told, not shown
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
		m.clear(empty)
		m.graph = msg.Cloud.Graph
	case kit.QueryStarted:
		m.await(msg)
	case kit.RunProgress, kit.RunWaiting, kit.RunWatching:
		m.asked.hear(msg)
	case kit.QueryDone:
		return m, m.end(msg)
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

// clear forgets everything of the answer before, and which run is awaited.
func (m *Model) clear(s state) {
	if m.stopIndex != nil {
		m.stopIndex()
	}
	*m = Model{theme: m.theme, focused: m.focused, graph: m.graph, state: s, asked: asked{run: noRun}, width: m.width, height: m.height}
}

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	if pressed, why, found := deeds.Pressed(m, msg); found && why == "" {
		return pressed.Do(m)
	}
	return nil
}
