package kit

import (
	"strings"
	"unicode/utf8"
)

// reserved are the keystrokes that one by one are none of their own.
var reserved = map[string]string{
	"ctrl+i":      "terminals send the same for tab",
	"ctrl+m":      "terminals send the same for enter",
	"ctrl+j":      "terminals send it for the end of a line",
	"ctrl+h":      "many terminals send it for backspace",
	"ctrl+[":      "terminals send the same for esc",
	"ctrl+@":      "terminals send the same for ctrl+space",
	"alt+esc":     "terminals send the same for esc twice",
	"alt+[":       beginsOthers,
	"alt+]":       beginsOthers,
	"alt+\\":      beginsOthers,
	"alt+^":       beginsOthers,
	"alt+_":       beginsOthers,
	"alt+shift+o": beginsOthers,
	"alt+shift+p": beginsOthers,
	"alt+shift+x": beginsOthers,
}

const (
	beginsOthers = "other keys and the terminal's own messages begin with it"
	ctrlSigns    = `\]^_` // with ctrl, terminals have codes for these signs alone
)

// Reserved says why a keystroke serves for nothing: terminals, or many of them,
// cannot send it apart from another. "" = it can be used.
func Reserved(stroke string) string {
	if why, found := reserved[stroke]; found {
		return why
	}
	rest := stroke
	has := map[string]bool{}
	for _, m := range modifiers {
		if after, found := strings.CutPrefix(rest, m.prefix); found && after != "" {
			rest, has[m.prefix] = after, true
		}
	}
	single := utf8.RuneCountInString(rest) == 1
	letter := single && strings.ToUpper(rest) != rest
	switch {
	case has["meta+"] || has["hyper+"] || has["super+"]:
		return "few terminals send it"
	case has["ctrl+"] && has["shift+"] && letter:
		return "most terminals send the same as without shift"
	case has["ctrl+"] && single && !letter && !strings.Contains(ctrlSigns, rest):
		return "most terminals cannot send it"
	case (has["ctrl+"] || has["shift+"]) && sameWithModifiers[rest] && stroke != "shift+tab" && stroke != "ctrl+space":
		return "most terminals send the same as for " + rest
	}
	return ""
}

// sameWithModifiers are the keys that have one code, whatever is held with them.
var sameWithModifiers = map[string]bool{"enter": true, "esc": true, "tab": true, "backspace": true, "space": true}
