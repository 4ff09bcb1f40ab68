package querypane

import (
	"slices"
	"strings"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// walk is a way back through the runs of this environment, as a shell's history: what
// was typed is its newest end, and narrows it to the runs that hold it.
type walk struct {
	runs  []past // the newest first, each query once
	found []past // those on the way; nil = nobody walks
	at    int    // in found; -1 = at what was typed
	typed string
	parts parts
}

// past is one query that was run.
type past struct {
	query graphquery.Query
	shown string
	text  string // that in small letters, to search in
}

// take remembers runs for the next walk; one under way goes on among those that it found.
func (w *walk) take(runs []kit.Run) {
	w.runs = nil
	seen := map[string]bool{}
	for _, r := range runs {
		q := graphquery.Query{Method: r.Query.Verb(), Version: r.Query.API(), Path: r.Query.Path}
		if text := q.String(); !seen[text] {
			seen[text] = true
			w.runs = append(w.runs, past{q, text, strings.ToLower(text)})
		}
	}
}

// under is whether a run stands in the line.
func (w *walk) under() bool { return w.found != nil && w.at >= 0 }

// end ends the walk: what stands in the line is now what was typed.
func (w *walk) end() { w.found, w.parts = nil, parts{} }

// holds says which runs hold what was typed. The one that it is is no way back.
func (m *Model) holds() func(past) bool {
	path := strings.TrimSpace(m.line.Value())
	text := strings.ToLower(path)
	now := graphquery.Query{Method: m.parts.method, Version: m.parts.version, Path: path}.String()
	return func(p past) bool { return strings.Contains(p.text, text) && p.shown != now }
}

// whyNoneBefore says why there is no way back from here; "" = there is one.
func (m *Model) whyNoneBefore() string {
	switch {
	case !m.typing:
		return m.notTyping()
	case len(m.walk.runs) == 0:
		return "nothing was run here yet"
	case m.walk.under() && m.walk.at == len(m.walk.found)-1:
		return "this is the oldest run"
	case !m.walk.under() && !slices.ContainsFunc(m.walk.runs, m.holds()):
		return "no other run holds what is typed"
	}
	return ""
}

// stepBack brings the run before the one in the line.
func (m *Model) stepBack() {
	w := &m.walk
	if !w.under() {
		w.found, w.at, w.typed, w.parts = nil, -1, m.line.Value(), m.parts
		holds := m.holds()
		for _, p := range w.runs {
			if holds(p) {
				w.found = append(w.found, p)
			}
		}
	}
	if w.at < len(w.found)-1 {
		w.at++
		m.recall()
	}
}

// stepForth brings the run after the one in the line, and at last what was typed.
func (m *Model) stepForth() {
	switch w := &m.walk; {
	case !w.under():
	case w.at == 0:
		m.leaveWalk()
	default:
		w.at--
		m.recall()
	}
}

// recall puts a run into the line. Of headers, body and variables nothing is remembered,
// and those of what was typed belong to that.
func (m *Model) recall() {
	q := m.walk.found[m.walk.at].query
	m.put(q.Path, of(q, nil))
}

// leaveWalk brings back what was typed.
func (m *Model) leaveWalk() {
	if w := &m.walk; w.under() {
		m.put(w.typed, w.parts)
		w.end()
	}
}
