package resultpane

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
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
	asked := m.say(m.theme.Text, m.asked.query.String())
	figures := m.join(
		m.say(m.theme.Text, waited(m.asked.spent())+" · "+m.asked.far()),
		m.say(m.theme.Dim, m.theme.Hint("global", "cancel-the-run", "esc")+" "+m.asked.ended()),
	)
	return m.join(asked[:min(len(asked), max(m.height-len(figures), 1))], figures)
}

// far is what a run has to show so far, or what it waits for.
func (a asked) far() string {
	if pause := a.pause(); pause != "" {
		return pause
	}
	var words []string
	if a.host != "" {
		words = append(words, "the operation is "+cmp.Or(a.watched.Status, "under way"))
		if a.watched.Percent >= 0 {
			words = append(words, fmt.Sprintf("%.0f %%", a.watched.Percent))
		}
		return strings.Join(append(words, "asked "+plural(int64(a.watched.Polls), "time", "times")+" at "+a.host), " · ")
	}
	if a.sum.Pages > 0 {
		words = append(words, plural(int64(a.sum.Pages), "page", "pages"), plural(int64(a.sum.Rows), "row", "rows"))
	}
	if a.come() > 0 {
		words = append(words, size(a.come())+" so far")
	}
	return cmp.Or(strings.Join(words, " · "), "nothing has come yet")
}

// ended is what the end of the run does that a person can bring about.
func (a asked) ended() string {
	switch {
	case a.host != "":
		return "stops watching; the operation itself goes on"
	case a.sum.Pages > 0:
		return "stops and keeps what came"
	}
	return "cancels"
}

// stopped is how far a run was when the person stopped it.
func (m *Model) stopped() string {
	text := "Cancelled at once."
	if m.asked.spent() >= time.Second {
		text = "Cancelled after " + waited(m.asked.spent()) + "."
	}
	if m.asked.come() > 0 {
		return text + " " + size(m.asked.come()) + " had come and were dropped."
	}
	return text + " Nothing came."
}

// noDocument is an answer in words.
func (m *Model) noDocument() []string {
	if m.kind == isNothing {
		return m.say(m.theme.Dim, m.noBody())
	}
	rows := append(m.say(m.theme.Text, strings.ToUpper(m.binary[:1])+m.binary[1:]+"."), "")
	for _, row := range dump(m.result.Body, m.width) {
		rows = append(rows, paint(m.theme.Dim, safetext.Truncate(row, m.width)))
	}
	return rows
}

// noBody is what an answer without one means.
func (m *Model) noBody() string {
	q := m.result.Query
	switch status := m.result.Status; {
	case status == http.StatusAccepted:
		return "Graph has accepted it and does it later (202 Accepted)." + m.toldAt()
	case status == http.StatusNoContent && q.Writes():
		return "Graph has done it (204 No Content)."
	case status == http.StatusNoContent:
		return "There is nothing there (204 No Content)."
	case q.Verb() == http.MethodHead:
		return "The answer has no body: HEAD asks for the headers alone."
	}
	return "The answer has no body."
}

// toldAt names the host at which an operation can be watched. The address itself may open without a sign-in.
func (m *Model) toldAt() string {
	for _, name := range []string{"Operation-Location", "Location"} {
		if u, err := url.Parse(m.result.Header.Get(name)); err == nil && u.Host != "" {
			return " Its state is told at " + u.Hostname() + "."
		}
	}
	return ""
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
