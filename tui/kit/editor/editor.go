// Package editor is text of several rows that a person edits: the body of a query.
package editor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// Limit is how many bytes a Text holds. Longer bodies are for a real editor.
const Limit = 1 << 20

// Text is what a person edits. The zero value is empty. What it holds is the text as
// typed, what it shows went through safetext. Work depends on what is seen and on the
// row that is edited, not on the length of the whole.
type Text struct {
	rows  []string // without their ends
	end   string   // what ends a row: "\n" or "\r\n"
	size  int      // bytes of the value
	left  int      // bytes that the last insertion left out
	edits int

	y, x   int  // the cursor: its row, and the byte in it
	aims   bool // the last key was up or down:
	goal   int  // the column that these make for
	top    int  // the first row in sight
	first  int  // the first byte in sight of the cursor's row; the other rows stand at their start
	height int  // rows of the last View

	caretX, caretY int
}

// Value is the text as typed.
func (t *Text) Value() string { return strings.Join(t.rows, t.end) }

// Len is how many bytes the value has.
func (t *Text) Len() int { return t.size }

// Edits counts the changes of the text.
func (t *Text) Edits() int { return t.edits }

// LeftOut is how many bytes of the last insertion did not fit into the limit.
func (t *Text) LeftOut() int { return t.left }

// SetValue replaces the text and puts the cursor before it. Ends of rows stay what they
// are, as long as all of them are the same.
func (t *Text) SetValue(text string) {
	text, left := cut(text, Limit)
	end := "\n"
	if n := strings.Count(text, "\n"); n > 0 && strings.Count(text, "\r\n") == n {
		end = "\r\n"
	}
	*t = Text{rows: strings.Split(text, end), end: end, size: len(text), left: left, edits: t.edits + 1, height: t.height}
}

// Insert puts text at the cursor. Every kind of row end is one, other control characters
// but tabs are left out, and so is what is beyond the limit.
func (t *Text) Insert(text string) {
	t.begin()
	text = typeable(text)
	text, t.left = cut(text, Limit-t.size-strings.Count(text, "\n")*(len(t.end)-1))
	if text == "" {
		return
	}
	t.edits++
	t.size += len(text) + strings.Count(text, "\n")*(len(t.end)-1)
	row := t.rows[t.y]
	added := strings.Split(text, "\n")
	last := len(added) - 1
	x := len(added[last])
	if last == 0 {
		x += t.x
	}
	added[last] += row[t.x:]
	added[0] = row[:t.x] + added[0]
	t.rows = slices.Replace(t.rows, t.y, t.y+1, added...)
	t.goTo(t.y+last, x)
}

// GoTo puts the cursor on a row and before a character of it, both counted from 1.
func (t *Text) GoTo(line, column int) {
	t.begin()
	y := min(max(line-1, 0), len(t.rows)-1)
	x := 0
	for range column - 1 {
		_, n := utf8.DecodeRuneInString(t.rows[y][x:])
		x += n
	}
	t.goTo(y, x)
}

// Position is the cursor's row and character, counted from 1.
func (t *Text) Position() (line, column int) {
	t.begin()
	return t.y + 1, utf8.RuneCountInString(t.rows[t.y][:t.x]) + 1
}

// Update obeys an editing key, a typed character, a paste, the wheel or a click, which counts
// cells from the corner of the last View, and says whether it did.
func (t *Text) Update(msg tea.Msg) bool {
	t.begin()
	switch msg := msg.(type) {
	case tea.PasteMsg:
		t.Insert(msg.Content)
		return true
	case tea.MouseWheelMsg:
		t.turn(msg)
		return true
	case tea.MouseClickMsg:
		t.click(msg.X, msg.Y)
		return true
	case tea.KeyPressMsg:
		for _, e := range edits {
			if key.Matches(msg, e.Binding) {
				e.do(t)
				return true
			}
		}
		if kit.Types(msg) {
			t.typed(msg.Text)
			return true
		}
	}
	return false
}

// typed is text from the keyboard: what closes a block moves out to where the block began.
func (t *Text) typed(text string) {
	before := t.rows[t.y][:t.x]
	if (text == "}" || text == "]") && strings.TrimSpace(before) == "" {
		t.remove(t.y, len(strings.TrimSuffix(before, indent)), t.y, t.x)
	}
	t.Insert(text)
}

// begin gives an empty text the row that the cursor is in.
func (t *Text) begin() {
	if len(t.rows) == 0 {
		t.rows, t.end = []string{""}, "\n"
	}
}

// remove takes out what is between two places.
func (t *Text) remove(fromY, fromX, toY, toX int) {
	t.left = 0
	if fromY == toY && fromX >= toX {
		return
	}
	t.edits++
	gone := (toY - fromY) * len(t.end)
	for y := fromY; y < toY; y++ {
		gone += len(t.rows[y])
	}
	t.size -= gone - fromX + toX
	t.rows[fromY] = t.rows[fromY][:fromX] + t.rows[toY][toX:]
	t.rows = slices.Delete(t.rows, fromY+1, toY+1)
	t.goTo(fromY, fromX)
}

// cut shortens text to room bytes, and says how many had to go.
func cut(text string, room int) (string, int) {
	if len(text) <= room {
		return text, 0
	}
	room = max(room, 0)
	for room > 0 && !utf8.RuneStart(text[room]) {
		room--
	}
	return text[:room], len(text) - room
}

// typeable makes pasted text fit to be edited.
func typeable(text string) string {
	text = strings.ToValidUTF8(text, "")
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	unfit := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }
	if !strings.ContainsFunc(text, unfit) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if unfit(r) {
			return -1
		}
		return r
	}, text)
}
