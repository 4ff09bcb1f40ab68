// Package querypane is the query line: method, version and path.
package querypane

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// first is what an empty line runs: the one query that every guest may send.
const first = "/me"

var (
	methods  = []string{"GET", "POST", "PATCH", "PUT", "DELETE"} // those that a key steps through
	versions = graphquery.Versions

	run = kit.Bind("enter", "run")
)

// Model is the query line. Headers and body come with a query that was loaded
// and stay until the line is emptied or another one is loaded.
type Model struct {
	theme           kit.Theme
	line            kit.Line
	method, version string
	header          []graphquery.Header
	body            []byte
	variables       map[string]string // of the file that the query came from
	graph           string            // base URL of the environment's Graph
	focused, typing bool
	caret           int
}

// New returns an empty line.
func New(theme kit.Theme) *Model {
	return &Model{theme: theme, method: methods[0], version: versions[0]}
}

// Title says what goes along with the line unseen.
func (m *Model) Title() string {
	title := "Query"
	switch n := len(m.header); n {
	case 0:
	case 1:
		title += " · 1 header"
	default:
		title += fmt.Sprintf(" · %d headers", n)
	}
	if len(m.body) > 0 {
		title += fmt.Sprintf(" · body of %d bytes", len(m.body))
	}
	return title
}

// Keys are enter, and the editing keys while typing.
func (m *Model) Keys() []key.Binding {
	if !m.typing {
		return []key.Binding{run}
	}
	return append([]key.Binding{run}, kit.LineKeys()...)
}

// Editing is true while characters go into the line.
func (m *Model) Editing() bool { return m.focused && m.typing }

// Edit begins typing, Leave ends it; the text stays.
func (m *Model) Edit()  { m.typing = true }
func (m *Model) Leave() { m.typing = false }

// Update obeys keys and follows the environment and the theme.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Focused:
		m.focused = msg.Yes
	case kit.ThemeChanged:
		m.theme = msg.Theme
	case kit.EnvironmentOpened:
		m.graph = msg.Cloud.Graph
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	case tea.PasteMsg:
		if m.typing {
			m.change(msg)
		}
	}
	return m, nil
}

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, run):
		return m.run()
	case m.typing:
		m.change(msg)
	}
	return nil
}

func (m *Model) run() tea.Cmd {
	q, err := m.Query()
	if err != nil {
		return kit.Ask(kit.RefuseQuery{Err: err})
	}
	return kit.Ask(kit.RunQuery{Query: q, Variables: m.variables})
}

// change edits the line. A method or version typed in front moves into its place.
func (m *Model) change(msg tea.Msg) {
	if !m.line.Update(msg) {
		return
	}
	text := m.line.Value()
	if text == "" {
		m.header, m.body, m.variables = nil, nil, nil
	}
	rest := m.take(text, graphquery.Methods, &m.method, strings.ToUpper)
	rest = m.take(rest, versions, &m.version, strings.ToLower)
	if rest != text {
		m.line.SetValue(rest)
	}
}

// take moves a first word that is one of words into place.
func (m *Model) take(text string, words []string, place *string, fold func(string) string) string {
	word, rest, found := strings.Cut(text, " ")
	if found && slices.Contains(words, fold(word)) {
		*place = fold(word)
		return strings.TrimLeft(rest, " ")
	}
	return text
}

// View is the line, and nothing below it.
func (m *Model) View(width, height int) string {
	label := m.method + "  " + m.version + "  "
	if width < len(label)+8 {
		label = ""
	}
	room := max(width-len(label), 0)
	var text string
	switch {
	case m.line.Value() == "":
		m.line.View(room)
		text = m.theme.Dim.Render(safetext.Truncate(first, room))
	case m.Editing():
		text = m.line.View(room)
	default: // the start says more than the end
		text = safetext.Truncate(m.line.Value(), room)
	}
	m.caret = len(label) + m.line.Caret()
	return m.label(label) + text + strings.Repeat("\n", max(height-1, 0))
}

func (m *Model) label(label string) string {
	if label == "" {
		return ""
	}
	style := m.theme.Good
	if m.writes() {
		style = m.theme.Warn
	}
	return style.Render(m.method) + "  " + m.theme.Dim.Render(m.version) + "  "
}

// Cursor is behind the label, while typing.
func (m *Model) Cursor() (x, y int, shown bool) { return m.caret, 0, m.Editing() }
