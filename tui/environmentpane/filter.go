package environmentpane

import (
	"cmp"
	"slices"
	"strings"

	"graphguest/tui/kit/fuzzy"
)

// mostWords is how many words of a filter count.
const mostWords = 8

// searched are the texts that the filter looks at, the name first. Only where letters are a person's
// own words may others lie between those that were typed: a GUID has any of them.
var searched = []struct {
	text      int
	scattered bool
}{{name, true}, {tenant, true}, {account, true}, {id, false}, {cloud, false}, {access, false}, {state, false}}

// hit is one row that the filter lets through.
type hit struct {
	row     int
	inName  int // how many of the words are in the name
	score   int
	letters [texts][]int // those that were found, by text
}

// sift returns the rows in which every word of filter is found. Those that have it in
// their name come first, for one's own domain is in every row; then the better match.
func (t *table) sift(filter string) []hit {
	hits := make([]hit, len(t.rows))
	for i := range hits {
		hits[i].row = i
	}
	words := strings.Fields(filter)
	for _, word := range words[:min(len(words), mostWords)] {
		hits = t.with(word, hits)
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Or(b.inName-a.inName, b.score-a.score) })
	return hits
}

// with keeps those of hits in which word is found. Where the name has it, the name's
// score is the one that counts.
func (t *table) with(word string, hits []hit) []hit {
	byRow := make([]*hit, len(t.rows))
	for i := range hits {
		byRow[hits[i].row] = &hits[i]
	}
	best, named := make([]int, len(t.rows)), make([]bool, len(t.rows))
	for _, s := range searched {
		for _, m := range fuzzy.Rank(word, t.cells[s.text]) {
			h := byRow[m.Index]
			if h == nil || !s.scattered && m.At[len(m.At)-1]-m.At[0] >= len(m.At) {
				continue
			}
			h.letters[s.text] = union(h.letters[s.text], m.At)
			if s.text == name {
				named[m.Index] = true
				h.inName++
			}
			if s.text == name || !named[m.Index] {
				best[m.Index] = max(best[m.Index], m.Score)
			}
		}
	}
	kept := hits[:0]
	for _, h := range hits {
		if best[h.row] > 0 {
			h.score += best[h.row]
			kept = append(kept, h)
		}
	}
	return kept
}

func union(a, b []int) []int {
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	return slices.Compact(all)
}
