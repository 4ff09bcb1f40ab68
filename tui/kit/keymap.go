package kit

import (
	"slices"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Keymap is what a person's settings change about the keys. Every key has a name:
// the scope in which it works and what it does, "answer.page-down". The zero value
// changes nothing.
type Keymap struct {
	scopes map[string]scopeKeys
}

// scopeKeys is one scope: the keystrokes of each key that the person changed.
type scopeKeys = map[string][]string

// NewKeymap takes the keystrokes of the changed keys, by scope and by the name that
// KeyName gives. A key without any is taken away.
func NewKeymap(changes map[string]map[string][]string) Keymap {
	return Keymap{scopes: changes}
}

// KeyName is the name of what a key does within its scope, as settings write it:
// "page down" is "page-down".
func KeyName(k key.Binding) string {
	var b strings.Builder
	gap := false
	for _, r := range k.Help().Desc {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// Bound returns keys as they are pressed in scope: those that the person changed
// with their own keystrokes, in the same order. One that was taken away is disabled.
func (m Keymap) Bound(scope string, keys []key.Binding) []key.Binding {
	changed := m.scopes[scope]
	if len(changed) == 0 {
		return keys
	}
	bound := slices.Clone(keys)
	for i, k := range bound {
		if strokes, ok := changed[KeyName(k)]; ok {
			bound[i].SetKeys(strokes...)
			bound[i].SetHelp(strings.Join(strokes[:min(len(strokes), shownStrokes)], "/"), k.Help().Desc)
			bound[i].SetEnabled(k.Enabled() && len(strokes) > 0)
		}
	}
	return bound
}

const shownStrokes = 2 // how many keystrokes of a changed key help has room for

// Meant is the key that a pane expects for what the person pressed in scope: a changed
// key's own first keystroke. False means that the keystroke was taken away and means nothing
// now. keys are the pane's own, not Bound. While text is typed, a keystroke that Types a
// character is text and must not be asked about.
func (m Keymap) Meant(scope string, keys []key.Binding, msg tea.KeyPressMsg) (tea.KeyPressMsg, bool) {
	changed := m.scopes[scope]
	if len(changed) == 0 {
		return msg, true
	}
	stroke, lost := msg.String(), false
	for _, k := range keys {
		strokes, ok := changed[KeyName(k)]
		if !ok {
			continue
		}
		usual := k.Keys()
		given, known := slices.Contains(strokes, stroke), slices.Contains(usual, stroke)
		switch {
		case given && known:
			return msg, true
		case given && len(usual) > 0:
			return Stroke(usual[0])
		}
		lost = lost || known
	}
	return msg, !lost
}

// hint says how a key is pressed. What was taken away is still in the palette.
func (m Keymap) hint(scope, name, usual string) string {
	strokes, changed := m.scopes[scope][name]
	switch {
	case !changed:
		return usual
	case len(strokes) > 0:
		return strokes[0]
	case scope == "global" && name == "palette":
		return "(no key)"
	}
	return m.hint("global", "palette", "ctrl+p") + " " + name
}
