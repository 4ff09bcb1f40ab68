package composepane

import (
	"bytes"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

// full is a query with something of everything.
func full() kit.QueryChanged {
	return kit.QueryChanged{
		Query: graphquery.Query{
			Method: "POST", Version: "v1.0", Path: "/users?$select=id&$filter=userType ne 'Guest'&$count=true&x={{y}}",
			Header: []graphquery.Header{header("Accept", "a b"), header("Prefer", "c d"), header("If-Match", "e f")},
			Body:   []byte("{\"a\": [1],\n  \"b\": 2,\n  \"c\": 3}"),
		},
		Variables: map[string]string{"y": "g h", "w": "i j", "x": "k l"},
	}
}

// situations are the states of the pane in which a key may mean something.
var situations = map[string][]string{
	"options":       {"f2", "down", "alt+left"},
	"options end":   {"f2", "down", "home", "right"},
	"count":         {"f2", "shift+tab", "up", "space"},
	"headers":       {"f3", "down", "tab", "alt+left"},
	"header name":   {"f3", "down", "left"},
	"usual headers": {"f3", "ctrl+y", "a", "c", "left", "down", "home", "right"},
	"body":          {"f4", "down", "right", "right", "right"},
	"faulty body":   {"f4", "down", "end", "x", "left", "left"},
	"variables":     {"f5", "down", "alt+left"},
}

func TestEveryKeyDoesSomethingInEveryPart(t *testing.T) {
	for name, strokes := range situations {
		t.Run(name, func(t *testing.T) {
			kittest.EveryKeyWorks(t, func() *kittest.User {
				u := kittest.Look(t, shownCaret{New(kit.NewTheme(true), kit.Options)}, 100, 16)
				return u.Tell(full()).Presses(strokes...)
			})
		})
	}
}

// shownCaret writes the cursor into the title's place, so that moving it is seen.
type shownCaret struct{ *Model }

func (s shownCaret) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	_, cmd := s.Model.Update(msg)
	return s, cmd
}

func (s shownCaret) View(w, h int) string {
	view := []rune(s.Model.View(w, h))
	x, y, shown := s.Cursor()
	if shown && h > 1 {
		view[0] = rune('A' + (x*7+y*3)%58)
	}
	return string(view)
}

func TestNoKeyHasTwoMeaningsInOneSituation(t *testing.T) {
	for name, strokes := range situations {
		u := kittest.Look(t, New(kit.NewTheme(true), kit.Options), 100, 16).Tell(full()).Presses(strokes...)
		meanings := map[string]string{}
		for _, k := range u.Pane.Keys() {
			for _, stroke := range k.Keys() {
				if meanings[stroke] != "" {
					t.Errorf("%s: %s means %q and %q", name, stroke, meanings[stroke], k.Help().Desc)
				}
				meanings[stroke] = k.Help().Desc
			}
		}
		if name != "usual headers" && meanings["ctrl+r"] == "" || meanings["esc"] == "" && name == "usual headers" {
			t.Errorf("%s: neither run nor a way back", name)
		}
	}
}

func TestTheKeysOfABodyBeginWithRunEditorAndTidy(t *testing.T) {
	for state, want := range map[string]string{"body": "run the query, in your editor, tidy", "faulty body": "run the query, in your editor, go to the fault"} {
		u := kittest.Look(t, New(kit.NewTheme(true), kit.Options), 76, 16).Tell(full()).Presses(situations[state]...)
		var first []string
		for _, k := range u.Pane.Keys()[:3] {
			first = append(first, k.Help().Desc)
		}
		if got := strings.Join(first, ", "); got != want {
			t.Errorf("%s: %s", state, got)
		}
	}
}

func TestEachKeyHasANameOfItsOwnAndSaysWhyItRests(t *testing.T) {
	m := New(kit.NewTheme(true), kit.Options)
	names := map[string]bool{}
	for _, k := range m.AllKeys() {
		if names[kit.KeyName(k)] {
			t.Errorf("two keys are called %s", kit.KeyName(k))
		}
		names[kit.KeyName(k)] = true
	}
	for name, strokes := range situations {
		u := kittest.Look(t, m, 100, 16).Tell(kit.EnvironmentOpened{}, full()).Presses(strokes...)
		working := map[string]bool{}
		for _, k := range u.Pane.Keys() {
			working[k.Help().Desc] = true
		}
		for _, k := range m.AllKeys() {
			if why := m.Why(k); (why == "") != working[k.Help().Desc] {
				t.Errorf("%s: %q rests, since %q", name, k.Help().Desc, why)
			}
		}
	}
	if m.Why(kit.Bind("f9", "somebody else's")) != "" {
		t.Error("it knows why another pane's key rests")
	}
}

func TestHintsNameTheKeysThatThePersonHas(t *testing.T) {
	theme := kit.NewTheme(true)
	theme.Keys = kit.NewKeymap(map[string]map[string][]string{"compose": {"add-consistencylevel": {"f8"}, "on-or-off": {"f7"}}})
	l := before(t, kit.Options, "/users?$count=true")
	l.Tell(kit.ThemeChanged{Theme: theme})
	l.sees("f8 writes it here").presses("shift+tab").sees("f7 switches it")
}

func TestTheEditorGetsAFieldOrTheBodyAndGivesItBack(t *testing.T) {
	for _, tt := range []struct {
		keys         []string
		what, suffix string
		text, back   string
		changes      func(*kit.ChangeQuery)
	}{
		{[]string{"f2", "down"}, "the value of $filter", ".txt", "userType ne 'Guest'", "a eq\n'b & c'\n", func(c *kit.ChangeQuery) {
			c.Query.Path = "/users?$select=id&$filter=a eq 'b & c'&$count=true&x={{y}}"
		}},
		{[]string{"f2", "down", "down"}, "the value of $search", ".txt", "", `"x"`, func(c *kit.ChangeQuery) { c.Query.Path += `&$search="x"` }},
		{[]string{"f3", "down"}, "the value of Prefer", ".txt", "c d", "e\r\n", func(c *kit.ChangeQuery) {
			c.Query.Header = []graphquery.Header{c.Query.Header[0], header("Prefer", "e"), c.Query.Header[2]}
		}},
		{[]string{"f4"}, "the body", ".json", "{\"a\": [1],\n  \"b\": 2,\n  \"c\": 3}", "{}\n", func(c *kit.ChangeQuery) { c.Query.Body = []byte("{}") }},
		{[]string{"f5", "down"}, "the value of {{w}}", ".txt", "i j", "1\n2\n", func(c *kit.ChangeQuery) {
			c.Variables = map[string]string{"y": "g h", "w": "1\n2", "x": "k l"}
		}},
	} {
		u := kittest.Look(t, New(kit.NewTheme(true), kit.Options), 100, 16).Tell(full()).Presses(tt.keys...).Presses("ctrl+g")
		w, ok := u.Wishes[0].(kit.EditText)
		if !ok || w.What != tt.what || w.Suffix != tt.suffix || string(w.Text) != tt.text {
			t.Errorf("%v: wished %#v", tt.keys, u.Wishes)
			continue
		}
		want := kit.ChangeQuery{Query: full().Query, Variables: full().Variables}
		tt.changes(&want)
		got := w.Then([]byte(tt.back)).(kit.ChangeQuery)
		if got.Query.Path != want.Query.Path || !bytes.Equal(got.Query.Body, want.Query.Body) || fingerprint(got.Query, got.Variables) != fingerprint(want.Query, want.Variables) {
			t.Errorf("%v: %#v comes back, want %#v", tt.keys, got, want)
		}
		u.Tell(kit.QueryChanged{Query: got.Query, Variables: got.Variables})
		if again := u.Pane.(*Model).wish(); fingerprint(again.Query, again.Variables) != fingerprint(got.Query, got.Variables) {
			t.Errorf("%v: the pane shows %#v", tt.keys, again)
		}
	}
}
