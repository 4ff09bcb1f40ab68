package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/helppane"
	"graphguest/tui/kit"
	"graphguest/tui/palettepane"
)

// items are what the palette finds: every action with its key, every environment,
// every saved query and the recent runs.
func (m *Model) items() []palettepane.Item {
	items := m.actionItems()
	for _, r := range m.known {
		e := r.Environment
		items = append(items, palettepane.Item{
			Kind: "environment", Title: e.Name, Detail: strings.TrimSpace(e.TenantDomain + " " + e.Account),
			Wish: kit.SwitchEnvironment{Name: e.Name},
		})
	}
	for _, s := range m.library {
		items = append(items, palettepane.Item{
			Kind: "query", Title: s.Title, Detail: s.Query.String(), Wish: kit.EditQuery{Query: s.Query, Variables: s.Variables},
		})
	}
	return append(items, m.runItems()...)
}

func (m *Model) actionItems() (items []palettepane.Item) {
	for _, a := range m.actions {
		if a.in == covered || a.in == typing || a.when != nil && !a.when(m) || slices.Contains(unfound, a.Help().Desc) {
			continue
		}
		items = append(items, palettepane.Item{
			Kind: "action", Title: a.Help().Desc, Key: a.Help().Key, Why: a.reason(m), Wish: deed{a.Help().Desc},
		})
	}
	return items
}

// unfound are the actions that make no sense from the palette.
var unfound = []string{"palette", "tab by number"}

// deed is the wish to do what an action of the root does.
type deed struct{ name string }

func (m *Model) perform(d deed) tea.Cmd {
	for _, a := range m.actions {
		if a.Help().Desc == d.name && (a.when == nil || a.when(m)) {
			return m.act(a)
		}
	}
	return nil
}

func (m *Model) runItems() (items []palettepane.Item) {
	now := m.effects.world.Now()
	for _, r := range m.runs {
		items = append(items, palettepane.Item{
			Kind: "run", Title: r.Query.String(), Detail: runWords(r, now), Wish: kit.EditQuery{Query: r.Query},
		})
	}
	return items
}

// runWords is how and when a run ended.
func runWords(r kit.Run, now time.Time) string {
	how := r.Failed
	if how == "" {
		how = fmt.Sprint(r.Status)
	}
	return how + ", " + kit.Ago(now.Sub(r.At))
}

// sections is the help: first the keys of the pane in front, then all scopes, live.
func (m *Model) sections() []helppane.Section {
	front := m.frontSection()
	list := []helppane.Section{front}
	global := helppane.Section{Title: "Everywhere", Scope: everywhere}
	for _, a := range m.actions {
		global.Keys = append(global.Keys, helppane.Key{Binding: inFull(a.Binding), Why: a.reason(m)})
	}
	if len(m.overlays) == 0 {
		list = append(list, global)
	}
	for p := range places {
		if placeScopes[p] != front.Scope {
			list = append(list, m.section(m.pane(p), placeTitles[p], placeScopes[p]))
		}
	}
	if len(m.overlays) > 0 {
		list = append(list, global)
	}
	return list
}

// inFull names both keystrokes of a key that has one for reading and one for typing.
func inFull(k key.Binding) key.Binding {
	if strokes := k.Keys(); len(strokes) == 2 || len(strokes) == 3 {
		k.SetHelp(strings.Join(strokes[:2], "/"), k.Help().Desc)
	}
	return k
}

var placeTitles = [places]string{"Saved queries", "Query line", "Answer", "Token"}

func (m *Model) frontSection() helppane.Section {
	title := placeTitles[m.focus]
	if len(m.overlays) > 0 {
		title = m.front().Title()
	}
	return m.section(m.front(), title, m.frontScope())
}

// section is every key of a pane, with the reason of those that do nothing now.
func (m *Model) section(p kit.Pane, title, scope string) helppane.Section {
	s := helppane.Section{Title: title, Scope: scope}
	keys := slices.Clone(allKeys(p))
	if e, ok := p.(kit.Editor); !ok || !e.Editing() {
		keys = slices.DeleteFunc(keys, editsLine)
	}
	for i, k := range m.theme.Keys.Bound(scope, keys) {
		why := ""
		if keyed, ok := p.(kit.Keyed); ok {
			why = keyed.Why(keys[i])
		}
		s.Keys = append(s.Keys, helppane.Key{Binding: k, Why: why})
	}
	return s
}
