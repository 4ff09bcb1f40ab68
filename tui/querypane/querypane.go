// Package querypane is the query line: method, version and path.
package querypane

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// first is what an empty line runs: the one query that every guest may send.
const first = "/me"

var (
	methods  = []string{"GET", "POST", "PATCH", "PUT", "DELETE"} // those that a key steps through
	versions = graphquery.Versions

	run    = kit.Bind("enter", "run")
	before = kit.Bind("↑", "run before", "up")
	after  = kit.Bind("↓", "run after", "down")
	back   = kit.Bind("esc", "back to what was typed")
	begin  = kit.Bind("/", "type a path")
)

// Model is the query line. Headers and body come with a query that was loaded
// and stay until the line is emptied, which a key takes back, or another one is loaded.
type Model struct {
	theme           kit.Theme
	line            kit.Line
	parts           parts
	changes         uint64 // how often line or parts became something else
	walk            walk
	aside           parts  // what emptying the line took away, until the next run or load
	graph           string // base URL of the environment's Graph
	focused, typing bool
	caret           int
}

// New returns an empty line.
func New(theme kit.Theme) *Model { return &Model{theme: theme, parts: fresh()} }

// own are the keys besides those of any line that is edited.
func own() []key.Binding { return []key.Binding{run, bringBack, before, after, back, begin} }

// Keys are enter, and the editing keys while typing. The others are there while
// they mean something.
func (m *Model) Keys() (keys []key.Binding) {
	for _, k := range own() {
		if m.Why(k) == "" {
			keys = append(keys, k)
		}
	}
	if m.typing {
		keys = append(keys, kit.LineKeys()...)
	}
	return keys
}

// AllKeys are those and the ones that now mean nothing.
func (m *Model) AllKeys() []key.Binding {
	return append(own(), kit.LineKeys()...)
}

// Why says what a key waits for.
func (m *Model) Why(k key.Binding) string {
	switch kit.KeyName(k) {
	case kit.KeyName(run):
		return ""
	case kit.KeyName(bringBack):
		return m.whyNothingAside()
	case kit.KeyName(begin):
		return m.whyNotBegin()
	case kit.KeyName(before):
		return m.whyNoneBefore()
	case kit.KeyName(after), kit.KeyName(back):
		if !m.walk.under() || !m.typing {
			return "no run before is in the line; " + m.theme.Hint("query", "run-before", "↑") + " brings one while you type"
		}
		return ""
	}
	if !m.typing {
		return m.notTyping()
	}
	return ""
}

func (m *Model) whyNothingAside() string {
	if m.aside.unseen() == "" {
		return "nothing was cleared since the last run"
	}
	return ""
}

func (m *Model) whyNotBegin() string {
	if m.typing {
		return "you type already"
	}
	return ""
}

func (m *Model) notTyping() string {
	return "nothing is typed; " + m.theme.Hint("global", "type-a-query", "i") + " begins"
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
		m.walk, m.aside = walk{}, parts{}
	case kit.RecentRuns:
		m.walk.take(msg.Runs)
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	case tea.PasteMsg:
		return m, m.paste(msg.Content)
	}
	return m, nil
}

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, run):
		return m.run()
	case key.Matches(msg, bringBack):
		return m.bringBack()
	case !m.typing:
		return m.begin(msg)
	case key.Matches(msg, before):
		m.stepBack()
	case key.Matches(msg, after):
		m.stepForth()
	case key.Matches(msg, back):
		m.leaveWalk()
	default:
		return m.change(msg)
	}
	return nil
}

// begin takes the first character of a path as typed where nobody types yet.
func (m *Model) begin(msg tea.KeyPressMsg) tea.Cmd {
	if !key.Matches(msg, begin) {
		return nil
	}
	m.Edit()
	return m.change(msg)
}

func (m *Model) run() tea.Cmd {
	q, err := m.Query()
	if err != nil {
		return kit.Ask(kit.RefuseQuery{Err: err})
	}
	m.walk.end()
	m.aside = parts{}
	return kit.Ask(kit.RunQuery{Query: q, Variables: m.parts.variables})
}
