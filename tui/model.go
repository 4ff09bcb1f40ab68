// Package tui is the screen: one root model, its panes, and the effects, which
// are the only place that does I/O.
package tui

import (
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/library"
	"graphguest/tui/kit"
	"graphguest/tui/savedpane"
	"graphguest/tui/tokenpane"
)

// place is one of the panes that stand beside one another.
type place int

const (
	saved place = iota
	query
	answer
	token // only where the screen is wide enough
	places
)

// placeScopes are the names of the places in settings.toml.
var placeScopes = [places]string{"saved", "query", "answer", "token"}

// Model is the root. It knows where the person is, who has the keys, and what
// is under way; everything else belongs to a pane or to an effect.
type Model struct {
	effects  effects
	base     kit.Theme // without an environment's colour
	theme    kit.Theme
	asks     bool // the terminal for its background
	w, h     int
	side     int  // width of the saved queries as the person dragged it; 0 = as it comes
	dragging bool // the divider
	whole    bool // the pane with the focus takes the whole body
	mouse    bool
	demo     bool // the person wants the demo world instead

	saved, token kit.Pane
	tabs         []*tab
	at           int // the tab in front
	newest       int // number of the newest run
	focus        place
	overlays     []overlay
	actions      []action
	pressed      tea.KeyPressMsg // the key that is being obeyed
	strokes      int             // how many there were

	here   here
	status status
	clock  clock

	known   []kit.EnvironmentRow // as the disk had them last
	damaged []error
	survey  int // how often the disk was read
	library []library.Saved
	runs    []kit.Run // of the environment on the screen, the newest first
	undos   []undo
	setup   setup
	asked   asked
	beside  beside
	looks   lookKeeper
	seen    uint64 // the change of the line that the composer knows
	signIn  signIn
	header  header
}

// New puts the screen together. It does no I/O; Init returns the commands that do.
func New(w World) *Model {
	w = w.whole()
	m := &Model{effects: effects{world: w, lent: new(lent)}, focus: query, mouse: w.Settings.Mouse == nil || *w.Settings.Mouse}
	keymap, faults := keymapOf(w.Settings)
	m.actions = bound(keymap)
	m.base, m.asks = look(w, keymap)
	m.theme = m.base
	m.saved, m.token = savedpane.New(m.theme), tokenpane.New(m.theme, w.Now, w.Location)
	m.tabs = []*tab{m.newTab()}
	m.header.demo = w.Demo
	if w.Start != nil {
		m.enter(*w.Start)
		m.restore(w.Left)
		m.broadcast(kit.RecentRuns{Runs: m.runs})
	}
	if m.here.open { // without an environment there is nothing to type yet
		m.tab().line.Edit()
	}
	m.tell(query, kit.Focused{Yes: true})
	m.drawHeader()
	if all := append(w.Faults, faults...); len(all) > 0 {
		m.fail(allOf(all))
	}
	return m
}

// Init asks for what the first frame does without: it is on the screen before
// the first of these answers.
func (m *Model) Init() tea.Cmd {
	cmds := []tea.Cmd{m.effects.listEnvironments()}
	if m.asks {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if m.here.open {
		cmds = append(cmds, m.lookAround())
	}
	return tea.Batch(cmds...)
}

// Update routes, then tells the composer what became of the line and winds the
// clock, if anything on the screen needs it.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.route(msg)
	return m, tea.Batch(cmd, m.follow(), m.wind())
}

func (m *Model) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return m.resize(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		return m.setBackground(msg.IsDark())
	case tea.KeyPressMsg:
		return m.onKey(msg)
	case tea.PasteMsg:
		return m.paste(msg)
	case tea.MouseMsg:
		return m.onMouse(msg)
	case arrived:
		return m.arrive(msg)
	default:
		if cmd, mine := m.obey(msg); mine {
			return cmd
		}
		if cmd, mine := m.hear(msg); mine {
			return cmd
		}
		return m.broadcast(msg)
	}
}

// pane is what stands at a place: of the query and its answer, those of the tab in front.
func (m *Model) pane(p place) kit.Pane {
	switch p {
	case saved:
		return m.saved
	case query:
		return m.tab().line
	case answer:
		return m.tab().answer
	}
	return m.token
}

// tell hands a message to one pane. Its wishes come back marked with the
// environment in which they were made. Panes change in place.
func (m *Model) tell(p place, msg tea.Msg) tea.Cmd {
	_, cmd := m.pane(p).Update(msg)
	return m.here.mark(cmd)
}

// tellTab hands a message to both panes of a tab.
func (m *Model) tellTab(t *tab, msg tea.Msg) tea.Cmd {
	_, line := t.line.Update(msg)
	_, answer := t.answer.Update(msg)
	return tea.Batch(m.here.mark(line), m.here.mark(answer))
}

// broadcast hands a message to every pane and overlay.
func (m *Model) broadcast(msg tea.Msg) tea.Cmd {
	cmds := []tea.Cmd{m.tell(saved, msg), m.tell(token, msg)}
	for _, t := range m.tabs {
		cmds = append(cmds, m.tellTab(t, msg))
	}
	for i := range m.overlays {
		cmds = append(cmds, m.tellOverlay(i, msg))
	}
	return tea.Batch(cmds...)
}

// front is the pane that has the keys.
func (m *Model) front() kit.Pane {
	if n := len(m.overlays); n > 0 {
		return m.overlays[n-1].pane
	}
	return m.pane(m.focus)
}

func (m *Model) toFront(msg tea.Msg) tea.Cmd {
	if n := len(m.overlays); n > 0 {
		return m.tellOverlay(n-1, msg)
	}
	return m.tell(m.focus, msg)
}

// typing is true while letters are text.
func (m *Model) typing() bool {
	e, ok := m.front().(kit.Editor)
	return ok && e.Editing()
}

// resize keeps the focus on a pane that there still is.
func (m *Model) resize(w, h int) tea.Cmd {
	m.w, m.h = w, h
	if m.focus == token && !m.roomy() {
		return m.focusOn(answer)
	}
	return nil
}
