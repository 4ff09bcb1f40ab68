package savedpane

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/library"
	"graphguest/tui/kit"
	"graphguest/tui/kit/fuzzy"
)

// filter is what narrows the list. It stays on while rows are used, until it is ended.
type filter struct {
	line       kit.Line
	on, typing bool
}

// hit is a row that is shown, and which characters of its title were found.
type hit struct {
	row int
	at  []int
}

func (m *Model) beginFilter(library.Saved) tea.Cmd {
	m.filter.on, m.filter.typing = true, true
	return nil
}

// endFilter shows every query again, with the cursor still on the one that was found.
func (m *Model) endFilter(library.Saved) tea.Cmd {
	at := -1
	if m.at < len(m.shown) {
		at = m.shown[m.at].row
	}
	m.filter = filter{}
	m.sift()
	m.at = max(at, 0)
	return nil
}

// narrow gives the filter a key or a paste.
func (m *Model) narrow(msg tea.Msg) {
	before := m.filter.line.Value()
	if m.filter.typing && m.filter.line.Update(msg) && m.filter.line.Value() != before {
		m.sift()
	}
}

// sift finds the rows that the filter lets through: first those whose titles hold its
// letters, the best on top, then those that hold its words anywhere else.
func (m *Model) sift() {
	m.at, m.from = 0, 0
	m.shown = m.shown[:0]
	pattern := m.filter.line.Value()
	titled := make([]bool, len(m.rows))
	titles := make([]string, len(m.rows))
	for i, r := range m.rows {
		titles[i] = r.title
	}
	for _, match := range fuzzy.Rank(pattern, titles) {
		m.shown = append(m.shown, hit{match.Index, match.At})
		titled[match.Index] = true
	}
	words := strings.Fields(strings.ToLower(pattern))
	for i, r := range m.rows {
		if !titled[i] && r.holds(words) {
			m.shown = append(m.shown, hit{row: i})
		}
	}
}

// holds says whether every word is in what belongs to the query.
func (r row) holds(words []string) bool {
	for _, w := range words {
		if !strings.Contains(r.text, w) {
			return false
		}
	}
	return true
}
