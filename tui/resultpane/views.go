package resultpane

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/library"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
	"graphguest/tui/view"
)

// shown is the view on the screen; nil = words are.
func (m *Model) shown() view.View {
	if m.state == running || m.state == refused && !m.unfold {
		return nil
	}
	return m.stage.view()
}

// turnOver shows the advice on a refusal, or Graph's own answer.
func (m *Model) turnOver() tea.Cmd {
	m.unfold = !m.unfold
	if m.unfold && m.stage.view() == nil {
		return m.stage.show(m.answer(), false)
	}
	return nil
}

// choose brings a view to the front. Of a refusal that is Graph's own answer.
func (m *Model) choose(name string) tea.Cmd {
	m.unfold = m.unfold || m.state == refused
	cmd := m.stage.choose(name)
	m.mark()
	return cmd
}

func chooses(name string) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd { return m.choose(name) }
}

// turnsViews goes to the view that many places further on.
func turnsViews(by int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		m.unfold = m.unfold || m.state == refused
		cmd := m.stage.beside(by)
		m.mark()
		return cmd
	}
}

// treeOrTable changes between the two, and keeps the row.
func (m *Model) treeOrTable() tea.Cmd {
	to := "Table"
	if v := m.shown(); v != nil && v.Name() == to {
		to = "Tree"
	}
	f := m.found()
	if f == nil {
		return m.choose(to)
	}
	line := f.Line()
	cmd := m.choose(to)
	if f := m.found(); f != nil {
		f.Reveal(line)
	}
	return cmd
}

// goTo shows a line in another view, as a view has asked for.
func (m *Model) goTo(g view.GoTo) tea.Cmd {
	if m.shown() == nil {
		return nil
	}
	cmd := m.stage.bring(g.View)
	m.mark()
	if f := m.found(); f != nil {
		f.Reveal(g.Line)
	}
	return cmd
}

func (m *Model) whyNoViews() string {
	if why := m.whyNothing(); why != "" {
		return why
	}
	if len(m.stage.offered()) == 0 {
		return "there is one way to show this"
	}
	return ""
}

func whyNoView(name string) func(*Model) string {
	return func(m *Model) string {
		if why := m.whyNoViews(); why != "" {
			return why
		}
		if v := m.shown(); v != nil && v.Name() == name {
			return "it is shown"
		}
		if i := m.stage.index(name); i < 0 || !m.stage.seats[i].Offers(m.stage.answer) {
			return "there is nothing to show in it"
		}
		return ""
	}
}

func (m *Model) whyNoTable() string {
	switch why := m.whyNoViews(); {
	case why != "":
		return why
	case !m.stage.hasRows():
		return "the answer has no rows for a table"
	}
	return ""
}

// whereRow says where the cursor is, what was searched, and which views there are.
func (m *Model) whereRow() string {
	tabs, width := m.tabs()
	words := m.shown().Where()
	if found := m.search.words(); found != "" && m.found() != nil {
		words = "/" + m.search.text + " " + found + " · " + words
	}
	room := max(m.width-width-2, 0)
	words = safetext.Truncate(words, room)
	gap := max(m.width-safetext.Width(words)-width, 0)
	return paint(m.theme.Dim, words) + strings.Repeat(" ", gap) + tabs
}

// tabs names the views, the one in front in brackets; where there is no room for all, it alone.
func (m *Model) tabs() (styled string, width int) {
	var names []string
	here := m.shown().Name()
	for _, name := range m.stage.offered() {
		if name == here {
			name = "[" + name + "]"
		}
		names = append(names, name)
	}
	plain := strings.Join(names, " ")
	if safetext.Width(plain) > m.width/2 {
		return paint(m.theme.TabHere, "["+here+"]"), safetext.Width(here) + 2
	}
	for i, name := range names {
		style := m.theme.Tab
		if strings.HasPrefix(name, "[") {
			style = m.theme.TabHere
		}
		names[i] = paint(style, name)
	}
	return strings.Join(names, " "), safetext.Width(plain)
}

// mouse gives a click or the wheel to the view, counted from its own corner.
func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	v := m.shown()
	if v == nil {
		return nil
	}
	at := msg.Mouse()
	at.Y -= len(m.above())
	switch msg.(type) {
	case tea.MouseClickMsg:
		if at.Y < 0 || at.Y >= m.room() {
			return nil
		}
		m.stay()
		return v.Update(tea.MouseClickMsg(at))
	case tea.MouseWheelMsg:
		m.stay()
		return v.Update(tea.MouseWheelMsg(at))
	}
	return nil
}

// columnsOf are the columns that were kept with the saved query.
func columnsOf(l library.Look) (columns []view.Column) {
	for _, c := range l.Columns {
		columns = append(columns, view.Column(c))
	}
	return columns
}

// keepColumns keeps what the person made of the columns with the saved query.
func (m *Model) keepColumns(c view.Columned) tea.Cmd {
	m.look.Columns = nil
	for _, column := range c.Columns {
		m.look.Columns = append(m.look.Columns, library.Column(column))
	}
	m.stage.answer.Columns = c.Columns
	return kit.Ask(kit.KeepLook{Look: m.look})
}

// keepFilter keeps the filter with the saved query, or that there is none.
func (m *Model) keepFilter() tea.Cmd {
	m.look.Filter = m.filter.expr
	return kit.Ask(kit.KeepLook{Look: m.look})
}

func (m *Model) whyNoLook() string {
	switch why := m.whyNoLines(); {
	case why != "":
		return why
	case m.filter.expr == m.look.Filter:
		return "the filter is as it was kept"
	}
	return ""
}
