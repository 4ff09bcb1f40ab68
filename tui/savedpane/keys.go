package savedpane

import (
	"cmp"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

// deed is one key of the list: whether it works while the filter is typed, why it
// means nothing now, and what it does with the query under the cursor.
type deed struct {
	key.Binding
	typing bool
	why    func(*Model) string // nil = it always means something
	do     func(*Model, library.Saved) tea.Cmd
}

// deeds are all keys of the list. Help is made from them.
var deeds = []deed{
	{kit.Bind("enter", "run"), true, (*Model).whyNoRow, (*Model).run},
	{kit.Bind("l", "load into the line", "l", "right"), false, (*Model).whyNoRow, load},
	{kit.Bind("T", "open in a new tab"), false, (*Model).whyNoRow, openTab},
	{kit.Bind("D", "what changed since"), false, (*Model).whyNoDelta, runDelta},
	{kit.Bind("space", "mark for a batch"), false, (*Model).whyNoRow, (*Model).mark},
	{kit.Bind("b", "send the marked as one batch"), false, (*Model).whyNoMarks, (*Model).runBatch},
	{kit.Bind("c", "clear the marks"), false, (*Model).whyNoMarks, (*Model).clearMarks},
	{kit.Bind("/", "filter"), false, (*Model).whyEmpty, (*Model).beginFilter},
	{kit.Bind("esc", "end the filter"), true, (*Model).whyNoFilter, (*Model).endFilter},
	{kit.Bind("r", "rename"), false, (*Model).whyNoRow, askRename},
	{kit.Bind("d", "delete"), false, (*Model).whyNoRow, (*Model).askDelete},
	{kit.Bind("n", "save the line as new"), false, (*Model).whyNowhere, askSave},
	{kit.Bind("j/↓", "down", "j", "down"), true, (*Model).whyNoRow, moves(func(*Model) int { return 1 })},
	{kit.Bind("k/↑", "up", "k", "up"), true, (*Model).whyNoRow, moves(func(*Model) int { return -1 })},
	{kit.Bind("pgdown", "page down"), false, (*Model).whyNoRow, moves(func(m *Model) int { return m.page })},
	{kit.Bind("pgup", "page up"), false, (*Model).whyNoRow, moves(func(m *Model) int { return -m.page })},
	{kit.Bind("g", "first", "g", "home"), false, (*Model).whyNoRow, moves(func(m *Model) int { return -len(m.shown) })},
	{kit.Bind("G", "last", "G", "end"), false, (*Model).whyNoRow, moves(func(m *Model) int { return len(m.shown) })},
}

// Keys leave out what needs a row where there is none, and what is text while the
// filter is typed. Where something is marked, what is done with it comes first.
func (m *Model) Keys() (keys []key.Binding) {
	inOrder := deeds
	if len(m.marked) > 0 {
		inOrder = slices.Clone(deeds)
		slices.SortStableFunc(inOrder, func(a, b deed) int { return cmp.Compare(b.ofMarks(), a.ofMarks()) })
	}
	for _, d := range inOrder {
		if k, works := m.now(d); works && (d.why == nil || d.why(m) == "") {
			keys = append(keys, k)
		}
	}
	if m.filter.typing {
		keys = append(keys, kit.LineKeys()...)
	}
	return keys
}

// ofMarks is 1 for what is done with the marked queries.
func (d deed) ofMarks() int {
	if k := kit.KeyName(d.Binding); k == "send-the-marked-as-one-batch" || k == "clear-the-marks" {
		return 1
	}
	return 0
}

// now is the key as it is pressed now, and whether it is one: while the filter is typed,
// letters are text.
func (m *Model) now(d deed) (k key.Binding, works bool) {
	if !m.filter.typing || !d.typing {
		return d.Binding, !m.filter.typing
	}
	strokes := slices.DeleteFunc(slices.Clone(d.Binding.Keys()), func(name string) bool {
		msg, _ := kit.Stroke(name)
		return kit.Types(msg)
	})
	_, arrow, found := strings.Cut(d.Help().Key, "/")
	if !found {
		arrow = d.Help().Key
	}
	return kit.Bind(arrow, d.Help().Desc, strokes...), true
}

// AllKeys are those that ever mean something here.
func (m *Model) AllKeys() (keys []key.Binding) {
	for _, d := range deeds {
		keys = append(keys, d.Binding)
	}
	return keys
}

// Why says what a key waits for.
func (m *Model) Why(k key.Binding) string {
	for _, d := range deeds {
		if kit.KeyName(d.Binding) == kit.KeyName(k) && d.why != nil {
			return d.why(m)
		}
	}
	return ""
}

func (m *Model) whyNoRow() string {
	if why := m.whyEmpty(); why != "" || len(m.shown) > 0 {
		return why
	}
	return "no query matches the filter"
}

func (m *Model) whyNowhere() string {
	if !m.open {
		return "no environment is open"
	}
	return ""
}

func (m *Model) whyEmpty() string {
	switch {
	case len(m.rows) > 0:
		return ""
	case !m.open:
		return m.whyNowhere()
	case !m.listed:
		return "the saved queries are still being read"
	}
	return "no query is saved here yet"
}

func (m *Model) whyNoFilter() string {
	if !m.filter.on {
		return "nothing is filtered"
	}
	return ""
}

func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	s, _ := m.current()
	for _, d := range deeds {
		if k, works := m.now(d); works && key.Matches(msg, k) {
			if d.why != nil && d.why(m) != "" {
				return nil
			}
			return d.do(m, s)
		}
	}
	m.narrow(msg)
	return nil
}

func moves(by func(*Model) int) func(*Model, library.Saved) tea.Cmd {
	return func(m *Model, _ library.Saved) tea.Cmd {
		m.move(by(m))
		return nil
	}
}

// run runs the query. What the filter found stays, for the next one.
func (m *Model) run(s library.Saved) tea.Cmd {
	m.filter.typing = false
	return kit.Ask(kit.RunQuery{Query: s.Query, Variables: s.Variables, Saved: s.Name})
}

func load(_ *Model, s library.Saved) tea.Cmd {
	return kit.Ask(kit.EditQuery{Query: s.Query, Variables: s.Variables})
}

func openTab(_ *Model, s library.Saved) tea.Cmd {
	return kit.Ask(kit.OpenTab{Query: s.Query, Variables: s.Variables})
}

func askSave(*Model, library.Saved) tea.Cmd { return kit.Ask(kit.AskSave{}) }

func askRename(_ *Model, s library.Saved) tea.Cmd {
	return kit.Ask(kit.Question{
		Title: "Rename this query",
		Lines: []string{s.Query.String(), "", "to"},
		Value: s.Title,
		Then:  func(answer string) tea.Msg { return kit.RenameQuery{Name: s.Name, Title: answer} },
	})
}

func (m *Model) askDelete(s library.Saved) tea.Cmd {
	undo := m.theme.Hint("global", "undo", "u") + " brings it back until you quit"
	return kit.Ask(kit.Confirmation{
		Title:  "Delete a saved query",
		Lines:  []string{s.Title, s.Query.String(), "in " + s.File, "", undo},
		Yes:    "delete it",
		Danger: true,
		Wish:   kit.DeleteQuery{Name: s.Name},
	})
}
