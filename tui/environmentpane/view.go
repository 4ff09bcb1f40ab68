package environmentpane

import (
	"fmt"
	"strings"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

const (
	headRows  = 2 // the filter and a row of air
	markWidth = 2
	gap       = 2
	widest    = 34 // of a column
	narrowest = 50
)

// Size fits the rows.
func (m *Model) Size() (width, height int) {
	width = markWidth
	for _, w := range m.columns() {
		width += w + gap
	}
	return max(width, narrowest), headRows + max(len(m.rows), 1) + len(m.problems)*2
}

// View is the filter, the rows in sight and the damaged files.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return kit.Lines(nil, height)
	}
	rows := []string{m.theme.Dim.Render(kit.Pad(prompt, min(width, len(prompt)))) + m.filter.View(max(width-len(prompt), 0)), ""}
	notes := m.notes(width)
	room := max(height-headRows-len(notes), 1)
	m.from = max(min(max(m.from, m.at-room+1), m.at, len(m.shown)-room), 0)
	widths := m.columns()
	for i := m.from; i < len(m.shown) && i < m.from+room; i++ {
		rows = append(rows, m.row(m.shown[i], i == m.at, width, widths))
	}
	return kit.Lines(append(rows, notes...), height)
}

const prompt = "filter: "

// columns is how wide each has to be.
func (m *Model) columns() (w [5]int) {
	for _, r := range m.rows {
		for i, text := range cells(r) {
			w[i] = max(w[i], min(safetext.Width(text), widest))
		}
	}
	return w
}

// cells are the columns of a row: name, tenant, access, state, and the account,
// which a narrow screen cuts first.
func cells(r kit.EnvironmentRow) [5]string {
	e := r.Environment
	tenant := e.TenantDomain
	if tenant == "" {
		tenant = e.TenantID
	}
	account := e.Account
	if account == "" {
		account = "no account yet"
	}
	state := string(r.State)
	if state == "" {
		state = "…"
	}
	return [5]string{" " + safetext.Line(e.Name) + " ", safetext.Line(tenant), string(e.EffectiveAccess()), state, safetext.Line(account)}
}

func (m *Model) row(r kit.EnvironmentRow, chosen bool, width int, widths [5]int) string {
	mark := "  "
	if r.Environment.Name == m.current {
		mark = "● "
	}
	c := cells(r)
	name := m.names[r.Environment.Name] + strings.Repeat(" ", max(widths[0]-safetext.Width(c[0]), 0))
	rest := ""
	for i := 1; i < len(c); i++ {
		rest += strings.Repeat(" ", gap) + kit.Pad(c[i], widths[i])
	}
	rest = kit.Pad(rest, width-markWidth-widths[0])
	if chosen {
		rest = m.theme.Selected.Render(rest)
	}
	return m.theme.Bold.Render(mark) + kit.CutStyled(name, width-markWidth) + rest
}

// notes say why there are no rows, and which files are damaged.
func (m *Model) notes(width int) []string {
	var notes []string
	switch {
	case !m.listed:
		notes = append(notes, m.theme.Dim.Render(safetext.Truncate("reading…", width)))
	case len(m.rows) == 0 && len(m.problems) == 0:
		notes = append(notes, m.theme.Dim.Render(safetext.Truncate("none yet: graphguest env add NAME --tenant DOMAIN", width)))
	case len(m.shown) == 0 && len(m.rows) > 0:
		notes = append(notes, m.theme.Dim.Render(safetext.Truncate(fmt.Sprintf("none of %d matches", len(m.rows)), width)))
	}
	for _, err := range m.problems {
		for _, l := range safetext.Wrap("damaged: "+safetext.Line(err.Error()), width) {
			notes = append(notes, m.theme.Bad.Render(l))
		}
	}
	return notes
}

// Cursor is in the filter.
func (m *Model) Cursor() (x, y int, shown bool) { return len(prompt) + m.filter.Caret(), 0, true }
