package savedpane

import (
	"errors"
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
)

func list(n int) kit.SavedListed {
	var saved []library.Saved
	for i := range n {
		saved = append(saved, library.Saved{
			Name: fmt.Sprintf("q%d", i), Title: fmt.Sprintf("query %d", i), File: "a.http",
			Query: graphquery.Query{Method: "GET", Version: "v1.0", Path: fmt.Sprintf("/q%d", i)},
		})
	}
	return kit.SavedListed{Saved: saved}
}

func look(t *testing.T, w, h, n int) *kittest.User {
	return kittest.Look(t, New(kit.NewTheme(true)), w, h).Tell(kit.Focused{Yes: true}, fabrikam, list(n))
}

var fabrikam = kit.EnvironmentOpened{Environment: auth.Environment{Name: "fabrikam"}}

func TestEnterRunsAndLLoads(t *testing.T) {
	q := list(3).Saved[1].Query
	look(t, 30, 10, 3).Presses("down", "enter", "l", "right").
		Wished(kit.RunQuery{Query: q, Saved: "q1"}, kit.EditQuery{Query: q}, kit.EditQuery{Query: q})
}

func TestDeletingAsksAndNamesWhatGoes(t *testing.T) {
	u := look(t, 30, 10, 3).Presses("G", "d")
	c, ok := u.Wishes[0].(kit.Confirmation)
	if !ok || c.Wish != any(kit.DeleteQuery{Name: "q2"}) || c.Lines[0] != "query 2" || c.Lines[2] != "in a.http" || c.Lines[4] != "u brings it back until you quit" || !c.Danger {
		t.Errorf("wished %#v", u.Wishes)
	}
}

func TestAQueryOpensInATabOfItsOwn(t *testing.T) {
	look(t, 30, 10, 3).Presses("j", "T").Wished(kit.OpenTab{Query: list(3).Saved[1].Query})
}

func TestRenamingProposesTheOldTitle(t *testing.T) {
	u := look(t, 30, 10, 3).Presses("r")
	q, ok := u.Wishes[0].(kit.Question)
	if !ok || q.Value != "query 0" || q.Then("new") != any(kit.RenameQuery{Name: "q0", Title: "new"}) {
		t.Errorf("wished %#v", u.Wishes)
	}
}

func TestTheRowUnderTheCursorIsAlwaysInSight(t *testing.T) {
	u := look(t, 30, 5, 100)
	for range 60 {
		u.Presses("j")
	}
	u.Sees("query 60").Presses("G").Sees("query 99").SeesNo("query 94").Presses("g").Sees("query 0")
	u.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown}, tea.MouseClickMsg{Y: 3}).Presses("enter").
		Wished(kit.RunQuery{Query: list(4).Saved[3].Query, Saved: list(4).Saved[3].Name})
}

func TestAReloadKeepsTheCursorOnItsQuery(t *testing.T) {
	u := look(t, 30, 10, 5).Presses("j", "j")
	shorter := list(5)
	shorter.Saved = shorter.Saved[1:]
	u.Tell(shorter).Presses("enter").Wished(kit.RunQuery{Query: list(5).Saved[2].Query, Saved: list(5).Saved[2].Name})
	u.Tell(list(1)).Presses("enter").Wished(kit.RunQuery{Query: list(1).Saved[0].Query, Saved: list(1).Saved[0].Name})
}

func TestAnEmptyListSaysHowToFillIt(t *testing.T) {
	for _, w := range []int{30, 90} {
		look(t, w, 10, 0).Sees("No saved queries yet; ctrl+s saves the line.").Presses("enter", "d", "r").Wished().
			Presses("n").Wished(kit.AskSave{})
	}
	kittest.Look(t, New(kit.NewTheme(true)), 30, 10).Tell(fabrikam).SeesNo("No saved", "Open") // not read yet is not empty
}

func TestWithoutAnEnvironmentItSaysWhereTheyAre(t *testing.T) {
	theme := kit.NewTheme(true)
	theme.Keys = kit.NewKeymap(map[string]map[string][]string{"global": {"environments": {"f8"}, "save": {"f7"}}})
	for _, u := range []*kittest.User{
		kittest.Look(t, New(kit.NewTheme(true)), 30, 10),
		look(t, 30, 10, 2).Tell(kit.EnvironmentOpened{}), look(t, 30, 10, 2).Tell(kit.EnvironmentOpened{}, kit.SavedListed{}),
	} {
		u.Sees("Open an environment first: ctrl+o.").SeesNo("No saved").Presses("enter", "n", "/").Wished()
		u.Tell(kit.ThemeChanged{Theme: theme}).Sees("first: f8.").Tell(fabrikam).SeesNo("first").Tell(list(0)).Sees("f7 saves the line.")
	}
}

func TestADamagedFileIsNamedBelowTheRest(t *testing.T) {
	broken := list(2)
	broken.Problems = []error{errors.New("/x/a.http:3: no request line")}
	look(t, 40, 6, 0).Tell(broken).Sees("query 0", "query 1", "damaged: /x/a.http:3: no request line")
}

func TestAWideListShowsTheQueryToo(t *testing.T) {
	look(t, 100, 5, 2).Sees("GET v1.0 /q1")
	look(t, 30, 5, 2).SeesNo("GET v1.0")
}

func TestAnotherEnvironmentEmptiesTheList(t *testing.T) {
	look(t, 30, 5, 2).Tell(kit.EnvironmentOpened{}).SeesNo("query 0").Presses("enter").Wished()
}

func TestQueriesOfOneTitleAreToldApart(t *testing.T) {
	saved := func(title, file string, line int) library.Saved {
		return library.Saved{Name: fmt.Sprint(title, file, line), Title: title, File: file, Line: line, Shared: line == 9}
	}
	l := kit.SavedListed{Saved: []library.Saved{
		saved("guests", "/e/guests.http", 1), saved("guests", "/e/guests-2.http", 1), saved("alone", "/e/alone.http", 1),
		saved("pair", "/e/all.http", 3), saved("pair", "/e/all.http", 7), saved("a very long title that takes the whole row", "/e/x.http", 1),
		saved("a very long title that takes the whole row", "/e/y.http", 9),
	}}
	for _, w := range []int{34, 90} {
		look(t, w, 10, 0).Tell(l).Sees("guests · guests.http", "guests · guests-2.http", "pair · all.http:3", "pair · all.http:7", "… · x.http", "(shared)").SeesNo("alone.http")
	}
}

func TestWhatIsUnderTheTitleStaysHarmless(t *testing.T) {
	corpus, _ := hostile.Packed(4)
	var l kit.SavedListed
	for _, s := range append(corpus, hostile.Samples...) {
		l.Saved = append(l.Saved, library.Saved{Title: s, Name: s, File: s, Description: s, Query: graphquery.Query{Method: s, Path: s}}, library.Saved{Title: s, File: s + "2"})
	}
	for _, w := range []int{30, 90} {
		u := look(t, w, 40, 0).Tell(l).Presses("/", "e")
		for range 20 {
			u.Presses("down", "down", "down", "down")
		}
		u.Presses("esc", "G")
		for range 20 {
			u.Presses("pgup")
		}
	}
}

// withFilter is a list with the filter typed, and perhaps left.
func withFilter(t *testing.T, text string, leave ...tea.Msg) *kittest.User {
	return look(t, 30, 10, 30).Presses("/").Types(text).Tell(leave...)
}

func TestEveryKeyDoesSomething(t *testing.T) {
	kittest.EveryKeyWorks(t, func() *kittest.User { return look(t, 30, 10, 30).Presses("pgdown", "j") })
	kittest.EveryKeyWorks(t, func() *kittest.User { return look(t, 30, 10, 30).Presses("space", "space") })
	kittest.EveryKeyWorks(t, func() *kittest.User { return look(t, 30, 10, 0).Tell(followed()).Presses("j") })
	kittest.EveryKeyWorks(t, func() *kittest.User {
		return withFilter(t, "1", kit.Focused{}, kit.Focused{Yes: true}).Presses("j")
	})
}

func TestAKeyThatDoesNothingSaysWhy(t *testing.T) {
	for _, c := range []struct {
		u    *kittest.User
		name string
		want string
	}{
		{kittest.Look(t, New(kit.NewTheme(true)), 30, 10), "run", "no environment is open"},
		{kittest.Look(t, New(kit.NewTheme(true)), 30, 10), "save-the-line-as-new", "no environment is open"},
		{kittest.Look(t, New(kit.NewTheme(true)), 30, 10).Tell(fabrikam), "run", "the saved queries are still being read"},
		{look(t, 30, 10, 0), "filter", "no query is saved here yet"},
		{look(t, 30, 10, 0), "save-the-line-as-new", ""},
		{look(t, 30, 10, 3), "end-the-filter", "nothing is filtered"},
		{withFilter(t, "zzz"), "delete", "no query matches the filter"},
		{look(t, 30, 10, 3), "send-the-marked-as-one-batch", "no query is marked: space marks the one under the cursor"},
		{look(t, 30, 10, 3), "clear-the-marks", "no query is marked: space marks the one under the cursor"},
		{look(t, 30, 10, 3).Presses("space"), "clear-the-marks", ""},
		{look(t, 30, 10, 3), "what-changed-since", "this is no delta query: the path of one ends in /delta"},
		{withFilter(t, "1"), "run", ""},
	} {
		m := c.u.Pane.(*Model)
		for _, k := range m.AllKeys() {
			if kit.KeyName(k) == c.name && m.Why(k) != c.want {
				t.Errorf("%s: %q, want %q", c.name, m.Why(k), c.want)
			}
		}
	}
}

func TestAnySizeHolds(t *testing.T) {
	for _, s := range [][2]int{{0, 0}, {1, 1}, {2, 9}, {5, 2}, {0, 4}} {
		broken := list(4)
		broken.Problems = []error{errors.New("a long story about a file")}
		look(t, s[0], s[1], 4).Tell(broken).Presses("G", "/", "1", "pgdown", "zzz"[:1]).Screen()
	}
}
