package tui

import (
	"slices"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// scope is where a key of the root works.
type scope int

const (
	reading scope = 1 << iota // letters are keys
	typing                    // letters are text
	covered                   // an overlay has the keys
)

// everywhere is the name of the root's scope in settings.toml.
const everywhere = "global"

// action is one key of the root: what it does, where, and when it can.
type action struct {
	key.Binding
	in    scope
	brief bool                // on the bottom line
	when  func(*Model) bool   // nil = always: of several actions on one key, one is meant
	why   func(*Model) string // why it cannot be done now; nil or "" = it can
	do    func(*Model) tea.Cmd
}

// actions is the whole keymap of the root. Help, the palette, the bottom line and
// the keys that work are made from it. Keys that are letters rest while text is typed.
func actions() []action {
	panes, all := reading|typing, reading|typing|covered
	return []action{
		{kit.Bind("esc", "cancel the run"), panes, true, (*Model).runningEscFree, nil, (*Model).cancelRun},
		{kit.Bind("esc", "stop asking which permission"), panes, true, (*Model).idleAndAsking, nil, (*Model).stopAsking},
		{kit.Bind("esc", "stop what goes on beside"), panes, true, (*Model).idleAndBeside, nil, (*Model).stopBeside},
		{kit.Bind("esc", "stop typing"), typing, true, (*Model).idleAndEscFree, nil, (*Model).leave},
		{kit.Bind("esc", "back to the answer"), reading, true, (*Model).listCovers, nil, (*Model).goAnswer},
		{kit.Bind("esc", "leave the full screen"), reading, true, (*Model).idleAndWhole, nil, (*Model).toggleWhole},
		{kit.Bind("d", "demo world"), reading, true, (*Model).nowhereYet, nil, (*Model).goDemo},
		{kit.Bind("+", "add the first tenant"), reading, true, (*Model).nowhere, nil, (*Model).addTenant},
		{kit.Bind("i", "type a query"), reading, true, nil, nil, (*Model).typeQuery},
		{kit.Bind("e", "environments", "e", "ctrl+o"), panes, true, nil, nil, opens(kit.Environments)},
		{kit.Bind("t", "token", "t", "ctrl+t"), panes, true, nil, (*Model).whyNowhere, (*Model).goToken},
		{kit.Bind("ctrl+p", "palette", "ctrl+p"), panes, true, nil, nil, opens(kit.Palette)},
		{kit.Bind("f", "options", "f", "ctrl+f", "f2"), panes, true, nil, nil, opens(kit.Options)},
		{kit.Bind("tab", "next pane"), panes, true, nil, nil, (*Model).nextPane},
		{kit.Bind("shift+tab", "pane before"), panes, false, nil, nil, (*Model).paneBefore},
		{kit.Bind("ctrl+s", "save"), panes, true, nil, (*Model).whyNowhere, (*Model).askSave},
		{kit.Bind("s", "sign in"), reading, true, nil, (*Model).whyNowhere, opens(kit.SignInDialog)},
		{kit.Bind("+", "add a tenant"), reading, false, (*Model).somewhere, nil, (*Model).addTenant},
		{kit.Bind("o", "saved queries"), reading, false, nil, nil, (*Model).goSaved},
		{kit.Bind("ctrl+r", "recent runs"), panes, false, nil, (*Model).whyNoRuns, opens(kit.Recent)},
		{kit.Bind("H", "headers", "H", "f3"), panes, false, nil, nil, opens(kit.Headers)},
		{kit.Bind("B", "body", "B", "ctrl+b", "f4"), panes, false, nil, nil, opens(kit.Body)},
		{kit.Bind("V", "variables", "V", "f5"), panes, false, nil, nil, opens(kit.Variables)},
		{kit.Bind("m", "method", "m", "f6"), panes, false, nil, nil, (*Model).nextMethod},
		{kit.Bind("v", "version", "v", "f7"), panes, false, nil, nil, (*Model).nextVersion},
		{kit.Bind("ctrl+g", "body in the editor"), panes, false, nil, (*Model).whyNoEditor, (*Model).editBody},
		{kit.Bind("y", "copy what is shown"), reading, false, (*Model).besideAnswer, (*Model).whyNoAnswer, forAnswer("y")},
		{kit.Bind("a", "advice or Graph's own answer"), reading, false, (*Model).besideRefusal, nil, forAnswer("a")},
		{kit.Bind("alt+p", "next page", "alt+p"), panes, false, nil, (*Model).whyNoMore, (*Model).nextPage},
		{kit.Bind("alt+a", "all pages", "alt+a"), panes, false, nil, (*Model).whyNoMore, (*Model).allPages},
		{kit.Bind("alt+s", "save the answer", "alt+s"), panes, false, nil, (*Model).whyNoBody, (*Model).askSaveAnswer},
		{kit.Bind("alt+o", "open the answer", "alt+o"), panes, false, nil, (*Model).whyNotOpen, (*Model).openAnswer},
		{kit.Bind("alt+e", "answer in the editor", "alt+e"), panes, false, nil, (*Model).whyNoAnswerInEditor, (*Model).editAnswer},
		{kit.Bind("alt+k", "which permission", "alt+k"), panes, false, nil, (*Model).whyNoPermission, (*Model).askPermissionHere},
		{kit.Bind("P", "answer in the pager"), reading, false, nil, (*Model).whyNoPage, (*Model).pageAnswer},
		{kit.Bind("ctrl+n", "new tab"), panes, false, nil, (*Model).whyFull, (*Model).freshTab},
		{kit.Bind("]", "next tab"), reading, false, nil, (*Model).whyOneTab, (*Model).nextTab},
		{kit.Bind("[", "tab before"), reading, false, nil, (*Model).whyOneTab, (*Model).tabBefore},
		{kit.Bind("alt+1…9", "tab by number", digits("alt+")...), panes, false, nil, (*Model).whyOneTab, (*Model).tabByNumber},
		{kit.Bind("w", "close the tab", "w", "alt+w"), panes, false, nil, (*Model).whyNoClose, (*Model).closeTab},
		{kit.Bind("z", "full screen", "z", "f11"), panes, false, nil, nil, (*Model).toggleWhole},
		{kit.Bind("<", "narrower list"), reading, false, nil, (*Model).whyNoDivider, widens(-2)},
		{kit.Bind(">", "wider list"), reading, false, nil, (*Model).whyNoDivider, widens(2)},
		{kit.Bind("x", "error in full", "x", "ctrl+x"), panes, false, nil, (*Model).whyNoError, opens(kit.ErrorView)},
		{kit.Bind("u", "undo"), reading, false, nil, (*Model).whyNoUndo, (*Model).takeBack},
		{kit.Bind("M", "mouse on or off", "M", "f9"), panes, false, nil, nil, (*Model).toggleMouse},
		{kit.Bind("pgdown", "answer down"), typing, false, nil, (*Model).whyNoScroll, scrolls(tea.KeyPgDown)},
		{kit.Bind("pgup", "answer up"), typing, false, nil, (*Model).whyNoScroll, scrolls(tea.KeyPgUp)},
		{kit.Bind("ctrl+z", "suspend"), all, false, nil, nil, (*Model).suspend},
		{kit.Bind("ctrl+l", "draw again"), all, false, nil, nil, (*Model).drawAgain},
		{kit.Bind("?", "help", "?", "f1"), all, true, (*Model).noHelp, nil, opens(kit.Help)},
		{kit.Bind("q", "quit", "q"), reading, true, nil, nil, (*Model).quit},
		{kit.Bind("esc", "close"), covered, true, (*Model).escFree, nil, (*Model).close},
		{kit.Bind("ctrl+c", "quit at once"), all, false, nil, nil, (*Model).quit},
	}
}

func digits(mod string) (strokes []string) {
	for d := '1'; d <= '9'; d++ {
		strokes = append(strokes, mod+string(d))
	}
	return strokes
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

// works is whether the action is meant here; that it cannot be done now is another matter.
func (a action) works(m *Model) bool {
	return a.in&m.scope() != 0 && (a.when == nil || a.when(m)) && a.free(m.typing()).Enabled()
}

// reason is why it cannot be done now; "" = it can.
func (a action) reason(m *Model) string {
	if a.why == nil {
		return ""
	}
	return a.why(m)
}

// free is the binding with the keystrokes that are free: while text is typed,
// letters are none. Help names the first of them.
func (a action) free(typing bool) key.Binding {
	if !typing {
		return a.Binding
	}
	strokes := slices.DeleteFunc(slices.Clone(a.Keys()), isText)
	b := a.Binding
	b.SetKeys(strokes...)
	if len(strokes) < len(a.Keys()) && len(strokes) > 0 {
		b.SetHelp(strokes[0], b.Help().Desc)
	}
	return b
}

// isText is true for keystrokes that type something.
func isText(stroke string) bool { return utf8.RuneCountInString(stroke) == 1 || stroke == "space" }

// escFree is false while a dialog has an esc of its own, such as a step back.
func (m *Model) escFree() bool { return !key.Matches(keyEsc, m.front().Keys()...) }

var (
	keyEsc  = tea.KeyPressMsg{Code: tea.KeyEscape}
	keyDown = tea.KeyPressMsg{Code: tea.KeyDown}
)

// onKey finds the one meaning that a key has now. Under an overlay the pane
// comes first.
func (m *Model) onKey(msg tea.KeyPressMsg) tea.Cmd {
	m.pressed = msg
	m.strokes++
	m.status.text = "" // a word about the key before; an error stays until something else happens
	meant, known := m.meant(msg)
	if m.scope() == covered && known && key.Matches(meant, m.front().Keys()...) {
		return m.toFront(meant)
	}
	for _, a := range m.actions {
		if a.works(m) && key.Matches(msg, a.free(m.typing())) {
			return m.act(a)
		}
	}
	if !known {
		return nil
	}
	if why := m.whyNot(meant); why != "" {
		m.say(why)
		return nil
	}
	return m.toFront(meant)
}

// act does what an action does, or says why it cannot be done now.
func (m *Model) act(a action) tea.Cmd {
	if why := a.reason(m); why != "" {
		m.say(a.Help().Desc + ": " + why)
		return nil
	}
	return a.do(m)
}

// meant is the key as the pane in front knows it: settings may have given it another.
func (m *Model) meant(msg tea.KeyPressMsg) (tea.KeyPressMsg, bool) {
	if m.typing() && kit.Types(msg) {
		return msg, true
	}
	return m.theme.Keys.Meant(m.frontScope(), allKeys(m.front()), msg)
}

// whyNot is why a key of the pane in front means nothing now; "" = it means something, or is no key of it.
func (m *Model) whyNot(msg tea.KeyPressMsg) string {
	k, ok := m.front().(kit.Keyed)
	if !ok || m.typing() || msg.Code == tea.KeyEscape || key.Matches(msg, m.front().Keys()...) {
		return ""
	}
	for _, b := range k.AllKeys() {
		if key.Matches(msg, b) {
			if why := k.Why(b); why != "" {
				return b.Help().Desc + ": " + why
			}
		}
	}
	return ""
}

// frontScope is the name in settings.toml of the pane in front.
func (m *Model) frontScope() string {
	if n := len(m.overlays); n > 0 {
		return overlayScope(m.overlays[n-1].name)
	}
	return placeScopes[m.focus]
}

// allKeys is every key that a pane ever obeys.
func allKeys(p kit.Pane) []key.Binding {
	if k, ok := p.(kit.Keyed); ok {
		return k.AllKeys()
	}
	return p.Keys()
}

// Keys is what works now: the front pane's keys, then the root's.
func (m *Model) Keys() []key.Binding {
	keys := slices.Clone(m.frontKeys())
	for _, a := range m.actions {
		if a.works(m) && a.reason(m) == "" {
			keys = append(keys, a.free(m.typing()))
		}
	}
	return keys
}

// frontKeys is the keys of the pane in front, as the person has them.
func (m *Model) frontKeys() []key.Binding {
	return m.theme.Keys.Bound(m.frontScope(), m.front().Keys())
}

// brief is the bottom line: the first keys of the pane, and the root's chosen ones.
// Lines are edited and rows are scrolled as everywhere: that is left to help.
func (m *Model) brief() []key.Binding {
	own := m.frontKeys()
	if m.typing() {
		own = slices.DeleteFunc(slices.Clone(own), editsLine)
	}
	if m.scope() == reading {
		if i := slices.IndexFunc(own, func(k key.Binding) bool { return key.Matches(keyDown, k) }); i >= 0 {
			own = own[:i]
		}
	}
	keys := append([]key.Binding{}, own[:min(len(own), m.mostOwn())]...)
	for _, a := range m.actions {
		if a.brief && a.works(m) && a.reason(m) == "" {
			keys = append(keys, a.free(m.typing()))
		}
	}
	return keys
}

// mostOwn is how many keys of the pane in front the bottom line has room for beside the ways to elsewhere. An answer has
// more keys than any other pane, and long names for them.
func (m *Model) mostOwn() int {
	switch {
	case m.scope() != reading || m.focus != answer:
		return 5
	case m.w < usualWidth+20:
		return 1
	case m.w < 2*usualWidth:
		return 2
	}
	return 5
}

// editsLine is true for the keys of every text field.
func editsLine(k key.Binding) bool {
	return slices.ContainsFunc(kit.LineKeys(), func(l key.Binding) bool { return l.Help() == k.Help() })
}
