package settings

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"graphguest/tui/kit"
)

// readKey reads one key of a table [keys.SCOPE].
func (r *reader) readKey(s statement) {
	where := strings.Join(s.path, ".")
	switch {
	case s.value.kind == unstable.Table && len(s.path) <= 2:
		return // the head of a table
	case len(s.path) != 3 || s.value.isTable():
		r.fault(s.line, "%s: a key stands in the table of where it works, as page-down = \"n\" in [keys.answer]", where)
		return
	}
	strokes, ok := r.strokes(where, s.value)
	if !ok {
		if isField(s.path[2]) {
			r.fault(s.line, "%s stands above the first [table]", s.path[2])
		}
		return
	}
	r.Keys = append(r.Keys, KeySetting{Scope: s.path[1], Name: s.path[2], Strokes: strokes, Place: fmt.Sprintf("%s:%d", r.file, s.line)})
}

// strokes are the keystrokes of one key that are right. ok is false where some
// were given and none is right: that does not take the key away.
func (r *reader) strokes(where string, v value) (strokes []string, ok bool) {
	given := []value{v}
	if v.kind == unstable.Array {
		given = v.items
	}
	for _, g := range given {
		why := ""
		switch {
		case g.kind != unstable.String:
			why = `is a keystroke in quotes, or a list of them: "n" or ["n", "space"]`
		case slices.Contains(strokes, g.text):
			why = fmt.Sprintf("%q is there twice", g.text)
		default:
			why = unusable(g.text)
		}
		if why != "" {
			r.fault(g.line, "%s: %s", where, why)
			continue
		}
		strokes = append(strokes, g.text)
	}
	return strokes, len(strokes) > 0 || len(given) == 0
}

// unusable says why a keystroke cannot be given to a key, and what comes close.
func unusable(stroke string) string {
	if _, known := kit.Stroke(stroke); known {
		if why := kit.Reserved(stroke); why != "" {
			return stroke + " cannot be used: " + why
		}
		return ""
	}
	if stroke == "" {
		return `"" is no keystroke; a key is taken away with []`
	}
	if meant := spelled(stroke); meant != "" {
		return fmt.Sprintf("%q is no keystroke; write %q", stroke, meant)
	}
	return fmt.Sprintf("%q is no keystroke; write one character, or a name such as space, enter, pgdown, up or f5, "+
		"with ctrl+, alt+ or shift+ before it", stroke)
}

func isField(name string) bool {
	return slices.ContainsFunc(strings.Split(fieldNames(), ", "), func(f string) bool { return f == name })
}

// otherNames are what other programs call keys.
var otherNames = map[string]string{
	"escape": "esc", "return": "enter", "cr": "enter", "ret": "enter", "spacebar": "space", "spc": "space",
	"pageup": "pgup", "page-up": "pgup", "pagedown": "pgdown", "page-down": "pgdown", "pgdn": "pgdown", "pgdwn": "pgdown",
	"del": "delete", "ins": "insert", "bs": "backspace", "backtab": "shift+tab", "s-tab": "shift+tab",
	"arrowup": "up", "arrowdown": "down", "arrowleft": "left", "arrowright": "right", "": "space", "plus": "+", "minus": "-",
}

var otherModifiers = map[string]string{
	"ctrl": "ctrl+", "control": "ctrl+", "c": "ctrl+", "alt": "alt+", "option": "alt+", "opt": "alt+", "meta": "alt+", "m": "alt+", "a": "alt+",
	"shift": "shift+", "s": "shift+",
}

// spelled is how a keystroke is written that was written as elsewhere: "Ctrl-X", "<C-x>",
// "^X", "PageDown". "" = none that can be used.
func spelled(stroke string) string {
	rest := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(stroke, "<"), ">"))
	if after, caret := strings.CutPrefix(rest, "^"); caret {
		rest = "ctrl+" + after
	}
	held := map[string]bool{}
	for i := strings.IndexAny(rest, "+-"); i > 0 && i < len(rest)-1; i = strings.IndexAny(rest, "+-") {
		modifier, known := otherModifiers[strings.ToLower(rest[:i])]
		if !known {
			break
		}
		held[modifier], rest = true, rest[i+1:]
	}
	lower := strings.ToLower(rest)
	if name, known := otherNames[lower]; known {
		lower = name
	}
	if len(lower) == 1 && !held["ctrl+"] && (held["shift+"] || lower != rest) {
		held["shift+"] = held["alt+"]
		if !held["alt+"] {
			lower = strings.ToUpper(lower)
		}
	}
	for _, modifier := range []string{"shift+", "alt+", "ctrl+"} {
		if held[modifier] && !strings.Contains(lower, modifier) {
			lower = modifier + lower
		}
	}
	if _, known := kit.Stroke(lower); !known || kit.Reserved(lower) != "" {
		return ""
	}
	return lower
}
