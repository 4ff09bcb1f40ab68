package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
)

// obey fulfils a wish, and says whether msg was one.
func (m *Model) obey(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case kit.RunQuery:
		return m.prepare(msg), true
	case kit.RefuseQuery:
		return m.refuse(msg.Err), true
	case kit.ChangeQuery:
		m.tab().line.Load(msg.Query, msg.Variables)
		return nil, true
	case kit.Pasted:
		m.say(strings.Join(msg.Notes, " · "))
		return nil, true
	case kit.OpenTab:
		return m.openTab(&msg.Query, msg.Variables), true
	case deed:
		return m.perform(msg), true
	case order:
		return m.start(msg), true
	case kit.EditQuery:
		return m.edit(msg), true
	case kit.CancelRun:
		return m.cancelRun(), true
	case kit.SwitchEnvironment:
		return m.switchTo(msg.Name), true
	case kit.SaveQuery, kit.RenameQuery, kit.DeleteQuery:
		return m.effects.change(m.here.env, msg), true // unmarked, as a sign-out is
	case kit.AskSave:
		return m.askSave(), true
	case kit.SignIn:
		return m.startSignIn(msg), true
	case kit.CancelSignIn:
		return m.cancelSignIn(), true
	case kit.SignOut:
		return m.effects.signOut(m.here.env), true // unmarked: how it went matters also after a switch
	case kit.SignInTo:
		return m.signInTo(msg), true
	case kit.SignOutOf:
		return m.signOutOf(msg.Name), true
	case kit.Undo:
		return m.takeBack(), true
	case kit.Copy:
		return tea.Batch(tea.SetClipboard(msg.Text), m.effects.copy(msg)), true
	}
	for _, obey := range [...]func(*Model, tea.Msg) (tea.Cmd, bool){(*Model).obeyAnswer, (*Model).obeyAnswers, (*Model).obeySetup} {
		if cmd, mine := obey(m, msg); mine {
			return cmd, true
		}
	}
	return m.obeyDialog(msg)
}

// obeySetup is for wishes about environments, and about text outside the explorer.
func (m *Model) obeySetup(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case kit.SetUp:
		return m.setUp(msg), true
	case kit.FindTenant:
		return m.findTenant(msg), true
	case kit.CancelFind:
		m.setup.stop()
	case kit.SaveEnvironment:
		return m.save(msg), true
	case kit.AskRemoveEnvironment:
		return m.effects.weigh(msg.Name, m.strokes), true
	case kit.RemoveEnvironment:
		return m.effects.remove(msg), true
	case kit.EditText:
		return m.editText(msg), true
	case kit.PageText:
		return m.pageText(msg.What, func() []byte { return msg.Text }), true
	default:
		return nil, false
	}
	return nil, true
}

// obeyDialog is for wishes that open or close something over the panes.
func (m *Model) obeyDialog(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case kit.Show:
		return m.show(msg.Overlay), true
	case kit.Close:
		return m.close(), true
	case kit.Question:
		return m.ask(msg), true
	case kit.Confirmation:
		return m.confirm(msg), true
	case kit.Choice:
		return m.choose(msg), true
	case kit.Answered:
		m.dismissAsked()
		return m.route(msg.Wish), true
	case kit.Say:
		m.say(msg.Text)
		return nil, true
	case kit.Failed:
		m.fail(msg.Err)
		return nil, true
	}
	return nil, false
}

// hear takes what an effect reports, and says whether msg was that.
func (m *Model) hear(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case fed:
		return tea.Batch(m.route(msg.msg), m.here.mark(msg.from.listen())), true
	case loaded:
		return m.opened(msg), true
	case kit.EnvironmentsListed:
		return m.listed(msg), true
	case kit.SavedListed:
		m.library = msg.Saved
		return m.broadcast(msg), true
	case recalled:
		if msg.generation == m.here.generation {
			return m.recalled(msg), true
		}
	case statesKnown:
		return m.statesKnown(msg), true
	case changed:
		return m.changed(msg), true
	case copied:
		m.say(msg.words())
	case failed:
		m.fail(msg.err)
	case found:
		return m.tenantFound(msg), true
	case environmentSaved:
		return m.environmentSaved(msg), true
	case losses:
		return m.askRemove(msg), true // it names the environment that it is about
	case removed:
		return m.removed(msg), true
	case restored:
		cmd := m.route(msg.listed)
		if msg.open && !m.here.open {
			cmd = tea.Batch(cmd, m.open(msg.env))
		}
		return cmd, true
	case outside:
		return m.goOutside(msg), true
	case edited:
		return m.edited(msg), true
	case tick:
		return m.ring(msg), true
	default:
		if cmd, mine := m.hearRun(msg); mine {
			return cmd, true
		}
		return m.hearSignIn(msg)
	}
	return nil, true
}

// hearRun takes what a run reports, and what comes before and after it.
func (m *Model) hearRun(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case ran:
		return m.end(msg), true
	case told:
		m.note(msg)
	case glance:
		return m.look(msg), true
	case expanded:
		return m.ready(msg), true
	case expandedBatch:
		return m.readyBatch(msg), true
	case explained:
		return m.permissionsExplained(msg), true
	case answerSaved:
		return m.answerSaved(msg), true
	case openedOutside:
		m.openedOutside(msg)
	case exported:
		return m.exported(msg), true
	case answeredElsewhere:
		return m.answeredElsewhere(msg), true
	case forRows:
		return m.chooseForRows(msg), true
	case lookKept:
		return m.lookKept(msg), true
	default:
		return nil, false
	}
	return nil, true
}

func (m *Model) hearSignIn(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case peeked:
		if msg.err != nil {
			m.fail(msg.err)
		}
		return m.hold(msg.tokens), true
	case prompted:
		return m.prompted(msg), true
	case signedIn:
		return m.endSignIn(msg), true
	case unapproved:
		return m.unapproved(msg), true
	case signedOut:
		return m.signedOut(msg), true
	}
	return nil, false
}

func (m *Model) edit(w kit.EditQuery) tea.Cmd {
	m.tab().line.Load(w.Query, w.Variables)
	m.tab().line.Edit()
	return m.focusOn(query)
}

func (m *Model) opened(l loaded) tea.Cmd {
	if l.err != nil {
		m.fail(l.err)
		return nil
	}
	return m.open(l.env)
}

// listed takes the environments on disk, and asks the keyring about them while
// somebody looks at the list.
func (m *Model) listed(l kit.EnvironmentsListed) tea.Cmd {
	m.survey++
	m.known, m.damaged = l.Rows, l.Problems
	m.obeyDisk()
	var cmds []tea.Cmd
	if m.survey == 1 && !m.here.open && len(l.Rows) > 0 {
		cmds = append(cmds, m.show(kit.Environments))
	}
	cmds = append(cmds, m.broadcast(l))
	if m.shows(kit.Environments) {
		cmds = append(cmds, m.effects.askStates(l, m.survey))
	}
	return tea.Batch(cmds...)
}

// obeyDisk takes over what another window forbade. What it allowed is this person's
// decision in this window.
func (m *Model) obeyDisk() {
	for _, r := range m.known {
		if e := r.Environment; e.Name == m.here.env.Name && e.TenantID == m.here.env.TenantID && e.EffectiveAccess() == auth.ReadOnly {
			m.here.env.Access = auth.ReadOnly
			m.drawHeader()
		}
	}
}

func (m *Model) statesKnown(s statesKnown) tea.Cmd {
	if s.survey != m.survey {
		return nil
	}
	m.known = s.listed.Rows
	return m.broadcast(s.listed)
}

func (m *Model) changed(c changed) tea.Cmd {
	if c.environment != m.here.env.Name {
		if c.err != nil {
			m.fail(fmt.Errorf("%s: %w", c.environment, c.err))
		} else if c.told {
			m.say(c.what)
		}
		return nil
	}
	if c.err != nil {
		m.fail(c.err)
	} else if c.back != nil {
		m.undone(undo{what: c.what, back: func(*Model) tea.Cmd { return c.back }})
		m.sayWithUndo(c.what)
	} else {
		m.say(c.what)
	}
	return m.here.mark(m.effects.listSaved(m.here.env.Name))
}

// hold takes the token now in use: the header follows it, and so do the panes.
func (m *Model) hold(t tokens) tea.Cmd {
	if why := t.storage.Why; why != m.here.tokens.storage.Why && why != "" && m.status.err == nil && !m.header.demo {
		m.say(why)
	}
	m.here.tokens = t
	if person := personOf(t); person != "" {
		m.here.person = person
	}
	m.drawHeader()
	return m.broadcast(t.changed(m.here.env.Name))
}

func (m *Model) signedOut(s signedOut) tea.Cmd {
	elsewhere := s.environment != m.here.env.Name
	switch {
	case s.err != nil && elsewhere:
		m.fail(fmt.Errorf("%s: %w", s.environment, s.err))
	case s.err != nil:
		m.fail(s.err)
	default:
		m.say("signed out of " + s.environment)
	}
	if elsewhere {
		return m.effects.listEnvironments()
	}
	return tea.Batch(m.hold(s.tokens), m.effects.listEnvironments())
}

func (c copied) words() string {
	switch {
	case c.err != nil:
		return fmt.Sprintf("copied %s through the terminal (OSC 52); the clipboard itself: %v", c.what, c.err)
	case c.how != "":
		return fmt.Sprintf("copied %s: %s and the terminal (OSC 52)", c.what, c.how)
	}
	return fmt.Sprintf("copied %s through the terminal (OSC 52)", c.what)
}

var errNowhere error = &nowhere{}

// nowhere is the error of acting without an environment.
type nowhere struct{}

func (*nowhere) Error() string { return "no environment is open" }
func (*nowhere) NextStep() string {
	return "+ adds a tenant, ctrl+o shows those there are (or: graphguest env add)"
}

// cancelled is true for the ends that the person chose.
func cancelled(err error) bool { return errors.Is(err, context.Canceled) }
