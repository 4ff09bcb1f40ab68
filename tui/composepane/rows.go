package composepane

import (
	"strings"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

const (
	gutter     = 3 // cells before a label: who has the cursor, how the row stands
	gap        = 2 // between label and value
	leastLabel = 8
)

// drawForm is the rows in sight, so that the one with the cursor is among them.
func (m *Model) drawForm(width, height int) []string {
	f := m.form()
	label := m.labelWidth(width)
	f.from = max(min(max(f.from, f.at-height+1), f.at, len(f.rows)-height), 0)
	var rows []string
	for i := f.from; i < len(f.rows) && len(rows) < height; i++ {
		rows = append(rows, m.drawRow(&f.rows[i], i == f.at, len(rows), label, max(width-gutter-label-gap, 0)))
	}
	for i, row := range rows {
		rows[i] = kit.CutStyled(row, width)
	}
	return rows
}

// labelWidth is one for all rows, so that the values stand below one another.
func (m *Model) labelWidth(width int) int {
	widest := leastLabel
	for _, r := range m.form().rows {
		widest = max(widest, safetext.Width(safetext.Line(r.key())))
	}
	if m.at == headers {
		widest = max(widest+1, 18)
	}
	return min(widest, width*2/5)
}

func (m *Model) drawRow(r *row, here bool, y, label, value int) string {
	here = here && m.usable()
	typing := here && m.form().line() != nil
	return m.gutter(*r, here) + m.drawName(r, here, typing && m.form().in == inName, y, label) +
		strings.Repeat(" ", gap) + m.drawValue(r, typing && m.form().in == inValue, y, gutter+label+gap, value)
}

func (m *Model) drawName(r *row, here, typing bool, y, width int) string {
	name, style := r.key(), m.theme.Text
	switch {
	case typing:
		name = r.name.View(width)
		m.put(gutter+r.name.Caret(), y)
	case m.err != nil:
		style = m.theme.Dim
	case here:
		style = m.theme.Bold
	}
	if r.key() == "" {
		name, style = "name", m.theme.Placeholder
	}
	return style.Render(kit.Pad(name, width))
}

func (m *Model) drawValue(r *row, typing bool, y, x, width int) string {
	switch {
	case r.switches:
		return m.drawSwitch(*r, width)
	case typing:
		text := r.value.View(width)
		m.put(x+r.value.Caret(), y)
		if r.text() != "" {
			return text
		}
	}
	if r.text() == "" {
		return m.theme.Placeholder.Render(safetext.Truncate(r.hint, width))
	}
	style := m.theme.Text
	if m.err != nil {
		style = m.theme.Dim
	}
	return style.Render(safetext.Truncate(r.text(), width))
}

func (m *Model) drawSwitch(r row, width int) string {
	switch text := r.text(); {
	case r.on():
		return safetext.Truncate("● on", width)
	case text == "" || strings.EqualFold(text, "false"):
		return m.theme.Placeholder.Render(safetext.Truncate(r.hint, width))
	default:
		return safetext.Truncate(text, width)
	}
}

// gutter marks the row with the cursor, and the rows with which something is wrong.
func (m *Model) gutter(r row, here bool) string {
	mark := " "
	for _, n := range about[m.at].notes(m, r) {
		if n.mark != "" && n.mark != well {
			mark = m.style(n.mark).Render(n.mark)
			break
		}
	}
	if here {
		return m.theme.Accent.Render("›") + mark + " "
	}
	return " " + mark + " "
}
