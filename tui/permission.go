package tui

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/permissions"
	"graphguest/tui/kit"
)

// asked is the question to the permission service that is under way.
type asked struct {
	number  int
	strokes int                // typed when it was asked
	cancel  context.CancelFunc // nil = there is none
}

// explained is its answer.
type explained struct {
	number int
	answer kit.PermissionsExplained
}

// stop cancels the question; what still comes of it is old.
func (a *asked) stop() {
	if a.cancel != nil {
		a.cancel()
	}
	a.number++
	a.cancel = nil
}

// whyNoPermission says why nobody can be asked what a query needs.
func (m *Model) whyNoPermission() string {
	switch _, err := m.tab().line.Query(); {
	case !m.here.open:
		return m.whyNowhere()
	case m.effects.world.Permissions == nil:
		return "there is no permission service here"
	case m.tab().held == nil && (err != nil || m.tab().line.Text() == ""):
		return "there is no query to ask about"
	}
	return ""
}

// askPermissionHere asks about the answer on the screen, else about the query in the line.
func (m *Model) askPermissionHere() tea.Cmd {
	t := m.tab()
	if t.held != nil {
		return m.askPermission(kit.AskPermission{Query: t.held.order.query, Granted: t.held.result.Granted})
	}
	q, err := t.line.Query()
	if err != nil {
		m.fail(err)
		return nil
	}
	return m.askPermission(kit.AskPermission{Query: q})
}

// askPermission asks what a query needs. A newer question ends the older.
func (m *Model) askPermission(w kit.AskPermission) tea.Cmd {
	if m.effects.world.Permissions == nil || !m.here.open {
		m.say("which permission: " + m.whyNoPermission())
		return nil
	}
	m.asked.stop()
	ctx, cancel := context.WithCancel(context.Background())
	m.asked.cancel, m.asked.strokes = cancel, m.strokes
	return m.here.mark(m.effects.explain(ctx, m.here, m.asked.number, w))
}

func (m *Model) asking() bool { return m.asked.cancel != nil }

func (m *Model) stopAsking() tea.Cmd {
	m.asked.stop()
	m.say("no longer asking which permission")
	return nil
}

// permissionsExplained shows the answer where the refusal is told in full.
func (m *Model) permissionsExplained(e explained) tea.Cmd {
	if e.number != m.asked.number || !m.asking() {
		return nil
	}
	m.asked.stop()
	if !m.isRefused() || m.typing() && m.asked.strokes != m.strokes { // a late view takes no letter
		m.say(explainedWords(e.answer))
		return m.broadcast(e.answer)
	}
	var cmd tea.Cmd
	if !m.shows(kit.ErrorView) && len(m.overlays) == 0 {
		cmd = m.show(kit.ErrorView)
	}
	if err := e.answer.Err; err != nil && !m.shows(kit.ErrorView) {
		m.fail(err)
	}
	return tea.Batch(cmd, m.broadcast(e.answer))
}

// isRefused is whether a refusal of Graph is what can be told in full.
func (m *Model) isRefused() bool {
	_, refused := errors.AsType[*graphquery.Error](m.lastError())
	return refused
}

func explainedWords(e kit.PermissionsExplained) string {
	if e.Err != nil {
		return "which permission: " + e.Err.Error()
	}
	return e.Query.Verb() + " " + e.Query.Path + ": " + strings.Join(e.Explanation.Sentences(), " ")
}

// explain asks the permission service, without anything of the tenant or the person.
func (x effects) explain(ctx context.Context, in here, number int, w kit.AskPermission) tea.Cmd {
	return func() tea.Msg {
		answer := kit.PermissionsExplained{Query: w.Query}
		needed, err := x.world.Permissions(ctx, w.Query.Verb(), w.Query.API(), w.Query.Path)
		if answer.Err = err; err == nil {
			answer.Explanation = permissions.Explain(w.Granted, needed)
			answer.Letter = letter(in, answer.Explanation)
		}
		return explained{number, answer}
	}
}

// letter is what to send to the tenant's admin; "" = no permission would help.
func letter(in here, e permissions.Explanation) string {
	if e.Least == "" || e.Enough() {
		return ""
	}
	return auth.ConsentRequest(in.env, in.cloud, []string{e.Least})
}
