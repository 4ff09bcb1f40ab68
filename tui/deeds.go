package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

// What the keys of the root do, and why some of it cannot be done now.

// runningEscFree is false while text is typed beside the answer: esc leaves that line first.
func (m *Model) runningEscFree() bool {
	return m.running() && (m.focus != answer || !m.typing() || len(m.overlays) > 0)
}

func (m *Model) running() bool        { return m.tab().run.busy }
func (m *Model) idle() bool           { return !m.tab().run.busy && !m.asking() && !m.beside.busy() }
func (m *Model) idleAndAsking() bool  { return !m.tab().run.busy && m.asking() }
func (m *Model) idleAndWhole() bool   { return m.idle() && m.whole }
func (m *Model) idleAndEscFree() bool { return m.idle() && m.escFree() }
func (m *Model) somewhere() bool      { return m.here.open || len(m.known) > 0 }
func (m *Model) nowhere() bool        { return !m.somewhere() }

// listCovers is true where the saved queries take the place of everything else.
func (m *Model) listCovers() bool   { return m.idle() && !m.whole && m.focus == saved && m.narrow() }
func (m *Model) goAnswer() tea.Cmd  { return m.focusOn(answer) }
func (m *Model) besideAnswer() bool { return m.focus != answer && m.focus != token }

// besideRefusal is true while the answer is a refusal and another pane has the keys.
func (m *Model) besideRefusal() bool { return m.besideAnswer() && m.answerObeys("a") }

// answerObeys is true while that keystroke means something in the answer.
func (m *Model) answerObeys(stroke string) bool {
	msg, _ := kit.Stroke(stroke)
	return key.Matches(msg, m.tab().answer.Keys()...)
}

func (m *Model) whyNoAnswer() string {
	if !m.answerObeys("y") {
		return "there is no answer yet"
	}
	return ""
}

// forAnswer does what a key of the answer does, from the pane beside it.
func forAnswer(stroke string) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		msg, _ := kit.Stroke(stroke)
		return m.tell(answer, msg)
	}
}

func (m *Model) noHelp() bool { return !m.shows(kit.Help) }

func (m *Model) whyNoError() string {
	if m.lastError() == nil {
		return "the last thing that happened was no error"
	}
	return ""
}

func (m *Model) whyNowhere() string {
	if !m.here.open {
		return "no environment is open; " + m.hint("environments", "ctrl+o") + " shows those there are"
	}
	return ""
}

func (m *Model) whyNoRuns() string {
	if len(m.runs) == 0 {
		return "nothing was run here yet"
	}
	return ""
}

func (m *Model) whyFull() string {
	if len(m.tabs) >= mostTabs {
		return "nine tabs are open, the most there can be"
	}
	return ""
}

func (m *Model) quit() tea.Cmd {
	m.stopRuns()
	m.signIn.stop()
	m.setup.stop()
	m.asked.stop()
	m.beside.stop()
	last := []tea.Cmd{m.beside.settled(m.effects), m.keep()}
	if next := m.looks.next; next != nil {
		last = append(last, m.effects.keepLook(*next))
	}
	return tea.Sequence(append(last, tea.Quit)...)
}

func (m *Model) suspend() tea.Cmd   { return tea.Suspend }
func (m *Model) drawAgain() tea.Cmd { return tea.ClearScreen }

func (m *Model) leave() tea.Cmd {
	m.tab().line.Leave()
	return nil
}

func (m *Model) typeQuery() tea.Cmd {
	m.tab().line.Edit()
	return m.focusOn(query)
}

// paste goes where text is typed; where none is, it can only be meant for the query line.
func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	if len(m.overlays) > 0 || m.typing() {
		return m.toFront(msg)
	}
	return tea.Batch(m.typeQuery(), m.tell(query, msg))
}

func (m *Model) nextPane() tea.Cmd   { return m.step(1) }
func (m *Model) paneBefore() tea.Cmd { return m.step(-1) }
func (m *Model) goSaved() tea.Cmd    { return m.focusOn(saved) }

// goToken goes to the token where it stands beside the answer, else shows it over the panes.
func (m *Model) goToken() tea.Cmd {
	if m.roomy() && len(m.overlays) == 0 {
		return tea.Batch(m.focusOn(token), m.wantToken())
	}
	return m.show(kit.TokenView)
}

// step moves the focus; coming to the query line is coming to type.
func (m *Model) step(by int) tea.Cmd {
	n := token
	if m.roomy() {
		n = places
	}
	to := (m.focus + place(by) + n) % n
	if to == query {
		m.tab().line.Edit()
	}
	return m.focusOn(to)
}

func (m *Model) focusOn(p place) tea.Cmd {
	if p == m.focus {
		return nil
	}
	old := m.focus
	m.focus = p
	return tea.Batch(m.tell(old, kit.Focused{}), m.tell(p, kit.Focused{Yes: true}))
}

// toggleWhole gives the pane with the focus the whole screen, and takes it back.
func (m *Model) toggleWhole() tea.Cmd {
	m.whole = !m.whole
	if m.whole && m.focus == query { // one line needs no screen; its answer does
		return m.focusOn(answer)
	}
	return nil
}

func (m *Model) nextMethod() tea.Cmd {
	m.tab().line.NextMethod()
	return m.sayLine()
}

func (m *Model) nextVersion() tea.Cmd {
	m.tab().line.NextVersion()
	return m.sayLine()
}

// sayLine says what the line asks, where it may be out of sight.
func (m *Model) sayLine() tea.Cmd {
	if q, err := m.tab().line.Query(); err == nil {
		m.say(q.String())
	}
	return nil
}

func (m *Model) toggleMouse() tea.Cmd {
	m.mouse = !m.mouse
	if m.mouse {
		m.say("mouse: clicks and wheel go to graphguest")
	} else {
		m.say("mouse: left to the terminal, for selecting text")
	}
	return nil
}

// askSave asks for the title of the query in the line.
func (m *Model) askSave() tea.Cmd {
	if !m.here.open {
		m.fail(errNowhere)
		return nil
	}
	q, err := m.tab().line.Query()
	if err != nil {
		m.fail(err)
		return nil
	}
	title, _, _ := strings.Cut(strings.Trim(q.Path, "/"), "?")
	return m.ask(kit.Question{
		Title: "Save this query",
		Lines: []string{q.String(), "", "under the title"},
		Value: title,
		Then:  func(title string) tea.Msg { return m.saving(library.Saved{Title: title, Query: q, Look: m.lookFor(q)}) },
	})
}

// saving is the wish to save, or the question what becomes of the query that has the title already.
func (m *Model) saving(s library.Saved) tea.Msg {
	for _, there := range m.library {
		if there.Shared || !strings.EqualFold(there.Title, s.Title) {
			continue
		}
		over := there
		over.Query, over.Look = s.Query, s.Look
		return kit.Choice{
			Title: "There is a saved query “" + there.Title + "”",
			Lines: []string{there.Query.String(), "in " + there.File},
			Items: []kit.Item{
				{Key: "r", Label: "replace it", Wish: kit.SaveQuery{Saved: over}},
				{Key: "k", Label: "keep both", Wish: kit.SaveQuery{Saved: s}},
			},
		}
	}
	return kit.SaveQuery{Saved: s}
}
