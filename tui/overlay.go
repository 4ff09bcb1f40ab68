package tui

import (
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/askpane"
	"graphguest/tui/composepane"
	"graphguest/tui/environmentpane"
	"graphguest/tui/errorpane"
	"graphguest/tui/helppane"
	"graphguest/tui/kit"
	"graphguest/tui/palettepane"
	"graphguest/tui/signinpane"
	"graphguest/tui/tokenpane"
)

// overlay covers the panes until it is closed. A dialog has no name.
type overlay struct {
	name kit.Overlay
	pane kit.Pane
}

// show opens an overlay, or brings up the one that is open already.
func (m *Model) show(name kit.Overlay) tea.Cmd {
	for i, o := range m.overlays {
		if o.name == name {
			m.overlays = append(append(m.overlays[:i:i], m.overlays[i+1:]...), o)
			return nil
		}
	}
	if !m.here.open && (name == kit.TokenView || name == kit.SignInDialog) {
		m.fail(errNowhere)
		return nil
	}
	switch name {
	case kit.Palette:
		return m.push(name, palettepane.New(m.theme, "Palette", m.items()))
	case kit.Recent:
		return m.push(name, palettepane.New(m.theme, "Recent runs in "+m.here.env.Name, m.runItems()))
	case kit.Options, kit.Headers, kit.Body, kit.Variables:
		return m.compose(name)
	case kit.Environments:
		cmd := m.push(name, environmentpane.New(m.theme, m.here.env.Name, m.effects.world.Now))
		m.tellOverlay(len(m.overlays)-1, kit.EnvironmentsListed{Rows: m.known, Problems: m.damaged})
		return tea.Batch(cmd, m.effects.listEnvironments())
	case kit.TokenView:
		return tea.Batch(m.push(name, tokenpane.New(m.theme, m.effects.world.Now, m.effects.world.Location)), m.inform(), m.wantToken())
	case kit.SignInDialog:
		dialog := signinpane.New(m.theme, m.effects.world.Accounts)
		if why := m.effects.world.NoBrowser; why != "" {
			dialog.WithoutBrowser(why)
		}
		return tea.Batch(m.push(name, dialog), m.inform())
	case kit.ErrorView:
		return m.showError()
	case kit.Help:
		return m.push(name, helppane.New(m.theme, m.sections()))
	}
	return nil
}

// wantToken asks for a token where there is none yet: who looks at it wants it, and often no person is needed.
func (m *Model) wantToken() tea.Cmd {
	if m.here.tokens.held {
		return nil
	}
	m.say("asking for a token…")
	return m.here.mark(m.effects.fetch(m.here.env))
}

func (m *Model) showError() tea.Cmd {
	err := m.lastError()
	if err == nil {
		return nil
	}
	return tea.Batch(
		m.push(kit.ErrorView, errorpane.New(m.theme)),
		m.inform(),
		m.tellOverlay(len(m.overlays)-1, kit.Failed{Err: err}),
	)
}

// inform tells the overlay on top what the panes have known for longer.
func (m *Model) inform() tea.Cmd {
	top := len(m.overlays) - 1
	return tea.Batch(
		m.tellOverlay(top, kit.EnvironmentOpened{Environment: m.here.env, Cloud: m.here.cloud}),
		m.tellOverlay(top, m.here.tokens.changed(m.here.env.Name)),
	)
}

// ask opens a dialog for a pane's question.
func (m *Model) ask(q kit.Question) tea.Cmd { return m.push("", askpane.NewQuestion(m.theme, q)) }

// choose opens a small menu.
func (m *Model) choose(c kit.Choice) tea.Cmd { return m.push("", askpane.NewChoice(m.theme, c)) }

// compose opens the parts of the query in the line, at one of them.
func (m *Model) compose(at kit.Overlay) tea.Cmd {
	m.closeComposer()
	return tea.Batch(m.push(at, composepane.New(m.theme, at)), m.tellComposer(len(m.overlays)-1))
}

func (m *Model) closeComposer() {
	for _, part := range []kit.Overlay{kit.Options, kit.Headers, kit.Body, kit.Variables} {
		m.dismiss(part)
	}
}

// follow tells the composer, where it is open, what became of the line.
func (m *Model) follow() tea.Cmd {
	for i, o := range m.overlays {
		if overlayScope(o.name) == "compose" && m.seen != m.tab().line.Changed() {
			return m.tellComposer(i)
		}
	}
	return nil
}

func (m *Model) tellComposer(i int) tea.Cmd {
	line := m.tab().line
	m.seen = line.Changed()
	q, err := line.Parts()
	changed := kit.QueryChanged{Query: q, Variables: line.Variables(), Err: err}
	if held := m.tab().held; held != nil && err == nil {
		changed.Match, _ = graphquery.IfMatch(q, held.result)
	}
	return m.tellOverlay(i, changed)
}

// confirm opens a dialog that a yes ends with the wish.
func (m *Model) confirm(c kit.Confirmation) tea.Cmd {
	return m.push("", askpane.NewConfirmation(m.theme, c))
}

func (m *Model) push(name kit.Overlay, p kit.Pane) tea.Cmd {
	m.dragging = false
	m.overlays = append(m.overlays, overlay{name, p})
	return m.tellOverlay(len(m.overlays)-1, kit.Focused{Yes: true})
}

// close closes the overlay on top. A sign-in lives in its dialog and ends with it.
func (m *Model) close() tea.Cmd {
	n := len(m.overlays)
	if n == 0 {
		return nil
	}
	switch m.overlays[n-1].name {
	case kit.SignInDialog:
		m.signIn.drop()
	case kit.Setup:
		m.setup.stop()
	case kit.ErrorView:
		m.asked.stop() // the answer would have been shown there
	}
	m.overlays = m.overlays[:n-1]
	return nil
}

func (m *Model) closeAll() { m.overlays = nil }

// dismiss closes the named overlay wherever it lies.
func (m *Model) dismiss(name kit.Overlay) {
	for i, o := range m.overlays {
		if o.name == name {
			m.overlays = append(m.overlays[:i:i], m.overlays[i+1:]...)
			return
		}
	}
}

// dismissAsked closes the dialog or palette that was answered: the uppermost of its
// kind, since something else may have opened over it meanwhile.
func (m *Model) dismissAsked() {
	for i := len(m.overlays) - 1; i >= 0; i-- {
		if scope := overlayScope(m.overlays[i].name); scope == "question" || scope == "palette" {
			m.overlays = append(m.overlays[:i:i], m.overlays[i+1:]...)
			return
		}
	}
}

func (m *Model) tellOverlay(i int, msg tea.Msg) (cmd tea.Cmd) {
	m.overlays[i].pane, cmd = m.overlays[i].pane.Update(msg)
	return m.here.mark(cmd)
}

// shows is true while the named overlay is open.
func (m *Model) shows(name kit.Overlay) bool {
	for _, o := range m.overlays {
		if o.name == name {
			return true
		}
	}
	return false
}
