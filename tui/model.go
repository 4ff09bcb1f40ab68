// Package tui is the screen: one root model, its panes, and the effects, which
// are the only place that does I/O.
package tui

import (
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/querypane"
	"graphguest/tui/resultpane"
	"graphguest/tui/savedpane"
)

// place is one of the three panes.
type place int

const (
	saved place = iota
	query
	answer
	places
)

// Model is the root. It knows where the person is, who has the keys, and what
// is under way; everything else belongs to a pane or to an effect.
type Model struct {
	effects  effects
	base     kit.Theme // without an environment's colour
	theme    kit.Theme
	w, h     int
	line     *querypane.Model // panes[query] as what it is
	panes    [places]kit.Pane
	focus    place
	overlays []overlay
	actions  []action
	mouse    bool

	here   here
	status status
	clock  clock

	known   []kit.EnvironmentRow // as the disk had them last
	damaged []error
	survey  int // how often the disk was read
	run     run
	signIn  signIn
	header  header
}

// New puts the screen together. It does no I/O; Init returns the commands that do.
func New(w World) *Model {
	w = w.whole()
	m := &Model{effects: effects{world: w}, base: kit.PlainTheme(), focus: query, actions: actions(), mouse: true}
	if !w.NoColor {
		m.base = kit.NewTheme(w.Dark)
	}
	m.theme = m.base
	m.line = querypane.New(m.theme)
	m.panes = [places]kit.Pane{saved: savedpane.New(m.theme), query: m.line, answer: resultpane.New(m.theme)}
	m.line.Edit()
	m.tell(query, kit.Focused{Yes: true})
	m.header.demo = w.Demo
	if w.Start != nil {
		m.enter(*w.Start)
	}
	m.drawHeader()
	return m
}

// Init asks for what the first frame does without: it is on the screen before
// the first of these answers.
func (m *Model) Init() tea.Cmd {
	cmds := []tea.Cmd{m.effects.listEnvironments()}
	if !m.base.Plain {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if m.here.open {
		cmds = append(cmds, m.lookAround())
	}
	return tea.Batch(cmds...)
}

// Update routes, and then winds the clock if anything on the screen needs it.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.route(msg)
	return m, tea.Batch(cmd, m.wind())
}

func (m *Model) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		return m.setBackground(msg.IsDark())
	case tea.KeyPressMsg:
		return m.onKey(msg)
	case tea.PasteMsg:
		return m.toFront(msg)
	case tea.MouseClickMsg, tea.MouseWheelMsg:
		return m.onMouse(msg.(tea.MouseMsg))
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
	return nil
}

// tell hands a message to one pane. Its wishes come back marked with the
// environment in which they were made.
func (m *Model) tell(p place, msg tea.Msg) (cmd tea.Cmd) {
	m.panes[p], cmd = m.panes[p].Update(msg)
	return m.here.mark(cmd)
}

// broadcast hands a message to every pane and overlay.
func (m *Model) broadcast(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for p := range m.panes {
		cmds = append(cmds, m.tell(place(p), msg))
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
	return m.panes[m.focus]
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

func (m *Model) setBackground(dark bool) tea.Cmd {
	if m.base.Plain || m.base.Dark == dark {
		return nil
	}
	m.base = kit.NewTheme(dark)
	return m.paint()
}

// paint puts everything into the environment's colour.
func (m *Model) paint() tea.Cmd {
	m.theme = m.base.In(m.here.env.Color)
	m.drawHeader()
	return m.broadcast(kit.ThemeChanged{Theme: m.theme})
}
