package tree

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/view"
)

// nested has rows with something in them.
const nested = `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[` +
	`{"id":"a/1","displayName":"Jan","mail":null,"manager":{"id":"m","@odata.type":"#microsoft.graph.user"},"tags":["x","y"]},` +
	`{"id":"b","displayName":"Eva","tags":[]}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=2"}`

// people are rows such as Graph gives them, size bytes of them.
func people(size int) string {
	var b strings.Builder
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[`)
	for i := 0; b.Len() < size; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%08x-0000-4000-8000-000000000000","displayName":"Person %d","accountEnabled":true,`+
			`"createdDateTime":"2026-11-02T13:03:00Z","businessPhones":["+49 30 %d"],"manager":{"id":"%d","displayName":"Boss"}}`, i, i, i, i)
	}
	b.WriteString("]}")
	return b.String()
}

func TestTheCursorGoesWhereKeysSay(t *testing.T) {
	for _, step := range []struct{ keys, at string }{
		{"", "."},
		{"j", `."@odata.context"`},
		{"j j", ".value"},
		{"j j l", ".value[0]"},
		{"j j l J", ".value[1]"},
		{"j j l J K", ".value[0]"},
		{"j j l J h", ".value[1]"}, // folded
		{"j j l J h h", ".value"},  // and out
		{"j j l l", ".value[0].id"},
		{"j j l l j j j l", ".value[0].manager.id"},
		{"G", "."},
		{"G k", `."@odata.nextLink"`},
		{"G g", "."},
		{"pgdown pgdown pgup home", "."},
		{"G enter", "."}, // folding from its end goes to its beginning
	} {
		looks(t, 80, 24, nested).Presses(strings.Fields(step.keys)...).IsAt(step.at)
	}
}

func TestRevealUnfoldsOnlyWhatHidesALine(t *testing.T) {
	p := looks(t, 80, 10, people(50_000)).Presses("1")
	at := p.M.doc.RowLine(100) + 2
	p.M.Reveal(at)
	p.IsAt(".value[100].displayName").Sees("Person 100")
	rows, _ := p.M.folds.Rows()
	if folded := p.M.doc.Rows() + 30; p.M.Line() != at || rows > folded {
		t.Errorf("line %d of %d rows, want line %d of at most %d", p.M.Line(), rows, at, folded)
	}
}

func TestAFarKeyIsFoundBesideTheScreen(t *testing.T) {
	far := strings.TrimSuffix(people(3<<20), "]}") + `,{"a":1,"ra\u0072e":{"x":2}}],"rare" : 1}`
	p := looks(t, 80, 24, far).Presses("2", "@").Types("rare").Presses("enter")
	if at, _, _ := strings.Cut(p.M.Where(), " · "); !strings.HasSuffix(at, "].rare") {
		t.Errorf("the cursor is at %s", at)
	}
	p.Presses("@").Types("rare").Presses("enter").IsAt(".rare")
}

func TestAKeyThatIsFoundTooLateMovesNothing(t *testing.T) {
	p := looks(t, 80, 24, nested).Presses("@")
	cmd := p.M.Update(kittest.Press("enter"))
	p.M.Show(view.Answer{Doc: doc(t, nested)})
	p.Does(cmd)
	p.IsAt(".")
	p.Does(func() tea.Msg { return named{doc: doc(t, nested), line: 5} })
	p.IsAt(".")
}

func TestPlainTextHasNoFolds(t *testing.T) {
	d := jsondoc.NewText([]byte("one\ntwo {\nthree"))
	if err := d.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
	p := looks(t, 80, 24, "1")
	p.M.Show(view.Answer{Doc: d, Text: true})
	p.Presses("j", "enter", "l", "2", "E", "@").Sees("one", "two {", "three", "line 2 of 3")
	if why := p.M.whyNotFold(); p.M.Editing() || why != "plain text has no structure" {
		t.Error(p.M.Editing(), why)
	}
	p.Wished()
}

func TestBrokenLinesAreSeenAndNothingFoldsThere(t *testing.T) {
	p := looks(t, 80, 24, `{"a":1,"b":oops}`)
	p.Sees(`"a": 1`, "oops").Presses("G", "k", "enter", "l", "h", "L", "J", "K", "@", "esc").Sees("oops")
}

func TestTheMouseSetsTheCursorAndTurnsTheWheel(t *testing.T) {
	p := looks(t, 80, 10, people(20_000))
	p.Does(p.M.Update(tea.MouseClickMsg{X: 3, Y: 4, Button: tea.MouseLeft}))
	p.IsAt(".value[0].id")
	p.Does(p.M.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown}))
	if p.IsAt(".value[0].id"); p.M.top != 3 {
		t.Errorf("the first row is %d", p.M.top)
	}
	small := looks(t, 80, 10, "1")
	small.Does(small.M.Update(tea.MouseClickMsg{Y: 7, Button: tea.MouseLeft}))
	small.IsAt(".")
}

// strokes are all that is bound.
func strokes() (all []string) {
	for _, k := range deeds.All() {
		all = append(all, k.Keys()...)
	}
	return all
}

func TestWhatAKeyDoesIsOffered(t *testing.T) {
	for _, body := range []string{nested, `{}`, `[]`, `1`, `"x"`, ``, `{"a":`, `[[[[[[[[[[[[1]]]]]]]]]]]]`} {
		for _, k := range strokes() {
			p := looks(t, 80, 10, body).Presses("j", "j")
			offered := slices.ContainsFunc(p.M.Keys(), func(b key.Binding) bool { return key.Matches(kittest.Press(k), b) })
			before := p.Screen() + p.M.Where()
			p.Presses(k)
			if changed := before != p.Screen()+p.M.Where() || p.Wishes != nil; changed && !offered {
				t.Errorf("%q does something in %s and is not offered", k, body)
			}
		}
	}
	m := New(kit.NewTheme(true))
	for _, k := range m.AllKeys() {
		if m.Why(k) == "" {
			t.Errorf("%q does something where there is no answer", k.Help().Key)
		}
	}
}

func TestKeysWorkBeforeTheIndexIsThere(t *testing.T) {
	for _, k := range strokes() {
		p := looks(t, 80, 10, "1")
		p.M.Show(view.Answer{Doc: jsondoc.New([]byte(people(20_000)))})
		p.Presses(k, "j", "pgdown", k, "G", k, "esc")
		if lines := strings.Count(strings.TrimSpace(p.Screen()), "\n"); lines < 5 && !slices.Contains([]string{"1", "C", "enter", "h", "left"}, k) {
			t.Errorf("after %s the screen is empty:\n%s", k, p.Screen())
		}
	}
}
