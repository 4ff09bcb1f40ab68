package kit

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/clipperhouse/uax29/v2/graphemes"

	"graphguest/tui/safetext"
)

// maxLine bounds what one line may hold, in bytes: a paste of a megabyte is no query.
const maxLine = 16 << 10

// Line is one line of text that a person edits. The zero value is an empty line.
// What it holds is the person's text as typed; what it shows went through safetext.
type Line struct {
	cells []cell
	at    int // the cluster under the cursor; len(cells) = behind the last
	first int // the first cluster shown
	caret int // column of the cursor in the last View
}

// cell is one character as a person counts them: what was typed, and how it is shown.
type cell struct {
	text, shown string
	width       int
}

// Value is the text as typed.
func (l *Line) Value() string { return l.join(0, len(l.cells)) }

// SetValue replaces the text and puts the cursor behind it.
func (l *Line) SetValue(text string) {
	l.cells, l.at, l.first = nil, 0, 0
	l.Insert(text)
}

// SetCursor puts the cursor before the n-th character.
func (l *Line) SetCursor(n int) { l.at = min(max(n, 0), len(l.cells)) }

// Insert puts text at the cursor. Line ends and tabs become spaces, other
// control characters are left out, and what is beyond the limit is cut off.
func (l *Line) Insert(text string) {
	before, after := l.join(0, l.at), l.join(l.at, len(l.cells))
	text = typeable(text)
	if room := maxLine - len(before) - len(after); len(text) > room {
		text = strings.ToValidUTF8(text[:max(room, 0)], "")
	}
	head := split(before + text)
	l.at = len(head)
	l.cells = split(before + text + after)
	l.at = min(l.at, len(l.cells))
}

// Update obeys an editing key, a typed character or a paste, and says whether it did.
func (l *Line) Update(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		l.Insert(strings.TrimSpace(msg.Content))
		return true
	case tea.KeyPressMsg:
		for _, e := range lineEdits {
			if key.Matches(msg, e.binding) {
				e.do(l)
				return true
			}
		}
		if msg.Text != "" && msg.Mod&(tea.ModCtrl|tea.ModAlt|tea.ModMeta|tea.ModSuper) == 0 {
			l.Insert(msg.Text)
			return true
		}
	}
	return false
}

// View shows the line in width cells, scrolled so that the cursor is in sight.
// Where text goes on beyond an edge, an ellipsis stands there, but never under
// the cursor.
func (l *Line) View(width int) string {
	if width <= 0 {
		l.caret = 0
		return ""
	}
	l.scroll(width)
	last, used := l.first, 0
	for last < len(l.cells) && used+l.cells[last].width <= width {
		used += l.cells[last].width
		last++
	}
	var b strings.Builder
	for i := l.first; i < last; i++ {
		c := l.cells[i]
		if i == l.first && i > 0 || i == last-1 && last < len(l.cells) {
			c = c.elided(i == l.at)
		}
		b.WriteString(c.shown)
	}
	return b.String()
}

// elided is an ellipsis in the cell's place.
func (c cell) elided(current bool) cell {
	if current || c.width == 0 {
		return c
	}
	c.shown = "…" + strings.Repeat(" ", c.width-1)
	return c
}

// Caret is the cursor's column in the last View.
func (l *Line) Caret() int { return l.caret }

// scroll moves the window just as far as the cursor needs.
func (l *Line) scroll(width int) {
	l.first = min(l.first, l.at)
	l.caret = 0
	for _, c := range l.cells[l.first:l.at] {
		l.caret += c.width
	}
	for l.caret > width-1 && l.first < l.at {
		l.caret -= l.cells[l.first].width
		l.first++
	}
	l.caret = min(l.caret, width-1)
	for l.first > 0 && l.shownWidth()+l.cells[l.first-1].width < width {
		l.first--
		l.caret += l.cells[l.first].width
	}
}

func (l *Line) shownWidth() (n int) {
	for _, c := range l.cells[l.first:] {
		n += c.width
	}
	return n
}

func (l *Line) join(from, to int) string {
	var b strings.Builder
	for _, c := range l.cells[from:to] {
		b.WriteString(c.text)
	}
	return b.String()
}

func split(text string) (cells []cell) {
	for clusters := graphemes.FromString(text); clusters.Next(); {
		c := clusters.Value()
		shown := safetext.Line(c)
		cells = append(cells, cell{text: c, shown: shown, width: safetext.Width(shown)})
	}
	return cells
}

func typeable(text string) string {
	text = strings.ToValidUTF8(text, "")
	text = strings.ReplaceAll(text, "\r\n", " ")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case r < 0x20 || r >= 0x7f && r < 0xa0 || r == utf8.RuneError:
			return -1
		}
		return r
	}, text)
}
