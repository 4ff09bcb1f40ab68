package library

import (
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"graphguest/graphquery"
)

const (
	fabrikam = "46d2aaaa-0000-4000-8000-000000003f58"
	contoso  = "c0ffee00-0000-4000-8000-000000000001"
	linkA    = "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=AAA-_.&x='\"<>"
	linkB    = "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=BBB"
)

func mustKeep(t *testing.T, l Library, name, tenant, link string) Saved {
	t.Helper()
	s, err := l.Find(name)
	if err == nil {
		err = l.KeepDelta(s, tenant, link)
	}
	if err == nil {
		s, err = l.Find(name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestADeltaLinkIsKeptByTenantAndForgotten(t *testing.T) {
	const before = "### Changes\r\n# @name changes\r\n# of people\r\nGET {{graph}}/v1.0/users/delta\r\nPrefer: odata.maxpagesize=50\r\n\r\n### Me\r\nGET {{graph}}/v1.0/me\r\n"
	l := shelf(t, map[string]string{own + "changes.http": before})
	link := strings.ReplaceAll(linkA, `"`, "%22")
	if s := mustKeep(t, l, "changes", strings.ToUpper(fabrikam), link); s.DeltaLinks[fabrikam] != link || len(s.DeltaLinks) != 1 || s.Query.Path != "/users/delta" {
		t.Errorf("%+v", s)
	}
	if s := mustKeep(t, l, "changes", contoso, linkB); s.DeltaLinks[fabrikam] != link || s.DeltaLinks[contoso] != linkB {
		t.Errorf("%q", s.DeltaLinks)
	}
	file := filepath.Join(l.Dir, "changes.http")
	want := `# @gx {"deltaLink":{"` + fabrikam + `":"` + link + `","` + contoso + `":"` + linkB + "\"}}\r\n"
	if got := read(t, file); got != strings.Replace(before, "GET {{graph}}/v1.0/users", want+"GET {{graph}}/v1.0/users", 1) {
		t.Errorf("the file is\n%s", got)
	}
	mustKeep(t, l, "changes", contoso, linkA[:60])
	mustKeep(t, l, "changes", contoso, "")
	if s := mustKeep(t, l, "changes", fabrikam, ""); len(s.DeltaLinks) != 0 || read(t, file) != before {
		t.Errorf("forgotten, and there is still %q:\n%s", s.DeltaLinks, read(t, file))
	}
}

func TestALinkIsGoodForTheQuestionItWasKeptForAlone(t *testing.T) {
	const link = "https://graph.microsoft.com/v1.0/groups/a%20b/members/delta?$deltatoken=A"
	saved := func(path string) Saved {
		return Saved{Query: graphquery.Query{Path: path}, DeltaLinks: map[string]string{fabrikam: link}}
	}
	for _, tt := range []struct {
		saved, asked string
		good         bool
	}{
		{"/me/drive/root/delta", "/me/drive/root/delta", true}, // Graph may call it otherwise in its link
		{"/groups/{{group}}/members/delta", "/groups/a b/members/delta", true},
		{"/groups/{{group}}/members/delta", "/groups/c/members/delta", false},
		{"/groups/{{group}}/members/delta?$select=id", "/groups/a b/members/delta?$select=id", true},
		{"/groups/delta?$filter=id eq '{{id}}'", "/groups/delta?$filter=id eq '1'", false},
	} {
		got := saved(tt.saved).ChangesFrom(strings.ToUpper(fabrikam), graphquery.Query{Path: tt.asked})
		if want := map[bool]string{true: link}[tt.good]; got != want {
			t.Errorf("%s as %s goes on from %q", tt.saved, tt.asked, got)
		}
		if got := saved(tt.saved).ChangesFrom(contoso, graphquery.Query{Path: tt.asked}); got != "" {
			t.Errorf("in another tenant it goes on from %q", got)
		}
	}
}

func TestWhatElseStandsInTheLineStaysByteForByte(t *testing.T) {
	set := `"deltaLink":{"` + fabrikam + `":"` + linkB + `"}`
	for _, tt := range []struct{ extra, with, without string }{
		{"", "{" + set + "}", ""},
		{"{}", "{" + set + "}", ""},
		{`{"dependsOn":["a"]}`, `{"dependsOn":["a"],` + set + `}`, `{"dependsOn":["a"]}`},
		{`{ "\u0061" : 1.50 , "b":{"c": [ ] } }`, `{ "\u0061" : 1.50 , "b":{"c": [ ] },` + set + ` }`, `{ "\u0061" : 1.50 , "b":{"c": [ ] } }`},
		{`{"deltaLink":5, "z":0}`, `{` + set + `, "z":0}`, `{"z":0}`},
		{`{"a":1, "deltaLink" : {"` + strings.ToUpper(fabrikam) + `":"` + linkA[:50] + `"} }`, `{"a":1, "deltaLink" : {"` + fabrikam + `":"` + linkB + `"} }`, `{"a":1 }`},
	} {
		got, err := withDelta(tt.extra, fabrikam, linkB)
		if want := tt.with; err != nil || got != want {
			t.Errorf("%s with a link is\n%s, want\n%s (%v)", tt.extra, got, want, err)
		}
		if got, err := withDelta(got, fabrikam, ""); err != nil || got != tt.without {
			t.Errorf("%s without it again is %s, want %s (%v)", tt.extra, got, tt.without, err)
		}
	}
	for _, extra := range []string{"[]", "{", `{"a":1} {"b":2}`, "text", `{"a"}`} {
		if got, err := withDelta(extra, fabrikam, linkB); err == nil {
			t.Errorf("%s became %s", extra, got)
		}
		if links := deltaLinks(extra); links != nil {
			t.Errorf("%s holds %v", extra, links)
		}
	}
}

func TestLinksThatAreNoneAreNotKept(t *testing.T) {
	l := shelf(t, map[string]string{own + "q.http": "### q\nGET /users/delta\n"})
	before := read(t, filepath.Join(l.Dir, "q.http"))
	for _, tt := range []struct{ name, tenant, link string }{
		{"q", "fabrikam.com", linkB}, {"q", "", linkB}, {"q", fabrikam + "0", linkB}, {"q", fabrikam, "http://graph.microsoft.com/x"},
		{"q", fabrikam, "https://graph.microsoft.com/x\nGET /me"}, {"q", fabrikam, "https://a:b@graph.microsoft.com/x"}, {"q", fabrikam, "/users/delta"}, {"none", fabrikam, linkB},
	} {
		asked := Saved{Name: tt.name, Query: graphquery.Query{Path: "/users/delta"}}
		if err := l.KeepDelta(asked, tt.tenant, tt.link); err == nil || read(t, filepath.Join(l.Dir, "q.http")) != before {
			t.Errorf("%q was kept (%v)", tt, err)
		}
	}
}

// A run takes its time, and another window may save meanwhile.
func TestALinkOfAnotherQuestionIsNotKept(t *testing.T) {
	l := shelf(t, map[string]string{own + "q.http": "### q\nGET /users/delta?$select=id\n"})
	for _, asked := range []graphquery.Query{{Path: "/users/delta"}, {Path: "/users/delta?$select=id", Version: "beta"}} {
		if err := l.KeepDelta(Saved{Name: "q", Query: asked}, fabrikam, linkB); err == nil || !strings.Contains(err.Error(), `"q" was changed meanwhile: run it again`) {
			t.Errorf("%v: %v", asked, err)
		}
	}
	if err := l.KeepDelta(Saved{Name: "q", Query: graphquery.Query{Path: "/users/delta?$select=id"}}, fabrikam, linkB); err != nil {
		t.Error(err)
	}
}

func TestAQueryThatBecomesAnotherLosesItsDeltaLinks(t *testing.T) {
	l := shelf(t, map[string]string{own + "q.http": "### q\n# @gx {\"dependsOn\":[\"a\"]}\nGET /users/delta\n"})
	s := mustKeep(t, l, "q", fabrikam, linkB)
	s.Description = "what changed"
	s, err := l.Save(s)
	if err != nil || s.DeltaLinks[fabrikam] != linkB {
		t.Fatalf("with a description: %v, %v", s.DeltaLinks, err)
	}
	s.Query.Path = "/groups/delta"
	s, err = l.Save(s)
	if err != nil || len(s.DeltaLinks) != 0 || !strings.Contains(read(t, s.File), `# @gx {"dependsOn":["a"]}`) {
		t.Errorf("asking for something else: %v, %v\n%s", s.DeltaLinks, err, read(t, s.File))
	}
}

func TestACopyOfAQueryHasNoDeltaLinks(t *testing.T) {
	l := shelf(t, map[string]string{own + "q.http": "### q\nGET /users/delta\n"})
	s := mustKeep(t, l, "q", fabrikam, linkB)
	s.Name, s.Title = "", "a copy"
	if s, err := l.Save(s); err != nil || len(s.DeltaLinks) != 0 || strings.Contains(read(t, s.File), "deltatoken") {
		t.Errorf("%v, %v", s, err)
	}
}

func TestDeltaLinksOfTwoWindowsAreBothKept(t *testing.T) {
	l := shelf(t, map[string]string{own + "q.http": "### q\nGET /users/delta\n### r\nGET /groups/delta\n"})
	mustKeep(t, l, "q", fabrikam, linkB)
	if _, err := l.Save(Saved{Name: "r", Title: "r", Query: graphquery.Query{Path: "/me"}}); err != nil { // another window
		t.Fatal(err)
	}
	mustKeep(t, l, "q", contoso, linkB)
	q, _ := l.Find("q")
	r, _ := l.Find("r")
	if want := map[string]string{fabrikam: linkB, contoso: linkB}; !maps.Equal(q.DeltaLinks, want) || r.Query.Path != "/me" {
		t.Errorf("%v, %s", q.DeltaLinks, r.Query.Path)
	}
}

func FuzzALineKeepsItsOtherMembers(f *testing.F) {
	for _, seed := range []string{`{}`, `{"a":1}`, `{"deltaLink":{}}`, `{ "a" : "\"}" , "deltaLink" : null, "b":[{}] }`, ``} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, extra string) {
		with, err := withDelta(extra, fabrikam, linkB)
		if err != nil {
			return
		}
		if links := deltaLinks(with); links[fabrikam] != linkB {
			t.Errorf("%q became %q, which holds %v", extra, with, links)
		}
		before, _ := members(extra)
		after, err := members(with)
		if err != nil {
			t.Fatalf("%q became %q: %v", extra, with, err)
		}
		var kept []string
		for i, all := range [][]member{before, after} {
			text := []string{extra, with}[i]
			kept = append(kept, "")
			for _, m := range all {
				if m.name != deltaMember {
					kept[i] += fmt.Sprintf("%s,", text[m.from:m.to])
				}
			}
		}
		if kept[0] != kept[1] {
			t.Errorf("%q became %q", extra, with)
		}
	})
}
