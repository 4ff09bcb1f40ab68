package resultpane

import (
	"bytes"
	"errors"
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

// mostCopied is what terminals take into their clipboard, roughly, in bytes.
const mostCopied = 1 << 20

// copy takes what is on the screen, all of it.
func (m *Model) copy() tea.Cmd {
	if m.wrong() {
		return kit.Ask(kit.Copy{What: "the error", Text: m.told()})
	}
	if n := m.result.Size(); n > mostCopied {
		return kit.Ask(kit.Failed{Err: m.tooLarge(n)})
	}
	return kit.Ask(kit.Copy{What: m.whole(), Text: string(bytes.Join(parts(m.result), nil))})
}

func (m *Model) tooLarge(n int64) error {
	return &tooLarge{
		error: errors.New(m.whole() + " is " + size(n) + ", too large for the clipboard, which takes " + size(mostCopied)),
		next: fmt.Sprintf("%s shows it in a pager; graphguest query … -o raw --out FILE saves it",
			m.theme.Hint("global", "answer-in-the-pager", "P")),
	}
}

// tooLarge is an error with its way out.
type tooLarge struct {
	error
	next string
}

func (r *tooLarge) NextStep() string { return r.next }
