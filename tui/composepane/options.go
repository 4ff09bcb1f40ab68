package composepane

import (
	"slices"
	"strings"

	"graphguest/graphquery"
)

const counter = "$count" // the option that is on or off

// usualOptions are the rows that are always there.
var usualOptions = []struct {
	name, example, what, help string
}{
	{"$select", "id,displayName,userType", "the properties that come", "names with commas between; userType, creationType, externalUserState come only when named"},
	{"$filter", "startswith(displayName,'a')", "which rows come", "texts in single quotes, one inside doubled: 'O''Neill'; eq ne gt ge lt le in, and or not, startswith()"},
	{"$search", `"displayName:ali"`, "rows that hold these words", `in double quotes, "property:words"; several with AND or OR between them`},
	{"$orderby", "displayName desc", "the order of the rows", "names with commas between, each with asc or desc behind it"},
	{"$expand", "manager($select=id)", "what belongs to each row", "one relation; of users, groups and other directory objects at most 20 come"},
	{"$top", "25", "how many rows on a page", "a whole number; more than an endpoint's most is cut down, ignored or refused"},
	{"$skip", "50", "how many rows to leave out", "a whole number; users, groups and other directory objects do not take it"},
	{counter, "", "the number of all rows", "it comes with the first page"},
}

// apart is a path taken apart.
type apart struct {
	path, base string
	options    []graphquery.QueryOption
}

// split takes the path apart, once for every change of it: drawing needs it often.
func (m *Model) split() apart {
	if m.apart.path != m.query.Path {
		base, all := graphquery.SplitOptions(m.query.Path)
		m.apart = apart{m.query.Path, base, all}
	}
	return m.apart
}

// optionRows are the usual options, and below them what else the line holds.
func (m *Model) optionRows() (rows []row) {
	all := m.split().options
	taken := make([]bool, len(all))
	for _, u := range usualOptions {
		r := row{label: u.name, hint: "such as " + u.example + " — " + u.what}
		if u.name == counter {
			r.switches, r.hint = true, "○ off — "+u.what
		}
		r.index = slices.IndexFunc(all, func(o graphquery.QueryOption) bool { return o.Is(u.name) })
		if r.index >= 0 {
			taken[r.index] = true
			r.fill(all[r.index].Value)
		}
		rows = append(rows, r)
	}
	for i, o := range all {
		if !taken[i] && o.Name != "" {
			r := row{label: o.Name, index: i, hint: "no value"}
			r.fill(o.Value)
			rows = append(rows, r)
		}
	}
	return rows
}

// applyOption writes one option into the path. The others stay as they are there.
func (m *Model) applyOption(r *row) bool {
	path, value := m.query.Path, r.text()
	before := m.split().options
	next, was := "", ""
	had := r.index >= 0 && r.index < len(before)
	r.stuck = ""
	switch {
	case had:
		next, was = graphquery.SetOptionAt(path, r.index, value), before[r.index].Value
	case slices.ContainsFunc(before, func(o graphquery.QueryOption) bool { return o.Is(r.label) }):
		r.stuck = r.label + " is there already"
		return false
	default:
		next = graphquery.SetOption(path, r.label, value)
	}
	if next == path {
		if value != was && strings.Contains(value, `"`) {
			r.stuck = "a double quote is not closed: until it is, the line keeps what it had"
		}
		return false
	}
	m.query.Path = next
	after := m.split().options
	switch {
	case !had:
		r.index = len(after) - 1
	case len(after) < len(before):
		m.forget(r.index)
	}
	return true
}

// forget renumbers the rows after the option at index i was taken away.
func (m *Model) forget(i int) {
	rows := m.forms[options].rows
	for j := range rows {
		switch {
		case rows[j].index == i:
			rows[j].index = -1
		case rows[j].index > i:
			rows[j].index--
		}
	}
}

// toggle switches $count on or off.
func (m *Model) toggle() bool {
	r := m.form().row()
	value := "true"
	if r.on() {
		value = ""
	}
	r.fill(value)
	return m.apply()
}

func (r row) on() bool { return strings.EqualFold(r.text(), "true") }
