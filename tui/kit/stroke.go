package kit

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// modifiers in the order in which a keystroke names them.
var modifiers = []struct {
	prefix string
	mod    tea.KeyMod
}{
	{"ctrl+", tea.ModCtrl}, {"alt+", tea.ModAlt}, {"shift+", tea.ModShift},
	{"meta+", tea.ModMeta}, {"hyper+", tea.ModHyper}, {"super+", tea.ModSuper},
}

// namedKeys are the keys that have a name instead of a character.
var namedKeys = func() map[string]rune {
	keys := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace,
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "insert": tea.KeyInsert,
		"home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"begin": tea.KeyBegin, "find": tea.KeyFind, "select": tea.KeySelect,
		"menu": tea.KeyMenu, "pause": tea.KeyPause, "printscreen": tea.KeyPrintScreen,
	}
	for f := tea.KeyF1; f <= tea.KeyF63; f++ {
		keys[fmt.Sprintf("f%d", f-tea.KeyF1+1)] = f
	}
	return keys
}()

// Stroke is the message of a keystroke by the name that bindings have for it:
// "a", "G", "ctrl+d", "pgdown", "shift+tab". False is returned for what is no key:
// the message's String is always name.
func Stroke(name string) (tea.KeyPressMsg, bool) {
	var msg tea.KeyPressMsg
	rest := name
	for _, m := range modifiers {
		if after, found := strings.CutPrefix(rest, m.prefix); found && after != "" {
			rest, msg.Mod = after, msg.Mod|m.mod
		}
	}
	if code, named := namedKeys[rest]; named {
		msg.Code = code
		if code == tea.KeySpace && msg.Mod&^tea.ModShift == 0 {
			msg.Text = " "
		}
		return msg, true
	}
	r, size := utf8.DecodeRuneInString(rest)
	if size != len(rest) || r == utf8.RuneError || unicode.IsSpace(r) || !unicode.IsGraphic(r) {
		return tea.KeyPressMsg{}, false
	}
	if msg.Mod == 0 {
		return typed(r), true
	}
	// A terminal says "A" for a shifted a, and "ctrl+shift+a" for one with ctrl.
	if msg.Mod == tea.ModShift || unicode.IsUpper(r) {
		return tea.KeyPressMsg{}, false
	}
	msg.Code = r
	return msg, true
}

// typed is the message of a character, as Bubble Tea reads it from a terminal.
func typed(r rune) tea.KeyPressMsg {
	msg := tea.KeyPressMsg{Code: r, Text: string(r)}
	if r < utf8.RuneSelf && unicode.IsUpper(r) {
		msg.Code, msg.ShiftedCode, msg.Mod = unicode.ToLower(r), r, tea.ModShift
	}
	return msg
}

// Types is true for a keystroke that puts a character into text.
func Types(msg tea.KeyPressMsg) bool {
	return msg.Text != "" && msg.Mod&(tea.ModCtrl|tea.ModAlt|tea.ModMeta|tea.ModHyper|tea.ModSuper) == 0
}
