package table

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/view"
)

// deeds are all keys of the table.
var deeds = kit.Deeds[*Model]{
	kit.Does(kit.Bind("enter", "the row in the tree"), (*Model).whyNoRow, (*Model).detail),
	kit.Does(kit.Bind("r", "sort by the column"), (*Model).whyNoColumn, (*Model).sort),
	kit.Does(kit.Bind("&", "filter the rows"), (*Model).whyNoTable, (*Model).askFilter),
	kit.Does(kit.Bind("F", "how often each value is there"), (*Model).whyNoColumn, (*Model).askTally),
	kit.Does(kit.Bind("space", "mark the row"), (*Model).whyNoRow, (*Model).mark),
	kit.Does(kit.Bind("*", "mark all rows or none"), (*Model).whyNoRow, (*Model).markAll),
	kit.Does(kit.Bind("Q", "run a saved query on the marked rows"), (*Model).whyNoRow, (*Model).runOnRows),
	moves(kit.Bind("l/→", "column to the right", "l", "right"), (*Model).whyNotRight, func(m *Model) { m.sideways(1) }),
	moves(kit.Bind("h/←", "column to the left", "h", "left"), (*Model).whyNotLeft, func(m *Model) { m.sideways(-1) }),
	kit.Does(kit.Bind("|", "choose the columns"), (*Model).whyNoTable, (*Model).askColumns),
	kit.Does(kit.Bind("-", "hide the column"), (*Model).whyNotHide, (*Model).hide),
	kit.Does(kit.Bind("I", "expand the column, or fold it back"), (*Model).whyNotExpand, (*Model).expand),
	kit.Does(kit.Bind("(", "narrower"), (*Model).whyNotNarrower, widen(-2)),
	kit.Does(kit.Bind(")", "wider"), (*Model).whyNoColumn, widen(2)),
	kit.Does(kit.Bind("_", "as wide as it takes"), (*Model).whyNoColumn, (*Model).widest),
	kit.Does(kit.Bind("shift+←", "move the column left", "shift+left"), (*Model).whyNotLeft, moveColumn(-1)),
	kit.Does(kit.Bind("shift+→", "move the column right", "shift+right"), (*Model).whyNotRight, moveColumn(1)),
	moves(view.Down, (*Model).whyNotDown, func(m *Model) { m.goTo(m.cursor + 1) }),
	moves(view.Up, (*Model).whyNotUp, func(m *Model) { m.goTo(m.cursor - 1) }),
	moves(view.PageDown, (*Model).whyNotDown, func(m *Model) { m.page(1, 1) }),
	moves(view.PageUp, (*Model).whyNotUp, func(m *Model) { m.page(-1, 1) }),
	moves(view.HalfPageDown, (*Model).whyNotDown, func(m *Model) { m.page(1, 2) }),
	moves(view.HalfPageUp, (*Model).whyNotUp, func(m *Model) { m.page(-1, 2) }),
	moves(view.First, (*Model).whyNotUp, func(m *Model) { m.goTo(0) }),
	moves(view.Last, (*Model).whyNotDown, (*Model).goToEnd),
}

func moves(k key.Binding, why func(*Model) string, do func(*Model)) kit.Deed[*Model] {
	return kit.Does(k, why, func(m *Model) tea.Cmd { do(m); return nil })
}

func (m *Model) whyNoTable() string {
	if m.table == nil {
		return "there are no rows"
	}
	return ""
}

func (m *Model) whyNoRow() string {
	if why := m.whyNoTable(); why != "" {
		return why
	}
	if m.order.Len() == 0 {
		return "no row is left by the filter"
	}
	return ""
}

func (m *Model) whyNoColumn() string {
	if why := m.whyNoTable(); why != "" {
		return why
	}
	if m.here() == nil {
		return "every column is hidden: | shows them"
	}
	return ""
}

func (m *Model) whyNotHide() string {
	if why := m.whyNoColumn(); why != "" {
		return why
	}
	if len(m.shown()) == 1 {
		return "it is the only column left"
	}
	return ""
}

func (m *Model) whyNotLeft() string {
	if why := m.whyNoColumn(); why != "" {
		return why
	}
	if m.at == 0 {
		return "this is the first column"
	}
	return ""
}

func (m *Model) whyNotRight() string {
	if why := m.whyNoColumn(); why != "" {
		return why
	}
	if m.at == len(m.shown())-1 {
		return "this is the last column"
	}
	return ""
}

func (m *Model) whyNotNarrower() string {
	if why := m.whyNoColumn(); why != "" {
		return why
	}
	if m.here().width <= least {
		return "it is as narrow as it can be"
	}
	return ""
}

func (m *Model) whyNotDown() string {
	if why := m.whyNoRow(); why != "" {
		return why
	}
	if m.cursor == m.order.Len()-1 {
		return "this is the last row"
	}
	return ""
}

func (m *Model) whyNotUp() string {
	if why := m.whyNoRow(); why != "" {
		return why
	}
	if m.cursor == 0 {
		return "this is the first row"
	}
	return ""
}

// detail shows the row in the tree.
func (m *Model) detail() tea.Cmd { return kit.Ask(view.GoTo{View: "Tree", Line: m.Line()}) }

// mark marks the row, or takes the mark away, and goes on.
func (m *Model) mark() tea.Cmd {
	row := m.row()
	if m.marked[row] {
		delete(m.marked, row)
	} else {
		m.marked[row] = true
	}
	m.goTo(m.cursor + 1)
	return nil
}

// markAll marks all rows that are shown; where all are, none.
func (m *Model) markAll() tea.Cmd {
	all := true
	for i := range m.order.Len() {
		if row := m.order.Row(i); !m.marked[row] {
			all, m.marked[row] = false, true
		}
	}
	for i := 0; all && i < m.order.Len(); i++ {
		delete(m.marked, m.order.Row(i))
	}
	return nil
}

// rows are those that are marked, in the order in which they are shown; without any the one under the cursor.
func (m *Model) rows() (rows []int) {
	if len(m.marked) == 0 {
		return []int{m.row()}
	}
	for i := range m.order.Len() {
		if row := m.order.Row(i); m.marked[row] {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 { // all of them are filtered away
		for row := range m.marked {
			rows = append(rows, row)
		}
		slices.Sort(rows)
	}
	return rows
}

// runOnRows asks for a saved query to be run on each.
func (m *Model) runOnRows() tea.Cmd {
	var raw [][]byte
	for _, row := range m.rows() {
		if text := m.table.Row(row); text != nil { // the last one of an answer that grows may not be whole
			raw = append(raw, text)
		}
	}
	return kit.Ask(kit.RunOnRows{Rows: raw})
}
