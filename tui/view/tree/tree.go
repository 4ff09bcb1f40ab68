// Package tree shows a JSON document one key or value a line, with a cursor: containers fold and unfold, keys are found by
// name, and what stands for something that cannot be seen says what. It shows plain text in the same way.
package tree

import (
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jsondoc"
	"graphguest/graphquery/jsonfold"
	"graphguest/tui/kit"
	"graphguest/tui/view"
)

// Model is the tree.
type Model struct {
	theme  kit.Theme
	answer view.Answer
	doc    *jsondoc.Doc // nil = nothing is shown
	folds  *jsonfold.Folds
	marker view.Marker
	away   bool // keys go elsewhere: the cursor is not shown

	top, cursor int  // rows
	anchor      int  // the top row that was asked for: a larger screen may show some before it
	left        int  // cells that are scrolled away
	toEnd       bool // the last row was asked for before it was known
	width       int
	height      int
	path        []jsondoc.Step // where the cursor belongs once the lines of the grown document are counted; nil = it is there
	topPath     []jsondoc.Step // and the first row
	widest      int            // the longest row of the last View
	shown       int            // rows of the last View, the list of names included

	names names
	now   func() time.Time
	zone  *time.Location
	drawn drawn
	gists gists
}

// New returns a tree that shows nothing.
func New(theme kit.Theme) *Model {
	return &Model{theme: theme, height: 1, now: time.Now, zone: time.Local}
}

// Name is how the row of views calls it.
func (m *Model) Name() string { return "Tree" }

// Offers is true where there are lines.
func (m *Model) Offers(a view.Answer) bool { return a.Doc != nil }

// Show begins at the first line.
func (m *Model) Show(a view.Answer) tea.Cmd {
	m.names.stop()
	*m = Model{theme: m.theme, width: m.width, height: m.height, now: m.now, zone: m.zone, marker: m.marker, away: m.away, answer: a, doc: a.Doc}
	if a.Doc != nil {
		m.folds = jsonfold.New(a.Doc)
	}
	return nil
}

// Grow goes on with a document that has grown. The cursor stays on its value: where lines above it have gone, by its path.
func (m *Model) Grow(a view.Answer) tea.Cmd {
	if m.doc == nil || a.Doc == nil {
		return m.Show(a)
	}
	line := m.Line()
	if m.path == nil {
		m.path, m.topPath = m.doc.Path(line), m.doc.Path(m.folds.Line(m.top))
	}
	above := m.folds.Line(m.top)
	m.answer, m.doc = a, a.Doc
	m.folds.In(a.Doc)
	m.drawn = drawn{}
	if at, ok := a.Doc.Find(m.path); ok && at != line && len(m.path) > 0 && !slices.Equal(a.Doc.Path(line), m.path) {
		m.cursor = m.folds.Row(at)
		if top, ok := a.Doc.Find(m.topPath); ok && len(m.topPath) > 0 && !slices.Equal(a.Doc.Path(above), m.topPath) {
			m.top = m.folds.Row(top)
		}
		m.path = nil
	} else if ok {
		m.path = nil // else it has not been counted yet
	}
	if m.toEnd {
		m.goTo(m.last())
		_, complete := m.folds.Rows()
		m.toEnd = !complete
	}
	m.hold()
	return nil
}

// SetTheme changes the colours.
func (m *Model) SetTheme(t kit.Theme) { m.theme, m.drawn = t, drawn{} }

// SetFocus shows the cursor, or hides it.
func (m *Model) SetFocus(yes bool) { m.away, m.drawn = !yes, drawn{} }

// Mark highlights what was searched.
func (m *Model) Mark(mk view.Marker) { m.marker, m.drawn = mk, drawn{} }

// Line is the line that the cursor is on.
func (m *Model) Line() int {
	if m.doc == nil {
		return 0
	}
	return m.folds.Line(m.cursor)
}

// Reveal moves the cursor to a line, and unfolds what hides it.
func (m *Model) Reveal(line int) {
	if m.doc == nil {
		return
	}
	m.folds.Reveal(line)
	m.drawn = drawn{}
	m.goTo(m.folds.Row(line))
	if m.height > 0 && (m.cursor == m.top || m.cursor >= m.top+m.height-1) { // with something around it
		m.top = max(m.cursor-m.height/2, 0)
		m.hold()
	}
}

// Update obeys keys, the wheel and clicks.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if m.names.open {
			return m.typeName(msg)
		}
		if d := msg.String(); m.whyNotFold() == "" && len(d) == 1 && d[0] >= '0' && d[0] <= '9' {
			m.drawn = drawn{}
			return levels(int(d[0] - '0'))(m)
		}
		if pressed, why, found := deeds.Pressed(m, msg); found && why == "" {
			m.drawn = drawn{}
			return pressed.Do(m)
		}
	case tea.PasteMsg:
		if m.names.open {
			m.names.change(msg)
		}
	case tea.MouseWheelMsg:
		m.wheel(msg)
	case tea.MouseClickMsg:
		if m.doc != nil && !m.names.open {
			m.goTo(m.top + msg.Y)
		}
	case listed:
		m.names.take(msg)
	case named:
		if msg.doc == m.doc {
			m.drawn = drawn{}
			m.goToLine(msg.line)
		}
	}
	return nil
}

// Keys are those that do something now.
func (m *Model) Keys() []key.Binding {
	if m.names.open {
		return m.names.keys()
	}
	return deeds.Keys(m)
}

// AllKeys are all.
func (m *Model) AllKeys() []key.Binding { return deeds.All() }

// Why a key means nothing now.
func (m *Model) Why(k key.Binding) string { return deeds.Why(m, k) }

// Editing is true while a name is typed.
func (m *Model) Editing() bool { return m.names.open }

// Cursor is where the name is typed.
func (m *Model) Cursor() (x, y int, shown bool) {
	return len(namePrompt) + m.names.line.Caret(), m.shown - 1, m.names.open
}
