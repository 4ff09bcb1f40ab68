package graphsim

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// listing is a collection with its options applied.
type listing struct {
	rows
	q        *request
	filter   node // nil = all
	search   searching
	order    []ordering
	props    []*property // nil = as each element shows itself
	expand   *expansion
	advanced bool // ConsistencyLevel: eventual
	start    int
}

// collection serves rows: all of them, one type of them (a cast), or their number.
func (q *request) collection(r rows, rest []string) error {
	if len(rest) > 0 && strings.HasPrefix(strings.ToLower(rest[0]), "microsoft.graph.") {
		only, ok := r.cast(rest[0])
		if !ok {
			return noSegment(rest[0])
		}
		r, rest = only, rest[1:]
	}
	if q.opts.given["deltatoken"] {
		return badRequest("The query parameter '$deltatoken' is not supported.")
	}
	l, err := q.listing(r)
	switch {
	case err != nil:
		return err
	case len(rest) == 0:
		return l.page()
	case rest[0] == "$count" && len(rest) == 1:
		if !l.advanced {
			return refused(http.StatusBadRequest, "Request_BadRequest", "$count is not currently supported.")
		}
		q.answer.send(http.StatusOK, "text/plain", []byte(strconv.Itoa(l.count())))
		return nil
	}
	return noSegment(rest[0])
}

func (q *request) listing(r rows) (*listing, error) {
	l := &listing{rows: r, q: q, advanced: strings.EqualFold(q.http.Header.Get("ConsistencyLevel"), "eventual")}
	var err error
	if l.props, err = q.opts.chosen(r.kind); err != nil {
		return nil, err
	}
	if q.opts.given["filter"] {
		if l.filter, err = parseFilter(q.opts.filter, r.kind); err != nil {
			return nil, err
		}
	}
	if l.search, err = parseSearch(q.opts.search, r.kind); err != nil {
		return nil, err
	}
	if l.order, err = parseOrder(q.opts.orderBy, r.kind); err != nil {
		return nil, err
	}
	if l.expand, err = parseExpand(q.opts.expand, r.kind); err != nil {
		return nil, err
	}
	if err := l.checkAdvanced(); err != nil {
		return nil, err
	}
	l.start, err = l.readToken(q.opts.skipToken)
	return l, err
}

func (l *listing) accepts(o object) bool {
	return o != nil && (l.filter == nil || truth(l.filter, o, nil)) && (l.search == nil || l.search(o))
}

// identity names the query without its paging: same identity, same elements in the same order.
func (l *listing) identity() string {
	o := l.q.opts
	return strings.Join([]string{strings.ToLower(strings.Join(l.q.path.segments, "/")), l.q.caller.ID, o.filter, o.search, o.orderBy}, "\x00")
}

// count is the number of elements; a scan is done once and kept.
func (l *listing) count() int {
	if l.filter == nil && l.search == nil && l.rows.count != nil {
		return l.rows.count()
	}
	return l.q.dir.remember("count "+l.identity(), func() []int {
		n := 0
		for i := range l.size {
			if l.accepts(l.at(i)) {
				n++
			}
		}
		return []int{n}
	})[0]
}

// take returns the elements of this page and where the next one starts, -1 at the end.
// Without an order it looks no further than the first element of the next page.
func (l *listing) take(n int) (page []object, next int) {
	if len(l.order) > 0 {
		sorted := l.q.dir.remember("order "+l.identity(), l.sorted)
		for i := l.start; i < len(sorted); i++ {
			if len(page) == n {
				return page, i
			}
			if o := l.at(sorted[i]); o != nil {
				page = append(page, o)
			}
		}
		return page, -1
	}
	for i := l.start; i < l.size; i++ {
		o := l.at(i)
		if !l.accepts(o) {
			continue
		}
		if len(page) == n {
			return page, i
		}
		page = append(page, o)
	}
	return page, -1
}

// sorted are the positions of the accepted elements in order.
func (l *listing) sorted() []int {
	type row struct {
		position int
		keys     []any
	}
	var all []row
	for i := range l.size {
		o := l.at(i)
		if !l.accepts(o) {
			continue
		}
		keys := make([]any, len(l.order))
		for k, by := range l.order {
			keys[k] = by.prop.get(o)
			if s, ok := keys[k].(string); ok {
				keys[k] = strings.ToLower(s)
			}
		}
		all = append(all, row{i, keys})
	}
	slices.SortStableFunc(all, func(a, b row) int {
		for k, by := range l.order {
			if c := compare(a.keys[k], b.keys[k]); c != 0 {
				return c * by.sign
			}
		}
		return 0
	})
	positions := make([]int, len(all))
	for i, r := range all {
		positions[i] = r.position
	}
	return positions
}
