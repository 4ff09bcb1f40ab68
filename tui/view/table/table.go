// Package table shows the rows of a collection as a table: columns that a person arranges, sorted and filtered rows, how
// often each value is there.
package table

import (
	"fmt"
	"slices"
	"strconv"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jsontable"
	"graphguest/tui/kit"
	"graphguest/tui/view"
)

// column is one that is known, shown or not.
type column struct {
	jsontable.Column
	width  int  // cells; 0 = not settled yet
	own    bool // the person made it this wide
	hidden bool
}

// Model is the table.
type Model struct {
	theme  kit.Theme
	answer view.Answer
	table  *jsontable.Table // nil = nothing is shown
	order  *jsontable.Order
	marker view.Marker
	away   bool // keys go elsewhere: the cursor is not shown

	columns []column
	at      int // the column under the cursor, of those shown
	first   int // of those shown, the one behind the frozen first that is leftmost
	top     int // rows, by place
	cursor  int
	toEnd   bool // the last row was asked for before it was known
	marked  map[int]bool

	work   work
	filter filterLine
	tally  tally
	choose chooser

	width, height int
	drawn         drawn
}

// New returns a table that shows nothing.
func New(theme kit.Theme) *Model { return &Model{theme: theme, height: 1} }

// Name is how the row of views calls it.
func (m *Model) Name() string { return "Table" }

// Offers is true where there are rows.
func (m *Model) Offers(a view.Answer) bool { return view.HasRows(a) }

// Show begins at the first row.
func (m *Model) Show(a view.Answer) tea.Cmd {
	m.work.stop()
	m.tally.stop()
	*m = Model{theme: m.theme, width: m.width, height: m.height, marker: m.marker, away: m.away, answer: a, marked: map[int]bool{}, work: work{run: m.work.run + 1}, tally: tally{run: m.tally.run}}
	if !m.Offers(a) {
		return nil
	}
	m.table = jsontable.New(a.Doc)
	m.order = m.table.AsItCame()
	m.settleColumns()
	return nil
}

// Grow goes on with rows that came at the end. What is sorted or filtered is so again, beside the screen.
func (m *Model) Grow(a view.Answer) tea.Cmd {
	if m.table == nil || a.Doc == nil {
		return m.Show(a)
	}
	m.answer = a
	m.drawn = drawn{}
	m.table = m.table.Grown(a.Doc)
	m.settleColumns()
	want := m.wanted()
	if len(want.Sort) == 0 && want.Filter.None() {
		m.order = m.table.AsItCame()
		if m.toEnd {
			m.goTo(m.order.Len() - 1)
			_, complete := a.Doc.Len()
			m.toEnd = !complete
		}
		m.hold()
		return nil
	}
	return m.arrange(want)
}

// settleColumns takes the columns that were kept, those of $select, or those of the rows; new ones stand behind them.
func (m *Model) settleColumns() {
	var wanted []column
	switch {
	case len(m.columns) > 0:
		wanted = m.columns
	case len(m.answer.Columns) > 0 && m.answer.Filter == "":
		for _, c := range m.answer.Columns {
			parsed := jsontable.ParseColumn(c.Path)
			parsed.Count = c.Count
			wanted = append(wanted, column{Column: parsed, width: c.Width, own: c.Width > 0})
		}
	case len(m.answer.Select) > 0 && m.answer.Filter == "":
		for _, c := range m.table.Given(m.answer.Select) {
			wanted = append(wanted, column{Column: c})
		}
	default:
		for _, c := range named(m.table.Columns()) {
			wanted = append(wanted, column{Column: c})
		}
	}
	arranged := len(m.answer.Columns) > 0 && m.answer.Filter == "" || m.work.arranged
	for _, c := range m.table.Known() {
		if !has(wanted, c) {
			wanted = append(wanted, column{Column: c, hidden: arranged || c.Annotation()})
		}
	}
	m.columns = wanted
}

// names are the members that tell rows apart for a person, the best first: one of them stands first, where it stays in
// sight.
var names = []string{"displayName", "name", "subject", "userPrincipalName"}

// named puts the column that names the rows first, where nobody has said how the columns follow one another.
func named(columns []jsontable.Column) []jsontable.Column {
	for _, name := range names {
		i := slices.IndexFunc(columns, func(c jsontable.Column) bool { return len(c.Path) == 1 && c.Path[0] == name })
		if i > 0 {
			c := columns[i]
			return slices.Insert(slices.Delete(slices.Clone(columns), i, i+1), 0, c)
		}
		if i == 0 {
			break
		}
	}
	return columns
}

// has is whether a column is there, or stands for others that are.
func has(columns []column, c jsontable.Column) bool {
	for _, other := range columns {
		if other.Path[0] == c.Path[0] {
			return true
		}
	}
	return false
}

// shown are the columns that are not hidden, as places in columns.
func (m *Model) shown() (places []int) {
	for i, c := range m.columns {
		if !c.hidden {
			places = append(places, i)
		}
	}
	return places
}

// here is the column under the cursor; nil = none is shown.
func (m *Model) here() *column {
	places := m.shown()
	if len(places) == 0 {
		return nil
	}
	m.at = min(max(m.at, 0), len(places)-1)
	return &m.columns[places[m.at]]
}

// SetTheme changes the colours.
func (m *Model) SetTheme(t kit.Theme) { m.theme, m.drawn = t, drawn{} }

// SetFocus shows the cursor, or hides it.
func (m *Model) SetFocus(yes bool) { m.away, m.drawn = !yes, drawn{} }

// Mark highlights what was searched.
func (m *Model) Mark(mk view.Marker) { m.marker, m.drawn = mk, drawn{} }

// row is the row of the document under the cursor; -1 = there is none.
func (m *Model) row() int {
	if m.table == nil || m.cursor >= m.order.Len() {
		return -1
	}
	return m.order.Row(m.cursor)
}

// Line is where the row under the cursor begins.
func (m *Model) Line() int {
	if m.row() < 0 {
		return 0
	}
	return max(m.answer.Doc.RowLine(m.row()), 0)
}

// Reveal goes to the row that a line is in. One that is filtered away stays so.
func (m *Model) Reveal(line int) {
	if m.table == nil {
		return
	}
	if place := m.order.Place(m.answer.Doc.RowOf(line)); place >= 0 {
		m.drawn = drawn{}
		m.goTo(place)
	}
}

// Update obeys keys, the wheel, clicks, and what its own work brings.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		m.drawn = drawn{}
		switch {
		case m.filter.open:
			return m.typeFilter(msg)
		case m.tally.open:
			return m.onTally(msg)
		case m.choose.open:
			return m.onChoose(msg)
		}
		if pressed, why, found := deeds.Pressed(m, msg); found && why == "" {
			return pressed.Do(m)
		}
	case tea.PasteMsg:
		if m.filter.open {
			m.drawn = drawn{}
			return m.changeFilter(msg)
		}
	case tea.MouseWheelMsg:
		m.wheel(msg)
	case tea.MouseClickMsg:
		m.click(msg)
	case progressed:
		return m.progress(msg)
	case arranged:
		return m.arrived(msg)
	case tallied:
		m.tallied(msg)
	}
	return nil
}

// Keys are those that do something now.
func (m *Model) Keys() []key.Binding {
	switch {
	case m.filter.open:
		return []key.Binding{takeFilter, dropFilter}
	case m.tally.open:
		return tallyKeys
	case m.choose.open:
		return chooseKeys
	}
	return deeds.Keys(m)
}

// AllKeys are all.
func (m *Model) AllKeys() []key.Binding { return deeds.All() }

// Why a key means nothing now.
func (m *Model) Why(k key.Binding) string { return deeds.Why(m, k) }

// Editing is true while keys belong to a line, a list of values, or the choice of columns.
func (m *Model) Editing() bool { return m.filter.open || m.tally.open || m.choose.open }

// Cursor is where the filter is typed.
func (m *Model) Cursor() (x, y int, shown bool) {
	return len(filterPrompt) + m.filter.line.Caret(), m.height - 1, m.filter.open
}

// Where says which row it is, of how many, and how they are arranged.
func (m *Model) Where() string {
	if m.table == nil {
		return ""
	}
	n := m.order.Len()
	where := "row " + thousands(min(m.cursor+1, n)) + " of " + thousands(n)
	if all := m.table.Rows(); !m.order.Arrangement().Filter.None() {
		where += " found in " + thousands(all)
	}
	if _, complete := m.answer.Doc.Len(); !complete {
		where += " so far"
	}
	if c := m.here(); c != nil {
		where += " · " + c.String()
	}
	if len(m.marked) > 0 {
		where += " · " + strconv.Itoa(len(m.marked)) + " marked"
	}
	for _, by := range m.order.Arrangement().Sort {
		where += " · sorted by " + by.Column.String() + arrow(by)
	}
	return where + m.work.words()
}

func arrow(by jsontable.By) string {
	if by.Descending {
		return " ▼"
	}
	return " ▲"
}

func thousands(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// percent is how far something is.
func percent(done, of int) string {
	if of <= 0 {
		return ""
	}
	return fmt.Sprintf("%d %%", 100*done/of)
}
