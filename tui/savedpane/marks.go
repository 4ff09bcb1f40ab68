package savedpane

import (
	"path"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

// What stands before each row as long as one of them is marked.
const (
	markedSign   = "● "
	unmarkedSign = "  "
)

// mark marks the query under the cursor for a batch, or takes the mark away, and goes on to the next.
func (m *Model) mark(s library.Saved) tea.Cmd {
	if m.marked[s.Name] {
		delete(m.marked, s.Name)
	} else {
		m.marked[s.Name] = true
	}
	m.move(1)
	return nil
}

func (m *Model) clearMarks(library.Saved) tea.Cmd {
	clear(m.marked)
	return nil
}

// runBatch sends what is marked, also where the filter hides it, in the order of the list. The marks stay.
func (m *Model) runBatch(library.Saved) tea.Cmd {
	var wish kit.RunBatch
	for _, r := range m.rows {
		if m.marked[r.saved.Name] {
			wish.Saved = append(wish.Saved, r.saved)
		}
	}
	return kit.Ask(wish)
}

// keepMarks forgets the marks of queries that are gone.
func (m *Model) keepMarks() {
	there := map[string]bool{}
	for _, r := range m.rows {
		there[r.saved.Name] = m.marked[r.saved.Name]
	}
	for name := range m.marked {
		if !there[name] {
			delete(m.marked, name)
		}
	}
}

// sign is what stands before a row.
func (m *Model) sign(r row) string {
	switch {
	case len(m.marked) == 0:
		return ""
	case m.marked[r.saved.Name]:
		return markedSign
	}
	return unmarkedSign
}

func (m *Model) whyNoMarks() string {
	if why := m.whyEmpty(); why != "" || len(m.marked) > 0 {
		return why
	}
	return "no query is marked: " + m.theme.Hint("saved", "mark-for-a-batch", "space") + " marks the one under the cursor"
}

// runDelta asks for what changed since the query last ran in this tenant, or begins to follow its changes.
func runDelta(_ *Model, s library.Saved) tea.Cmd { return kit.Ask(kit.RunDelta{Saved: s}) }

func (m *Model) whyNoDelta() string {
	if why := m.whyNoRow(); why != "" {
		return why
	}
	switch s, _ := m.current(); {
	case s.Query.Writes():
		return "this one writes: only a GET can be asked for changes"
	case !m.follows(s) && !asksForChanges(s):
		return "this is no delta query: the path of one ends in /delta"
	}
	return ""
}

// follows is true for a query whose changes are followed in the tenant on the screen.
func (m *Model) follows(s library.Saved) bool {
	return m.tenant != "" && s.DeltaLinks[m.tenant] != ""
}

// asksForChanges is true for /users/delta, and for delta() as some write it.
func asksForChanges(s library.Saved) bool {
	where, _, _ := strings.Cut(s.Query.Path, "?")
	last, _, _ := strings.Cut(path.Base(where), "(")
	return strings.TrimPrefix(last, "microsoft.graph.") == "delta"
}
