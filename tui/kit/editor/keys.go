package editor

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

const (
	indent    = "  "
	wheelStep = 3
)

type edit struct {
	key.Binding
	do func(*Text)
}

// edits are the editing keys; printable characters insert themselves. Those of a kit.Line
// are called as they are there.
var edits = []edit{
	{kit.Bind("enter", "new line"), (*Text).newLine},
	{kit.Bind("tab", "indent"), func(t *Text) { t.Insert(indent) }},
	{kit.Bind("shift+tab", "indent less"), (*Text).outdent},
	{kit.Bind("↑", "line up", "up"), func(t *Text) { t.vertical(-1) }},
	{kit.Bind("↓", "line down", "down"), func(t *Text) { t.vertical(1) }},
	{kit.Bind("pgup", "page up", "pgup"), func(t *Text) { t.vertical(-max(t.height-1, 1)) }},
	{kit.Bind("pgdn", "page down", "pgdown"), func(t *Text) { t.vertical(max(t.height-1, 1)) }},
	{kit.Bind("ctrl+home", "to the first line", "ctrl+home"), func(t *Text) { t.goTo(0, 0) }},
	{kit.Bind("ctrl+end", "to the last line", "ctrl+end"), func(t *Text) { t.goTo(t.lastPlace()) }},
	{kit.Bind("left", "move left"), func(t *Text) { t.goTo(t.before()) }},
	{kit.Bind("right", "move right"), func(t *Text) { t.goTo(t.after()) }},
	{kit.Bind("alt+left", "word left", "alt+left", "alt+b", "ctrl+left"), func(t *Text) { t.goTo(t.wordLeft()) }},
	{kit.Bind("alt+right", "word right", "alt+right", "alt+f", "ctrl+right"), func(t *Text) { t.goTo(t.wordRight()) }},
	{kit.Bind("home", "to the start", "home", "ctrl+a"), func(t *Text) { t.goTo(t.y, 0) }},
	{kit.Bind("end", "to the end", "end", "ctrl+e"), func(t *Text) { t.goTo(t.y, len(t.rows[t.y])) }},
	{kit.Bind("backspace", "delete left", "backspace", "ctrl+h"), func(t *Text) { t.removeBack(t.before()) }},
	{kit.Bind("delete", "delete right", "delete", "ctrl+d"), func(t *Text) { t.removeOn(t.after()) }},
	{kit.Bind("ctrl+w", "delete word", "ctrl+w", "alt+backspace"), func(t *Text) { t.removeBack(t.wordLeft()) }},
	{kit.Bind("ctrl+u", "delete to the start", "ctrl+u"), func(t *Text) { t.remove(t.y, 0, t.y, t.x) }},
	{kit.Bind("ctrl+k", "delete to the end", "ctrl+k"), (*Text).removeRest},
}

// Keys are the editing keys, for the Keys of a pane that holds a Text.
func Keys() []key.Binding {
	keys := make([]key.Binding, len(edits))
	for i, e := range edits {
		keys[i] = e.Binding
	}
	return keys
}

// newLine goes on as deep as the line began, and deeper within a block that opens here.
func (t *Text) newLine() {
	row := t.rows[t.y]
	before, after := row[:t.x], row[t.x:]
	depth := before[:len(before)-len(strings.TrimLeft(before, " \t"))]
	trimmed := strings.TrimRight(before, " \t")
	if !strings.HasSuffix(trimmed, "{") && !strings.HasSuffix(trimmed, "[") {
		t.Insert("\n" + depth)
		return
	}
	t.Insert("\n" + depth + indent)
	if strings.HasPrefix(after, "}") || strings.HasPrefix(after, "]") {
		y, x := t.y, t.x
		t.Insert("\n" + depth)
		t.goTo(y, x)
	}
}

func (t *Text) outdent() {
	row := t.rows[t.y]
	n := min(len(row)-len(strings.TrimLeft(row, " ")), len(indent))
	if strings.HasPrefix(row, "\t") {
		n = 1
	}
	x := max(t.x-n, 0)
	t.remove(t.y, 0, t.y, n)
	t.goTo(t.y, x)
}

func (t *Text) removeBack(y, x int) { t.remove(y, x, t.y, t.x) }
func (t *Text) removeOn(y, x int)   { t.remove(t.y, t.x, y, x) }

// removeRest takes the line behind the cursor, or where nothing is there the line's end.
func (t *Text) removeRest() {
	if t.x < len(t.rows[t.y]) {
		t.remove(t.y, t.x, t.y, len(t.rows[t.y]))
		return
	}
	t.removeOn(t.after())
}

func (t *Text) turn(msg tea.MouseWheelMsg) {
	switch msg.Button {
	case tea.MouseWheelUp:
		t.vertical(-wheelStep)
	case tea.MouseWheelDown:
		t.vertical(wheelStep)
	}
}
