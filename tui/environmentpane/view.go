package environmentpane

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kit/fuzzy"
	"graphguest/tui/safetext"
)

const (
	prompt     = "filter: "
	headRows   = 2 // the filter and a row of air
	markWidth  = 2 // ● where one is
	glyphWidth = 2 // of the colour
	gap        = 2
	footRows   = 2 // a row of air, and what the row under the cursor has no column for
	narrowest  = 72
	plus       = "+" // before the row that adds
	tall       = 7   // from how many rows on there is one for what has no column
)

// looks are made of the theme's styles, once.
type looks struct {
	of          map[string]look // by colour
	chosenMatch lipgloss.Style  // letters that were found, under the cursor
}

// look is how the name of an environment of one colour is drawn, and under the cursor.
type look struct{ name, chosen lipgloss.Style }

func looksIn(theme kit.Theme) looks {
	l := looks{of: map[string]look{"": {theme.Text, theme.Name}}, chosenMatch: theme.Selected.Underline(true)}
	for _, colour := range auth.Colors {
		in := theme.In(colour)
		l.of[colour] = look{in.Accent, in.Name}
	}
	return l
}

// Size fits the rows.
func (m *Model) Size() (width, height int) {
	width = m.table.width([]int{name, tenant, access, state, used, account})
	return max(width, narrowest), headRows + len(m.welcome()) + len(m.table.rows) + 1 + len(m.problems)*2 + footRows
}

// View is the filter, the rows in sight, and what is to be known about them.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return kit.Lines(nil, height)
	}
	rows := []string{m.theme.Dim.Render(kit.Pad(prompt, min(width, len(prompt)))) + m.filter.View(max(width-len(prompt), 0)), ""}
	for _, l := range m.welcome() {
		rows = append(rows, m.theme.Text.Render(safetext.Truncate(l, width)))
	}
	rows = rows[:min(len(rows), max(height-1, 1))]
	m.top = len(rows)
	shown := m.table.fit(width)
	notes := m.notes(width, height)
	m.room = max(height-m.top-len(notes), 1)
	m.from = max(min(max(m.from, m.at-m.room+1), m.at, len(m.shown)+1-m.room), 0)
	for i := m.from; i < m.from+m.room; i++ {
		switch {
		case i < len(m.shown):
			rows = append(rows, m.row(m.shown[i], i == m.at, width, shown))
		case i == len(m.shown):
			rows = append(rows, m.addRow(width))
		default:
			rows = append(rows, "") // the notes keep their place
		}
	}
	return kit.Lines(append(rows, notes...), height)
}

func (m *Model) row(h hit, chosen bool, width int, shown []int) string {
	e := m.table.rows[h.row].Environment
	mark := "  "
	if e.Name == m.current {
		mark = "● "
	}
	colour, known := m.looks.of[e.Color]
	if !known {
		colour = m.looks.of[""]
	}
	label := kit.ColourMark(e.Color) + " "
	var out strings.Builder
	out.WriteString(m.theme.Bold.Render(mark))
	if chosen {
		out.WriteString(colour.chosen.Render(label + kit.Pad(m.table.shown(name, h.row), m.table.widths[name])))
	} else {
		out.WriteString(colour.name.Render(label) + m.cell(name, h, colour.name, m.theme.Match))
	}
	for _, column := range shown[1:] {
		plain, strong := m.cellStyle(column, e), m.theme.Match
		between := strings.Repeat(" ", gap)
		if chosen {
			plain, strong = m.theme.Selected, m.looks.chosenMatch
			between = plain.Render(between)
		}
		out.WriteString(between + m.cell(column, h, plain, strong))
	}
	if rest := width - m.table.width(shown); chosen && rest > 0 {
		out.WriteString(m.theme.Selected.Render(strings.Repeat(" ", rest)))
	}
	return kit.CutStyled(out.String(), width)
}

// cell is one column of a row with the letters that were found.
func (m *Model) cell(column int, h hit, plain, strong lipgloss.Style) string {
	at := h.letters[column]
	if column == tenant && m.table.cells[tenant][h.row] == "" {
		at = h.letters[id]
	}
	return fuzzy.Mark(kit.Pad(m.table.shown(column, h.row), m.table.widths[column]), at, plain, strong)
}

func (m *Model) cellStyle(column int, e auth.Environment) lipgloss.Style {
	switch {
	case column == access && e.EffectiveAccess() == auth.ReadWrite:
		return m.theme.Warn
	case column == tenant, column == state:
		return m.theme.Text
	}
	return m.theme.Dim
}

// typed is what the filter holds, for the person to recognise.
func (m *Model) typed() string { return strings.TrimSpace(m.filter.Value()) }

// addRow stands below the others.
func (m *Model) addRow(width int) string {
	text := "  " + plus + " add an environment"
	if m.named() {
		text = "  " + plus + " add “" + safetext.Truncate(m.typed(), 40) + "” as a tenant"
	}
	if m.at == len(m.shown) {
		return m.theme.Selected.Render(kit.Pad(text, width))
	}
	return m.theme.Dim.Render(safetext.Truncate(text, width))
}

// welcome is what stands where no environment is: how to add one.
func (m *Model) welcome() []string {
	if !m.listed || len(m.table.rows)+len(m.problems) > 0 {
		return nil
	}
	return []string{"None yet: " + m.theme.Hint("environments", "open", "enter") + " adds a tenant that invited you.", ""}
}

// notes stand below the rows: what was said or has no column, and which files are damaged.
func (m *Model) notes(width, height int) (notes []string) {
	style, text := m.theme.Dim, ""
	r, chosen := m.chosen()
	switch {
	case m.said != "":
		style, text = m.theme.Warn, m.said
	case !m.listed:
		text = "reading…"
	case len(m.shown) == 0 && len(m.table.rows) > 0:
		text = fmt.Sprintf("none of %d matches", len(m.table.rows))
	case chosen && height >= tall:
		text = details(r.Environment)
	}
	if height >= tall {
		notes = append(notes, "")
	}
	if text != "" || height >= tall {
		notes = append(notes, style.Render(safetext.Truncate(text, width)))
	}
	return append(notes, m.damaged(width, height/3)...)
}

// damaged names the files that cannot be read, as many as there is room for.
func (m *Model) damaged(width, room int) (rows []string) {
	for i, err := range m.problems {
		lines := safetext.Wrap("damaged: "+safetext.Truncate(err.Error(), 4*width), width)
		if len(rows)+len(lines) > room && i > 0 {
			more := fmt.Sprintf("and %d more damaged files", len(m.problems)-i)
			return append(rows, m.theme.Bad.Render(safetext.Truncate(more, width)))
		}
		for _, l := range lines {
			rows = append(rows, m.theme.Bad.Render(l))
		}
	}
	return rows
}

// Cursor is in the filter.
func (m *Model) Cursor() (x, y int, shown bool) { return len(prompt) + m.filter.Caret(), 0, true }
