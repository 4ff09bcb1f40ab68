package helppane

import (
	"slices"
	"strings"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// entry is one key as it is shown and found.
type entry struct {
	section         string
	key, does, name string // name is that of settings.toml: "answer.page-down"
	why             string // why it does nothing now
	found           string // what a filter looks at
	strokes         []string
}

func newEntry(s Section, k Key) entry {
	help := k.Binding.Help()
	e := entry{
		section: safetext.Line(s.Title), key: safetext.Line(help.Key), does: safetext.Line(help.Desc), why: safetext.Line(k.Why),
	}
	if s.Scope != "" {
		e.name = safetext.Line(s.Scope + "." + kit.KeyName(k.Binding))
	}
	e.strokes = k.Binding.Keys()
	e.found = strings.ToLower(strings.Join(append([]string{e.section, e.key, e.does, e.name}, e.strokes...), " "))
	return e
}

// filtered are the entries that hold every word; first those that are pressed so.
func filtered(all []entry, words string) []entry {
	wanted := strings.Fields(strings.ToLower(words))
	var pressed, left []entry
	for _, e := range all {
		switch {
		case slices.Contains(e.strokes, strings.TrimSpace(words)):
			pressed = append(pressed, e)
		case e.holds(wanted):
			left = append(left, e)
		}
	}
	return append(pressed, left...)
}

func (e entry) holds(words []string) bool {
	for _, word := range words {
		if !strings.Contains(e.found, word) {
			return false
		}
	}
	return true
}

const (
	gap       = 2
	keyCells  = 14 // no key's name is given more
	doesCells = 40
	leastName = 20 // a narrower column of names or reasons is none
)

// widths are those of the columns.
type widths struct{ key, does, name, why int }

func widest(all []entry) (w widths) {
	for _, e := range all {
		w.key = max(w.key, safetext.Width(e.key))
		w.does = max(w.does, safetext.Width(e.does))
		w.name = max(w.name, safetext.Width(e.name))
		w.why = max(w.why, safetext.Width(e.why))
	}
	w.key, w.does, w.why = min(w.key, keyCells), min(w.does, doesCells), min(w.why, doesCells)
	return w
}

// all is the width of a row with every column.
func (w widths) all() (n int) {
	for _, column := range []int{w.key, w.does, w.name, w.why} {
		if column > 0 {
			n += column + gap
		}
	}
	return max(n-gap, 0)
}

// within drops the columns that width has no room for: first the names, then that of
// the reasons, which go below their keys.
func (w widths) within(width int) widths {
	if w.all() > width {
		w.name = 0
	}
	if over := w.all() - width; over > 0 && w.why-over >= leastName {
		w.why -= over
	} else if over > 0 {
		w.why = 0
	}
	if over := w.all() - width; over > 0 {
		w.does = max(w.does-over, 0)
	}
	return w
}

// rows are the entries under the titles of their sections.
func (m *Model) rows(entries []entry, width int) (rows []string) {
	w := m.cells.within(width)
	for i, e := range entries {
		if i == 0 || e.section != entries[i-1].section {
			if i > 0 {
				rows = append(rows, "")
			}
			rows = append(rows, m.theme.Section.Render(safetext.Truncate(e.section, width)))
		}
		rows = append(rows, m.row(e, w, width)...)
	}
	if len(entries) == 0 {
		text := "no keys"
		if m.filter.Value() != "" {
			text = "nothing matches “" + m.filter.Value() + "”"
		}
		rows = append(rows, m.theme.Dim.Render(safetext.Truncate(text, width)))
	}
	return rows
}

// row is one key: one row, or two where its reason has no column.
func (m *Model) row(e entry, w widths, width int) []string {
	space := strings.Repeat(" ", gap)
	style, does := m.theme.Key, m.marked(kit.Pad(e.does, w.does))
	if e.why != "" {
		style, does = m.theme.Dim, m.theme.Dim.Render(kit.Pad(e.does, w.does))
	}
	row := style.Render(kit.Pad(e.key, w.key)) + space + does
	if w.name > 0 {
		row += space + m.theme.Dim.Render(kit.Pad(e.name, w.name))
	}
	switch {
	case e.why == "":
	case w.why > 0:
		row += space + m.theme.Dim.Render(safetext.Truncate(e.why, w.why))
	default:
		indent := min(w.key+gap, width/2)
		below := m.theme.Dim.Render(safetext.Truncate(e.why, width-indent))
		return []string{kit.CutStyled(row, width), strings.Repeat(" ", indent) + below}
	}
	return []string{kit.CutStyled(row, width)}
}

// marked shows where the words of the filter are.
func (m *Model) marked(text string) string {
	lower := strings.ToLower(text)
	for _, word := range strings.Fields(strings.ToLower(m.filter.Value())) {
		if i := strings.Index(lower, word); i >= 0 && i+len(word) <= len(text) && strings.EqualFold(text[i:i+len(word)], word) {
			return text[:i] + m.theme.Match.Render(text[i:i+len(word)]) + text[i+len(word):]
		}
	}
	return text
}
