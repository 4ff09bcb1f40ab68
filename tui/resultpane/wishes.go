package resultpane

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// askPermission asks what the query needs, against what the token that was sent may do.
func (m *Model) askPermission() tea.Cmd {
	wish := kit.AskPermission{Query: m.asked.query}
	if m.result != nil {
		wish.Granted = m.result.Granted
	}
	return kit.Ask(wish)
}

// askChanges runs the delta link as what it is: a query of this environment, with the headers of the first.
func (m *Model) askChanges() tea.Cmd {
	q, err := graphquery.ParseLine(m.result.DeltaLink, m.graph)
	if err != nil {
		return kit.Ask(kit.Failed{Err: fmt.Errorf("the delta link is not followed: %w", err)})
	}
	q.Header = m.result.Query.Header
	return kit.Ask(kit.RunQuery{Query: q})
}
