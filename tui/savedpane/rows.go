package savedpane

import (
	"fmt"
	"path/filepath"
	"strings"

	"graphguest/graphquery/library"
	"graphguest/tui/safetext"
)

// row is one saved query, ready to be shown and found.
type row struct {
	saved library.Saved
	title string // safe
	twin  string // what tells it from others of the same title; safe, "" = it is the only one
	query string // safe
	text  string // everything it may be found by, in small letters
}

// mostText bounds what is searched of one query.
const mostText = 2000

// rowsOf makes the rows once for each list, not at every frame.
func rowsOf(saved []library.Saved) []row {
	rows := make([]row, len(saved))
	same := map[string][]int{}
	for i, s := range saved {
		query := s.Query.String()
		rows[i] = row{saved: s, title: safetext.Line(s.Title), query: safetext.Line(query)}
		text := s.Title + "\n" + s.Name + "\n" + query + "\n" + s.Description
		rows[i].text = strings.ToLower(text[:min(len(text), mostText)])
		same[rows[i].title] = append(same[rows[i].title], i)
	}
	for _, twins := range same {
		if len(twins) > 1 {
			tellApart(rows, twins)
		}
	}
	return rows
}

// marks are what may tell queries of one title apart, the shortest first.
var marks = []func(library.Saved) string{
	func(s library.Saved) string { return filepath.Base(s.File) },
	func(s library.Saved) string { return fmt.Sprintf("%s:%d", filepath.Base(s.File), s.Line) },
	func(s library.Saved) string { return s.Name },
}

// tellApart gives twins the first mark that none of them shares with another.
func tellApart(rows []row, twins []int) {
	for _, mark := range marks {
		seen := map[string]bool{}
		for _, i := range twins {
			rows[i].twin = safetext.Line(mark(rows[i].saved))
			seen[rows[i].twin] = true
		}
		if len(seen) == len(twins) {
			return
		}
	}
}
