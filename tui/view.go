package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// View draws what is known; it asks nobody.
func (m *Model) View() tea.View {
	v := tea.View{AltScreen: true, WindowTitle: m.windowTitle()}
	if m.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if m.w <= 0 || m.h <= 0 {
		return v
	}
	l := m.layout()
	rows := make([]string, m.h)
	rows[0] = m.header.view(m.w)
	m.drawBody(l, rows)
	if len(m.overlays) > 0 {
		m.drawOverlay(l, rows)
	}
	if l.status.h > 0 {
		rows[l.status.y] = m.drawStatus(l.status.w)
	}
	if l.help.h > 0 {
		rows[l.help.y] = helpLine(m.theme, m.brief(), l.help.w)
	}
	v.Content = strings.Join(rows, "\n")
	if m.effects.world.Settings.Glyphs == "ascii" {
		v.Content = kit.ASCII(v.Content)
	}
	v.Cursor = m.cursor(l)
	return v
}

// FirstFrame draws the first screen at a size, before Bubble Tea asks for one.
func (m *Model) FirstFrame(width, height int) string {
	m.w, m.h = width, height
	return m.View().Content
}

func (m *Model) windowTitle() string {
	if !m.here.open {
		return "graphguest"
	}
	return safetext.Title("graphguest — " + m.here.env.Name)
}

// drawBody puts the panes side by side and one below the other.
func (m *Model) drawBody(l layout, rows []string) {
	for p, r := range l.panes {
		if r.w <= 0 || r.h <= 0 {
			continue
		}
		for i, row := range m.drawPane(l, place(p), r) {
			rows[r.y+i] += row
		}
	}
}

func (m *Model) drawPane(l layout, p place, r rect) []string {
	focused := p == m.focus && len(m.overlays) == 0
	in := l.inner(r)
	content := ""
	if p == answer && !m.here.open {
		content = m.welcome(in.w, in.h)
	} else {
		content = m.pane(p).View(in.w, in.h)
	}
	if p == query {
		return m.box(l, m.queryTitle(r.w), content, r, focused)
	}
	title := m.pane(p).Title()
	if p == answer {
		title += m.answerOf()
	}
	return m.box(l, title, content, r, focused)
}

// answerOf names the query of the answer, once the line asks another.
func (m *Model) answerOf() string {
	t := m.tab()
	asked := t.order().query
	if now, err := t.line.Query(); asked.Path == "" || m.here.generation != t.run.generation || err == nil && now.String() == asked.String() {
		return ""
	}
	return " · of " + safetext.Truncate(safetext.Line(asked.String()), mostLabel)
}

// box is content as the rows of r: in a frame with a title in its upper edge,
// where there is room for frames.
func (m *Model) box(l layout, title, content string, r rect, focused bool) []string {
	lines := strings.Split(content, "\n")
	if !l.framed || r.w < 4 || r.h < 2 {
		return fit(lines, r.w, r.h)
	}
	edge, name := m.theme.Frame, m.theme.FrameTitle
	if focused {
		edge, name = m.theme.FocusedFrame, m.theme.FocusedTitle
	}
	rows := make([]string, 0, r.h)
	rows = append(rows, topEdge(edge, name, title, r.w))
	left, right := edge.Render("│")+" ", " "+edge.Render("│")
	for _, row := range fit(lines, r.w-4, r.h-2) {
		rows = append(rows, left+row+right)
	}
	return append(rows, edge.Render("╰"+strings.Repeat("─", r.w-2)+"╯"))
}

func topEdge(edge, name lipgloss.Style, title string, w int) string {
	if title == "" || w < 8 {
		return edge.Render("╭" + strings.Repeat("─", w-2) + "╮")
	}
	title = kit.CutStyled(title, w-6)
	rest := w - 5 - ansi.StringWidth(title)
	return edge.Render("╭─") + " " + name.Render(title) + " " + edge.Render(strings.Repeat("─", max(rest, 0))+"╮")
}

// fit makes rows exactly h rows of exactly w cells.
func fit(rows []string, w, h int) []string {
	for len(rows) < h {
		rows = append(rows, "")
	}
	rows = rows[:max(h, 0)]
	for i, row := range rows {
		switch have := ansi.StringWidth(row); {
		case have > w:
			rows[i] = kit.CutStyled(row, w)
		case have < w:
			rows[i] = row + strings.Repeat(" ", w-have)
		}
	}
	return rows
}

// overlayRect is where the overlay on top goes.
func (m *Model) overlayRect(l layout) rect {
	w, h, sized := 0, 0, false
	if s, ok := m.front().(kit.Sized); ok {
		w, h = s.Size()
		sized = true
	}
	r := l.float(w, h, sized)
	if overlayScope(m.overlays[len(m.overlays)-1].name) == "compose" {
		r = l.under(r)
	}
	return r
}

// drawOverlay lays the overlay on top over panes that step back.
func (m *Model) drawOverlay(l layout, rows []string) {
	r := m.overlayRect(l)
	in := l.inner(r)
	content := m.front().View(in.w, in.h)
	box := m.box(l, m.front().Title(), content, r, true)
	for y := l.body.y; y < l.body.y+l.body.h; y++ {
		behind := ansi.Strip(rows[y])
		if y < r.y || y >= r.y+r.h {
			rows[y] = m.theme.Dim.Render(behind)
			continue
		}
		left, right := ansi.Cut(behind, 0, r.x), ansi.Cut(behind, r.x+r.w, l.body.w)
		rows[y] = paint(m.theme.Dim, left) + box[y-r.y] + paint(m.theme.Dim, right)
	}
}

// helpLine is the keys that work now, as many of them as fit. The way to all of
// them, and the way out, are never those that do not.
func helpLine(theme kit.Theme, keys []key.Binding, w int) string {
	last := ""
	keys = slices.DeleteFunc(slices.Clone(keys), func(k key.Binding) bool {
		if d := k.Help().Desc; d != "help" && d != "close" {
			return false
		}
		last += helpItem(theme, k)
		return true
	})
	var line strings.Builder
	used := safetext.Width(last)
	for _, k := range keys {
		item := helpItem(theme, k)
		if used += safetext.Width(item); used > w {
			break
		}
		line.WriteString(item)
	}
	return kit.CutStyled(line.String()+last, w)
}

func helpItem(theme kit.Theme, k key.Binding) string {
	return " " + theme.Key.Render(k.Help().Key) + " " + theme.Dim.Render(safetext.Line(k.Help().Desc)) + " "
}

// cursor is the terminal's own, where text is typed.
func (m *Model) cursor(l layout) *tea.Cursor {
	c, ok := m.front().(kit.Cursored)
	if !ok {
		return nil
	}
	x, y, shown := c.Cursor()
	in := l.inner(l.panes[m.focus])
	if len(m.overlays) == 0 && in.w == 0 {
		return nil
	}
	if len(m.overlays) > 0 {
		in = l.inner(m.overlayRect(l))
	}
	if !shown || x < 0 || y < 0 || x >= in.w || y >= in.h {
		return nil
	}
	cursor := tea.NewCursor(in.x+x, in.y+y)
	cursor.Shape, cursor.Blink = tea.CursorBar, false
	return cursor
}
