package tui

import (
	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// here is where the person is. Every command carries the generation it was made
// in; what arrives from an older one is dropped, whatever it is.
type here struct {
	env        auth.Environment
	cloud      auth.Cloud
	open       bool
	generation int
	tokens     tokens
	person     string // whom the last token was about, also after a sign-out
}

// arrived is a message marked with the generation it belongs to.
type arrived struct {
	generation int
	msg        tea.Msg
}

// mark returns cmd so that its message arrives marked.
func (h here) mark(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	generation := h.generation
	return func() tea.Msg {
		msg := cmd()
		if msg == nil {
			return nil
		}
		return arrived{generation, msg}
	}
}

// arrive lets through what belongs to the environment on the screen.
func (m *Model) arrive(a arrived) tea.Cmd {
	if a.generation != m.here.generation {
		return nil
	}
	if batch, ok := a.msg.(tea.BatchMsg); ok {
		for i := range batch {
			batch[i] = m.here.mark(batch[i])
		}
		return tea.Batch(batch...)
	}
	if cmd, mine := m.obey(a.msg); mine {
		return cmd
	}
	if cmd, mine := m.hear(a.msg); mine {
		return cmd
	}
	return kit.Ask(a.msg) // Bubble Tea's own, or a pane's message to itself
}

// switchTo leaves this environment for the named one. What the switcher listed
// is opened within this very update; anything else is read first.
func (m *Model) switchTo(name string) tea.Cmd {
	for _, row := range m.known {
		if row.Environment.Name == name {
			return m.open(row.Environment)
		}
	}
	return m.here.mark(m.effects.load(name))
}

// open makes env the environment of the screen, at once and whole: the run and
// the sign-in of the old one are over, its answer is gone, nothing starts by itself.
func (m *Model) open(env auth.Environment) tea.Cmd {
	left := m.keep()
	m.stopRuns()
	m.signIn.drop()
	m.setup.stop()
	m.status = status{}
	m.closeAll()
	m.carryLines()
	arrived := m.effects.keep(env.Name, Kept{Tenant: placeOf(env), Used: m.effects.world.Now()})
	cmd := tea.Batch(m.enter(env), tea.Sequence(left, arrived)) // in this order: the later is the last one open
	cmd = tea.Batch(cmd, m.effects.recall(env.Name, m.here.generation))
	if t, ok := m.effects.remembered(env); ok {
		cmd = tea.Batch(cmd, m.hold(t)) // so that the first frame of an environment already visited has its token
	}
	return tea.Batch(cmd, m.lookAround())
}

// carryLines takes the lines along to another environment, and nothing else: headers,
// bodies and variables were meant for the tenant that is left.
func (m *Model) carryLines() {
	for _, t := range m.tabs {
		if q, err := t.line.Parts(); err == nil && t.line.Text() != "" {
			t.line.Load(graphquery.Query{Method: q.Method, Version: q.Version, Path: q.Path}, nil)
		}
	}
}

// goNowhere leaves the environment for none: it was removed.
func (m *Model) goNowhere() tea.Cmd {
	m.stopRuns()
	m.signIn.drop()
	m.closeAll()
	m.here.generation++
	m.here = here{generation: m.here.generation}
	m.leaveBehind()
	m.library, m.runs = nil, nil
	m.tab().line.Leave() // there is nothing to type for
	return tea.Batch(
		m.paint(), m.broadcast(kit.EnvironmentOpened{}), m.broadcast(kit.SavedListed{}),
	)
}

func (m *Model) enter(env auth.Environment) tea.Cmd {
	m.here.generation++
	cloud, err := m.effects.world.Clouds.Named(env.Cloud)
	m.here.env, m.here.cloud, m.here.open, m.here.tokens, m.here.person = env, cloud, true, tokens{}, ""
	m.leaveBehind()
	m.library, m.runs = nil, nil
	cmds := []tea.Cmd{
		m.paint(), m.broadcast(kit.EnvironmentOpened{Environment: env, Cloud: cloud}), m.broadcast(tokens{}.changed(env.Name)),
	}
	if err != nil {
		m.fail(err)
	}
	return tea.Batch(cmds...)
}

// lookAround asks for what an environment shows besides answers. It reaches no network.
func (m *Model) lookAround() tea.Cmd {
	return m.here.mark(tea.Batch(m.effects.listSaved(m.here.env.Name), m.effects.peek(m.here.env)))
}
