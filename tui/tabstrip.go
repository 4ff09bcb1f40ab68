package tui

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// tabLabel is a tab in a few cells: its number, its query, and how its run stands.
func (m *Model) tabLabel(i int) string {
	t := m.tabs[i]
	label := strconv.Itoa(i+1) + " " + safetext.Truncate(labelOr(t.line.Label()), mostLabel)
	if t.run.busy {
		label += " …"
	}
	return label
}

const mostLabel = 24

func labelOr(label string) string {
	if label == "" {
		return "new"
	}
	return label
}

// tabStrip is the tabs in one row of at most width cells, the one in front in sight,
// and where each begins.
func (m *Model) tabStrip(width int) (strip string, starts []int) {
	var b strings.Builder
	x := 0
	for i := range m.tabs {
		label, style := m.tabLabel(i), m.theme.Tab
		if i == m.at {
			label, style = "› "+label, m.theme.TabHere
		}
		if i > 0 {
			b.WriteString("  ")
			x += 2
		}
		starts = append(starts, x)
		b.WriteString(style.Render(label))
		x += safetext.Width(label)
	}
	if x > width { // the numbers alone, and the whole of the one in front
		return m.shortStrip(width)
	}
	return b.String(), starts
}

func (m *Model) shortStrip(width int) (strip string, starts []int) {
	var b strings.Builder
	x := 0
	for i := range m.tabs {
		label, style := strconv.Itoa(i+1), m.theme.Tab
		if i == m.at {
			label, style = "› "+m.tabLabel(i), m.theme.TabHere
		}
		starts = append(starts, x)
		b.WriteString(style.Render(label) + " ")
		x += safetext.Width(label) + 1
	}
	return kit.CutStyled(b.String(), width), starts
}

// tabAt is the tab at a column of the strip; -1 = none.
func (m *Model) tabAt(x int) int {
	l := m.layout()
	_, starts := m.tabStrip(stripRoom(l.panes[query].w))
	for i := len(starts) - 1; i >= 0; i-- {
		if x >= starts[i]+1 { // the strip begins one cell further in than the pane's text
			return i
		}
	}
	return -1
}

// stripRoom is what the edge of a frame leaves for a title.
func stripRoom(w int) int { return max(w-6, 0) }

// queryTitle is the upper edge of the query line: the tabs, where there are several.
func (m *Model) queryTitle(w int) string {
	if len(m.tabs) == 1 {
		return m.tab().line.Title()
	}
	strip, _ := m.tabStrip(stripRoom(w))
	if extra := strings.TrimPrefix(m.tab().line.Title(), "Query"); ansi.StringWidth(strip)+safetext.Width(extra) <= stripRoom(w) {
		strip += m.theme.Dim.Render(extra)
	}
	return strip
}
