package tui

import (
	"errors"
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// status is the last word about what happened. It stays until something else does.
type status struct {
	text string
	err  error
}

func (m *Model) say(text string) { m.status = status{text: text} }

// fail puts an error on the status line; its whole chain is a key away.
func (m *Model) fail(err error) {
	if cancelled(err) {
		m.say("cancelled")
		return
	}
	m.status = status{err: err}
}

// lastError is the last thing that happened, where that was an error, else the one that stands where the answer would.
func (m *Model) lastError() error {
	switch t := m.tab(); {
	case m.status.err != nil:
		return m.status.err
	case t.failed != nil && !cancelled(t.failed):
		return t.failed
	}
	return nil
}

// advised gives errors the next step that there is in the explorer: what refuses
// knows commands and files alone.
func (m *Model) advised(err error) error {
	if missing, ok := errors.AsType[*graphquery.MissingVariable](err); ok {
		return &advised{err, fmt.Sprintf("give %s a value with %s, or in http-client.env.json beside the environment", missing.Name, m.hint("variables", "f5"))}
	}
	if !errors.Is(err, graphquery.ErrReadOnly) {
		return m.withKeys(err)
	}
	return &advised{err, fmt.Sprintf("make it read-write in its settings: %s, tab, e (or: graphguest env edit %s --access read-write)", m.hint("environments", "ctrl+o"), m.here.env.Name)}
}

// withKeys names the key instead of the command in an advice to sign in.
func (m *Model) withKeys(err error) error {
	command := "(graphguest login " + m.here.env.Name + ")"
	next := nextStep(err)
	if !strings.Contains(next, command) {
		return err
	}
	return &advised{err, strings.ReplaceAll(next, command, "(here: "+m.hint("sign-in", "s")+", where nothing is typed)")}
}

// allOf is several faults of the start as one: the first on the line, the rest a key away.
func allOf(faults []error) error {
	if len(faults) == 1 {
		return faults[0]
	}
	return fmt.Errorf("%d things at the start: %w", len(faults), errors.Join(faults...))
}

// advised is an error with a next step of its own.
type advised struct {
	error
	next string
}

func (a *advised) NextStep() string { return a.next }
func (a *advised) Unwrap() error    { return a.error }

// nextStep is what the person can do about err, or "".
func nextStep(err error) string {
	var n interface{ NextStep() string }
	if errors.As(err, &n) {
		return n.NextStep()
	}
	return ""
}

// drawStatus is one line: what is under way, else what happened last.
func (m *Model) drawStatus(width int) string {
	switch {
	case m.signIn.busy:
		return m.theme.Warn.Render(safetext.Truncate("signing in to "+m.here.env.Name+"… esc cancels", width))
	case m.tab().run.busy:
		return m.theme.Warn.Render(safetext.Truncate(m.tab().run.words(m.effects.world.Now()), width))
	case m.asking():
		return m.theme.Warn.Render(safetext.Truncate("asking Microsoft's permission service, without ids… esc stops", width))
	case m.beside.busy():
		return m.theme.Warn.Render(safetext.Truncate(m.beside.words(), width))
	case m.status.err != nil:
		return m.drawError(width)
	}
	text := m.status.text
	if text == "" && (m.w < usualWidth || m.h < usualHeight) {
		text = fmt.Sprintf("small screen; %d×%d shows more", usualWidth, usualHeight)
	}
	return m.theme.Dim.Render(safetext.Truncate(text, width))
}

// drawError keeps room for the next step: it matters more than the whole story.
func (m *Model) drawError(width int) string {
	details := "" // over all others lies a dialog
	switch m.scope() {
	case reading:
		details = "  " + m.hint("error-in-full", "x") + " details"
	case typing:
		details = "  ctrl+x details"
	}
	what, next := "✗ "+m.status.err.Error(), nextStep(m.status.err)
	if next != "" {
		next = " → " + next
	}
	room := width - len(details)
	if over := safetext.Width(safetext.Line(what)) + safetext.Width(safetext.Line(next)) - room; over > 0 {
		least := min(safetext.Width(safetext.Line(what)), max(room/2, 1))
		what = safetext.Truncate(what, max(safetext.Width(safetext.Line(what))-over, least))
	}
	what = safetext.Truncate(what, max(room, 1))
	next = safetext.Truncate(next, room-safetext.Width(what))
	line := paint(m.theme.Bad, what) + paint(m.theme.Text, next) + paint(m.theme.Dim, details)
	return kit.CutStyled(line, width)
}

func paint(style lipgloss.Style, text string) string {
	if text == "" {
		return ""
	}
	return style.Render(text)
}

// note takes what a run says while it is under way.
func (m *Model) note(t told) {
	if tab := m.tabOf(t.id); tab != nil {
		tab.run.note = t.note
	}
}
