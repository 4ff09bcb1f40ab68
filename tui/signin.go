package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/auth/claims"
	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/signinpane"
)

// signIn is the sign-in under way, and what runs after it.
type signIn struct {
	id       int
	busy     bool
	wish     kit.SignIn
	approved bool // the demo world was asked already
	prompts  feed // of the newest; the next sign-in begins after its end
	ctx      context.Context
	cancel   context.CancelFunc
	waiting  *order   // the run that needed a person
	tab      *tab     // where it waits
	claims   string   // of the challenge that it met
	scopes   []string // to ask for beside the environment's, until this sign-in is over
}

// stop cancels the sign-in and makes its number old. What waits, waits on.
func (s *signIn) stop() {
	if s.cancel != nil {
		s.cancel()
	}
	s.id++
	s.busy, s.cancel = false, nil
}

// drop ends the sign-in together with what waits for it.
func (s *signIn) drop() {
	s.stop()
	s.waiting, s.tab, s.claims, s.scopes = nil, nil, "", nil
}

// needPerson opens the sign-in dialog for the run that just ended; the same
// query runs after a good sign-in.
func (m *Model) needPerson(t *tab, err error) tea.Cmd {
	waiting := t.run.order
	m.signIn.waiting, m.signIn.tab, m.signIn.claims = &waiting, t, ""
	if e, ok := errors.AsType[*auth.Error](err); ok {
		m.signIn.claims = e.Claims
	}
	if step, ok := errors.AsType[*graphquery.StepUp](err); ok { // what Graph wants is what will do
		m.signIn.claims = step.Claims
	}
	return tea.Batch(m.show(kit.SignInDialog), m.tellOverlay(len(m.overlays)-1, kit.Failed{Err: err}))
}

// startSignIn signs in to the environment on the screen.
func (m *Model) startSignIn(wish kit.SignIn) tea.Cmd {
	if !m.here.open {
		m.fail(errNowhere)
		return nil
	}
	m.signIn.stop()
	ctx, cancel := context.WithCancel(context.Background())
	if wish.Approve {
		ctx = context.WithValue(ctx, approving{}, true)
	}
	m.signIn.busy, m.signIn.wish, m.signIn.approved = true, wish, false
	m.awaitScopes(wish)
	if len(wish.Scopes) > 0 { // the dialog's own ways to begin again know nothing of them
		m.signIn.scopes = wish.Scopes
	}
	m.signIn.ctx, m.signIn.cancel = ctx, cancel
	m.status = status{}
	before, prompts := m.signIn.prompts, newFeed()
	m.signIn.prompts = prompts
	how := auth.SignIn{Device: wish.Device, Claims: m.signIn.claims, Account: wish.Account, Scopes: m.signIn.scopes}
	return tea.Batch(
		m.show(kit.SignInDialog),
		m.here.mark(m.effects.signIn(ctx, m.here.env, m.signIn.id, how, before, prompts)),
		m.here.mark(prompts.listen()),
	)
}

// awaitScopes lets the query wait that was refused for want of the scopes that are asked for now.
func (m *Model) awaitScopes(wish kit.SignIn) {
	t := m.tab()
	if _, refused := errors.AsType[*graphquery.Error](t.failed); !refused || len(wish.Scopes) == 0 || t.run.busy || m.signIn.waiting != nil {
		return
	}
	waiting := t.order()
	m.signIn.waiting, m.signIn.tab = &waiting, t
}

// signInTo goes to an environment and opens the dialog there.
func (m *Model) signInTo(w kit.SignInTo) tea.Cmd {
	var cmd tea.Cmd
	if w.Name != m.here.env.Name {
		cmd = m.switchTo(w.Name)
	}
	if m.here.env.Name != w.Name {
		return cmd // it is not known any more; the switch says so
	}
	m.closeAll()
	m.signIn.drop() // what waited there is not what is wanted now
	cmd = tea.Batch(cmd, m.show(kit.SignInDialog))
	if dialog, ok := m.front().(*signinpane.Model); ok && w.Other {
		dialog.AskAccount()
	}
	return cmd
}

// signOutOf forgets the tokens of an environment that may be another than this.
func (m *Model) signOutOf(name string) tea.Cmd {
	for _, r := range m.known {
		if r.Environment.Name == name {
			return m.effects.signOut(r.Environment)
		}
	}
	return nil
}

// prompted shows what the person must do, and in the demo does it for them.
func (m *Model) prompted(p prompted) tea.Cmd {
	if p.id != m.signIn.id || !m.signIn.busy {
		return nil
	}
	cmd := m.broadcast(kit.SignInPrompted{Prompt: p.prompt})
	approve := m.effects.world.Approve
	if !m.signIn.wish.Approve || m.signIn.approved || approve == nil || p.prompt.URL == "" && p.prompt.UserCode == "" {
		return cmd
	}
	m.signIn.approved = true
	return tea.Batch(cmd, m.here.mark(m.effects.approve(m.signIn.ctx, m.signIn.id, p.prompt, m.signIn.wish.Account)))
}

// cancelSignIn ends the sign-in now.
func (m *Model) cancelSignIn() tea.Cmd {
	if !m.signIn.busy {
		return nil
	}
	m.signIn.stop()
	m.say("sign-in cancelled")
	return m.broadcast(kit.SignInEnded{Err: context.Canceled})
}

// endSignIn takes the end of the newest sign-in.
func (m *Model) endSignIn(s signedIn) tea.Cmd {
	if s.id != m.signIn.id || !m.signIn.busy {
		return nil
	}
	m.signIn.cancel()
	m.signIn.busy, m.signIn.cancel = false, nil
	cmds := []tea.Cmd{m.broadcast(kit.SignInEnded{Err: s.err})}
	if s.err != nil {
		m.fail(s.err)
		return tea.Batch(append(cmds, m.hold(s.tokens))...)
	}
	waiting := m.signIn.waiting
	m.signIn.waiting, m.signIn.tab = nil, nil
	env := m.here.env // its settings may have changed meanwhile: the sign-in knows who, and nothing else
	env.Account, env.HomeAccount, env.SignedOut = s.env.Account, s.env.HomeAccount, s.env.SignedOut
	if len(m.signIn.scopes) > 0 {
		env.Scopes = s.env.Scopes // with what was asked for now: silent renewals ask for it, too
	}
	other := m.here.person != "" && m.here.person != personOf(s.tokens)
	if other { // as on a switch: nothing of the person before lands under the new header
		m.stopRuns()
		cmds = append(cmds, m.enter(env), m.here.mark(m.effects.listSaved(env.Name)), m.effects.recall(env.Name, m.here.generation))
	}
	m.here.env = env
	m.rehouse()
	m.dismiss(kit.SignInDialog)
	m.say("signed in to " + m.here.env.Name)
	cmds = append(cmds, m.hold(s.tokens), m.effects.listEnvironments())
	if waiting != nil {
		m.dismiss(kit.ErrorView) // it tells of the refusal before
		waiting.allowed = nil    // a yes to a write was said before it was known who would send it
		cmds = append(cmds, m.gate(*waiting))
	}
	m.signIn.claims, m.signIn.scopes = "", nil
	return tea.Batch(cmds...)
}

// personOf is whom the tokens are about; "" = nobody, or they do not tell.
func personOf(t tokens) string { return claims.Identify(t.token.Access, t.token.ID).ObjectID }

// unapproved reports that the demo could not go on by itself.
func (m *Model) unapproved(u unapproved) tea.Cmd {
	if u.id != m.signIn.id || !m.signIn.busy {
		return nil
	}
	m.signIn.stop()
	m.fail(u.err)
	return m.broadcast(kit.SignInEnded{Err: u.err})
}
