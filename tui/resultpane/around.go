package resultpane

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// banner says, on the first rows and for as long as the document is there, that it is
// not all there is, and why.
func (m *Model) banner() []string {
	if m.state != partial {
		return nil
	}
	return m.say(m.theme.Warn, m.stoppedBy())
}

// stoppedBy is why there is no more of the answer.
func (m *Model) stoppedBy() string {
	stopped := errors.Is(m.err, context.Canceled)
	switch watched := m.result.Status == http.StatusAccepted; {
	case m.result.Partial != "":
		return "PARTIAL: " + m.result.Partial
	case watched && stopped:
		return "NO LONGER WATCHED: you stopped; the operation itself goes on"
	case watched:
		return "NO LONGER WATCHED: " + m.err.Error()
	case stopped:
		return "NOT ALL: you stopped after " + plural(int64(pages(m.result)), "page", "pages")
	}
	text := "NOT ALL: " + m.err.Error()
	for _, step := range kit.NextSteps(m.err) {
		text += " → " + step
	}
	return text
}

// above is what stands before the view.
func (m *Model) above() []string {
	rows := append(m.banner(), m.filterRows()...)
	return rows[:min(len(rows), m.height/2)]
}

// below is what is odd about the document, how it goes on, and where the person is in it, or the line that is typed
// in. At least half of the screen stays for the document.
func (m *Model) below() (rows []string) {
	rows = m.bottom()
	switch room := m.height / 2; {
	case m.prompt.open():
		return append(rows[:min(len(rows), max(room-1, 0))], m.promptRow())
	case m.height < small:
		return rows[:min(len(rows), room)]
	default:
		return append(rows[:min(len(rows), room-1)], m.whereRow())
	}
}

// bottom is what is odd about the document, and how it goes on.
func (m *Model) bottom() (rows []string) {
	if odd := m.warning(); odd != "" {
		rows = append(rows, paint(m.theme.Warn, safetext.Truncate("! "+odd, m.width)))
	}
	if m.kind == isBinary {
		rows = append(rows, paint(m.theme.Dim, safetext.Truncate(m.savesAndOpens(), m.width)))
	}
	switch {
	case m.asked.grows:
		rows = append(rows, paint(m.theme.Text, safetext.Truncate(m.growing(), m.width)))
	case m.state != done && m.state != partial:
	case m.result.NextLink != "":
		rows = append(rows, paint(m.theme.Dim, safetext.Truncate("there are more pages: "+
			m.hint(nextPage)+" next page · "+m.hint(allPages)+" all pages", m.width)))
	case m.result.DeltaLink != "":
		rows = append(rows, paint(m.theme.Dim, safetext.Truncate(m.hint(changes)+m.inThisPane()+" asks what changed since", m.width)))
	}
	return rows
}

// warning is the first thing that a person should know about the document.
func (m *Model) warning() string {
	switch fault := m.fault(); {
	case fault != "":
		return fault
	case m.odd != "":
		return m.odd
	case m.doc != nil && m.doc.Garbled():
		return "not all of it is UTF-8: what is none is shown as ‹FF›"
	}
	return ""
}

// growing is how far a collection has come, and how to end it, what matters most first: a
// small screen has no room for all of it. Instead of it stands what is waited for.
func (m *Model) growing() string {
	if pause := m.asked.pause(); pause != "" {
		return pause + " · " + m.stops()
	}
	words := []string{m.sumWords()}
	if left := m.asked.left(); left > 0 {
		words = append(words, waited(left+time.Second-1)+" left")
	}
	words = append(words, m.stops()+" and keeps it")
	if m.asked.rate > 0 {
		words = append(words, count(int64(m.asked.rate))+" rows/s")
	}
	return strings.Join(append(words, size(m.asked.come()), plural(int64(m.asked.sum.Pages), "page", "pages")), " · ")
}

// sumWords is "12,000 rows of 1,000,000".
func (m *Model) sumWords() string {
	rows := plural(int64(m.asked.sum.Rows), "row", "rows")
	if m.asked.sum.Count < 0 {
		return rows
	}
	return rows + " of " + count(m.asked.sum.Count)
}

// pause is what is waited for, and how long still; "" = nothing is.
func (a asked) pause() string {
	if a.wait.Why == "" {
		return ""
	}
	left := max(a.wait.Until.Sub(a.now), 0)
	return a.wait.Why + ": " + waited(left+time.Second-1) + " left"
}

func (m *Model) stops() string {
	return m.theme.Hint("global", "cancel-the-run", "esc") + " stops"
}

// besides are the keys of the explorer that do the same where the pane has no keys: letters may
// be text there.
var besides = map[string]struct{ name, usual string }{
	kit.KeyName(nextPage):   {"next-page", "alt+p"},
	kit.KeyName(allPages):   {"all-pages", "alt+a"},
	kit.KeyName(save):       {"save-the-answer", "alt+s"},
	kit.KeyName(open):       {"open-the-answer", "alt+o"},
	kit.KeyName(permission): {"which-permission", "alt+k"},
}

// hint names a key of the pane as it is pressed where the person is.
func (m *Model) hint(k key.Binding) string {
	if beside, found := besides[kit.KeyName(k)]; found && !m.focused {
		return m.theme.Hint("global", beside.name, beside.usual)
	}
	return m.theme.Hint("answer", kit.KeyName(k), k.Keys()[0])
}

// inThisPane is said of keys that mean nothing beside it.
func (m *Model) inThisPane() string {
	if m.focused {
		return ""
	}
	return " in this pane (" + m.theme.Hint("global", "next-pane", "tab") + " leads here)"
}

// fault says where JSON stops being JSON. That a part has no end is said already.
func (m *Model) fault() string {
	if m.doc == nil {
		return ""
	}
	line, col, err := m.doc.Fault()
	if err == nil || m.state == partial || m.state == arriving {
		return ""
	}
	where := "line " + count(int64(line))
	if col > 1 {
		where += ", column " + strconv.Itoa(col)
	}
	return "not JSON from " + where + " on: " + err.Error()
}

// savesAndOpens are the ways to have what is not shown here.
func (m *Model) savesAndOpens() string {
	return m.hint(save) + " saves it to a file · " + m.hint(open) + " opens it with the system's program"
}
