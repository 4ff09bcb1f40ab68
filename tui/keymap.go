package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"graphguest/auth"
	"graphguest/tui/askpane"
	"graphguest/tui/composepane"
	"graphguest/tui/environmentpane"
	"graphguest/tui/errorpane"
	"graphguest/tui/helppane"
	"graphguest/tui/kit"
	"graphguest/tui/palettepane"
	"graphguest/tui/querypane"
	"graphguest/tui/resultpane"
	"graphguest/tui/savedpane"
	"graphguest/tui/settings"
	"graphguest/tui/setuppane"
	"graphguest/tui/signinpane"
	"graphguest/tui/tokenpane"
)

// NamedKey is one key as settings.toml names it, and as it is pressed.
type NamedKey struct {
	Scope, Name string
	Does        string
	Strokes     []string
	Changed     bool // by the settings
}

// Keys are all keys of the explorer under these settings. The errors name what of the
// settings means nothing: an unknown scope or key, or a keystroke that is taken.
func Keys(s settings.Settings) ([]NamedKey, []error) {
	m, faults := keymapOf(s)
	var named []NamedKey
	for _, scope := range scopes() {
		for i, k := range m.Bound(scope.name, scope.keys) {
			named = append(named, NamedKey{
				Scope: scope.name, Name: kit.KeyName(scope.keys[i]), Does: scope.keys[i].Help().Desc,
				Strokes: k.Keys(), Changed: !slices.Equal(k.Keys(), scope.keys[i].Keys()),
			})
		}
	}
	return named, faults
}

// scopeKeys are the keys of one scope. Those of the panes beside one another work
// together with the root's.
type scopeKeys struct {
	name string
	keys []key.Binding
	over bool // it covers the panes: the root's letters rest
}

// scopes are all of them, the root's first.
func scopes() []scopeKeys {
	t := kit.Theme{}
	var root []key.Binding
	for _, a := range actions() {
		root = append(root, a.Binding)
	}
	of := func(p kit.Pane) []key.Binding { return slices.DeleteFunc(slices.Clone(allKeys(p)), editsLine) }
	return []scopeKeys{
		{everywhere, root, false},
		{placeScopes[query], of(querypane.New(t)), false},
		{placeScopes[saved], of(savedpane.New(t)), false},
		{placeScopes[answer], of(resultpane.New(t)), false},
		{placeScopes[token], of(tokenpane.New(t, nil, nil)), false},
		{"environments", of(environmentpane.New(t, "", nil)), true},
		{"palette", of(palettepane.New(t, "", nil)), true},
		{"compose", of(composepane.New(t, kit.Options)), true},
		{"setup", of(setuppane.New(t, kit.Add, auth.Environment{}, nil)), true},
		{"sign-in", of(signinpane.New(t, nil)), true},
		{"error", of(errorpane.New(t)), true},
		{"help", of(helppane.New(t, nil)), true},
		{"question", of(askpane.NewChoice(t, kit.Choice{})), true},
	}
}

// overlayScope is the scope of an overlay by its name.
func overlayScope(name kit.Overlay) string {
	switch name {
	case "":
		return "question"
	case kit.Options, kit.Headers, kit.Body, kit.Variables:
		return "compose"
	case kit.Recent:
		return "palette"
	}
	return string(name)
}

// keymapOf is what the settings change, as far as it means something.
func keymapOf(s settings.Settings) (kit.Keymap, []error) {
	if len(s.Keys) == 0 {
		return kit.Keymap{}, nil
	}
	all := scopes()
	changed := map[string]map[string][]string{}
	var faults []error
	var there []settings.KeySetting
	for _, k := range s.Keys {
		if err := known(all, k); err != nil {
			faults = append(faults, err)
			continue
		}
		there = append(there, k)
		if changed[k.Scope] == nil {
			changed[k.Scope] = map[string][]string{}
		}
		changed[k.Scope][k.Name] = k.Strokes
	}
	for _, k := range there {
		if clash := clashOf(all, changed, k); clash != nil {
			faults = append(faults, clash)
			delete(changed[k.Scope], k.Name)
		}
	}
	return kit.NewKeymap(changed), faults
}

// known is the error of a setting for a key that there is not.
func known(all []scopeKeys, k settings.KeySetting) error {
	i := slices.IndexFunc(all, func(s scopeKeys) bool { return s.name == k.Scope })
	if i < 0 {
		var names []string
		for _, s := range all {
			names = append(names, s.name)
		}
		return fmt.Errorf("%s: keys.%s: there is no such scope; there are %s", k.Place, k.Scope, strings.Join(names, ", "))
	}
	if slices.ContainsFunc(all[i].keys, func(b key.Binding) bool { return kit.KeyName(b) == k.Name }) {
		return nil
	}
	return fmt.Errorf("%s: keys.%s has no key %q; graphguest keys lists them", k.Place, k.Scope, k.Name)
}

// clashOf is the error of a setting whose keystroke means something else already,
// where both could be pressed.
func clashOf(all []scopeKeys, changed map[string]map[string][]string, k settings.KeySetting) error {
	keymap := kit.NewKeymap(changed)
	if stroke := lineStroke(all, k); stroke != "" {
		return fmt.Errorf("%s: %s is taken: it edits text wherever text is typed", k.Place, stroke)
	}
	for _, s := range all {
		if s.name != k.Scope && !meet(all, s, k.Scope) {
			continue
		}
		for i, b := range keymap.Bound(s.name, s.keys) {
			name := kit.KeyName(s.keys[i])
			if s.name == k.Scope && name == k.Name {
				continue
			}
			for _, stroke := range k.Strokes {
				if slices.Contains(b.Keys(), stroke) && !sharedAlready(all, k, s.keys[i], stroke) {
					return fmt.Errorf("%s: %s is taken: it means %q (%s.%s); give that another key, too", k.Place, stroke, b.Help().Desc, s.name, name)
				}
			}
		}
	}
	return nil
}

// lineStroke is a keystroke of the setting that edits text, where text is typed in its
// scope, too; "" = none.
func lineStroke(all []scopeKeys, k settings.KeySetting) string {
	types := k.Scope == everywhere || k.Scope == placeScopes[query]
	for _, s := range all {
		types = types || s.name == k.Scope && s.over
	}
	for _, stroke := range k.Strokes {
		if types && slices.ContainsFunc(kit.LineKeys(), func(b key.Binding) bool { return slices.Contains(b.Keys(), stroke) }) {
			return stroke
		}
	}
	return ""
}

// meet is whether keys of scope s can be pressed where those of the named scope can.
func meet(all []scopeKeys, s scopeKeys, name string) bool {
	i := slices.IndexFunc(all, func(s scopeKeys) bool { return s.name == name })
	if s.name == everywhere {
		return !all[i].over
	}
	return name == everywhere && !s.over
}

// sharedAlready is true where the two keys have the keystroke in common as they come:
// they work in different situations.
func sharedAlready(all []scopeKeys, k settings.KeySetting, other key.Binding, stroke string) bool {
	for _, s := range all {
		for _, b := range s.keys {
			if s.name == k.Scope && kit.KeyName(b) == k.Name {
				return slices.Contains(b.Keys(), stroke) && slices.Contains(other.Keys(), stroke)
			}
		}
	}
	return false
}

// bound are the root's actions as the person presses them.
func bound(keymap kit.Keymap) []action {
	list := actions()
	keys := make([]key.Binding, len(list))
	for i, a := range list {
		keys[i] = a.Binding
	}
	for i, k := range keymap.Bound(everywhere, keys) {
		list[i].Binding = k
	}
	return list
}
