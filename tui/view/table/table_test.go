package table

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
	"graphguest/tui/safetext/hostile"
	"graphguest/tui/view"
)

const five = `{"@odata.context":"x","value":[
 {"@odata.etag":"W/1","name":"Ola","age":30,"manager":{"name":"Kim","city":"Bern"},"tags":["a","b"],"on":true},
 {"name":"Bo","age":4,"manager":null,"tags":[],"on":false},
 {"name":"ada","age":100.5,"manager":{"name":"Ola"},"tags":["x"]},
 {"name":null,"age":-2},
 {"name":"Cy","age":30,"tags":["a"],"mail":"cy@x.example"}]}`

func TestRowsAreATable(t *testing.T) {
	p := looks(t, 100, 10, five).Sees("name", "age", "manager", "tags", "Ola", "100.5", `{"name":"Kim"`, "[2] a, b", "true", "row 1 of 5 · name").
		SeesNo("W/1")
	if p.M.Line() != 3-1 && p.M.answer.Doc.RowOf(p.M.Line()) != 0 {
		t.Errorf("the cursor is on line %d", p.M.Line())
	}
	p.Presses("j", "j").Sees("row 3 of 5")
	if row := p.M.answer.Doc.RowOf(p.M.Line()); row != 2 {
		t.Errorf("the cursor is on row %d", row)
	}
	p.M.Reveal(p.M.answer.Doc.RowLine(4) + 1)
	p.Sees("row 5 of 5")
	p.Presses("enter")
	if g, is := p.Wishes[0].(view.GoTo); !is || g.View != "Tree" || p.M.answer.Doc.RowOf(g.Line) != 4 {
		t.Errorf("wished %#v", p.Wishes)
	}
}

func TestAColumnSortsUpDownAndNot(t *testing.T) {
	p := looks(t, 100, 10, five).Presses("l")
	p.Presses("r").Sees("age ▲", "sorted by age ▲")
	if got := namesOn(p); !slices.Equal(got, []string{"null", "Bo", "Ola", "Cy", "ada"}) {
		t.Errorf("upwards: %v", got)
	}
	p.Presses("r").Sees("age ▼")
	if got := namesOn(p); !slices.Equal(got, []string{"ada", "Ola", "Cy", "Bo", "null"}) {
		t.Errorf("downwards: %v", got)
	}
	p.Presses("r").SeesNo("▲", "▼")
	if got := namesOn(p); got[0] != "Ola" {
		t.Errorf("as it came: %v", got)
	}
	p.Presses("g", "h", "r")
	if got := namesOn(p); !slices.Equal(got, []string{"ada", "Bo", "Cy", "Ola", "null"}) {
		t.Errorf("by name: %v", got)
	}
	p.Sees("row 4 of 5") // the cursor stayed on its row
}

func TestRowsAreFilteredAsOneTypes(t *testing.T) {
	p := looks(t, 100, 10, five).Presses("&").Types("o").Sees("rows with: o", "3 of 5")
	if !p.M.Editing() {
		t.Error("keys are not its own")
	}
	p.Presses("backspace").Types("age>20").Sees("3 of 5").Presses("enter")
	if p.M.Editing() {
		t.Error("the line is still open")
	}
	p.Sees("row 1 of 3 found in 5").SeesNo("Bo").Presses("&").Sees("age>20").Presses("esc").Sees("row 1 of 5", "Bo")
	p.Presses("&").Types("nowhere").Sees("no row is left", "0 of 5").Presses("enter")
	for _, why := range []string{p.M.whyNoRow(), p.M.whyNotDown()} {
		if why != "no row is left by the filter" {
			t.Errorf("why not: %q", why)
		}
	}
}

func TestHowOftenEachValueIsThere(t *testing.T) {
	p := looks(t, 100, 10, five).Presses("l", "F").Sees("How often in age: 4 values in 5 rows", "numbers from -2 to 100.5", "2  40.0 %")
	p.Presses("j", "enter").SeesNo("How often").Sees("of 1 found in 5")
	p.Presses("&", "esc", "F", "q").SeesNo("How often").Sees("row 2 of 5")
}

func TestColumnsAreArrangedAndTold(t *testing.T) {
	p := looks(t, 120, 10, five)
	told := func() (paths []string) {
		last := p.Wishes[len(p.Wishes)-1].(view.Columned)
		for _, c := range last.Columns {
			paths = append(paths, c.Path)
		}
		return paths
	}
	p.Presses("l", "-").SeesNo("100.5")
	if got := told(); !slices.Equal(got, []string{"name", "manager", "tags", "on", "mail"}) {
		t.Errorf("told %v", got)
	}
	p.Presses("I").Sees("manager.name", "manager.city", "Bern")
	p.Presses("I").Sees("manager").SeesNo("manager.name")
	p.Presses("l", "I").Sees("# tags")
	if last := p.Wishes[len(p.Wishes)-1].(view.Columned); !last.Columns[2].Count {
		t.Errorf("told %v", last)
	}
	p.Presses("shift+left")
	if got := told(); got[1] != "tags" {
		t.Errorf("told %v", got)
	}
	wide := p.M.here().width
	p.Presses(")", ")", "(")
	if c := p.M.here(); c.width != wide+2 {
		t.Errorf("it is %d wide, was %d", c.width, wide)
	}
	p.Presses("|").Sees("Columns:", "[ ] age", "[x] name").Presses("G", "g", "k", "k", "k", "k", "k", "k", "k", "j").Presses("space").Presses("esc").Sees("row 1 of 5")
	kept := told()
	again := looks(t, 120, 10, five)
	var columns []view.Column
	for _, path := range kept {
		columns = append(columns, view.Column{Path: path})
	}
	again.M.Show(view.Answer{Doc: again.M.answer.Doc, Columns: columns})
	var shown []string
	for _, c := range again.M.shownColumns() {
		shown = append(shown, c.String())
	}
	if !slices.Equal(shown, kept) {
		t.Errorf("kept %v, shown %v", kept, shown)
	}
}

func TestRowsAreMarkedAndHandedOn(t *testing.T) {
	p := looks(t, 100, 10, five).Presses("space", "j", "space").Sees("2 marked", "1*", "3*")
	p.Presses("Q")
	if w := p.Wishes[0].(kit.RunOnRows); len(w.Rows) != 2 || !strings.Contains(string(w.Rows[1]), "ada") {
		t.Errorf("wished %s", w.Rows)
	}
	export, what := p.M.Export()
	if text := string(export()[0]); what != "2 rows of the table" || !strings.Contains(text, `"name":"ada"`) || strings.Contains(text, "Bo") {
		t.Errorf("exports %s: %s", what, text)
	}
	p.Presses("*").Sees("5 marked").Presses("*").SeesNo("marked")
	if parts, _ := p.M.Export(); parts != nil {
		t.Error("what is shown as it came is the answer itself")
	}
}

func TestWhatCanBeCopied(t *testing.T) {
	p := looks(t, 100, 10, five).Presses("space")
	p.M.goTo(0)
	want := map[string]string{
		"v": "Ola", "h": "name", "c": "Ola\nBo\nada\n\nCy", "m": `"age":30`, "b": "Ola\t30\t",
		"r": `{"@odata.etag":"W/1","name":"Ola"`, "t": "Ola\t30\t" + `{"name":"Kim","city":"Bern"}` + "\t" + `["a","b"]` + "\ttrue\t",
	}
	for _, c := range p.M.Copies() {
		text, err := c.Text()
		if err != nil || !strings.Contains(text, want[c.Key]) {
			t.Errorf("%s, %s, is %q, %v", c.Key, c.What, text, err)
		}
		delete(want, c.Key)
	}
	if len(want) > 0 {
		t.Errorf("not offered: %v", want)
	}
}

func many(n int) string {
	var b strings.Builder
	b.WriteString(`{"value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"displayName":"Person %d","department":"%s","a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8}`, i, i, []string{"IT", "HR"}[i%2])
	}
	b.WriteString("]}")
	return b.String()
}

func TestTheFirstColumnStaysWhileOthersScroll(t *testing.T) {
	p := looks(t, 40, 10, many(50)).Sees("displayName", "id").SeesNo(" h ")
	p.Presses("l", "l", "l", "l", "l", "l", "l", "l", "l", "l").Sees("displayName", " h").SeesNo("department")
	p.Presses("h", "h", "h", "h", "h", "h", "h", "h", "h").Sees("id")
}

func TestKeysMoveThroughManyRows(t *testing.T) {
	p := looks(t, 80, 11, many(500))
	for keys, want := range map[string]string{"G": "row 500 of", "pgdown": "row 10 of", "G pgup": "row 491 of", "ctrl+d": "row 5 of", "G g": "row 1 of", "pgdown b": "row 1 of"} {
		p.Presses("g")
		p.Presses(strings.Fields(keys)...).Sees(want)
	}
	p.Presses("g").M.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	p.Sees("Person 12", "row 4 of").SeesNo("Person 2 ")
	p.M.Update(tea.MouseClickMsg{X: 8, Y: 3})
	p.Sees("row 6 of")
}

func TestRowsComeAtTheEndWhileTheTableIsSorted(t *testing.T) {
	body := many(300)
	p := kittest.Before(t, New(kit.NewTheme(true)), 80, 12)
	whole := []byte(body)
	d := jsondoc.NewOpen(whole[:5000])
	_ = d.Index(t.Context())
	p.Does(p.M.Show(view.Answer{Doc: d}))
	p.Presses("r", "r").Sees("displayName ▼")
	few := p.M.order.Len()
	d = d.Grown(whole)
	_ = d.Index(t.Context())
	p.Does(p.M.Grow(view.Answer{Doc: d}))
	if p.M.order.Len() != 300 || few >= 300 {
		t.Errorf("%d rows, before %d", p.M.order.Len(), few)
	}
	p.Presses("g").Sees("Person 99 ")
}

// What is asked for while something is under way comes on top of it.
func TestSortAndFilterThatOverlapAreBothDone(t *testing.T) {
	p := looks(t, 100, 12, many(3000))
	sort := p.M.Update(kittest.Press("r"))
	p.M.Update(kittest.Press("&"))
	var filter tea.Cmd
	for _, k := range kittest.Letters("hr") {
		filter = p.M.Update(kittest.Press(k))
	}
	p.Does(filter)
	p.Does(sort)
	p.Sees("sorted by displayName ▲", "found in 3,000")
	p.Presses("enter")
	again := p.M.Update(kittest.Press("r"))
	body := []byte(many(4000))
	d := jsondoc.New(body)
	_ = d.Index(t.Context())
	grown := p.M.Grow(view.Answer{Doc: d})
	p.Does(again)
	p.Does(grown)
	p.Sees("sorted by displayName ▼", "of 2,000 found in 4,000").SeesNo("%")
}

func TestTheCursorStaysWhereThePersonWentMeanwhile(t *testing.T) {
	p := looks(t, 100, 12, many(300))
	sort := p.M.Update(kittest.Press("r"))
	p.Presses("j", "j", "j")
	p.Does(sort)
	if row := p.M.row(); row != 3 {
		t.Errorf("the cursor is on row %d", row)
	}
}

func TestAnotherAnswerDropsWhatIsUnderWay(t *testing.T) {
	p := looks(t, 80, 12, many(3000))
	late := p.M.Update(kittest.Press("r"))
	counts := p.M.Update(kittest.Press("F"))
	p.Does(p.M.Show(view.Answer{Doc: doc(t, five)}))
	p.Does(late)
	p.Sees("row 1 of 5").SeesNo("▲")
	p.M.Update(kittest.Press("F"))
	p.Does(counts)
	p.Sees("counting…").SeesNo("3,000")
}

func TestEveryKeyDoesSomethingOrSaysWhyNot(t *testing.T) {
	for _, k := range deeds.All() {
		for _, stroke := range k.Keys() {
			p := looks(t, 80, 8, five)
			p.Presses("j", "l", "l")
			before := p.M.View(80, 8) + p.M.Where()
			p.Presses(stroke)
			if after := p.M.View(80, 8) + p.M.Where(); after == before && len(p.Wishes) == 0 && p.M.Why(k) == "" {
				t.Errorf("%s (%s) does nothing", stroke, k.Help().Desc)
			}
			if key.Matches(kittest.Press(stroke), p.M.Keys()...) && k.Help().Desc == "" {
				t.Errorf("%s has no help", stroke)
			}
		}
	}
}

func TestAnySizeHolds(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {2, 2}, {5, 3}, {80, 24}, {120, 40}, {200, 60}, {0, 0}} {
		p := looks(t, size[0], size[1], many(100))
		for _, stroke := range []string{"", "G", "l", "l", "r", "&", "x", "esc", "F", "j", "esc", "|", "space", "esc", "*"} {
			if stroke != "" {
				p.Presses(stroke)
			}
			p.Screen()
		}
	}
}

func TestNothingHostileIsShown(t *testing.T) {
	corpus, _ := hostile.Corpus()
	for _, s := range corpus {
		if len(s) > 4000 {
			continue
		}
		clean := strings.Map(func(r rune) rune {
			if r < ' ' || r == '"' || r == '\\' {
				return -1
			}
			return r
		}, s)
		p := looks(t, 60, 8, `[{"`+clean+`":"`+clean+`","b":["`+clean+`"]},{"a":"\u001b]52;c;eA==\u0007"}]`)
		p.Presses("F").Presses("esc", "|").Presses("esc", "r", "l", "l", "r")
	}
}

func BenchmarkAKeyOnManyRows(b *testing.B) {
	m := New(kit.NewTheme(true))
	body := many(100_000)
	m.Show(view.Answer{Doc: doc(b, body)})
	m.View(120, 40)
	m.goTo(50_000)
	for b.Loop() {
		m.Update(kittest.Press("j"))
		m.View(120, 40)
	}
}

func TestColumnsFollowTheSelect(t *testing.T) {
	p := looks(t, 100, 10, five)
	p.M.Show(view.Answer{Doc: p.M.answer.Doc, Select: []string{"age", "name"}})
	if got := p.M.shownColumns(); got[0].String() != "age" || got[1].String() != "name" {
		t.Errorf("shown %v", got)
	}
}
