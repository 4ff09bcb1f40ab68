package tree

import (
	"strings"
	"testing"

	"graphguest/graphquery"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/view"
)

const two = `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[
 {"id":"a1","displayName":"Ola","manager":{"@odata.type":"#microsoft.graph.group","id":"g1","tags":[1,2,{"x":[]}]}},
 {"id":"b2","displayName":"Bo","roleTemplateId":"62e90394-69f5-4237-9190-012177145e10"}],
 "@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=x","webUrl":"https://evil.example/"}`

func TestTheCursorFoldsAndUnfolds(t *testing.T) {
	p := looks(t, 80, 30, two).sees(`"displayName": "Ola",`, ". · line 1 of 27")
	p.presses("j", "j").sees(".value · line 3 of").presses("h").sees(`"value": [ 2 items ] [{"id":"a1"`).seesNo(`"displayName": "Ola",`)
	p.presses("j").sees(`."@odata.nextLink" · line`).presses("k", "enter").sees(`"displayName": "Ola",`)
	p.presses("l").sees(".value[0] · line 4").presses("h").sees("{ 3 members }").presses("h").sees(".value · line 3")
	p.presses("j", "l", "l").sees(".value[0].id")
}

func TestLevelsFoldTheWholeDocument(t *testing.T) {
	p := looks(t, 80, 30, two).presses("2").seesNo(`"displayName": "Ola",`).sees("{ 3 members }")
	if w := p.wishes[0].(kit.Say); w.Text != "folded from level 2 on: 9 lines are left" {
		t.Errorf("it says %q", w.Text)
	}
	p.presses("j", "j", "j", "enter").sees(`"displayName": "Ola",`, `"manager": { 3 members }`)
	p.presses("C").sees(`"value": [ 2 items ]`).presses("E").sees(`"x": []`)
	p.presses("3", "0").sees(`"x": []`)
}

func TestSiblingsAreJumpedTo(t *testing.T) {
	p := looks(t, 80, 30, two).presses("j", "j", "j", "J").sees(".value[1] · line").presses("K").sees(".value[0] · line")
	if why := p.m.Why(kit.Bind("K", "sibling before")); why != "there is no further one beside it" {
		t.Errorf("why not: %q", why)
	}
}

func TestAKeyIsFoundByAFewLetters(t *testing.T) {
	p := looks(t, 80, 30, two).presses("2", "@").types("rti").sees("roleTemplateId  1×", "go to key: rti")
	if !p.m.Editing() {
		t.Error("keys are not its own")
	}
	p.presses("enter").sees(".value[1].roleTemplateId · line")
	p.presses("g", "@").types("nothinglikethis").sees("no key is called so").presses("esc").sees(". · line 1")
	p.presses("@").types("displayname").presses("enter").sees(".value[0].displayName").presses("@").types("displayname").presses("enter").sees(".value[1].displayName")
}

func TestWhatValuesMeanIsSaidBesideThem(t *testing.T) {
	looks(t, 100, 12, `{"a":"2026-11-20T12:00:00Z","b":"62e90394-69f5-4237-9190-012177145e10","c":"jan_contoso.com#EXT#@fabrikam.onmicrosoft.com","d":"plain"}`).
		sees("20 Nov 2026 12:00, 3 days ago", "role: Global Administrator", "guest from contoso.com")
	looks(t, 40, 12, `{"a":"2026-11-20T12:00:00Z"}`).seesNo("3 days ago")
}

func TestLinksAreFollowedOnThisGraphAlone(t *testing.T) {
	for keys, want := range map[string]string{
		"@id":             "/users/a1",
		"@id @id":         "/groups/g1",
		"@nextlink":       "https://graph.microsoft.com/v1.0/users?$skiptoken=x",
		"@weburl":         "",
		"@displayname":    "",
		"@roletemplateid": "",
	} {
		p := looks(t, 80, 30, two)
		for _, k := range strings.Fields(keys) {
			p.presses("@").types(k[1:]).presses("enter")
		}
		p.wishes = nil
		p.presses("L")
		switch {
		case want == "" && len(p.wishes) > 0:
			t.Errorf("%s leads to %v", keys, p.wishes)
		case want != "" && (len(p.wishes) != 1 || p.wishes[0] != kit.FollowLink{URL: want}):
			t.Errorf("%s leads to %v, want %s (%s)", keys, p.wishes, want, p.m.whyNoLink())
		}
	}
	p := looks(t, 80, 30, `{"@odata.nextLink":"https://evil.example/v1.0/users"}`).presses("j")
	if why := p.m.whyNoLink(); why != "it leads to evil.example, which is not this Graph" {
		t.Errorf("why not: %q", why)
	}
}

func TestTheLineCanBeCopiedInParts(t *testing.T) {
	p := looks(t, 80, 30, `{"value":[{"a b/c":"x\u00e9\n","n":12345678901234567890}]}`).presses("j", "j", "j")
	want := map[string]string{"v": "xé\n", "k": "a b/c", "j": `.value[0]."a b/c"`, "p": "/value/0/a b~1c", "n": `"x\u00e9\n"`}
	for _, c := range p.m.Copies() {
		if text, err := c.Text(); err != nil || text != want[c.Key] {
			t.Errorf("%s is %q, %v, want %q", c.What, text, err, want[c.Key])
		}
	}
	p.presses("j")
	if text, _ := p.m.Copies()[0].Text(); text != "12345678901234567890" {
		t.Errorf("a number is %s", text)
	}
	p.presses("k", "k")
	if text, _ := p.m.Copies()[0].Text(); text != `{"a b/c":"x\u00e9\n","n":12345678901234567890}` {
		t.Errorf("an object is %s", text)
	}
}

func TestLongLinesGoOnSideways(t *testing.T) {
	p := looks(t, 20, 5, `["`+strings.Repeat("0123456789", 4)+`"]`).sees(`  "0123456789012345…`)
	p.presses("shift+right").sees("5678901234567890123…").presses("shift+left").sees(`  "0123456789012345…`)
}

func TestAValueThatIsGoneIsMarkedInWords(t *testing.T) {
	p := looks(t, 60, 10, "null")
	p.m.Show(view.Answer{Doc: doc(t, `{"value":[{"@removed":{"reason":"deleted"}}]}`), Result: &graphquery.Result{Removed: 1}})
	p.sees(`"@removed": {  ✗ removed`)
}

func TestADocumentGrowsBelowTheCursor(t *testing.T) {
	row := `{"id":"x","displayName":"Ola"},`
	whole := `{"value":[` + strings.Repeat(row, 500) + `{}]}`
	d := jsondoc.NewOpen([]byte(whole)[:600])
	_ = d.Index(t.Context())
	p := &person{t: t, m: New(kit.NewTheme(true)), w: 60, h: 10}
	p.m.Show(view.Answer{Doc: d})
	p.presses("j", "j", "h", "j", "j", "j").sees(".value[1].displayName", "so far")
	line := p.m.Line()
	for at := 1000; at < len(whole); at += 3000 {
		d = d.GrownOpen([]byte(whole)[:at])
		p.m.Grow(view.Answer{Doc: d})
		p.screen()
		_ = d.Index(t.Context())
		p.m.Grow(view.Answer{Doc: d})
		if p.m.Line() != line {
			t.Fatalf("the cursor went from %d to %d", line, p.m.Line())
		}
	}
	d = d.Grown([]byte(whole))
	_ = d.Index(t.Context())
	p.m.Grow(view.Answer{Doc: d})
	p.sees(".value[1].displayName").seesNo("so far").presses("G").sees("line 2,005 of 2,005")
}

func TestBeforeTheIndexHasRunEveryLineCanBeReached(t *testing.T) {
	p := &person{t: t, m: New(kit.NewTheme(true)), w: 60, h: 10}
	d := jsondoc.New([]byte(`{"value":[` + strings.Repeat(`{"id":"x"},`, 20) + `{}]}`))
	p.m.Show(view.Answer{Doc: d})
	for range 9 {
		p.presses("pgdown")
	}
	p.sees("so far").presses("G")
	_ = d.Index(t.Context())
	p.m.Grow(view.Answer{Doc: d})
	p.sees("line 65 of 65", "]\n}")
}

func TestWhatIsSearchedIsHighlighted(t *testing.T) {
	p := looks(t, 60, 12, two)
	p.m.Mark(marker("ola"))
	p.m.Reveal(9)
	if shown := p.m.View(60, 12); !strings.Contains(shown, p.m.theme.Found().Render("Ola")) {
		t.Errorf("it is not highlighted in\n%q", shown)
	}
	p.presses("2")
	p.m.Reveal(5)
	p.sees(".value[0].displayName")
}

type marker string

func (m marker) Marks(text string) (marks [][2]int) {
	if i := strings.Index(strings.ToLower(text), string(m)); i >= 0 {
		marks = append(marks, [2]int{i, i + len(m)})
	}
	return marks
}

func TestEveryKeyDoesSomethingOrSaysWhyNot(t *testing.T) {
	for _, k := range deeds.All() {
		for _, stroke := range k.Keys() {
			p := looks(t, 30, 8, two).presses("j", "j", "j", "j", "j")
			before := p.m.View(30, 8) + p.m.Where()
			p.presses(stroke)
			if after := p.m.View(30, 8) + p.m.Where(); after == before && len(p.wishes) == 0 && p.m.Why(k) == "" {
				t.Errorf("%s (%s) does nothing", stroke, k.Help().Desc)
			}
		}
	}
}

func TestAnySizeHolds(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {2, 2}, {5, 3}, {80, 24}, {120, 40}, {200, 60}, {0, 0}} {
		p := looks(t, size[0], size[1], two)
		for _, stroke := range []string{"G", "k", "h", "h", "2", "enter", "@", "i", "down", "enter", "shift+right", "E", "pgup"} {
			p.presses(stroke)
		}
	}
}
