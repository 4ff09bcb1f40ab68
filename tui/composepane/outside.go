package composepane

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// editOutside gives the body, or the value of the row, to the person's editor.
func (m *Model) editOutside() tea.Cmd {
	m.settle()
	m.said = ledger{}
	c := *m // what comes back is put into the query as it is now
	if m.at == body {
		return kit.Ask(kit.EditText{What: "the body", Suffix: ".json", Text: m.query.Body, Then: c.bodyBack})
	}
	c.forms[m.at].rows = slices.Clone(m.form().rows)
	r := c.form().row()
	return kit.Ask(kit.EditText{What: r.words(), Suffix: ".txt", Text: []byte(r.text()), Then: c.valueBack})
}

// words name the row's value for the person.
func (r *row) words() string {
	if r.key() == "" {
		return "the value"
	}
	return "the value of " + r.key()
}

// bodyBack takes the body. Editors end the last line, whether it had an end before or not.
func (m *Model) bodyBack(text []byte) tea.Msg {
	s := string(text)
	if !strings.HasSuffix(string(m.query.Body), "\n") {
		s = strings.TrimSuffix(strings.TrimSuffix(s, "\n"), "\r")
	}
	m.query.Body = []byte(s)
	return m.wish()
}

// valueBack takes the value of a row. Only a variable may have several lines.
func (m *Model) valueBack(text []byte) tea.Msg {
	value := strings.TrimSpace(string(text))
	if m.at != variables {
		value = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(value)
	}
	m.form().row().fill(value)
	m.apply()
	return m.wish()
}
