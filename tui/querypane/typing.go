package querypane

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// change edits the line. A method or version typed in front moves into its place;
// with the last character goes what belonged to the query.
func (m *Model) change(msg tea.Msg) tea.Cmd {
	was := m.line.Value()
	if !m.line.Update(msg) {
		return nil
	}
	text := m.line.Value()
	switch {
	case text == "" && (was != "" || key.Matches(keyOf(msg), erase)):
		return m.empty(was)
	case text == was:
		return nil
	}
	said := m.settle()
	m.changes++
	rest := m.take(text)
	if rest == text {
		return said
	}
	m.line.SetValue(rest)
	if k, typed := msg.(tea.KeyPressMsg); typed { // this key finished the word in front
		m.line.SetCursor(strings.Count(k.Text, "/"))
	}
	return said
}

// erase deletes what is before the cursor; where nothing is, it deletes method and version.
var erase = kit.Bind("backspace", "delete left", "backspace", "ctrl+h", "ctrl+u", "ctrl+w")

func keyOf(msg tea.Msg) tea.KeyPressMsg {
	k, _ := msg.(tea.KeyPressMsg)
	return k
}

// empty takes away what belonged to the text that was in the line. A run that stood
// there brought nothing along, but what was typed before it may have.
func (m *Model) empty(was string) tea.Cmd {
	gone := m.parts
	if m.walk.under() {
		gone = m.walk.parts
	}
	m.walk.end()
	if was != "" || !m.parts.equal(fresh()) {
		m.parts = fresh()
		m.changes++
	}
	return m.putAside(gone)
}

// take moves method and version from the front of text into their places, and returns
// what remains.
func (m *Model) take(text string) string {
	rest := takeWord(text, graphquery.Methods, &m.parts.method, strings.ToUpper)
	rest = takeWord(rest, versions, &m.parts.version, strings.ToLower)
	for _, v := range versions {
		path := strings.TrimPrefix(rest, "/")
		if len(path) > len(v) && strings.EqualFold(path[:len(v)], v) && path[len(v)] == '/' {
			m.parts.version = v
			return path[len(v):]
		}
	}
	return rest
}

// takeWord moves a first word that is one of words into place.
func takeWord(text string, words []string, place *string, fold func(string) string) string {
	word, rest, found := strings.Cut(text, " ")
	if found && slices.Contains(words, fold(word)) {
		*place = fold(word)
		return strings.TrimLeft(rest, " ")
	}
	return text
}
