package querypane

import (
	"slices"
	"strings"

	"graphguest/graphquery"
)

// Query is what enter would run. An empty line is GET /me.
func (m *Model) Query() (graphquery.Query, error) {
	text := strings.TrimSpace(m.line.Value())
	if text == "" {
		text = first
	}
	q, err := graphquery.ParseLine(m.method+" "+m.versioned(text), m.graph)
	if err != nil {
		return graphquery.Query{}, err
	}
	q.Header = slices.Clone(m.header)
	if q.Writes() {
		q.Body = slices.Clone(m.body)
	}
	return q, nil
}

// versioned puts the version in front of a path that does not begin with one.
func (m *Model) versioned(text string) string {
	path := strings.TrimPrefix(text, "/")
	for _, v := range versions {
		if path == v || strings.HasPrefix(path, v+"/") {
			return path
		}
	}
	return m.version + " " + text
}

// Load shows q in the line, with its headers and body, and the variables that
// the file it comes from defines.
func (m *Model) Load(q graphquery.Query, variables map[string]string) {
	m.variables = variables
	m.method, m.version = q.Method, q.Version
	if m.method == "" {
		m.method = methods[0]
	}
	if m.version == "" {
		m.version = versions[0]
	}
	m.header, m.body = slices.Clone(q.Header), slices.Clone(q.Body)
	if m.line.Value() != q.Path {
		m.line.SetValue(q.Path)
	}
}

// NextMethod and NextVersion step through what there is.
func (m *Model) NextMethod()  { m.method = after(methods, m.method) }
func (m *Model) NextVersion() { m.version = after(versions, m.version) }

func (m *Model) writes() bool { return graphquery.Query{Method: m.method}.Writes() }

func after(list []string, current string) string {
	return list[(slices.Index(list, current)+1)%len(list)]
}
