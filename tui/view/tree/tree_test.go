package tree

import (
	"strings"
	"testing"

	"graphguest/graphquery"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/view"
)

const two = `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[
 {"id":"a1","displayName":"Ola","manager":{"@odata.type":"#microsoft.graph.group","id":"g1","tags":[1,2,{"x":[]}]}},
 {"id":"b2","displayName":"Bo","roleTemplateId":"62e90394-69f5-4237-9190-012177145e10"}],
 "@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=x","webUrl":"https://evil.example/"}`

func TestTheCursorFoldsAndUnfolds(t *testing.T) {
	p := looks(t, 80, 30, two).Sees(`"displayName": "Ola",`, ". · line 1 of 27")
	p.Presses("j", "j").Sees(".value · line 3 of").Presses("h").Sees(`"value": [ 2 items ] [{"id":"a1"`).SeesNo(`"displayName": "Ola",`)
	p.Presses("j").Sees(`."@odata.nextLink" · line`).Presses("k", "enter").Sees(`"displayName": "Ola",`)
	p.Presses("l").Sees(".value[0] · line 4").Presses("h").Sees("{ 3 members }").Presses("h").Sees(".value · line 3")
	p.Presses("j", "l", "l").Sees(".value[0].id")
}

func TestLevelsFoldTheWholeDocument(t *testing.T) {
	p := looks(t, 80, 30, two).Presses("2").SeesNo(`"displayName": "Ola",`).Sees("{ 3 members }")
	if w := p.Wishes[0].(kit.Say); w.Text != "folded from level 2 on: 9 lines are left" {
		t.Errorf("it says %q", w.Text)
	}
	p.Presses("j", "j", "j", "enter").Sees(`"displayName": "Ola",`, `"manager": { 3 members }`)
	p.Presses("C").Sees(`"value": [ 2 items ]`).Presses("E").Sees(`"x": []`)
	p.Presses("3", "0").Sees(`"x": []`)
}

func TestSiblingsAreJumpedTo(t *testing.T) {
	p := looks(t, 80, 30, two).Presses("j", "j", "j", "J").Sees(".value[1] · line").Presses("K").Sees(".value[0] · line")
	if why := p.M.Why(kit.Bind("K", "sibling before")); why != "there is no further one beside it" {
		t.Errorf("why not: %q", why)
	}
}

func TestAKeyIsFoundByAFewLetters(t *testing.T) {
	p := looks(t, 80, 30, two).Presses("2", "@").Types("rti").Sees("roleTemplateId  1×", "go to key: rti")
	if !p.M.Editing() {
		t.Error("keys are not its own")
	}
	p.Presses("enter").Sees(".value[1].roleTemplateId · line")
	p.Presses("g", "@").Types("nothinglikethis").Sees("no key is called so").Presses("esc").Sees(". · line 1")
	p.Presses("@").Types("displayname").Presses("enter").Sees(".value[0].displayName").Presses("@").Types("displayname").Presses("enter").Sees(".value[1].displayName")
}

func TestWhatValuesMeanIsSaidBesideThem(t *testing.T) {
	looks(t, 100, 12, `{"a":"2026-11-20T12:00:00Z","b":"62e90394-69f5-4237-9190-012177145e10","c":"jan_contoso.com#EXT#@fabrikam.onmicrosoft.com","d":"plain"}`).
		Sees("20 Nov 2026 12:00, 3 days ago", "role: Global Administrator", "guest from contoso.com")
	looks(t, 40, 12, `{"a":"2026-11-20T12:00:00Z"}`).SeesNo("3 days ago")
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
			p.Presses("@").Types(k[1:]).Presses("enter")
		}
		p.Wishes = nil
		p.Presses("L")
		switch {
		case want == "" && len(p.Wishes) > 0:
			t.Errorf("%s leads to %v", keys, p.Wishes)
		case want != "" && (len(p.Wishes) != 1 || p.Wishes[0] != kit.FollowLink{URL: want}):
			t.Errorf("%s leads to %v, want %s (%s)", keys, p.Wishes, want, p.M.whyNoLink())
		}
	}
	p := looks(t, 80, 30, `{"@odata.nextLink":"https://evil.example/v1.0/users"}`).Presses("j")
	if why := p.M.whyNoLink(); why != "it leads to evil.example, which is not this Graph" {
		t.Errorf("why not: %q", why)
	}
}

func TestTheLineCanBeCopiedInParts(t *testing.T) {
	p := looks(t, 80, 30, `{"value":[{"a b/c":"x\u00e9\n","n":12345678901234567890}]}`).Presses("j", "j", "j")
	want := map[string]string{"v": "xé\n", "k": "a b/c", "j": `.value[0]."a b/c"`, "p": "/value/0/a b~1c", "n": `"x\u00e9\n"`}
	for _, c := range p.M.Copies() {
		if text, err := c.Text(); err != nil || text != want[c.Key] {
			t.Errorf("%s is %q, %v, want %q", c.What, text, err, want[c.Key])
		}
	}
	p.Presses("j")
	if text, _ := p.M.Copies()[0].Text(); text != "12345678901234567890" {
		t.Errorf("a number is %s", text)
	}
	p.Presses("k", "k")
	if text, _ := p.M.Copies()[0].Text(); text != `{"a b/c":"x\u00e9\n","n":12345678901234567890}` {
		t.Errorf("an object is %s", text)
	}
}

func TestLongLinesGoOnSideways(t *testing.T) {
	p := looks(t, 20, 5, `["`+strings.Repeat("0123456789", 4)+`"]`).Sees(`  "0123456789012345…`)
	p.Presses("shift+right").Sees("5678901234567890123…").Presses("shift+left").Sees(`  "0123456789012345…`)
}

func TestAValueThatIsGoneIsMarkedInWords(t *testing.T) {
	p := looks(t, 60, 10, "null")
	p.M.Show(view.Answer{Doc: doc(t, `{"value":[{"@removed":{"reason":"deleted"}}]}`), Result: &graphquery.Result{Removed: 1}})
	p.Sees(`"@removed": {  ✗ removed`)
}

func TestADocumentGrowsBelowTheCursor(t *testing.T) {
	row := `{"id":"x","displayName":"Ola"},`
	whole := `{"value":[` + strings.Repeat(row, 500) + `{}]}`
	d := jsondoc.NewOpen([]byte(whole)[:600])
	_ = d.Index(t.Context())
	p := kittest.Before(t, New(kit.NewTheme(true)), 60, 10)
	p.M.Show(view.Answer{Doc: d})
	p.Presses("j", "j", "h", "j", "j", "j").Sees(".value[1].displayName", "so far")
	line := p.M.Line()
	for at := 1000; at < len(whole); at += 3000 {
		d = d.GrownOpen([]byte(whole)[:at])
		p.M.Grow(view.Answer{Doc: d})
		p.Screen()
		_ = d.Index(t.Context())
		p.M.Grow(view.Answer{Doc: d})
		if p.M.Line() != line {
			t.Fatalf("the cursor went from %d to %d", line, p.M.Line())
		}
	}
	d = d.Grown([]byte(whole))
	_ = d.Index(t.Context())
	p.M.Grow(view.Answer{Doc: d})
	p.Sees(".value[1].displayName").SeesNo("so far").Presses("G").Sees("line 2,005 of 2,005")
}

func TestBeforeTheIndexHasRunEveryLineCanBeReached(t *testing.T) {
	p := kittest.Before(t, New(kit.NewTheme(true)), 60, 10)
	d := jsondoc.New([]byte(`{"value":[` + strings.Repeat(`{"id":"x"},`, 20) + `{}]}`))
	p.M.Show(view.Answer{Doc: d})
	for range 9 {
		p.Presses("pgdown")
	}
	p.Sees("so far").Presses("G")
	_ = d.Index(t.Context())
	p.M.Grow(view.Answer{Doc: d})
	p.Sees("line 65 of 65", "]\n}")
}

func TestWhatIsSearchedIsHighlighted(t *testing.T) {
	p := looks(t, 60, 12, two)
	p.M.Mark(marker("ola"))
	p.M.Reveal(9)
	if shown := p.M.View(60, 12); !strings.Contains(shown, p.M.theme.Found().Render("Ola")) {
		t.Errorf("it is not highlighted in\n%q", shown)
	}
	p.Presses("2")
	p.M.Reveal(5)
	p.Sees(".value[0].displayName")
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
			p := looks(t, 30, 8, two).Presses("j", "j", "j", "j", "j")
			before := p.M.View(30, 8) + p.M.Where()
			p.Presses(stroke)
			if after := p.M.View(30, 8) + p.M.Where(); after == before && len(p.Wishes) == 0 && p.M.Why(k) == "" {
				t.Errorf("%s (%s) does nothing", stroke, k.Help().Desc)
			}
		}
	}
}

func TestAnySizeHolds(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {2, 2}, {5, 3}, {80, 24}, {120, 40}, {200, 60}, {0, 0}} {
		p := looks(t, size[0], size[1], two)
		for _, stroke := range []string{"G", "k", "h", "h", "2", "enter", "@", "i", "down", "enter", "shift+right", "E", "pgup"} {
			p.Presses(stroke)
		}
	}
}
