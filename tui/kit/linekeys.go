package kit

import (
	"slices"

	"charm.land/bubbles/v2/key"
)

type lineEdit struct {
	binding key.Binding
	do      func(*Line)
}

// lineEdits are the editing keys of a Line; printable characters insert themselves.
var lineEdits = []lineEdit{
	{Bind("left", "move left"), func(l *Line) { l.SetCursor(l.at - 1) }},
	{Bind("right", "move right"), func(l *Line) { l.SetCursor(l.at + 1) }},
	{Bind("alt+left", "word left", "alt+left", "alt+b", "ctrl+left"), func(l *Line) { l.at = l.wordLeft() }},
	{Bind("alt+right", "word right", "alt+right", "alt+f", "ctrl+right"), func(l *Line) { l.at = l.wordRight() }},
	{Bind("home", "to the start", "home", "ctrl+a"), func(l *Line) { l.at = 0 }},
	{Bind("end", "to the end", "end", "ctrl+e"), func(l *Line) { l.at = len(l.cells) }},
	{Bind("backspace", "delete left", "backspace", "ctrl+h"), func(l *Line) { l.cut(l.at-1, l.at) }},
	{Bind("delete", "delete right", "delete", "ctrl+d"), func(l *Line) { l.cut(l.at, l.at+1) }},
	{Bind("ctrl+w", "delete word", "ctrl+w", "alt+backspace"), func(l *Line) { l.cut(l.wordLeft(), l.at) }},
	{Bind("ctrl+u", "delete to the start", "ctrl+u"), func(l *Line) { l.cut(0, l.at) }},
	{Bind("ctrl+k", "delete to the end", "ctrl+k"), func(l *Line) { l.cut(l.at, len(l.cells)) }},
}

// LineKeys are the editing keys, for the Keys of a pane that holds a Line.
func LineKeys() []key.Binding {
	keys := make([]key.Binding, len(lineEdits))
	for i, e := range lineEdits {
		keys[i] = e.binding
	}
	return keys
}

func (l *Line) cut(from, to int) {
	from, to = max(from, 0), min(to, len(l.cells))
	if from >= to {
		return
	}
	before, after := l.join(0, from), l.join(to, len(l.cells))
	l.cells = split(before + after)
	l.at = min(len(split(before)), len(l.cells))
}

// A word ends where a path or an option does.
func (l *Line) wordLeft() int {
	i := l.at
	for i > 0 && l.separates(i-1) {
		i--
	}
	for i > 0 && !l.separates(i-1) {
		i--
	}
	return i
}

func (l *Line) wordRight() int {
	i := l.at
	for i < len(l.cells) && l.separates(i) {
		i++
	}
	for i < len(l.cells) && !l.separates(i) {
		i++
	}
	return i
}

func (l *Line) separates(i int) bool {
	return slices.Contains([]string{" ", "/", "?", "&", "=", ",", "(", ")", "'"}, l.cells[i].text)
}
