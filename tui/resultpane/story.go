package resultpane

import (
	"errors"
	"strings"
	"time"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// welcome says what to press where nothing was asked yet.
func (m *Model) welcome() []string {
	hint := m.theme.Hint
	return m.join(
		m.say(m.theme.Text, "No answer yet."),
		[]string{""},
		m.say(m.theme.Dim, "Type a path such as /me and press "+hint("query", "run", "enter")+"."),
		m.say(m.theme.Dim, hint("global", "stop-typing", "esc")+" and "+hint("global", "saved-queries", "o")+
			" lead to the saved queries, "+hint("global", "help", "f1")+" shows every key."),
	)
}

// progress is what was asked, and how far the answer is. Nothing of it moves while the
// figures grow; a query that is longer than the screen leaves room for them.
func (m *Model) progress() []string {
	asked := m.say(m.theme.Text, m.query.String())
	come := "nothing has come yet"
	if m.bytes > 0 {
		come = size(int(m.bytes)) + " so far"
	}
	figures := m.join(
		m.say(m.theme.Text, waited(m.now.Sub(m.started))+" · "+come),
		m.say(m.theme.Dim, m.theme.Hint("global", "cancel-the-run", "esc")+" cancels"),
	)
	return m.join(asked[:min(len(asked), max(m.height-len(figures), 1))], figures)
}

// stopped is how far a run was when the person stopped it.
func (m *Model) stopped() string {
	text := "Cancelled at once."
	if m.now.Sub(m.started) >= time.Second {
		text = "Cancelled after " + waited(m.now.Sub(m.started)) + "."
	}
	if m.bytes > 0 {
		return text + " " + size(int(m.bytes)) + " had come and were dropped."
	}
	return text + " Nothing came."
}

func (m *Model) noDocument() []string {
	if m.kind == isNothing {
		return m.say(m.theme.Dim, "The answer has no body.")
	}
	declared := mediaType(m.result)
	if declared == "" {
		declared = "of a type that was not said"
	}
	return m.join(
		m.say(m.theme.Text, "A binary answer: "+size(len(m.result.Body))+", "+declared+". It is not shown."),
		m.say(m.theme.Dim, "graphguest query … -o raw --out FILE saves it."),
	)
}

// needed says why a sign-in is, where more is known than that it is.
func (m *Model) needed() string {
	if why := m.err.Error(); !strings.Contains(why, auth.ErrSignInRequired.Error()) {
		return "A sign-in is needed: " + why
	}
	return m.err.Error()
}

// own is Graph's own message, where it is not what was said already.
func (m *Model) own() string {
	e, ok := errors.AsType[*graphquery.Error](m.err)
	if !ok || e.Message == "" || strings.Contains(m.err.Error(), strings.Join(strings.Fields(e.Message), " ")) {
		return ""
	}
	return "Graph says: " + e.Message
}

// steps is what the guest can do, and whom to ask for what.
func (m *Model) steps() (rows []string) {
	for _, step := range kit.NextSteps(m.err) {
		rows = append(rows, "")
		rows = append(rows, m.say(m.theme.Text, "→ "+step)...)
	}
	return rows
}

// told is the error and the advice as text to copy, one line each, as safe as on the screen.
func (m *Model) told() string {
	lines := []string{m.err.Error()}
	if own := m.own(); own != "" {
		lines = append(lines, own)
	}
	for _, step := range kit.NextSteps(m.err) {
		lines = append(lines, "→ "+step)
	}
	for i, line := range lines {
		lines[i] = safetext.Line(line[:min(len(line), longest)])
	}
	return strings.Join(lines, "\n")
}
