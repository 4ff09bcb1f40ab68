package composepane

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/go-json-experiment/json/jsontext"

	"graphguest/graphquery"
	"graphguest/tui/kit/editor"
)

// check is what was found out about the body as it was at that edit.
type check struct {
	edits        int
	line, column int
	why          string // "" = it is JSON
}

// loadBody shows the query's body, unless it is there already or too much to edit.
func (m *Model) loadBody() {
	if m.tooBig() || string(m.query.Body) == m.body.Value() {
		return
	}
	line, column := m.body.Position()
	m.body.SetValue(string(m.query.Body))
	m.body.GoTo(line, column)
}

func (m *Model) tooBig() bool { return len(m.query.Body) > editor.Limit }

// takeBody puts what was typed into the query.
func (m *Model) takeBody() {
	m.query.Body = []byte(m.body.Value())
	m.search()
}

// fault is where the body is no JSON and why, with its variables filled in.
func (m *Model) fault() check {
	if m.check.edits != m.body.Edits() {
		line, column, why := editor.JSONFault(filled(m.query.Body))
		m.check = check{m.body.Edits(), line, column, why}
	}
	return m.check
}

// isJSON says whether the body is meant as JSON: by its header, or by how it begins.
func (m *Model) isJSON() bool {
	if kind := m.contentType(); kind != "" {
		return strings.Contains(strings.ToLower(kind), "json")
	}
	start := bytes.TrimSpace(m.query.Body)
	return len(start) > 0 && strings.IndexByte(`{["`, start[0]) >= 0 || m.fault().why == ""
}

func (m *Model) contentType() string {
	for _, h := range m.query.Header {
		if strings.EqualFold(h.Name, "Content-Type") {
			return h.Value
		}
	}
	return ""
}

// bodyNotes say how the body stands, the worst first.
func (m *Model) bodyNotes() (notes []note) {
	n := len(m.query.Body)
	if left := m.body.LeftOut(); left > 0 {
		notes = append(notes, note{wrong, fmt.Sprintf("%s did not fit: a body here has at most %s", size(left), size(editor.Limit))})
	}
	if !m.query.Writes() {
		text := m.query.Verb() + " sends no body"
		if n > 0 {
			text += ": POST and PATCH do"
		}
		notes = append(notes, note{careful, text})
	}
	switch {
	case n == 0:
		return append(notes, note{"", "no body"})
	case m.tooBig():
		return append(notes, note{careful, size(n) + " is too much to edit here: " + m.theme.Hint("compose", "in-your-editor", "ctrl+g") + " opens it in your editor"})
	case !m.isJSON():
		kind := m.contentType()
		if kind == "" {
			kind = "no JSON: without a Content-Type it goes out as text"
		}
		return append(notes, note{"", exact(n) + " · " + kind})
	}
	if f := m.fault(); f.why != "" {
		key := m.theme.Hint("compose", "go-to-the-fault", "ctrl+y")
		return append(notes, note{wrong, fmt.Sprintf("line %d, column %d: %s → %s goes there", f.line, f.column, f.why, key)})
	}
	return append(notes, note{well, "valid JSON · " + exact(n)})
}

// tidy keeps the cursor on its line, as far as there is such a one.
func (m *Model) tidy() {
	line, _ := m.body.Position()
	m.body.SetValue(m.tidied())
	m.body.GoTo(line, 1)
	m.takeBody()
}

func (m *Model) goToFault() tea.Cmd {
	m.body.GoTo(m.fault().line, m.fault().column)
	return nil
}

// tidied is a body of JSON with each member on a line of its own, in the same order.
func (m *Model) tidied() string {
	text := string(m.query.Body)
	if strings.Contains(text, stand) {
		return text
	}
	var taken []string
	value := jsontext.Value(replaceOutside(text, func(variable string) string {
		taken = append(taken, `"`+stand+strconv.Itoa(len(taken))+`"`, variable)
		return taken[len(taken)-2]
	}))
	if value.Indent(jsontext.WithIndent("  ")) != nil || len(value) > editor.Limit {
		return text
	}
	return strings.NewReplacer(taken...).Replace(string(value))
}

// stand marks where a variable was; no text of a person has it.
const stand = "\ue000"

// filled is a body with values in the place of its variables, each as long as its name,
// so that a fault behind it is where it is in the body.
func filled(body []byte) []byte {
	return []byte(replaceOutside(string(body), func(variable string) string {
		return `"` + strings.Repeat("x", len(variable)-2) + `"`
	}))
}

// replaceOutside replaces the variables that stand outside the texts of a JSON body.
func replaceOutside(body string, with func(variable string) string) string {
	var b strings.Builder
	inside := false
	at := 0
	for {
		start, end, name := graphquery.NextVariable(body, at)
		if name == "" {
			b.WriteString(body[at:])
			return b.String()
		}
		inside = graphquery.InJSONText(body[at:start], inside)
		b.WriteString(body[at:start])
		if inside {
			b.WriteString(body[start:end])
		} else {
			b.WriteString(with(body[start:end]))
		}
		at = end
	}
}

// exact and size are a number of bytes in words, and in few.
func exact(n int) string {
	if n >= 10_000 {
		return size(n)
	}
	return fmt.Sprintf("%d bytes", n)
}

func size(n int) string {
	switch {
	case n >= 1_000_000:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1000:
		return fmt.Sprintf("%.1f KB", float64(n)/1e3)
	}
	return fmt.Sprintf("%d B", n)
}
