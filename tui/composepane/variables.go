package composepane

import (
	"maps"
	"slices"

	"graphguest/graphquery"
)

const noVariables = "No {{variables}} in this query. Write {{name}} in the path, in a header or in the body, and give it a value here."

// search finds the names of the variables in path, headers and body, in their order.
func (m *Model) search() {
	m.found = nil
	texts := []string{m.query.Path}
	for _, h := range m.query.Header {
		texts = append(texts, h.Value)
	}
	for _, text := range append(texts, string(m.query.Body)) {
		_, end, name := graphquery.NextVariable(text, 0)
		for name != "" {
			if !slices.Contains(m.found, name) && len(m.found) < mostVariables {
				m.found = append(m.found, name)
			}
			_, end, name = graphquery.NextVariable(text, end)
		}
	}
}

// mostVariables bounds the rows: a body may hold anything.
const mostVariables = 200

// variableRows are the names in the query, then what else its file gives a value.
func (m *Model) variableRows() (rows []row) {
	names := slices.Clone(m.found)
	for _, name := range slices.Sorted(maps.Keys(m.variables)) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for i, name := range names {
		r := row{label: "{{" + name + "}}", index: i, hint: "no value yet; http-client.env.json may have one"}
		r.fill(m.variables[name])
		rows = append(rows, r)
	}
	return rows
}

func (r row) variable() string { return r.label[2 : len(r.label)-2] }

// applyVariable gives a variable its value; without one the environment has to.
func (m *Model) applyVariable(r *row) bool {
	name, value := r.variable(), r.text()
	if was, had := m.variables[name]; was == value && (had || value == "") {
		return false
	}
	m.variables = maps.Clone(m.variables)
	if m.variables == nil {
		m.variables = map[string]string{}
	}
	if m.variables[name] = value; value == "" {
		delete(m.variables, name)
	}
	return true
}

const winner = "unless http-client.env.json of the environment has one, which wins"

func (m *Model) variableNotes(r row) (notes []note) {
	name := r.variable()
	_, has := m.variables[name]
	switch used := slices.Contains(m.found, name); {
	case !used:
		notes = append(notes, note{"", "Nothing in this query uses " + r.label + "."})
	case !has:
		return []note{{careful, "no value yet: one typed here counts, " + winner}}
	}
	return append(notes, note{"", "The value here counts, " + winner + "."})
}
