package querypane

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"graphguest/graphquery"
)

// parts are what belongs to a query besides the text in the line.
type parts struct {
	method, version string
	header          []graphquery.Header
	body            []byte
	variables       map[string]string // of the file that the query came from
}

// fresh are the parts of an empty line.
func fresh() parts { return parts{method: methods[0], version: versions[0]} }

// of are the parts of q, in copies of their own.
func of(q graphquery.Query, variables map[string]string) parts {
	return parts{q.Verb(), q.API(), slices.Clone(q.Header), slices.Clone(q.Body), variables}
}

func (p parts) equal(o parts) bool {
	return p.method == o.method && p.version == o.version && slices.Equal(p.header, o.header) &&
		bytes.Equal(p.body, o.body) && maps.Equal(p.variables, o.variables)
}

// Query is what enter would run. An empty line is GET /me.
func (m *Model) Query() (graphquery.Query, error) {
	q, err := m.Parts()
	if err == nil && !q.Writes() {
		q.Body = nil
	}
	return q, err
}

// Parts is the query with its body also where the method would not send it: for
// whom edits body and method one after the other.
func (m *Model) Parts() (graphquery.Query, error) {
	text := strings.TrimSpace(m.line.Value())
	if text == "" {
		text = first
	}
	q, err := graphquery.ParseLine(m.parts.method+" "+m.versioned(text), m.graph)
	if err != nil {
		return graphquery.Query{}, err
	}
	q.Header, q.Body = slices.Clone(m.parts.header), slices.Clone(m.parts.body)
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
	return m.parts.version + " " + text
}

// Load shows q in the line, with its headers and body, and the variables that
// the file it comes from defines. The cursor stays where the text does.
func (m *Model) Load(q graphquery.Query, variables map[string]string) {
	m.walk.end()
	m.aside = parts{}
	m.put(q.Path, of(q, variables))
}

// put makes line and parts what they are to be, and counts that as a change if it is one.
func (m *Model) put(text string, p parts) {
	if text == m.line.Value() && p.equal(m.parts) {
		return
	}
	if text != m.line.Value() {
		m.line.SetValue(text)
	}
	m.parts = p
	m.changes++
}

// Variables are those of the file that the query came from.
func (m *Model) Variables() map[string]string { return m.parts.variables }

// Text is what stands in the line, as it was typed.
func (m *Model) Text() string { return m.line.Value() }

// Changed counts the changes of the query: another number means another query.
func (m *Model) Changed() uint64 { return m.changes }

// NextMethod and NextVersion step through what there is.
func (m *Model) NextMethod()  { m.step(methods, func(p *parts) *string { return &p.method }) }
func (m *Model) NextVersion() { m.step(versions, func(p *parts) *string { return &p.version }) }

func (m *Model) step(list []string, place func(*parts) *string) {
	m.settle() // whose word nobody waits for: the bottom line has the key
	p := m.parts
	at := place(&p)
	*at = list[(slices.Index(list, *at)+1)%len(list)]
	m.put(m.line.Value(), p)
}

func (m *Model) writes() bool {
	return graphquery.Query{Method: m.parts.method, Header: m.parts.header}.Writes()
}
