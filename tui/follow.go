package tui

import (
	"fmt"
	"net/url"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// via is the answer whose link a run follows; without a path there is none.
type via struct {
	id   int // of the run that began it
	path string
}

// followLink asks for what a link of the answer leads to. The answer stays one step back. What an answer says is no
// line that somebody typed: it can only be got, of this Graph, and names no variables.
func (m *Model) followLink(w kit.FollowLink) tea.Cmd {
	t := m.tab()
	switch {
	case !m.here.open:
		m.fail(errNowhere)
		return nil
	case t.comes():
		m.say("the answer is still on its way: " + m.hint("cancel-the-run", "esc") + " stops it")
		return nil
	}
	q, err := graphquery.ParseLine("GET "+w.URL, m.here.cloud.Graph)
	if err == nil {
		_, err = q.URL(m.here.cloud.Graph)
	}
	if err != nil {
		m.fail(fmt.Errorf("the link is not followed: %w", err))
		return nil
	}
	q.Path = graphquery.Readable(q.Path)
	o := order{tab: t, query: q, written: q.Path, line: &kit.RunQuery{Query: q}}
	if a := &t.answers; a.at < len(a.list) {
		o.via = via{a.list[a.at].id, pathOf(a.list[a.at].order.query)}
	}
	m.load(t, o)
	m.next(t)
	return m.gate(o)
}

// back leads to the answer whose link was followed.
func (m *Model) back() tea.Cmd {
	t := m.tab()
	from := t.order().via
	if from.path == "" {
		m.say("this answer was not come to by a link")
		return nil
	}
	i := t.answers.index(from.id)
	if i < 0 {
		m.say("the answer of " + from.path + " is no longer at hand")
		return nil
	}
	return m.recall(t, i)
}

// hasToken is whether a path holds a place in an answer of one tenant: it is good there alone, and not for long.
func hasToken(path string) bool {
	if plain, err := url.PathUnescape(path); err == nil {
		path = plain
	}
	path = strings.ToLower(path)
	return strings.Contains(path, "skiptoken") || strings.Contains(path, "deltatoken")
}

// pathOf is where a query leads, without its options.
func pathOf(q graphquery.Query) string {
	path, _, _ := strings.Cut(q.Path, "?")
	return path
}
