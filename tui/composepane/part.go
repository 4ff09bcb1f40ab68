package composepane

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// part is one of the parts of a query.
type part int

const (
	options part = iota
	headers
	body
	variables
	parts
)

// about is what the parts differ in. rows makes the rows of a form from the query, apply
// puts a row's text into it, notes is what to say about a row.
var about = [parts]struct {
	overlay kit.Overlay
	name    string
	count   func(*Model) string
	rows    func(*Model) []row
	apply   func(*Model, *row) bool // whether that changed it
	notes   func(*Model, row) []note
	none    string // what to say where there are no rows
}{
	options:   {kit.Options, "Options", (*Model).countOptions, (*Model).optionRows, (*Model).applyOption, (*Model).optionNotes, ""},
	headers:   {kit.Headers, "Headers", (*Model).countHeaders, (*Model).headerRows, (*Model).applyHeaders, (*Model).headerNotes, ""},
	body:      {overlay: kit.Body, name: "Body", count: (*Model).countBody},
	variables: {kit.Variables, "Variables", (*Model).countVariables, (*Model).variableRows, (*Model).applyVariable, (*Model).variableNotes, noVariables},
}

// isForm is true for the parts that are rows of fields.
func (p part) isForm() bool { return about[p].rows != nil }

// spot is where the name of a part stands on the screen.
type spot struct{ from, to int }

// choose goes to another part; the text of this one is settled first.
func (m *Model) choose(p part) tea.Cmd {
	changed, _ := m.settle()
	m.at, m.offer = p, nil
	if p.isForm() && m.usable() {
		m.refill(p)
	}
	if changed {
		return m.state()
	}
	return nil
}

func goes(p part) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd { return m.choose(p) }
}

func steps(by part) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd { return m.choose((m.at + by + parts) % parts) }
}

// tabs names the parts and how much there is of each; the one in front has a mark before it.
func (m *Model) tabs(width int) string {
	names := m.names(true)
	if safetext.Width(strings.Join(names, "   "))+2 > width {
		names = m.names(false)
	}
	var b strings.Builder
	m.spots = m.spots[:0]
	at := 0
	for p, name := range names {
		style, mark := m.theme.Tab, " · "
		if p == 0 {
			mark = "  "
		}
		if part(p) == m.at {
			style = m.theme.TabHere
			mark = strings.Replace(mark, "·", "›", 1)
			if p == 0 {
				mark = "› "
			}
		}
		at += safetext.Width(mark)
		m.spots = append(m.spots, spot{at, at + safetext.Width(name)})
		at += safetext.Width(name)
		b.WriteString(m.theme.Accent.Render(mark) + style.Render(name))
	}
	return kit.CutStyled(b.String(), width)
}

func (m *Model) names(counted bool) []string {
	names := make([]string, parts)
	for p := range parts {
		names[p] = about[p].name
		if n := about[p].count(m); counted && m.usable() && n != "" {
			names[p] += " " + n
		}
	}
	return names
}

// number is how many there are, "" for none.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func (m *Model) countOptions() string {
	n := 0
	for _, o := range m.split().options {
		if o.Name != "" {
			n++
		}
	}
	return number(n)
}

func (m *Model) countHeaders() string { return number(len(m.query.Header)) }

func (m *Model) countBody() string {
	if len(m.query.Body) == 0 {
		return ""
	}
	return size(len(m.query.Body))
}

func (m *Model) countVariables() string { return number(len(m.found)) }
