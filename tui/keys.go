package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/helppane"
	"graphguest/tui/kit"
)

// scope is where a key of the root works.
type scope int

const (
	reading scope = 1 << iota // letters are keys
	typing                    // letters are text
	covered                   // an overlay has the keys
)

// action is one key of the root: what it does, where, and when it can.
type action struct {
	key.Binding
	in    scope
	brief bool              // on the bottom line
	when  func(*Model) bool // nil = always
	do    func(*Model) tea.Cmd
}

// actions is the whole keymap of the root. Help, the bottom line and the keys
// that work are made from it.
func actions() []action {
	panes := reading | typing
	return []action{
		{kit.Bind("esc", "cancel the run"), panes, true, (*Model).running, (*Model).cancelRun},
		{kit.Bind("esc", "stop typing"), typing, true, (*Model).idle, (*Model).leave},
		{kit.Bind("i", "type a query"), reading, true, nil, (*Model).typeQuery},
		{kit.Bind("e", "environments", "e", "ctrl+o"), reading, true, nil, opens(kit.Environments)},
		{kit.Bind("ctrl+o", "environments"), typing, true, nil, opens(kit.Environments)},
		{kit.Bind("t", "token", "t", "ctrl+t"), reading, true, nil, opens(kit.TokenView)},
		{kit.Bind("ctrl+t", "token"), typing, true, nil, opens(kit.TokenView)},
		{kit.Bind("s", "sign in"), reading, true, nil, opens(kit.SignInDialog)},
		{kit.Bind("tab", "next pane"), panes, true, nil, (*Model).nextPane},
		{kit.Bind("shift+tab", "pane before"), panes, false, nil, (*Model).paneBefore},
		{kit.Bind("o", "saved queries"), reading, false, nil, (*Model).goSaved},
		{kit.Bind("ctrl+s", "save"), panes, true, nil, (*Model).askSave},
		{kit.Bind("m", "method"), reading, false, nil, (*Model).nextMethod},
		{kit.Bind("v", "version"), reading, false, nil, (*Model).nextVersion},
		{kit.Bind("x", "error in full", "x", "ctrl+x"), reading, false, (*Model).hasError, opens(kit.ErrorView)},
		{kit.Bind("ctrl+x", "error in full"), typing, false, (*Model).hasError, opens(kit.ErrorView)},
		{kit.Bind("M", "mouse on or off"), reading, false, nil, (*Model).toggleMouse},
		{kit.Bind("pgdown", "answer down"), typing, false, nil, scrolls(tea.KeyPgDown)},
		{kit.Bind("pgup", "answer up"), typing, false, nil, scrolls(tea.KeyPgUp)},
		{kit.Bind("?", "help", "?", "f1"), reading, true, nil, opens(kit.Help)},
		{kit.Bind("f1", "help"), typing, true, nil, opens(kit.Help)},
		{kit.Bind("q", "quit"), reading, true, nil, (*Model).quit},
		{kit.Bind("esc", "close"), covered, true, (*Model).escFree, (*Model).close},
		{kit.Bind("ctrl+c", "quit"), reading | typing | covered, false, nil, (*Model).quit},
	}
}

func opens(name kit.Overlay) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd { return m.show(name) }
}

// scrolls moves the answer without leaving the query line.
func scrolls(code rune) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd { return m.tell(answer, tea.KeyPressMsg{Code: code}) }
}

// scope is where the next key falls.
func (m *Model) scope() scope {
	switch {
	case len(m.overlays) > 0:
		return covered
	case m.typing():
		return typing
	}
	return reading
}

func (a action) works(m *Model) bool {
	return a.in&m.scope() != 0 && (a.when == nil || a.when(m))
}

// escFree is false while a dialog has an esc of its own, such as a step back.
func (m *Model) escFree() bool { return !key.Matches(keyEsc, m.front().Keys()...) }

var (
	keyEsc  = tea.KeyPressMsg{Code: tea.KeyEscape}
	keyDown = tea.KeyPressMsg{Code: tea.KeyDown}
)

// onKey finds the one meaning that a key has now. Under an overlay the pane
// comes first.
func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	if m.scope() == covered && key.Matches(msg, m.front().Keys()...) {
		return m.toFront(msg)
	}
	for _, a := range m.actions {
		if a.works(m) && key.Matches(msg, a.Binding) {
			return a.do(m)
		}
	}
	return m.toFront(msg)
}

// Keys is what works now: the front pane's keys, then the root's.
func (m *Model) Keys() []key.Binding {
	keys := m.front().Keys()
	for _, a := range m.actions {
		if a.works(m) {
			keys = append(keys[:len(keys):len(keys)], a.Binding)
		}
	}
	return keys
}

// brief is the bottom line: the first keys of the pane, and the root's chosen ones.
// Lines are edited and rows are scrolled as everywhere: that is left to help.
func (m *Model) brief() []key.Binding {
	own := m.front().Keys()
	switch m.scope() {
	case typing:
		own = own[:max(len(own)-len(kit.LineKeys()), 0)]
	case reading:
		if i := slices.IndexFunc(own, func(k key.Binding) bool { return key.Matches(keyDown, k) }); i >= 0 {
			own = own[:i]
		}
	}
	keys := append([]key.Binding{}, own[:min(len(own), 5)]...)
	for _, a := range m.actions {
		if a.brief && a.works(m) {
			keys = append(keys, a.Binding)
		}
	}
	return keys
}

// sections is the help: every scope with its keys, live.
func (m *Model) sections() []helppane.Section {
	of := func(s scope) (keys []key.Binding) {
		for _, a := range m.actions {
			if a.in&s != 0 {
				keys = append(keys, a.Binding)
			}
		}
		return keys
	}
	return []helppane.Section{
		{Title: "Everywhere but in the query line", Keys: of(reading)},
		{Title: "Saved queries", Keys: m.panes[saved].Keys()},
		{Title: "Answer", Keys: m.panes[answer].Keys()},
		{Title: "While typing a query", Keys: append(of(typing), m.panes[query].Keys()...)},
	}
}
