package composepane

import (
	"hash/maphash"
	"maps"
	"slices"
	"strings"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// mostOpen is how many statements are remembered that have not come back yet.
const mostOpen = 4096

// ledger tells what the pane said itself from what somebody else changed. Statements come
// back as the line took them; keys are faster than that, and on the way two may change places.
type ledger struct {
	count, heardUpTo int
	open             []statement
}

// statement is one by its number and by its print: a body may be large.
type statement struct {
	number int
	print  uint64
}

func (l *ledger) note(w kit.ChangeQuery) {
	l.count++
	l.open = append(l.open, statement{l.count, fingerprint(w.Query, w.Variables)})
	l.open = l.open[max(len(l.open)-mostOpen, 0):]
}

// heard says whether c is a statement of ours, and whether it is older than one that came
// back before it: then the line has the older one now.
func (l *ledger) heard(c kit.QueryChanged) (mine, older bool) {
	print := fingerprint(c.Query, c.Variables)
	i := slices.IndexFunc(l.open, func(s statement) bool { return s.print == print })
	if i < 0 {
		return false, false
	}
	number := l.open[i].number
	l.open = slices.Delete(l.open, i, i+1)
	if number < l.heardUpTo {
		return true, true
	}
	l.heardUpTo = number
	return true, false
}

var seed = maphash.MakeSeed()

// fingerprint is the same for a statement and for what the line makes of it: a path loses
// the spaces at its ends.
func fingerprint(q graphquery.Query, variables map[string]string) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, text := range []string{q.Verb(), q.API(), strings.TrimSpace(q.Path)} {
		maphash.WriteComparable(&h, text)
	}
	for _, header := range q.Header {
		maphash.WriteComparable(&h, header)
	}
	for _, name := range slices.Sorted(maps.Keys(variables)) {
		maphash.WriteComparable(&h, [2]string{name, variables[name]})
	}
	h.WriteByte('\n')
	h.Write(q.Body)
	return h.Sum64()
}
