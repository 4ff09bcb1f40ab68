// Package resultpane is the answer to a query: it follows the run, holds the document, and lets one of the views show
// it, or says in words what went wrong and what to do about it. An answer grows while it is looked at; a search goes
// over all of it, and a jq filter makes another document of it.
package resultpane

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/jsondoc"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
	"graphguest/tui/view"
)

// Model is the answer pane.
type Model struct {
	theme       kit.Theme
	focused     bool // keys come here; where they do not, text may be typed elsewhere
	environment string
	graph       string // base URL of the environment's Graph
	state       state
	asked       asked

	result *graphquery.Result // nil when nothing came
	kind   kind
	odd    string // what is strange about that
	binary string // what an answer is that is told, not shown
	err    error
	unfold bool // of a refusal: its body is on the screen, not the advice
	recall kit.AnswerRecalled

	answered bool             // an answer was on the screen since this environment was opened
	places   map[string]place // where the person was in answers of before, by the id of our request
	back     *place           // where the person was in this one, until its lines are counted; nil = it begins at its start

	doc       *jsondoc.Doc // nil when there is nothing to scroll
	stopIndex context.CancelFunc

	stage  stage
	look   library.Look // how the saved query is looked at that was asked
	search search
	filter filter
	prompt prompt

	width, height int // of the last View
}

// New returns an empty answer. It takes the end of run 0 without having been told of
// its start: of what is at hand already.
func New(theme kit.Theme) *Model {
	m := &Model{theme: theme, height: 1, stage: newStage(theme)}
	m.stage.setFocus(false)
	return m
}

// Update follows the run in flight, drops the answers of others, and hands keys to whom they are for.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.ThemeChanged:
		m.theme = msg.Theme
		m.stage.setTheme(msg.Theme)
	case kit.Focused:
		m.focused = msg.Yes
		m.stage.setFocus(msg.Yes)
	case kit.EnvironmentOpened:
		m.clear(empty)
		m.answered, m.places = false, nil
		m.graph, m.environment = msg.Cloud.Graph, msg.Environment.Name
	case kit.QueryStarted:
		m.await(msg)
	case kit.RunProgress, kit.RunWaiting, kit.RunWatching:
		m.asked.hear(msg)
	case kit.AnswerArrives:
		return m, m.arrive(msg)
	case kit.QueryDone:
		return m, m.end(msg)
	case kit.AnswerRecalled:
		return m, m.recalled(msg)
	case kit.Compare:
		return m, m.compare(msg)
	case kit.Tick:
		m.tick(msg.Now)
	case indexed:
		return m, m.settle(msg.doc)
	case tea.MouseMsg:
		return m, m.mouse(msg)
	case tea.PasteMsg:
		return m, m.paste(msg)
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	default:
		return m, m.heard(msg)
	}
	return m, nil
}

// heard takes what the pane's own work reports, and lets the views have the rest.
func (m *Model) heard(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case counted, jumped:
		return m.searched(msg)
	case sampled, filtered, filteredMore:
		return m.onFilter(msg)
	case wanted:
		return m.makeCopy(msg)
	case view.GoTo:
		return m.goTo(msg)
	case view.Columned:
		return m.keepColumns(msg)
	}
	return m.stage.tell(msg)
}

// clear forgets everything of the answer before, and which run is awaited.
func (m *Model) clear(s state) {
	if m.stopIndex != nil {
		m.stopIndex()
	}
	m.notePlace()
	m.search.stop()
	m.filter.stop()
	m.stage.clear()
	*m = Model{theme: m.theme, focused: m.focused, environment: m.environment, graph: m.graph, state: s, answered: m.answered, places: m.places,
		asked: asked{run: noRun}, stage: m.stage, width: m.width, height: m.height}
}

// onKey gives a key to the line that is typed in, to the view that text is typed in, to the pane, or to the view.
func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	if m.prompt.open() {
		return m.typed(msg)
	}
	m.stay()
	if m.viewTypes() {
		return m.stage.view().Update(msg)
	}
	if pressed, why, found := deeds.Pressed(m, msg); found && why == "" {
		return pressed.Do(m)
	}
	if v := m.shown(); v != nil && !m.waiting() {
		return v.Update(msg)
	}
	return nil
}
