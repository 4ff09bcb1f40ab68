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
		looks(t, 80, 24, nested).presses(strings.Fields(step.keys)...).isAt(step.at)
	}
}

func TestRevealUnfoldsOnlyWhatHidesALine(t *testing.T) {
	p := looks(t, 80, 10, people(50_000)).presses("1")
	at := p.m.doc.RowLine(100) + 2
	p.m.Reveal(at)
	p.isAt(".value[100].displayName").sees("Person 100")
	rows, _ := p.m.folds.Rows()
	if folded := p.m.doc.Rows() + 30; p.m.Line() != at || rows > folded {
		t.Errorf("line %d of %d rows, want line %d of at most %d", p.m.Line(), rows, at, folded)
	}
}

func TestAFarKeyIsFoundBesideTheScreen(t *testing.T) {
	far := strings.TrimSuffix(people(3<<20), "]}") + `,{"a":1,"ra\u0072e":{"x":2}}],"rare" : 1}`
	p := looks(t, 80, 24, far).presses("2", "@").types("rare").presses("enter")
	if at, _, _ := strings.Cut(p.m.Where(), " · "); !strings.HasSuffix(at, "].rare") {
		t.Errorf("the cursor is at %s", at)
	}
	p.presses("@").types("rare").presses("enter").isAt(".rare")
}

func TestAKeyThatIsFoundTooLateMovesNothing(t *testing.T) {
	p := looks(t, 80, 24, nested).presses("@")
	cmd := p.m.Update(kittest.Press("enter"))
	p.m.Show(view.Answer{Doc: doc(t, nested)})
	p.does(cmd)
	p.isAt(".")
	p.does(func() tea.Msg { return named{doc: doc(t, nested), line: 5} })
	p.isAt(".")
}

func TestPlainTextHasNoFolds(t *testing.T) {
	d := jsondoc.NewText([]byte("one\ntwo {\nthree"))
	if err := d.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
	p := looks(t, 80, 24, "1")
	p.m.Show(view.Answer{Doc: d, Text: true})
	p.presses("j", "enter", "l", "2", "E", "@").sees("one", "two {", "three", "line 2 of 3")
	if why := p.m.whyNotFold(); p.m.Editing() || why != "plain text has no structure" {
		t.Error(p.m.Editing(), why)
	}
	p.wished()
}

func TestBrokenLinesAreSeenAndNothingFoldsThere(t *testing.T) {
	p := looks(t, 80, 24, `{"a":1,"b":oops}`)
	p.sees(`"a": 1`, "oops").presses("G", "k", "enter", "l", "h", "L", "J", "K", "@", "esc").sees("oops")
}

func TestTheMouseSetsTheCursorAndTurnsTheWheel(t *testing.T) {
	p := looks(t, 80, 10, people(20_000))
	p.does(p.m.Update(tea.MouseClickMsg{X: 3, Y: 4, Button: tea.MouseLeft}))
	p.isAt(".value[0].id")
	p.does(p.m.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown}))
	if p.isAt(".value[0].id"); p.m.top != 3 {
		t.Errorf("the first row is %d", p.m.top)
	}
	small := looks(t, 80, 10, "1")
	small.does(small.m.Update(tea.MouseClickMsg{Y: 7, Button: tea.MouseLeft}))
	small.isAt(".")
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
			p := looks(t, 80, 10, body).presses("j", "j")
			offered := slices.ContainsFunc(p.m.Keys(), func(b key.Binding) bool { return key.Matches(kittest.Press(k), b) })
			before := p.screen() + p.m.Where()
			p.presses(k)
			if changed := before != p.screen()+p.m.Where() || p.wishes != nil; changed && !offered {
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
		p.m.Show(view.Answer{Doc: jsondoc.New([]byte(people(20_000)))})
		p.presses(k, "j", "pgdown", k, "G", k, "esc")
		if lines := strings.Count(strings.TrimSpace(p.screen()), "\n"); lines < 5 && !slices.Contains([]string{"1", "C", "enter", "h", "left"}, k) {
			t.Errorf("after %s the screen is empty:\n%s", k, p.screen())
		}
	}
}
