package resultpane

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

func TestRowsAreShownAsATreeOrATable(t *testing.T) {
	u := look(t, 100, 20).gets(people(30)).Sees(`"displayName": "Person 0"`, "[Tree]", "Table")
	u.Presses("j", "j", "j", "j", "j", "j", "j", "T").Sees("[Table]", "row 2 of 30", "Person 29"[:6]).SeesNo(`"displayName"`)
	u.Presses("j", "enter").Sees("[Tree]", ".value[2] · line")
	u.Presses("T", "G", "T").Sees(".value[29] · line")
	u.Presses("T").Tell(kit.QueryStarted{ID: 8}, kit.QueryDone{ID: 8, Result: people(3)}).Sees("[Table]", "row 1 of 3") // the person likes tables
	u.Tell(kit.QueryStarted{ID: 9}, kit.QueryDone{ID: 9, Result: ok(`{"a":1}`)}).Sees("[Tree]").SeesNo("Table")
	if why := u.Pane.(kit.Keyed).Why(viewTree); why != "the answer has no rows for a table" {
		t.Error(why)
	}
}

func TestASearchGoesOverAllOfTheAnswer(t *testing.T) {
	u := look(t, 100, 20).gets(people(3000)).Presses("/").Types("person 299")
	u.Sees("/person 299", "1 of 11 lines", `"displayName": "Person 299"`)
	if !u.Pane.(kit.Editor).Editing() {
		t.Error("letters are not text")
	}
	u.Presses("enter", "n").Sees(`.value[2990].displayName`, "/person 299 2 of 11 lines")
	u.Presses("N", "N").Sees("11 of 11 lines, around the end", "Person 2999")
	u.Presses("T", "n").Sees("row 300 of 3,000").Presses("n").Sees("row 2,991 of 3,000")
	u.Presses("/").Types("nowhere").Sees("not found").Presses("esc").Sees("/person 299")
	u.Presses("esc").SeesNo("/person 299")
	if why := deeds.Why(u.Pane.(*Model), kit.Bind("n", "next hit")); why != "/ searches first" {
		t.Error(why)
	}
	u.Presses("/").Types("re:(").Sees("missing closing )").Presses("esc")
}

func TestASearchGoesOnWhileTheAnswerGrows(t *testing.T) {
	u := look(t, 100, 20)
	r := people(5)
	r.NextLink = next
	u.gets(r).Presses("/").Types("Person").Presses("enter").Sees("of 5 lines")
	u.Tell(kit.QueryStarted{ID: 7, Continues: true}, kit.QueryDone{ID: 7, Result: people(9)}).Sees("of 9 lines")
}

func TestAFilterIsTriedWhileItIsTypedAndRunWithEnter(t *testing.T) {
	u := look(t, 100, 20).gets(people(3000)).Presses(":").Types(".value[].displayName")
	u.Sees("of the first 200 rows", `"Person 0"`, "enter filters all of it").SeesNo(`"id"`)
	u.Presses("enter").Sees("jq .value[].displayName · 3,000 results · names are sorted · esc shows the answer again", "[Tree]", "Table")
	u.Presses("G").Sees(`"Person 2999"`).Presses("T").Sees("row 3,000 of 3,000", "value")
	u.Presses("y")
	if w := u.Wishes[0].(kit.Copy); w.What != "what the filter made of the answer" || !strings.HasPrefix(w.Text, "\"Person 0\"\n\"Person 1") {
		t.Errorf("copies %.80v", w)
	}
	u.Wishes = nil
	u.Presses("esc").Sees("Person 0").SeesNo("jq ")
	u.Presses("T", ":").Types(".value[").Sees("unexpected").Presses("esc").Sees(`"displayName": "Person 0"`)
	u.Presses(":").Types(`.value[].id|error("no")`).Presses("enter").Sees("jq .value[].id|error", "✗", "no").Presses("esc").SeesNo("✗")
}

func TestATrialOfAnotherAnswerIsDropped(t *testing.T) {
	u := look(t, 100, 20)
	u.gets(people(30)).Presses(":")
	m := u.Pane.(*Model)
	_, late := m.Update(kittest.Press("."))
	u.Presses("esc")
	u.gets(ok(`{"new":true}`)).Presses(":")
	m.Update(kittest.Press("."))
	u.Tell(late()).Sees(`"new": true`).SeesNo("Person")
}

func TestAFilterIsKeptWithTheSavedQuery(t *testing.T) {
	u := look(t, 100, 20)
	u.Tell(kit.QueryStarted{ID: 7, Look: library.Look{Filter: ".value|length"}}, kit.QueryDone{ID: 7, Result: people(4)})
	u.Sees("jq .value|length · 1 result", "4")
	u.Tell(kit.QueryStarted{ID: 8, Look: library.Look{Filter: ".value|length"}})
	so := *people(4)
	so.Body = so.Body[:40]
	u.Tell(kit.AnswerArrives{ID: 8, Result: &so}).SeesNo("jq ")
	u.Tell(kit.QueryDone{ID: 8, Result: people(4)}).Sees("jq .value|length · 1 result")
	u.Presses("esc", "ctrl+k").Wished(kit.KeepLook{Look: library.Look{}})
	u.Presses(":").Types(".value[0]").Presses("enter", "ctrl+k").Wished(kit.KeepLook{Look: library.Look{Filter: ".value[0]"}})
}

func TestColumnsAreKeptWithTheSavedQuery(t *testing.T) {
	u := look(t, 100, 20)
	kept := library.Look{Columns: []library.Column{{Path: "displayName", Width: 12}}}
	u.Tell(kit.QueryStarted{ID: 7, Look: kept}, kit.QueryDone{ID: 7, Result: people(4)})
	u.Presses("T").Sees("displayName", "Person 3", "row 1 of 4 · displayName")
	u.Presses(")").Wished(kit.KeepLook{Look: library.Look{Columns: []library.Column{{Path: "displayName", Width: 14}}}})
}

func TestWhatHasComeOfAnAnswerIsShownAtOnce(t *testing.T) {
	whole := people(500)
	body := whole.Body
	u := look(t, 100, 12)
	u.starts(7)
	so := func(n int) *graphquery.Result {
		r := *whole
		r.Body, r.Rows = body[:n:n], -1
		return &r
	}
	u.Tell(kit.AnswerArrives{ID: 7, Result: so(1000)}).Sees("arriving", "1.0 KB so far", `"displayName": "Person 0"`, "so far")
	u.Presses("j", "j", "j", "j").Tell(kit.AnswerArrives{ID: 7, Result: so(9000)}).Sees(".value[0].displayName", "9.0 KB so far")
	u.Tell(kit.AnswerArrives{ID: 6, Result: ok(`"of another run"`)}).SeesNo("another run")
	u.ends(whole, nil).Sees(".value[0].displayName · line 5 of 2,004").SeesNo("so far", "arriving").Presses("G").Sees("line 2,004 of")
}

func TestAnAnswerThatBreaksOffShowsWhatCame(t *testing.T) {
	u := look(t, 100, 12)
	u.starts(7)
	r := ok(`{"a":[1,2,3,`)
	u.Tell(kit.AnswerArrives{ID: 7, Result: r})
	broken := *r
	broken.Partial = "the connection broke after 12 B"
	u.ends(&broken, errUnreachable).Sees("PARTIAL: the connection broke", `  "a": [`)
	u = look(t, 100, 12)
	u.starts(7)
	u.Tell(kit.AnswerArrives{ID: 7, Result: r})
	u.refused().Sees("Authorization_RequestDenied").SeesNo(`"a": [`)
}

func TestOtherToolsTakeTheQuery(t *testing.T) {
	u := look(t, 100, 20)
	u.Tell(kit.EnvironmentOpened{Environment: auth.Environment{Name: "fabrikam"}, Cloud: auth.Cloud{Graph: "https://graph.microsoft.com"}})
	u.gets(people(3)).Presses("c")
	menu, is := u.Wishes[0].(kit.Choice)
	if !is {
		t.Fatalf("wished %v", u.Wishes)
	}
	u.Wishes = nil
	seen := map[string]string{}
	for _, item := range menu.Items {
		u.Tell(item.Wish)
		copied, is := u.Wishes[0].(kit.Copy)
		if !is || len(u.Wishes) != 1 {
			t.Fatalf("%s: wished %v", item.Label, u.Wishes)
		}
		if seen[item.Key] != "" {
			t.Errorf("%s and %s have one key", item.Label, seen[item.Key])
		}
		seen[item.Key] = copied.Text
		u.Wishes = nil
	}
	for key, want := range map[string]string{"u": "curl", "s": "Invoke-MgGraphRequest", "g": "graphguest query", "y": `{"value":[`} {
		if !strings.Contains(seen[key], want) {
			t.Errorf("%s copies %q", key, seen[key])
		}
	}
	if strings.Contains(seen["u"], "Bearer ") && !strings.Contains(seen["u"], "$TOKEN") {
		t.Errorf("curl has %s", seen["u"])
	}
	other := New(kit.NewTheme(true))
	if _, cmd := other.Update(wanted{by: u.Pane.(*Model)}); cmd != nil {
		t.Error("another pane copies")
	}
}

func TestWhatIsShownIsExported(t *testing.T) {
	u := look(t, 100, 20).gets(people(3)).Presses("X")
	w := u.Wishes[0].(kit.ExportAnswer)
	if w.What != "the answer" || string(w.Parts[0]) != string(people(3).Body) || w.Sequence {
		t.Errorf("wished %s", w.Parts)
	}
	u.Wishes = nil
	u.Presses("T", "space", "X")
	if w := u.Wishes[0].(kit.ExportAnswer); w.What != "1 rows of the table" || !strings.Contains(string(w.Parts[0]), "Person 0") || strings.Contains(string(w.Parts[0]), "Person 1") {
		t.Errorf("wished %s: %s", w.What, w.Parts)
	}
	u.Wishes = nil
	u.Presses("T", ":").Types(".value[].id").Presses("enter", "X")
	if w := u.Wishes[0].(kit.ExportAnswer); !w.Sequence || !strings.Contains(string(w.Parts[0]), "2") {
		t.Errorf("wished %s", w.Parts)
	}
}

func TestAnAnswerOfBeforeComesBack(t *testing.T) {
	u := look(t, 100, 20).gets(people(3)).Presses("{", "}", "=").Wished(kit.OlderAnswer{}, kit.NewerAnswer{}, kit.CompareAnswers{})
	u.Tell(kit.AnswerRecalled{Result: ok(`{"old":true}`), Query: graphquery.Query{Path: "/old"}, From: "/users", Position: "1 of 2", At: noon.Add(-time.Hour)})
	u.Sees(`"old": true`, "1 of 2", "← /users").Presses("backspace").Wished(kit.Back{})
	u.Tell(kit.Tick{Now: noon}).Sees(`"old": true`)
}

func TestAnAnswerThatComesBackIsWhereItWas(t *testing.T) {
	one, two := people(30), people(5)
	one.ClientRequestID, two.ClientRequestID = "c-1", "c-2"
	u := look(t, 100, 20)
	u.gets(one).Presses("T", "j", "j", "j", "enter").Sees(".value[3] · line")
	u.gets(two).Sees("row 1 of 5") // as the person likes rows
	u.Tell(kit.AnswerRecalled{Result: one, Query: graphquery.Query{Path: "/me"}, Position: "1 of 2"}).Sees("[Tree]", ".value[3] · line")
	u.Tell(kit.EnvironmentOpened{}, kit.AnswerRecalled{Result: one, Query: graphquery.Query{Path: "/me"}}).SeesNo(".value[3]")
}

func TestASearchFindsWhatIsIndexedLater(t *testing.T) {
	whole := people(3000).Body
	r := people(3000)
	r.Body = whole[:40_000:40_000]
	cut := strings.LastIndex(string(r.Body), ",") + 1
	r.Body, r.More = whole[:cut:cut], [][]byte{whole[cut:]}
	u := look(t, 100, 20)
	u.starts(7)
	m := u.Pane.(*Model)
	_, index := m.Update(kit.QueryDone{ID: 7, Result: r})
	u.Presses("/").Types("Person 2999")
	u.SeesNo("not found")
	u.Tell(index()).Sees("1 of 1 line", `"displayName": "Person 2999"`)
}

func TestWhoGoesOnIsNotTakenElsewhereLater(t *testing.T) {
	one, two := people(30), people(5)
	one.ClientRequestID, two.ClientRequestID = "c-1", "c-2"
	recalled := kit.AnswerRecalled{Result: one, Query: graphquery.Query{Path: "/me"}, Position: "1 of 2"}
	for name, goesOn := range map[string]tea.Msg{"key": kittest.Press("j"), "wheel": tea.MouseWheelMsg{Button: tea.MouseWheelDown}} {
		t.Run(name, func(t *testing.T) {
			u := look(t, 100, 20)
			u.gets(one).Presses("T", "G")
			u.gets(two).Presses("T")
			_, index := u.Pane.(*Model).Update(recalled)
			before, _, _ := strings.Cut(u.Tell(goesOn).SeesNo("line 1 of").Screen(), " of ")
			if now, _, _ := strings.Cut(u.Tell(index()).Screen(), " of "); now != before {
				t.Errorf("%s\nwas\n%s", now, before)
			}
		})
	}
	whole := people(3000).Body
	r := people(3000)
	cut := strings.LastIndex(string(whole[:40_000]), ",") + 1
	r.Body, r.More = whole[:cut:cut], [][]byte{whole[cut:]}
	u := look(t, 100, 20)
	u.starts(7)
	_, index := u.Pane.(*Model).Update(kit.QueryDone{ID: 7, Result: r})
	u.Presses("/").Types("Person 2999").Presses("enter", "j")
	u.Tell(index()).Sees("1 line").SeesNo(`"displayName": "Person 2999"`)
	u.Presses("n").Sees(`"displayName": "Person 2999"`)
}

func TestALongFilterLeavesRoomForItsWayOut(t *testing.T) {
	u := look(t, 78, 20)
	u.gets(people(3)).Presses(":").Types(".value[]|select(.id>0)|.displayName|ascii_downcase").Presses("enter")
	u.Sees("jq .value[]|", "… · 2 results · names are sorted · esc shows the answer again")
}

func TestASearchGoesOverWhatAFilterMakes(t *testing.T) {
	u := look(t, 100, 20)
	u.gets(people(3000)).Presses("/").Types("Person 299").Presses("enter").Sees("11 lines")
	u.Presses(":").Types(".value[]|select(.id<2995)|.displayName").Presses("enter").Sees("2,995 results", "/Person 299", "6 lines")
	u.Presses("esc", "n").Sees("11 lines")
}

func TestARunThatEndsWhileAnOlderAnswerIsShownIsDropped(t *testing.T) {
	u := look(t, 100, 20)
	u.gets(people(3))
	u.starts(8)
	u.Tell(kit.AnswerRecalled{Result: ok(`{"old":true}`), Query: graphquery.Query{Path: "/old"}, Position: "1 of 2"})
	u.Tell(kit.QueryDone{ID: 8, Result: ok(`{"new":true}`)}).SeesNo("new")
}
