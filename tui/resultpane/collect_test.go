package resultpane

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

func TestFurtherPagesAreOfferedAndAskedFor(t *testing.T) {
	u := look(t, 80, 24)
	u.hasPages(1, 2400).Sees("2 rows of 2,400", "there are more pages: p next page · A all pages")
	u.Presses("p", "A").Wished(kit.NextPage{}, kit.AllPages{})
	u.Tell(kit.Focused{}).Sees("alt+p next page · alt+a all pages")
	u.gets(people(3)).SeesNo("more pages").Presses("p", "A").Wished()
	if why := u.Pane.(kit.Keyed).Why(nextPage); why != "there is no further page" {
		t.Error(why)
	}
}

func TestRowsStayInSightAndMoveWhileTheOthersCome(t *testing.T) {
	u := look(t, 80, 10)
	r := people(500)
	r.NextLink = next
	u.gets(r).Presses("pgdown")
	before := first(u.User)
	u.Tell(kit.QueryStarted{ID: 7, At: noon, Continues: true})
	if first(u.User) != before {
		t.Errorf("the screen moved to %q", first(u.User))
	}
	u.Tell(kit.Tick{Now: noon.Add(time.Second)}).Sees("collecting · 1 s", "Person").Presses("g").Sees(`"Person 0"`)
	u.Presses("p", "A").Wished()
	if why := u.Pane.(kit.Keyed).Why(allPages); why != "pages are being fetched: esc stops" {
		t.Error(why)
	}
}

func TestHowFarItIsAndHowLongItTakes(t *testing.T) {
	u := look(t, 100, 24)
	u.hasPages(1, 2402)
	u.collects(11, 4).Sees("collecting · 4 s · 22 rows of 2,402 · 11 pages",
		"22 rows of 2,402 · 7m56s left · esc stops and keeps it · 5 rows/s · 441 KB · 11 pages")
	u.Tell(kit.RunProgress{ID: 6, Progress: graphquery.Progress{Pages: 99}}).SeesNo("99")
	u.Tell(kit.RunProgress{ID: 7, Bytes: 9000}).Sees("5 rows/s · 449 KB · 11 pages")
	u = look(t, 100, 24)
	u.hasPages(1, -1)
	u.collects(11, 0).Sees("22 rows · esc stops and keeps it · 441 KB · 11 pages").SeesNo("left", "rows/s", "22 rows of")
}

func TestAPauseCountsDown(t *testing.T) {
	u := look(t, 80, 24)
	u.hasPages(1, 2400)
	u.collects(3, 1)
	u.pauses(12).Sees("Graph asked to wait 12 s (429): 12 s left · esc stops")
	u.Tell(kit.Tick{Now: noon.Add(4 * time.Second)}).Sees("(429): 9 s left")
	u.Tell(kit.Tick{Now: noon.Add(time.Minute)}).Sees("(429): 0 s left")
	u.Tell(kit.RunWaiting{ID: 7}).Sees("6 rows of 2,400").SeesNo("429")

	u = look(t, 80, 24) // before there is any answer
	u.starts(7)
	u.pauses(12).Sees("0 s · Graph asked to wait 12 s (429): 12 s left", "esc cancels")
	u.Tell(kit.RunWaiting{ID: 6}).Sees("429").Tell(kit.RunWaiting{ID: 7}).Sees("0 s · nothing has come yet")
	u.pauses(5)
	u.ends(people(2), nil).SeesNo("asked to wait")
}

func TestPagesAreAddedWhereThePersonIs(t *testing.T) {
	for _, ahead := range []bool{true, false} {
		for down := range 8 {
			u := look(t, 80, 6)
			r := firstPage(ahead)
			u.Tell(kit.QueryStarted{ID: 1, At: noon, Query: r.Query}, kit.QueryDone{ID: 1, Result: r})
			for range down {
				u.Presses("j")
			}
			before := first(u.User)
			u.Tell(kit.QueryStarted{ID: 7, At: noon, Continues: true}).Tell(kit.QueryDone{ID: 7, Result: collected(3, -1, "")})
			if got := first(u.User); strings.TrimSuffix(got, ",") != strings.TrimSuffix(before, ",") && !strings.Contains(before, "nextLink") {
				t.Errorf("link ahead %v: it was at %q and is at %q", ahead, before, got)
			}
			u.Presses("G").Sees("6 rows · 3 pages", `"Person 5"`)
		}
	}
}

func TestAPageIsAddedAgainAndAgain(t *testing.T) {
	u := look(t, 80, 12)
	u.hasPages(1, 12)
	for pages := 2; pages <= 6; pages++ {
		link := next
		if pages == 6 {
			link = ""
		}
		u.collects(pages, 0)
		u.ends(collected(pages, 12, link), nil).Sees(fmt.Sprintf("%d rows of 12 · %d pages", 2*pages, pages)).Presses("G").
			Sees(fmt.Sprintf(`"name": "Person %d"`, 2*pages-1)).SeesNo("not JSON", "NOT ALL")
	}
	_, text, _ := u.Pane.(*Model).Text()
	if n := strings.Count(string(text), "Person"); n != 12 || !strings.HasSuffix(string(text), "  ]\n}\n") {
		t.Errorf("%d people in the pager:\n%s", n, text)
	}
	u.Presses("y")
	if c := u.Wishes[0].(kit.Copy); c.Text != string(collected(6, 12, "").Body)+string(join(collected(6, 12, "").More)) {
		t.Errorf("copied %s", c.Text)
	}
}

func join(parts [][]byte) (all []byte) {
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

func TestWhyItEndedStandsAboveWhatCame(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{context.Canceled, "NOT ALL: you stopped after 2 pages"},
		{errUnreachable, "NOT ALL: " + errUnreachable.What + " → check the network"},
		{&graphquery.Failure{Kind: graphquery.ErrRowLimit, What: "stopped after 4 rows; there are more"}, "NOT ALL: stopped after 4 rows; there are more"},
		{&graphquery.Error{Status: 403, What: "no longer allowed"}, "no longer allowed"},
	} {
		u := look(t, 80, 12)
		u.hasPages(1, 2400)
		u.collects(2, 1)
		u.ends(collected(2, 2400, next), c.err).Sees("200 OK · partial", "4 rows of 2,400 · 2 pages", c.want, `"Person 0"`, "p next page")
		u.Presses("G").Sees(c.want, "nextLink").Presses("p").Wished(kit.NextPage{})
		u.collects(3, 1)
		u.ends(collected(3, 2400, ""), nil).SeesNo("NOT ALL", "partial")
	}
}

func TestARunThatBringsNothingLeavesWhatWasThere(t *testing.T) {
	u := look(t, 80, 12)
	u.hasPages(1, 2400)
	u.collects(2, 1)
	u.ends(nil, context.Canceled).Sees("NOT ALL: you stopped after 1 page", "2 rows of 2,400", `"Person 0"`, "p next page")
	u.collects(2, 1)
	refusal := ok(`{"error":{}}`)
	refusal.Status = 403
	u.ends(refusal, errors.New("page 2: refused")).Sees("200 OK", "NOT ALL: page 2: refused", `"Person 0"`).SeesNo(`"error"`)
	u.collects(2, 1)
	u.ends(nil, graphquery.ErrLastPage).Sees("NOT ALL") // what it said before still holds
}

func TestAQueryOfItsOwnEndsTheCollecting(t *testing.T) {
	u := look(t, 80, 12)
	u.hasPages(1, 2400)
	u.collects(2, 1)
	u.starts(8)
	u.Tell(kit.QueryDone{ID: 7, Result: collected(9, 2400, "")}).SeesNo("18 rows", "collecting")
	u.Tell(kit.QueryDone{ID: 8, Result: ok(`"new"`)}).Sees(`"new"`).SeesNo("Person")
}

func TestNothingIsAddedUnderAnotherEnvironment(t *testing.T) {
	u := look(t, 80, 12)
	u.hasPages(1, 2400)
	u.collects(2, 1)
	u.Tell(kit.EnvironmentOpened{}, kit.RunProgress{ID: 7, Progress: graphquery.Progress{Pages: 5}}, kit.QueryDone{ID: 7, Result: collected(3, -1, "")}).
		SeesNo("Person", "collecting").Sees("No answer yet.")
	u.Tell(kit.QueryStarted{ID: 8, At: noon, Continues: true}, kit.QueryDone{ID: 8, Result: ok(`"mine"`)}).Sees(`"mine"`)
}

func TestAnIndexOfTheShorterAnswerIsDropped(t *testing.T) {
	m := look(t, 80, 12).Pane.(*Model)
	m.Update(kit.QueryStarted{ID: 1, At: noon})
	_, short := m.Update(kit.QueryDone{ID: 1, Result: firstPage(true)})
	m.Update(kit.QueryStarted{ID: 7, At: noon, Continues: true})
	_, long := m.Update(kit.QueryDone{ID: 7, Result: collected(3, -1, "")})
	if msg := short(); msg != nil { // it was cancelled, or ended before
		m.Update(msg)
	}
	m.Update(long())
	if lines, complete := m.doc.Len(); lines != 29 || !complete {
		t.Errorf("%d lines, complete %v", lines, complete)
	}
	if m.asked.run != noRun || m.asked.grows {
		t.Error("it still waits")
	}
	kittest.Look(t, m, 80, 12).Sees("line 1 of 29")
}

func TestWhatWasRetriedIsSaid(t *testing.T) {
	r := people(2)
	r.Retries = []graphquery.Retry{{Status: 429}, {Status: 429}, {}}
	look(t, 80, 12).gets(r).Sees("2 rows · after 3 retries (429, no answer)")
	r.Retries = r.Retries[:1]
	look(t, 80, 12).gets(r).Sees("after 1 retry (429)")
}

func TestARunOfManyPagesFromTheStartSaysSo(t *testing.T) {
	u := look(t, 80, 12)
	u.starts(7)
	u.Tell(kit.RunProgress{ID: 7, Bytes: 100, Progress: graphquery.Progress{Pages: 3, Rows: 2997, Bytes: 1_200_000, Count: -1}}).
		Sees("0 s · 3 pages · 2,997 rows · 1.2 MB so far", "esc stops and keeps what came")
	u.ends(firstPage(true), context.Canceled).Sees("NOT ALL: you stopped after 1 page", `"Person 0"`, "p next page")
}
