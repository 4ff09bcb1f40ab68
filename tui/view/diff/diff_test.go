package diff

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext"
)

// tell runs a command and what follows from it.
func tell(m *Model, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			tell(m, c)
		}
	default:
		tell(m, m.Update(msg))
	}
}

func showing(a, b string) *Model {
	m := New(kit.PlainTheme())
	tell(m, m.Show(Side{"fabrikam · GET /users · 14:02:11", jsondoc.New([]byte(a))}, Side{"contoso · GET /users · 14:05:40", jsondoc.New([]byte(b))}))
	return m
}

func presses(m *Model, strokes ...string) {
	for _, s := range strokes {
		tell(m, m.Update(kittest.Press(s)))
	}
}

// screen is what is seen, without colours, blanks at the end of lines, and empty lines at the end.
func screen(t testing.TB, m *Model, width, height int) string {
	t.Helper()
	text := ansi.Strip(m.View(width, height))
	lines := strings.Split(text, "\n")
	if len(lines) != height {
		t.Errorf("%d lines of %d", len(lines), height)
	}
	for i, l := range lines {
		if w := safetext.Width(l); w > width {
			t.Errorf("%d cells of %d: %q", w, width, l)
		}
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

const (
	before = `{"@odata.context":"a","value":[
{"id":"46d2aaaa-f991-4475-9eb7-f92b95387cca","displayName":"Old","jobTitle":null},
{"id":"0bf2b716-f991-4475-9eb7-f92b95387cca","displayName":"Gone","city":"Bellevue"},
{"id":"12345678-f991-4475-9eb7-f92b95387cca","note":"The quick brown fox jumps over the lazy dog near the river bank at dawn"}]}`
	after = `{"@odata.context":"b","value":[
{"id":"46d2aaaa-f991-4475-9eb7-f92b95387cca","displayName":"New","jobTitle":"山田太郎"},
{"id":"12345678-f991-4475-9eb7-f92b95387cca","note":"The quick brown fox jumps over the lazy dog near the river bank at dusk"},
{"id":"ffffffff-f991-4475-9eb7-f92b95387cca","displayName":"Came","businessPhones":[]}]}`
)

func TestWhatIsSeen(t *testing.T) {
	for _, c := range []struct {
		width, height int
		keys, want    string
	}{
		{80, 24, "", `
- fabrikam · GET /users · 14:02:11
+ contoso · GET /users · 14:05:40
3 changed, 1 added, 1 removed · 1 of noise left out (& shows it)

~ value/[id 46d2aaaa…]/displayName   "Old" → "New"
~ value/[id 46d2aaaa…]/jobTitle   null → "山田太郎"
- value/[id 0bf2b716…]   {"id":"0bf2b716-f991-4475-9eb7-f92b95387cca","displayN…
~ value/[id 12345678…]/note   …he river bank at dawn" → …he river bank at dusk"
+ value/[id ffffffff…]   {"id":"ffffffff-f991-4475-9eb7-f92b95387cca","displayN…`},
		{80, 24, "&", `
- fabrikam · GET /users · 14:02:11
+ contoso · GET /users · 14:05:40
3 changed, 1 added, 1 removed · 1 of noise (& leaves it out)

~ @odata.context   "a" → "b"
~ value/[id 46d2aaaa…]/displayName   "Old" → "New"
~ value/[id 46d2aaaa…]/jobTitle   null → "山田太郎"
- value/[id 0bf2b716…]   {"id":"0bf2b716-f991-4475-9eb7-f92b95387cca","displayN…
~ value/[id 12345678…]/note   …he river bank at dawn" → …he river bank at dusk"
+ value/[id ffffffff…]   {"id":"ffffffff-f991-4475-9eb7-f92b95387cca","displayN…`},
		{120, 40, "", `
- fabrikam · GET /users · 14:02:11
+ contoso · GET /users · 14:05:40
3 changed, 1 added, 1 removed · 1 of noise left out (& shows it)

~ value/[id 46d2aaaa…]/displayName   "Old" → "New"
~ value/[id 46d2aaaa…]/jobTitle   null → "山田太郎"
- value/[id 0bf2b716…]   {"id":"0bf2b716-f991-4475-9eb7-f92b95387cca","displayName":"Gone","city":"Bellevue"}
~ value/[id 12345678…]/note   … the lazy dog near the river bank at dawn" → … the lazy dog near the river bank at dusk"
+ value/[id ffffffff…]   {"id":"ffffffff-f991-4475-9eb7-f92b95387cca","displayName":"Came","businessPhones":[]}`},
		{200, 60, "G k", `
- fabrikam · GET /users · 14:02:11
+ contoso · GET /users · 14:05:40
3 changed, 1 added, 1 removed · 1 of noise left out (& shows it)

~ value/[id 46d2aaaa…]/displayName   "Old" → "New"
~ value/[id 46d2aaaa…]/jobTitle   null → "山田太郎"
- value/[id 0bf2b716…]   {"id":"0bf2b716-f991-4475-9eb7-f92b95387cca","displayName":"Gone","city":"Bellevue"}
~ value/[id 12345678…]/note   "The quick brown fox jumps over the lazy dog near the river bank at dawn" → "The quick brown fox jumps over the lazy dog near the river bank at dusk"
+ value/[id ffffffff…]   {"id":"ffffffff-f991-4475-9eb7-f92b95387cca","displayName":"Came","businessPhones":[]}`},
		{40, 8, "G", `
- fabrikam · GET /users · 14:02:11
+ contoso · GET /users · 14:05:40
3 changed, 1 added, 1 removed · 1 of no…

~ …d 46d2aaaa…]/jobTitle   null → "山田…
- value/[id 0bf2b716…]   {"id":"0bf2b71…
~ …e/[id 12345678…]/note   …daw… → …dus…
+ value/[id ffffffff…]   {"id":"fffffff…`},
		{60, 17, "G k enter", `
- fabrikam · GET /users · 14:02:11
+ contoso · GET /users · 14:05:40
3 changed, 1 added, 1 removed · 1 of noise left out (& show…

~ changed · 4 of 5
value/[id 12345678-f991-4475-9eb7-f92b95387cca]/note

was
- "The quick brown fox jumps over the lazy dog near the
- river bank at dawn"

is
+ "The quick brown fox jumps over the lazy dog near the
+ river bank at dusk"`},
		{60, 12, "G enter j j", `
- fabrikam · GET /users · 14:02:11
+ contoso · GET /users · 14:05:40
3 changed, 1 added, 1 removed · 1 of noise left out (& show…

value/[id ffffffff-f991-4475-9eb7-f92b95387cca]

is
+ {
+   "id": "ffffffff-f991-4475-9eb7-f92b95387cca",
+   "displayName": "Came",
+   "businessPhones": []
+ }`},
	} {
		m := showing(before, after)
		m.View(c.width, c.height)
		for s := range strings.FieldsSeq(c.keys) {
			presses(m, s)
			m.View(c.width, c.height)
		}
		if got := "\n" + screen(t, m, c.width, c.height); got != c.want {
			t.Errorf("%d×%d after %q:%s\nwant%s", c.width, c.height, c.keys, got, c.want)
		}
	}
}

func TestWhereThereIsNothing(t *testing.T) {
	for _, c := range []struct {
		m    *Model
		want string
	}{
		{New(kit.PlainTheme()), "Nothing is compared."},
		{showing(`{"a":1}`, `{ "a": 1 }`), "no difference"},
		{showing(`{"@odata.etag":1}`, `{"@odata.etag":2}`), "no difference · 1 of noise left out (& shows it)"},
		{showing(`{"a":1}`, `{"a":`), "✗ they cannot be compared: the second of the two is no JSON: line 2"},
	} {
		if got := screen(t, c.m, 80, 10); !strings.Contains(got, c.want) {
			t.Errorf("got\n%s\nwant %s", got, c.want)
		}
		presses(c.m, "enter", "j", "G", "k", "pgup", "&", "enter")
		screen(t, c.m, 80, 10)
	}
}

// many is a document of n rows that all say x.
func many(n int, x string) string {
	var rows []string
	for i := range n {
		rows = append(rows, fmt.Sprintf(`{"id":%d,"x":%q,"@odata.etag":%q}`, i, x, x))
	}
	return "[" + strings.Join(rows, ",") + "]"
}

func TestEveryKeyDoesSomethingOrSaysWhyNot(t *testing.T) {
	for _, way := range []string{"", "G", "j j", "enter", "G enter", "&"} {
		at := func() *Model {
			m := showing(many(40, "a"), many(40, "b"))
			m.View(60, 8)
			presses(m, strings.Fields(way)...)
			m.View(60, 8)
			return m
		}
		m := at()
		for _, k := range m.AllKeys() {
			does := false
			for _, now := range m.Keys() {
				does = does || now.Help() == k.Help()
			}
			if why := m.Why(k); does != (why == "") {
				t.Errorf("after %q: %s does something: %v, but %q", way, k.Help().Desc, does, why)
			}
			for _, stroke := range k.Keys() {
				pressed := at()
				was := pressed.View(60, 8)
				presses(pressed, stroke)
				if is := pressed.View(60, 8); does && is == was {
					t.Errorf("after %q: %s changes nothing", way, stroke)
				}
			}
		}
	}
}

func TestMovingStaysInTheList(t *testing.T) {
	m := showing(many(40, "a"), many(40, "b"))
	m.View(60, 14)
	for _, c := range []struct{ keys, want string }{
		{"", "1 of 40 · [id 0]/x"}, {"pgdown", "10 of 40 · [id 9]/x"}, {"ctrl+d", "14 of 40 · [id 13]/x"}, {"b ctrl+u", "1 of 40 · [id 0]/x"},
		{"end", "40 of 40 · [id 39]/x"}, {"j", "40 of 40 · [id 39]/x"}, {"&", "79 of 80 · [id 39]/x"}, {"j &", "40 of 40 · [id 39]/x"}, {"home up", "1 of 40 · [id 0]/x"},
	} {
		presses(m, strings.Fields(c.keys)...)
		if m.View(60, 14); m.Where() != c.want {
			t.Errorf("after %q at %q, want %q", c.keys, m.Where(), c.want)
		}
	}
	m.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	m.Update(tea.MouseClickMsg{X: 3, Y: 5})
	if want := "5 of 40 · [id 4]/x"; m.Where() != want {
		t.Errorf("a click leads to %q, want %q", m.Where(), want)
	}
}

func TestALateComparisonIsDropped(t *testing.T) {
	m := New(kit.PlainTheme())
	side := func(s string) Side { return Side{s, jsondoc.New([]byte(s))} }
	late := m.Show(side(`{"a":1}`), side(`{"a":2}`))
	if got := screen(t, m, 80, 10); !strings.Contains(got, "comparing…") {
		t.Errorf("while it is compared:\n%s", got)
	}
	for _, k := range m.AllKeys() {
		if m.Why(k) == "" {
			t.Errorf("%s does something while it is compared", k.Help().Desc)
		}
	}
	now := m.Show(side(`{"b":1}`), side(`{"b":1,"c":2}`))
	tell(m, now)
	tell(m, late)
	if got := screen(t, m, 80, 10); !strings.Contains(got, "1 added") || strings.Contains(got, "changed") {
		t.Errorf("got\n%s", got)
	}
	cancelled := m.Show(side(`{"a":1}`), side(`{"a":2}`))
	m.Close()
	tell(m, cancelled)
	if got := screen(t, m, 80, 10); got != "Nothing is compared." {
		t.Errorf("after Close:\n%s", got)
	}
}

func TestCopies(t *testing.T) {
	m := showing(before, after)
	presses(m, "j")
	got := map[string]string{}
	for _, c := range m.Copies() {
		text, err := c.Text()
		if err != nil {
			t.Error(err)
		}
		got[c.Key] = text
	}
	for key, want := range map[string]string{
		"p": "value/[id 46d2aaaa-f991-4475-9eb7-f92b95387cca]/jobTitle", "o": "null", "n": `"山田太郎"`,
		"l": `~ value/[id 46d2aaaa-f991-4475-9eb7-f92b95387cca]/jobTitle   null → "山田太郎"`, "a": m.Text(),
	} {
		if got[key] != want {
			t.Errorf("%s copies %q, want %q", key, got[key], want)
		}
	}
	lines := strings.Split(m.Text(), "\n")
	if len(lines) != 10 || lines[2] != "3 changed, 1 added, 1 removed" || !strings.HasPrefix(lines[4], "~ value/[id 46d2aaaa-") {
		t.Errorf("as text:\n%s", m.Text())
	}
}
