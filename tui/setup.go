package tui

import (
	"context"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/setuppane"
)

// setup is the form of an environment that is open, and what it waits for.
type setup struct {
	number  int // of the form, so that the end of an older one leaves it alone
	purpose kit.Purpose
	from    auth.Environment // as it was when the form opened
	find    int              // number of the newest question for a tenant
	cancel  context.CancelFunc
}

// stop ends the question for a tenant.
func (s *setup) stop() {
	if s.cancel != nil {
		s.cancel()
	}
	s.find++
	s.cancel = nil
}

// setUp opens the form.
func (m *Model) setUp(w kit.SetUp) tea.Cmd {
	m.setup.stop()
	m.dismiss(kit.Setup)
	m.setup.number++
	m.setup.purpose, m.setup.from = w.Purpose, w.Environment
	return m.push(kit.Setup, setuppane.New(m.theme, w.Purpose, w.Environment, m.environments()))
}

func (m *Model) environments() (list []auth.Environment) {
	for _, r := range m.known {
		list = append(list, r.Environment)
	}
	return list
}

// findTenant asks which tenant a text names. It belongs to no environment.
func (m *Model) findTenant(w kit.FindTenant) tea.Cmd {
	m.setup.stop()
	ctx, cancel := context.WithCancel(context.Background())
	m.setup.cancel = cancel
	return m.effects.findTenant(ctx, m.setup.find, w.Text)
}

func (m *Model) tenantFound(f found) tea.Cmd {
	if f.id != m.setup.find {
		return nil
	}
	m.setup.stop()
	return m.broadcast(f.answer)
}

// save writes the environment of the form.
func (m *Model) save(w kit.SaveEnvironment) tea.Cmd {
	return m.effects.saveEnvironment(w, m.setup, m.here.generation)
}

// environmentSaved closes the form, and follows the environment if it is the one on the screen.
func (m *Model) environmentSaved(s environmentSaved) tea.Cmd {
	cmd := tea.Batch(m.broadcast(s.saved), m.effects.listEnvironments())
	if s.saved.Err != nil {
		if !m.shows(kit.Setup) {
			m.fail(s.saved.Err)
		}
		return cmd
	}
	if s.form == m.setup.number {
		m.dismiss(kit.Setup)
	}
	env := s.saved.Environment
	m.knows(env, s.saved.Was)
	switch {
	case s.enter && s.generation == m.here.generation: // nobody is pulled away from where they went meanwhile
		return tea.Batch(cmd, m.enterNew(env))
	case s.saved.Was == "" && !m.here.open:
		cmd = tea.Batch(cmd, m.open(env))
	case s.saved.Was != "" && s.saved.Was == m.here.env.Name:
		cmd = tea.Batch(cmd, m.change(env))
	}
	m.say(s.words())
	if s.note != nil {
		m.fail(s.note)
	}
	return cmd
}

// knows puts an environment into the list before the disk is read again.
func (m *Model) knows(env auth.Environment, was string) {
	m.known = slices.DeleteFunc(slices.Clone(m.known), func(r kit.EnvironmentRow) bool {
		return r.Environment.Name == was || r.Environment.Name == env.Name
	})
	m.known = append(m.known, kit.EnvironmentRow{Environment: env})
}

// enterNew goes to an environment that was just added and asks who the person is
// there; that signs in where it must.
func (m *Model) enterNew(env auth.Environment) tea.Cmd {
	cmd := m.open(env)
	who := graphquery.Query{Method: "GET", Version: "v1.0", Path: whoAmI}
	if m.tab().line.Text() != "" && len(m.tabs) >= mostTabs {
		return cmd // what is in the line stays
	}
	return tea.Batch(cmd, m.openTabIfNeeded(), m.prepare(kit.RunQuery{Query: who}))
}

// whoAmI is what every guest may ask, with what tells a guest from a member.
const whoAmI = "/me?$select=displayName,userType,userPrincipalName,mail,id"

// openTabIfNeeded keeps what is in the line.
func (m *Model) openTabIfNeeded() tea.Cmd {
	if m.tab().line.Text() == "" {
		return nil
	}
	return m.freshTab()
}

// change takes new settings of the environment on the screen. What says where the
// person is makes it another place: everything of the old one goes, as on a switch.
func (m *Model) change(env auth.Environment) tea.Cmd {
	renamed := env.Name != m.here.env.Name
	if !samePlace(env, m.here.env) || renamed && m.waits() { // what is under way knows the old name
		return m.open(env)
	}
	m.here.env = env
	if !renamed {
		return m.paint()
	}
	m.here.generation++
	m.rehouse()
	m.signIn.drop()
	return tea.Batch(m.paint(), m.broadcast(m.here.tokens.changed(env.Name)), m.here.mark(m.effects.listSaved(env.Name)), m.keep())
}

// samePlace is true where only the name, the look and the access mode differ.
func samePlace(a, b auth.Environment) bool {
	return a.Cloud == b.Cloud && a.TenantID == b.TenantID && a.TenantDomain == b.TenantDomain &&
		a.ClientID == b.ClientID && a.Account == b.Account && a.DomainHint == b.DomainHint &&
		a.Isolated == b.Isolated && slices.Equal(a.Scopes, b.Scopes)
}

func (s environmentSaved) words() string {
	switch {
	case s.saved.Was == "":
		return "added " + s.saved.Environment.Name
	case s.saved.Was != s.saved.Environment.Name:
		return fmt.Sprintf("%s is now %s", s.saved.Was, s.saved.Environment.Name)
	}
	return "changed " + s.saved.Environment.Name
}

// askRemove says what goes with an environment, and asks.
func (m *Model) askRemove(l losses) tea.Cmd {
	if l.err != nil {
		m.fail(l.err)
		return nil
	}
	if l.strokes != m.strokes {
		m.say("remove " + l.name + ": not asked, for you went on typing")
		return nil
	}
	return m.confirm(kit.Confirmation{
		Title: "Remove " + l.name, Lines: l.lines, Yes: "remove it", Danger: true,
		Wish: kit.RemoveEnvironment{Name: l.name, TenantID: l.tenant},
	})
}

// removed leaves the environment if the person is in it, and keeps the way back.
func (m *Model) removed(r removed) tea.Cmd {
	if r.err != nil {
		m.fail(fmt.Errorf("%s: %w", r.name, r.err))
		return m.effects.listEnvironments()
	}
	m.known = slices.DeleteFunc(slices.Clone(m.known), func(row kit.EnvironmentRow) bool { return row.Environment.Name == r.name })
	var cmd tea.Cmd
	if m.here.env.Name == r.name {
		cmd = m.goNowhere()
	}
	m.dismiss(kit.Environments) // its letters are a filter, and the way back is a letter
	m.undone(undo{what: "removed " + r.name, back: func(m *Model) tea.Cmd { return m.effects.restore(r, !m.here.open) }})
	m.sayWithUndo("removed " + r.name + r.note)
	return tea.Batch(cmd, m.effects.listEnvironments())
}
