package palettepane

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"graphguest/tui/kit/fuzzy"
	"graphguest/tui/safetext"
)

// kinds are the sections, in their order, and the letter that shows one alone.
var kinds = []struct{ name, heading, sigil string }{
	{"action", "Actions", ">"},
	{"environment", "Environments", "@"},
	{"query", "Saved queries", "#"},
	{"run", "Recent runs", "!"},
}

const (
	longest    = 400 // cells of a title or a detail that are kept: more is not read
	forTheName = 16  // what a match counts more that lies in the title alone
)

// entry is an item as it is found and shown.
type entry struct {
	Item
	kind                    int
	title, detail, key, why string // safe for the terminal
	titleRunes              int
}

// entries are all items by kind, with what does not change from one View to the next.
type entries struct {
	all      []entry
	texts    []string // what is searched of each
	from     []int    // where each kind begins, and where the last ends
	titles   []int    // how wide the widest of each kind is
	details  []int
	keyWidth int
}

// line is one line of the list: an item, or the heading above it.
type line struct {
	entry   int
	heading bool
	letters []int // those of its text that were found
}

func newEntries(items []Item) entries {
	es := entries{
		all: make([]entry, 0, len(items)), texts: make([]string, 0, len(items)),
		from: make([]int, len(kinds)+1), titles: make([]int, len(kinds)), details: make([]int, len(kinds)),
	}
	for k, kind := range kinds {
		es.from[k] = len(es.all)
		for _, item := range items {
			if item.Kind == kind.name {
				es.add(k, item)
			}
		}
	}
	es.from[len(kinds)] = len(es.all)
	return es
}

func (es *entries) add(kind int, item Item) {
	e := entry{
		Item: item, kind: kind, key: safetext.Line(item.Key), why: safetext.Truncate(item.Why, longest),
		title: safetext.Truncate(item.Title, longest), detail: safetext.Truncate(item.Detail, longest),
	}
	e.titleRunes = utf8.RuneCountInString(e.title)
	es.all = append(es.all, e)
	es.texts = append(es.texts, e.title+" "+e.detail)
	es.titles[kind] = max(es.titles[kind], safetext.Width(e.title))
	es.details[kind] = max(es.details[kind], safetext.Width(cmp.Or(e.why, e.detail)))
	es.keyWidth = max(es.keyWidth, safetext.Width(e.key))
}

// has says whether there are items of a kind.
func (es *entries) has(kind int) bool { return es.from[kind] < es.from[kind+1] }

// several says whether there is more than one kind to tell apart.
func (es *entries) several() bool {
	n := 0
	for k := range kinds {
		if es.has(k) {
			n++
		}
	}
	return n > 1
}

// asked is which items typed is about, and what is looked for in them.
func (es *entries) asked(typed string) (from, to int, pattern string) {
	typed = strings.TrimSpace(typed)
	for k, kind := range kinds {
		if rest, ok := strings.CutPrefix(typed, kind.sigil); ok && es.several() {
			return es.from[k], es.from[k+1], strings.TrimSpace(rest)
		}
	}
	return 0, len(es.all), typed
}

// find is the list for what is typed: by score, or by kind while nothing is sought.
func (es *entries) find(typed string) (lines []line, sought bool) {
	from, to, pattern := es.asked(typed)
	if pattern == "" {
		return es.sections(from, to), false
	}
	found := fuzzy.Rank(pattern, es.texts[from:to])
	for i, m := range found {
		if m.At[len(m.At)-1] < es.all[from+m.Index].titleRunes {
			found[i].Score += forTheName
		}
	}
	slices.SortStableFunc(found, func(a, b fuzzy.Match) int { return b.Score - a.Score })
	lines = make([]line, len(found))
	for i, m := range found {
		lines[i] = line{entry: from + m.Index, letters: m.At}
	}
	return lines, true
}

// sections lists items as they are, under headings where these tell something.
func (es *entries) sections(from, to int) (lines []line) {
	several := es.several()
	for i := from; i < to; i++ {
		if several && (i == from || es.all[i-1].kind != es.all[i].kind) {
			lines = append(lines, line{entry: i, heading: true})
		}
		lines = append(lines, line{entry: i})
	}
	return lines
}
