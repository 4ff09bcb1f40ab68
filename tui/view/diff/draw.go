package diff

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"graphguest/graphquery/jsondiff"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// signs say what a difference is, whatever the colours.
var signs = map[jsondiff.Kind]string{jsondiff.Changed: "~", jsondiff.Added: "+", jsondiff.Removed: "-"}

const (
	gap   = "   " // between a path and its values
	arrow = " → "
)

// View is the heading and the differences in sight, or one of them in full.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return kit.Lines(nil, height)
	}
	m.width = width
	rows := m.heading(width)
	rows = rows[:min(len(rows), max(height-1, 0))]
	if m.whole.open {
		return kit.Lines(append(rows, m.wholeRows(width, height-len(rows))...), height)
	}
	if room := height - len(rows); room != m.height {
		m.height = room
		m.hold()
	}
	for i := m.top; i < min(m.top+m.height, len(m.list)); i++ {
		rows = append(rows, m.row(m.at(i), width, i == m.cursor))
	}
	return kit.Lines(rows, height)
}

// heading says what is compared, and how much differs.
func (m *Model) heading(width int) (rows []string) {
	if m.work == nil && m.diff == nil && m.err == nil {
		return []string{m.theme.Dim.Render(safetext.Truncate("Nothing is compared.", width))}
	}
	for i, sign := range []string{"- ", "+ "} {
		rows = append(rows, m.theme.Dim.Render(safetext.Truncate(sign+m.sides[i].Title, width)))
	}
	if m.err != nil {
		for _, line := range safetext.Wrap("✗ they cannot be compared: "+m.err.Error(), width) {
			rows = append(rows, m.theme.Bad.Render(line))
		}
		return rows
	}
	return append(rows, m.theme.Bold.Render(safetext.Truncate(m.counts(), width)), "")
}

// counts are what the comparison found, or how far it is.
func (m *Model) counts() string {
	if m.work != nil {
		if done, of := m.work.comparison.Progress(); of > 0 {
			return fmt.Sprintf("comparing… %s of %s rows", thousands(done), thousands(of))
		}
		return "comparing…"
	}
	text := summary(m.diff)
	if n := m.diff.Noise; n > 0 {
		key := m.theme.Hint("answer", kit.KeyName(noiseKey), "&")
		text += map[bool]string{
			false: fmt.Sprintf(" · %s of noise left out (%s shows it)", thousands(n), key),
			true:  fmt.Sprintf(" · %s of noise (%s leaves it out)", thousands(n), key),
		}[m.noise]
	}
	if m.diff.Left > 0 {
		text += fmt.Sprintf(" · only %s are kept", thousands(len(m.diff.Differences)))
	}
	return text
}

// summary is how many differ, and how.
func summary(d *jsondiff.Diff) string {
	var words []string
	for _, k := range []struct {
		n    int
		what string
	}{{d.Changed, "changed"}, {d.Added, "added"}, {d.Removed, "removed"}} {
		if k.n > 0 {
			words = append(words, thousands(k.n)+" "+k.what)
		}
	}
	if len(words) == 0 {
		return "no difference"
	}
	return strings.Join(words, ", ")
}

// thousands is a number with its thousands apart.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// row is one difference on one line.
func (m *Model) row(d jsondiff.Difference, width int, here bool) string {
	path, before, after := fit(d, width-len("~ "))
	parts := []struct {
		style lipgloss.Style
		text  string
	}{
		{m.style(d), signs[d.Kind] + " "}, {m.theme.JSONKey, path}, {m.theme.Text, gap},
		{m.theme.Text, before}, {m.theme.Dim, arrow}, {m.theme.Bold, after},
	}
	if before == "" || after == "" {
		parts[4].text = ""
	}
	if path == "" {
		parts[2].text = ""
	}
	var plain, styled strings.Builder
	for _, p := range parts {
		plain.WriteString(p.text)
		if p.text != "" {
			styled.WriteString(p.style.Render(p.text))
		}
	}
	switch {
	case here:
		return m.theme.Selected.Render(kit.Pad(plain.String(), width))
	case safetext.Width(plain.String()) > width:
		return kit.CutStyled(styled.String(), width)
	}
	return styled.String()
}

func (m *Model) style(d jsondiff.Difference) lipgloss.Style {
	switch {
	case d.Noise:
		return m.theme.Dim
	case d.Kind == jsondiff.Added:
		return m.theme.Good
	case d.Kind == jsondiff.Removed:
		return m.theme.Bad
	}
	return m.theme.Warn
}

// fit cuts what a line says to that many cells: the path at its beginning, to at most six tenths, the values at their ends.
func fit(d jsondiff.Difference, cells int) (path, before, after string) {
	path = fromEnd(pathOf(d.Path), cells*6/10)
	room := max(cells-safetext.Width(path)-len(gap), 0)
	switch {
	case d.Old == nil:
		return path, "", safetext.Truncate(textOf(d.New, room+1), room)
	case d.New == nil:
		return path, safetext.Truncate(textOf(d.Old, room+1), room), ""
	}
	room = max(room-safetext.Width(arrow), 0)
	before, after = beside(d.Old, d.New)
	before, after = safetext.Line(before), safetext.Line(after)
	if safetext.Width(before)+safetext.Width(after) <= room {
		return path, before, after
	}
	before, after = apart(before, after, room/2)
	first := max(room/2, room-safetext.Width(after))
	before = safetext.Truncate(before, first)
	return path, before, safetext.Truncate(after, room-safetext.Width(before))
}

// fromEnd is the end of a text in that many cells: of a path that says most.
func fromEnd(text string, cells int) string {
	text = safetext.Line(text)
	if over := safetext.Width(text) - cells; over > 0 {
		return safetext.Truncate("…", cells) + safetext.Cut(text, over+1, cells-1)
	}
	return text
}
