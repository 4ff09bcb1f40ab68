package resultpane

import (
	"context"
	"errors"
	"strings"
	"testing"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

func TestWithoutAnAnswerItSaysWhatToPress(t *testing.T) {
	for _, s := range kittest.Sizes {
		look(t, s.W, s.H).Sees("Answer", "No answer yet.", "press enter.", "f1 shows every key.")
	}
}

func TestAnAnswerIsColouredJSONUnderItsStatus(t *testing.T) {
	for _, s := range kittest.Sizes {
		r := ok(`{"displayName":"Janet","age":7,"mail":null,"on":true}`)
		r.Rows, r.Count = 25, 2400
		look(t, s.W, s.H).gets(r).
			Sees("200 OK · 132 ms · 53 B · 25 rows of 2,400 · request-id 7f3c9a10…", `  "displayName": "Janet",`, `  "age": 7,`, "line 1 of 6", "[Tree]")
	}
}

func TestRowsSayWhetherThereAreMore(t *testing.T) {
	r := people(1)
	look(t, 80, 24).gets(r).Sees(" 1 row ")
	r.NextLink = "https://graph.microsoft.com/v1.0/users?$skiptoken=x"
	look(t, 80, 24).gets(r).Sees("1 row and more")
	look(t, 80, 24).gets(ok("{}")).SeesNo("row")
}

func TestWhatIsNoJSON(t *testing.T) {
	look(t, 80, 24).gets(typed("text/csv", "id,name\n1,Janet\n")).Sees("id,name\n1,Janet")
	look(t, 80, 24).gets(typed("text/plain", "2400")).Sees("2400")
	look(t, 80, 24).gets(typed("image/jpeg", "\xff\xd8\xff")).Sees("a JPEG image, 3 B, sent as image/jpeg", "S saves it to a file").Presses(".").Sees("ff d8 ff")
	look(t, 80, 24).gets(typed("", "\x00\x01")).Sees("A binary answer: 2 B, sent without a type.", "00 01", "··")
	look(t, 80, 24).gets(typed("application/json", "")).Sees("The answer has no body.")
	look(t, 80, 24).gets(typed("text/plain", `[1]`)).Sees("[\n  1\n]")
}

func TestBrokenJSONIsShownRawFromTheFaultOn(t *testing.T) {
	for _, s := range kittest.Sizes {
		look(t, s.W, s.H).gets(ok(`{"a":1,"b":oops}`)).
			Sees(`  "a": 1,`, "oops}", "! not JSON from line 4 on")
	}
	u := look(t, 80, 5).gets(ok(`{"a":1,"b":[1,2,3,4,5,6`)).Presses("G")
	u.Sees("not JSON from line 9, column 6 on: the text ends", "    6")
}

func TestTheAnswerOfAnotherRunNeverLands(t *testing.T) {
	u := look(t, 80, 24).Tell(kit.QueryStarted{ID: 1, At: noon}).Tell(kit.QueryStarted{ID: 2, At: noon})
	u.Tell(kit.QueryDone{ID: 1, Result: ok(`"old"`)}).SeesNo("old")
	u.Tell(kit.QueryDone{ID: 2, Result: ok(`"new"`)}).Sees("new")
	u.Tell(kit.QueryDone{ID: 2, Err: context.Canceled}).Sees("new")
}

func TestAnotherEnvironmentTakesEverythingAway(t *testing.T) {
	u := look(t, 80, 24).gets(ok(`"secret of fabrikam"`)).Tell(kit.EnvironmentOpened{})
	u.SeesNo("fabrikam").SeesNo("7f3c").Sees("No answer yet.")
	u.Tell(kit.QueryStarted{ID: 9, At: noon}).Tell(kit.EnvironmentOpened{}).Tell(kit.QueryDone{ID: 9, Result: ok(`"late"`)}).
		SeesNo("late").Sees("No answer yet.")
	if u.Pane.(*Model).doc != nil || len(u.Pane.(*Model).Keys()) > 0 {
		t.Error("the old document is still held")
	}
}

func TestAViewerNeedsNoRun(t *testing.T) {
	u := look(t, 80, 24).Tell(kit.QueryDone{Result: &graphquery.Result{Body: []byte(`{"a":1}`), Count: -1, Rows: -1}})
	u.Sees(`"a": 1`, "7 B").SeesNo("200").SeesNo("0 ms")
}

func TestAnyCornerOfAnySizeHolds(t *testing.T) {
	for _, s := range []struct{ w, h int }{{0, 0}, {0, 5}, {5, 0}, {1, 1}, {10, 3}, {3, 10}, {-1, -1}} {
		u := look(t, s.w, s.h)
		rows := func() {
			t.Helper()
			if got := strings.Count(u.Pane.(*Model).View(s.w, s.h), "\n") + 1; got != max(s.h, 1) {
				t.Errorf("%d rows in %d×%d", got, s.w, s.h)
			}
		}
		for _, r := range []*graphquery.Result{ok(`{"a":oops}`), people(50), typed("image/png", "x"), typed("text/plain", "山田太郎")} {
			u.Pane.(*Model).Update(kit.QueryStarted{ID: 1})
			rows()
			_, cmd := u.Pane.(*Model).Update(kit.QueryDone{ID: 1, Result: r})
			rows()
			if cmd != nil {
				u.Pane.(*Model).Update(cmd())
			}
			for _, k := range u.Pane.(*Model).Keys() {
				u.Pane.(*Model).Update(kittest.Press(k.Keys()[0]))
				rows()
			}
		}
		u.Pane.(*Model).Update(kit.QueryStarted{ID: 2})
		u.Pane.(*Model).Update(kit.QueryDone{ID: 2, Err: errors.New("a long story about a short thing")})
		rows()
	}
}
