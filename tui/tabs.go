package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/querypane"
	"graphguest/tui/resultpane"
)

// tab is one query with its answer. Several may be open; each has a run of its own.
type tab struct {
	line    *querypane.Model
	answer  *resultpane.Model
	run     run
	answers answers
	held    *held // the answer on the screen; nil = there is none
	failed  error // how the run ended that is on the screen
	asked   int   // how often something was asked here
}

// mostTabs bounds what a person can keep an eye on, and the answers in memory.
const mostTabs = 9

func (m *Model) newTab() *tab {
	t := &tab{line: querypane.New(m.theme), answer: resultpane.New(m.theme)}
	if m.here.open {
		opened := kit.EnvironmentOpened{Environment: m.here.env, Cloud: m.here.cloud}
		t.line.Update(opened)
		t.answer.Update(opened)
		t.line.Update(kit.RecentRuns{Runs: m.runs})
	}
	return t
}

func (m *Model) tab() *tab { return m.tabs[m.at] }

// tabOf is the tab in which that run is under way; nil = it is over.
func (m *Model) tabOf(run int) *tab {
	for _, t := range m.tabs {
		if t.run.busy && t.run.id == run {
			return t
		}
	}
	return nil
}

// number is the tab's, from 1; 0 = it is closed.
func (m *Model) number(t *tab) int {
	for i := range m.tabs {
		if m.tabs[i] == t {
			return i + 1
		}
	}
	return 0
}

// goTo brings a tab to the front. The focus stays on the same kind of pane.
func (m *Model) goTo(i int) tea.Cmd {
	if i < 0 || i >= len(m.tabs) || i == m.at {
		return nil
	}
	typing := m.tab().line.Editing()
	cmd := m.tell(m.focus, kit.Focused{})
	m.at = i
	m.typeOn(typing)
	m.status = status{}
	return tea.Batch(cmd, m.tell(m.focus, kit.Focused{Yes: true}))
}

// typeOn keeps letters what they were in the tab before: text, or keys.
func (m *Model) typeOn(typing bool) {
	if typing {
		m.tab().line.Edit()
	} else {
		m.tab().line.Leave()
	}
}

// openTab opens a tab behind the one in front, and goes there to type.
func (m *Model) openTab(q *graphquery.Query, variables map[string]string) tea.Cmd {
	if len(m.tabs) >= mostTabs {
		m.fail(fmt.Errorf("%d tabs are open, the most there can be: close one first", mostTabs))
		return nil
	}
	t := m.newTab()
	if q != nil {
		t.line.Load(*q, variables)
	}
	m.tabs = append(m.tabs[:m.at+1:m.at+1], append([]*tab{t}, m.tabs[m.at+1:]...)...)
	cmd := m.goTo(m.at + 1)
	m.tab().line.Edit()
	return tea.Batch(cmd, m.focusOn(query))
}

func (m *Model) freshTab() tea.Cmd { return m.openTab(nil, nil) }

// closeTab closes the one in front; the last one is only emptied. What it held can be undone.
func (m *Model) closeTab() tea.Cmd {
	t, typing := m.tab(), m.tab().line.Editing()
	t.run.stop()
	if m.signIn.tab == t {
		m.signIn.waiting, m.signIn.tab = nil, nil
	}
	if q, err := t.line.Parts(); err == nil && t.line.Text() != "" {
		at, variables, generation := m.at, t.line.Variables(), m.here.generation
		m.undone(undo{what: "closed " + t.line.Label(), back: func(m *Model) tea.Cmd {
			if m.here.generation != generation { // as on a switch: the line alone comes along
				q.Header, q.Body, variables = nil, nil, nil
			}
			return m.reopenTab(at, q, variables)
		}})
		defer m.sayWithUndo("closed " + t.line.Label())
	}
	if len(m.tabs) == 1 {
		m.tabs[0] = m.newTab()
	} else {
		m.tabs = append(m.tabs[:m.at:m.at], m.tabs[m.at+1:]...)
		m.at = min(m.at, len(m.tabs)-1)
	}
	m.typeOn(typing)
	m.status = status{}
	return m.tell(m.focus, kit.Focused{Yes: true})
}

// reopenTab brings a closed tab back to its place, without its answer.
func (m *Model) reopenTab(at int, q graphquery.Query, variables map[string]string) tea.Cmd {
	if len(m.tabs) == 1 && m.tab().line.Text() == "" {
		m.tab().line.Load(q, variables)
		return nil
	}
	if len(m.tabs) >= mostTabs {
		return m.openTab(&q, variables) // which says that there are too many
	}
	typing := m.tab().line.Editing()
	t := m.newTab()
	t.line.Load(q, variables)
	at = min(at, len(m.tabs))
	m.tabs = append(m.tabs[:at:at], append([]*tab{t}, m.tabs[at:]...)...)
	m.at = at
	m.typeOn(typing)
	return m.tell(m.focus, kit.Focused{Yes: true})
}

func (m *Model) nextTab() tea.Cmd   { return m.goTo((m.at + 1) % len(m.tabs)) }
func (m *Model) tabBefore() tea.Cmd { return m.goTo((m.at + len(m.tabs) - 1) % len(m.tabs)) }

// tabByNumber goes to the tab whose digit was pressed.
func (m *Model) tabByNumber() tea.Cmd {
	stroke := m.pressed.String()
	n := int(stroke[len(stroke)-1] - '0')
	if n < 1 || n > len(m.tabs) {
		m.say(fmt.Sprintf("there are %d tabs", len(m.tabs)))
		return nil
	}
	return m.goTo(n - 1)
}

func (m *Model) whyNoClose() string {
	if _, _, answered := m.tab().answer.Page(); len(m.tabs) == 1 && m.tab().line.Text() == "" && !answered {
		return "the only tab is empty"
	}
	return ""
}

func (m *Model) whyNoScroll() string {
	if _, _, answered := m.tab().answer.Page(); !answered {
		return "there is no answer yet"
	}
	return ""
}

// whyOneTab says why there is no other tab to go to.
func (m *Model) whyOneTab() string {
	if len(m.tabs) < 2 {
		return "there is one tab; " + m.hint("new-tab", "ctrl+n") + " opens another"
	}
	return ""
}

// restore opens the tabs that were left, without running anything.
func (m *Model) restore(k Kept) {
	m.runs = k.runsOf(m.here.env)
	if k.Tenant != placeOf(m.here.env) {
		return
	}
	for i, l := range k.Tabs {
		if i >= mostTabs {
			break
		}
		if i > 0 {
			m.tabs = append(m.tabs, m.newTab())
		}
		if l.Path != "" && possible(l.Method, l.Version) {
			m.tabs[i].line.Load(graphquery.Query(l.query()), nil)
		}
	}
	m.at = min(max(k.Tab, 0), len(m.tabs)-1)
}

func (l Line) query() graphquery.Query {
	return graphquery.Query{Method: l.Method, Version: l.Version, Path: l.Path}
}

// kept is what is to be remembered of the environment on the screen.
func (m *Model) kept() Kept {
	k := Kept{Tenant: placeOf(m.here.env), Used: m.effects.world.Now(), Tab: m.at, Runs: m.runs}
	for _, t := range m.tabs {
		l := Line{}
		if q, err := t.line.Query(); err == nil && t.line.Text() != "" && auth.Redact(q.Path) == q.Path {
			l = Line{q.Verb(), q.API(), q.Path}
		}
		k.Tabs = append(k.Tabs, l)
	}
	return k
}
