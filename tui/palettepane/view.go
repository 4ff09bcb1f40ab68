package palettepane

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"graphguest/tui/kit"
	"graphguest/tui/kit/fuzzy"
	"graphguest/tui/safetext"
)

const (
	prompt = "› "
	indent = "  "
	gap    = 2
	roomy  = 6  // from how many rows on there is one for the sigils
	wide   = 60 // from how many cells on a row says its kind
	slim   = 24 // from how many on it says more than its title
)

// styles are made of the theme's, once.
type styles struct{ plain, chosen, cannot rowStyle }

// rowStyle is how the parts of one row are drawn.
type rowStyle struct{ title, detail, match, key lipgloss.Style }

func stylesOf(t kit.Theme) styles {
	return styles{
		plain:  rowStyle{t.Text, t.Dim, t.Match, t.Key},
		chosen: rowStyle{t.Selected, t.Selected, t.Selected.Underline(true), t.Selected},
		cannot: rowStyle{t.Dim, t.Dim, t.Match, t.Dim},
	}
}

// View is the line, the sigils, the items in sight, and what was said.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return kit.Lines(nil, height)
	}
	rows := []string{m.theme.Accent.Render(safetext.Truncate(prompt, width)) + m.filter.View(max(width-safetext.Width(prompt), 0))}
	if height >= roomy {
		rows = append(rows, m.theme.Dim.Render(safetext.Truncate(m.sigils(), width)))
	}
	m.top = len(rows)
	m.room = max(height-m.top-1, 0)
	m.scroll()
	for i := m.from; i < m.from+m.room; i++ {
		if i < len(m.lines) {
			rows = append(rows, m.row(m.lines[i], i == m.at, width))
		} else {
			rows = append(rows, "")
		}
	}
	return kit.Lines(append(rows, m.foot(width)), height)
}

// scroll keeps the cursor in sight, and the heading above it.
func (m *Model) scroll() {
	first := m.at
	if first > 0 && m.lines[first-1].heading && m.room > 1 {
		first--
	}
	m.from = max(min(max(m.from, m.at-m.room+1), first, len(m.lines)-m.room), 0)
}

// sigils says how to find things of one kind alone.
func (m *Model) sigils() string {
	if !m.entries.several() {
		return ""
	}
	var words []string
	for k, kind := range kinds {
		if m.entries.has(k) {
			words = append(words, kind.sigil+" "+strings.ToLower(kind.heading))
		}
	}
	return indent + "only: " + strings.Join(words, "   ")
}

// foot says why something cannot be done, or how much was found.
func (m *Model) foot(width int) string {
	style, text := m.theme.Dim, ""
	switch all := len(m.entries.all); {
	case m.said != "":
		style, text = m.theme.Warn, m.said
	case all == 0:
		text = "nothing is here yet"
	case len(m.lines) == 0:
		text = fmt.Sprintf("none of %d matches", all)
	case m.sought:
		text = fmt.Sprintf("%d of %d", len(m.lines), all)
	}
	return style.Render(safetext.Truncate(text, width))
}

func (m *Model) row(l line, chosen bool, width int) string {
	e := m.entries.all[l.entry]
	if l.heading {
		return m.theme.Section.Render(safetext.Truncate(kinds[e.kind].heading, width))
	}
	s := m.styles.plain
	switch {
	case chosen:
		s = m.styles.chosen
	case e.why != "":
		s = m.styles.cannot
	}
	right, key := "", ""
	if width >= wide && m.sought && m.entries.several() {
		right = strings.Repeat(" ", gap) + kit.Pad(kinds[e.kind].name, len("environment"))
	}
	if w := m.entries.keyWidth; width >= slim && w > 0 {
		w = min(w, width/3)
		key = safetext.Truncate(e.key, w)
		right += strings.Repeat(" ", gap+w-safetext.Width(key))
	}
	room := width - safetext.Width(right) - safetext.Width(key) - len(indent)
	return s.title.Render(indent[:min(len(indent), width)]) + m.words(e, l.letters, s, max(room, 0)) + s.detail.Render(right) + s.key.Render(key)
}

// words are the title and beside it the detail, or why it cannot be done, in columns
// that suit the kind; in all room cells.
func (m *Model) words(e entry, letters []int, s rowStyle, room int) string {
	inTitle, inDetail := parted(letters, e.titleRunes)
	detail := e.detail
	if e.why != "" {
		detail, inDetail = e.why, nil
	}
	second := min(m.entries.details[e.kind], room/2)
	first := min(m.entries.titles[e.kind], room-gap-second)
	if detail == "" || room < slim {
		return fuzzy.Mark(kit.Pad(e.title, room), inTitle, s.title, s.match)
	}
	return fuzzy.Mark(kit.Pad(e.title, first)+strings.Repeat(" ", gap), inTitle, s.title, s.match) +
		fuzzy.Mark(kit.Pad(detail, room-first-gap), inDetail, s.detail, s.match)
}

// parted are the letters found in a title of n, and those in the detail behind it and
// a space, counted from its start.
func parted(letters []int, n int) (inTitle, inDetail []int) {
	for i, at := range letters {
		if at >= n {
			for _, at := range letters[i:] {
				inDetail = append(inDetail, at-n-1)
			}
			return letters[:i], inDetail
		}
	}
	return letters, nil
}

// Cursor is in the line.
func (m *Model) Cursor() (x, y int, shown bool) {
	return safetext.Width(prompt) + m.filter.Caret(), 0, true
}
