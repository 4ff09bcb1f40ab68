package savedpane

import (
	"errors"
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
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
	return kittest.Look(t, New(kit.NewTheme(true)), w, h).Tell(kit.Focused{Yes: true}, list(n))
}

func TestEnterRunsAndLLoads(t *testing.T) {
	q := list(3).Saved[1].Query
	look(t, 30, 10, 3).Presses("down", "enter", "l", "space").
		Wished(kit.RunQuery{Query: q}, kit.EditQuery{Query: q}, kit.EditQuery{Query: q})
}

func TestDeletingAsksAndNamesWhatGoes(t *testing.T) {
	u := look(t, 30, 10, 3).Presses("G", "d")
	c, ok := u.Wishes[0].(kit.Confirmation)
	if !ok || c.Wish != any(kit.DeleteQuery{Name: "q2"}) || c.Lines[0] != "query 2" || c.Lines[2] != "in a.http" || !c.Danger {
		t.Errorf("wished %#v", u.Wishes)
	}
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
		Wished(kit.RunQuery{Query: list(4).Saved[3].Query})
}

func TestAReloadKeepsTheCursorOnItsQuery(t *testing.T) {
	u := look(t, 30, 10, 5).Presses("j", "j")
	shorter := list(5)
	shorter.Saved = shorter.Saved[1:]
	u.Tell(shorter).Presses("enter").Wished(kit.RunQuery{Query: list(5).Saved[2].Query})
	u.Tell(list(1)).Presses("enter").Wished(kit.RunQuery{Query: list(1).Saved[0].Query})
}

func TestAnEmptyListSaysHowToFillIt(t *testing.T) {
	look(t, 30, 10, 0).Sees("No saved queries yet", "ctrl+s").Presses("enter", "d", "r").Wished().
		Presses("n").Wished(kit.AskSave{})
	kittest.Look(t, New(kit.NewTheme(true)), 30, 10).SeesNo("No saved") // not read yet is not empty
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

func TestEveryKeyDoesSomething(t *testing.T) {
	kittest.EveryKeyWorks(t, func() *kittest.User { return look(t, 30, 10, 5).Presses("j", "j") })
}

func TestAnySizeHolds(t *testing.T) {
	for _, s := range [][2]int{{0, 0}, {1, 1}, {2, 9}, {5, 2}} {
		broken := list(4)
		broken.Problems = []error{errors.New("a long story about a file")}
		look(t, s[0], s[1], 4).Tell(broken).Presses("G").Screen()
	}
}
