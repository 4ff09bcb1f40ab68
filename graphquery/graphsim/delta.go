package graphsim

import (
	"net/http"
	"slices"
	"strings"
)

// isDelta tells whether a collection is asked for its changes: users/delta, users/delta(), users/microsoft.graph.delta().
func isDelta(rest []string) bool {
	if len(rest) != 1 {
		return false
	}
	name := strings.TrimPrefix(strings.ToLower(rest[0]), "microsoft.graph.")
	return name == "delta" || name == "delta()"
}

// delta serves the changes of a directory collection: first everything, page by page, then what was written since.
func (q *request) delta(all rows) error {
	if err := q.read(all.context + "/delta"); err != nil {
		return err
	}
	if q.level() != SameAsMembers {
		return denied()
	}
	state, err := q.deltaState(all.kind)
	if err != nil {
		return err
	}
	round := &deltaRound{q: q, all: all, state: state}
	if round.props, err = (&options{sel: state.Select}).chosen(all.kind); err != nil {
		return err
	}
	if round.only, err = idsOf(state.Filter); err != nil {
		return err
	}
	return round.page()
}

// deltaRound is one walk from a first call or a deltaLink to the next deltaLink.
type deltaRound struct {
	q     *request
	all   rows
	state deltaState
	props []*property
	only  []string // ids; empty = all
}

// page writes what is left of the round, at most a page of it.
func (r *deltaRound) page() error {
	r.q.opts.top = 0 // $top is passed over here
	size := r.q.pageSize()
	b := r.q.context([]byte(`{`), r.all.context+selected(r.props, nil))
	var value []byte
	n, at := 0, r.state.Position
	for ; at < r.length() && n < size; at++ {
		if row := r.row(at); row != nil {
			if n > 0 {
				value = append(value, ',')
			}
			value = append(value, row...)
			n++
		}
	}
	next := r.state
	if at < r.length() {
		next.Position = at
		b = appendText(appendKey(b, "@odata.nextLink"), r.q.answer.pathWith("$skiptoken="+r.q.sealState(next)))
	} else {
		next.Since, next.Position, next.Ended = next.Upto, 0, true
		b = appendText(appendKey(b, "@odata.deltaLink"), r.q.answer.pathWith("$deltatoken="+r.q.sealState(next)))
	}
	b = append(appendKey(b, "value"), '[')
	return r.q.answer.json(http.StatusOK, append(append(b, value...), ']', '}'))
}

// length is the number of positions of the round: all elements in a first one, what was written since in the others.
func (r *deltaRound) length() int {
	if r.state.Since < 0 {
		return r.all.size
	}
	return len(r.changes())
}

func (r *deltaRound) changes() []string {
	return r.q.dir.changesOf(r.all.kind, r.state.Since, r.state.Upto)
}

// row is one element as JSON; nil leaves it out.
func (r *deltaRound) row(at int) []byte {
	var o object
	id := ""
	if r.state.Since < 0 {
		if o = r.all.at(at); o == nil {
			return nil
		}
		id = o.objectID()
	} else {
		id = r.changes()[at]
		o = r.q.dir.lookUp(r.all.kind, id)
	}
	if len(r.only) > 0 && !slices.Contains(r.only, strings.ToLower(id)) {
		return nil
	}
	if o == nil {
		b := appendText(appendKey([]byte(`{`), "id"), id)
		return append(appendText(append(appendKey(b, "@removed"), `{"reason":`...), r.q.dir.reasonOf(id)), '}', '}')
	}
	props := r.props
	if props == nil {
		props = o.kind().shown(r.q.path.version)
	}
	if !slices.ContainsFunc(props, func(p *property) bool { return p.name == "id" }) {
		props = append(slices.Clone(props), o.kind().property("id")) // always there, selected or not
	}
	return append(r.q.appendObject([]byte(`{`), o, props, false, nil), '}')
}

var oneID = pattern(`(?i)^\s*id\s+eq\s+'([^']+)'\s*$`)

// idsOf reads the only filter a delta query takes: id eq '…', several joined by or.
func idsOf(filter string) (ids []string, err error) {
	if filter == "" {
		return nil, nil
	}
	for _, clause := range filterOr().Split(filter, -1) {
		m := oneID().FindStringSubmatch(clause)
		if m == nil {
			return nil, unsupported("Unsupported Query.")
		}
		ids = append(ids, strings.ToLower(m[1]))
	}
	return ids, nil
}

var filterOr = pattern(`(?i)\s+or\s+`)
