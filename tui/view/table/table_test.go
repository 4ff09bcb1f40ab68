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
	p := looks(t, 100, 10, five).sees("name", "age", "manager", "tags", "Ola", "100.5", `{"name":"Kim"`, "[2] a, b", "true", "row 1 of 5 · name").
		seesNo("W/1")
	if p.m.Line() != 3-1 && p.m.answer.Doc.RowOf(p.m.Line()) != 0 {
		t.Errorf("the cursor is on line %d", p.m.Line())
	}
	p.presses("j", "j").sees("row 3 of 5")
	if row := p.m.answer.Doc.RowOf(p.m.Line()); row != 2 {
		t.Errorf("the cursor is on row %d", row)
	}
	p.m.Reveal(p.m.answer.Doc.RowLine(4) + 1)
	p.sees("row 5 of 5")
	p.presses("enter")
	if g, is := p.wishes[0].(view.GoTo); !is || g.View != "Tree" || p.m.answer.Doc.RowOf(g.Line) != 4 {
		t.Errorf("wished %#v", p.wishes)
	}
}

func TestAColumnSortsUpDownAndNot(t *testing.T) {
	p := looks(t, 100, 10, five).presses("l")
	p.presses("r").sees("age ▲", "sorted by age ▲")
	if got := p.names(); !slices.Equal(got, []string{"null", "Bo", "Ola", "Cy", "ada"}) {
		t.Errorf("upwards: %v", got)
	}
	p.presses("r").sees("age ▼")
	if got := p.names(); !slices.Equal(got, []string{"ada", "Ola", "Cy", "Bo", "null"}) {
		t.Errorf("downwards: %v", got)
	}
	p.presses("r").seesNo("▲", "▼")
	if got := p.names(); got[0] != "Ola" {
		t.Errorf("as it came: %v", got)
	}
	p.presses("g", "h", "r")
	if got := p.names(); !slices.Equal(got, []string{"ada", "Bo", "Cy", "Ola", "null"}) {
		t.Errorf("by name: %v", got)
	}
	p.sees("row 4 of 5") // the cursor stayed on its row
}

func TestRowsAreFilteredAsOneTypes(t *testing.T) {
	p := looks(t, 100, 10, five).presses("&").types("o").sees("rows with: o", "3 of 5")
	if !p.m.Editing() {
		t.Error("keys are not its own")
	}
	p.presses("backspace").types("age>20").sees("3 of 5").presses("enter")
	if p.m.Editing() {
		t.Error("the line is still open")
	}
	p.sees("row 1 of 3 found in 5").seesNo("Bo").presses("&").sees("age>20").presses("esc").sees("row 1 of 5", "Bo")
	p.presses("&").types("nowhere").sees("no row is left", "0 of 5").presses("enter")
	for _, why := range []string{p.m.whyNoRow(), p.m.whyNotDown()} {
		if why != "no row is left by the filter" {
			t.Errorf("why not: %q", why)
		}
	}
}

func TestHowOftenEachValueIsThere(t *testing.T) {
	p := looks(t, 100, 10, five).presses("l", "F").sees("How often in age: 4 values in 5 rows", "numbers from -2 to 100.5", "2  40.0 %")
	p.presses("j", "enter").seesNo("How often").sees("of 1 found in 5")
	p.presses("&", "esc", "F", "q").seesNo("How often").sees("row 2 of 5")
}

func TestColumnsAreArrangedAndTold(t *testing.T) {
	p := looks(t, 120, 10, five)
	told := func() (paths []string) {
		last := p.wishes[len(p.wishes)-1].(view.Columned)
		for _, c := range last.Columns {
			paths = append(paths, c.Path)
		}
		return paths
	}
	p.presses("l", "-").seesNo("100.5")
	if got := told(); !slices.Equal(got, []string{"name", "manager", "tags", "on", "mail"}) {
		t.Errorf("told %v", got)
	}
	p.presses("I").sees("manager.name", "manager.city", "Bern")
	p.presses("I").sees("manager").seesNo("manager.name")
	p.presses("l", "I").sees("# tags")
	if last := p.wishes[len(p.wishes)-1].(view.Columned); !last.Columns[2].Count {
		t.Errorf("told %v", last)
	}
	p.presses("shift+left")
	if got := told(); got[1] != "tags" {
		t.Errorf("told %v", got)
	}
	wide := p.m.here().width
	p.presses(")", ")", "(")
	if c := p.m.here(); c.width != wide+2 {
		t.Errorf("it is %d wide, was %d", c.width, wide)
	}
	p.presses("|").sees("Columns:", "[ ] age", "[x] name").presses("G", "g", "k", "k", "k", "k", "k", "k", "k", "j").presses("space").presses("esc").sees("row 1 of 5")
	kept := told()
	again := looks(t, 120, 10, five)
	var columns []view.Column
	for _, path := range kept {
		columns = append(columns, view.Column{Path: path})
	}
	again.m.Show(view.Answer{Doc: again.m.answer.Doc, Columns: columns})
	var shown []string
	for _, c := range again.m.shownColumns() {
		shown = append(shown, c.String())
	}
	if !slices.Equal(shown, kept) {
		t.Errorf("kept %v, shown %v", kept, shown)
	}
}

func TestRowsAreMarkedAndHandedOn(t *testing.T) {
	p := looks(t, 100, 10, five).presses("space", "j", "space").sees("2 marked", "1*", "3*")
	p.presses("Q")
	if w := p.wishes[0].(kit.RunOnRows); len(w.Rows) != 2 || !strings.Contains(string(w.Rows[1]), "ada") {
		t.Errorf("wished %s", w.Rows)
	}
	export, what := p.m.Export()
	if text := string(export()[0]); what != "2 rows of the table" || !strings.Contains(text, `"name":"ada"`) || strings.Contains(text, "Bo") {
		t.Errorf("exports %s: %s", what, text)
	}
	p.presses("*").sees("5 marked").presses("*").seesNo("marked")
	if parts, _ := p.m.Export(); parts != nil {
		t.Error("what is shown as it came is the answer itself")
	}
}

func TestWhatCanBeCopied(t *testing.T) {
	p := looks(t, 100, 10, five).presses("space")
	p.m.goTo(0)
	want := map[string]string{
		"v": "Ola", "h": "name", "c": "Ola\nBo\nada\n\nCy", "m": `"age":30`, "b": "Ola\t30\t",
		"r": `{"@odata.etag":"W/1","name":"Ola"`, "t": "Ola\t30\t" + `{"name":"Kim","city":"Bern"}` + "\t" + `["a","b"]` + "\ttrue\t",
	}
	for _, c := range p.m.Copies() {
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
	p := looks(t, 40, 10, many(50)).sees("displayName", "id").seesNo(" h ")
	p.presses("l", "l", "l", "l", "l", "l", "l", "l", "l", "l").sees("displayName", " h").seesNo("department")
	p.presses("h", "h", "h", "h", "h", "h", "h", "h", "h").sees("id")
}

func TestKeysMoveThroughManyRows(t *testing.T) {
	p := looks(t, 80, 11, many(500))
	for keys, want := range map[string]string{"G": "row 500 of", "pgdown": "row 10 of", "G pgup": "row 491 of", "ctrl+d": "row 5 of", "G g": "row 1 of", "pgdown b": "row 1 of"} {
		p.presses("g")
		p.presses(strings.Fields(keys)...).sees(want)
	}
	p.presses("g").m.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	p.sees("Person 12", "row 4 of").seesNo("Person 2 ")
	p.m.Update(tea.MouseClickMsg{X: 8, Y: 3})
	p.sees("row 6 of")
}

func TestRowsComeAtTheEndWhileTheTableIsSorted(t *testing.T) {
	body := many(300)
	p := &person{t: t, m: New(kit.NewTheme(true)), w: 80, h: 12}
	whole := []byte(body)
	d := jsondoc.NewOpen(whole[:5000])
	_ = d.Index(t.Context())
	p.does(p.m.Show(view.Answer{Doc: d}))
	p.presses("r", "r").sees("displayName ▼")
	few := p.m.order.Len()
	d = d.Grown(whole)
	_ = d.Index(t.Context())
	p.does(p.m.Grow(view.Answer{Doc: d}))
	if p.m.order.Len() != 300 || few >= 300 {
		t.Errorf("%d rows, before %d", p.m.order.Len(), few)
	}
	p.presses("g").sees("Person 99 ")
}

// What is asked for while something is under way comes on top of it.
func TestSortAndFilterThatOverlapAreBothDone(t *testing.T) {
	p := looks(t, 100, 12, many(3000))
	sort := p.m.Update(kittest.Press("r"))
	p.m.Update(kittest.Press("&"))
	var filter tea.Cmd
	for _, k := range kittest.Letters("hr") {
		filter = p.m.Update(kittest.Press(k))
	}
	p.does(filter)
	p.does(sort)
	p.sees("sorted by displayName ▲", "found in 3,000")
	p.presses("enter")
	again := p.m.Update(kittest.Press("r"))
	body := []byte(many(4000))
	d := jsondoc.New(body)
	_ = d.Index(t.Context())
	grown := p.m.Grow(view.Answer{Doc: d})
	p.does(again)
	p.does(grown)
	p.sees("sorted by displayName ▼", "of 2,000 found in 4,000").seesNo("%")
}

func TestTheCursorStaysWhereThePersonWentMeanwhile(t *testing.T) {
	p := looks(t, 100, 12, many(300))
	sort := p.m.Update(kittest.Press("r"))
	p.presses("j", "j", "j")
	p.does(sort)
	if row := p.m.row(); row != 3 {
		t.Errorf("the cursor is on row %d", row)
	}
}

func TestAnotherAnswerDropsWhatIsUnderWay(t *testing.T) {
	p := looks(t, 80, 12, many(3000))
	late := p.m.Update(kittest.Press("r"))
	counts := p.m.Update(kittest.Press("F"))
	p.does(p.m.Show(view.Answer{Doc: doc(t, five)}))
	p.does(late)
	p.sees("row 1 of 5").seesNo("▲")
	p.m.Update(kittest.Press("F"))
	p.does(counts)
	p.sees("counting…").seesNo("3,000")
}

func TestEveryKeyDoesSomethingOrSaysWhyNot(t *testing.T) {
	for _, k := range deeds.All() {
		for _, stroke := range k.Keys() {
			p := looks(t, 80, 8, five)
			p.presses("j", "l", "l")
			before := p.m.View(80, 8) + p.m.Where()
			p.presses(stroke)
			if after := p.m.View(80, 8) + p.m.Where(); after == before && len(p.wishes) == 0 && p.m.Why(k) == "" {
				t.Errorf("%s (%s) does nothing", stroke, k.Help().Desc)
			}
			if key.Matches(kittest.Press(stroke), p.m.Keys()...) && k.Help().Desc == "" {
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
				p.presses(stroke)
			}
			p.screen()
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
		p.presses("F").presses("esc", "|").presses("esc", "r", "l", "l", "r")
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
	p.m.Show(view.Answer{Doc: p.m.answer.Doc, Select: []string{"age", "name"}})
	if got := p.m.shownColumns(); got[0].String() != "age" || got[1].String() != "name" {
		t.Errorf("shown %v", got)
	}
}
