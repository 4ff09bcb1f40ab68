package savedpane

import (
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

func mixed() kit.SavedListed {
	var l kit.SavedListed
	for _, s := range []struct{ title, path, about string }{
		{"who am I here", "/me", ""}, {"all guests", "/users?$filter=userType eq 'Guest'", "403 where guests may not enumerate"},
		{"groups I am in", "/me/memberOf", ""}, {"pending invites", "/users?$filter=externalUserState eq 'x'", "guests who never came"},
	} {
		l.Saved = append(l.Saved, library.Saved{Name: s.title, Title: s.title, Description: s.about, Query: graphquery.Query{Method: "GET", Path: s.path}})
	}
	return l
}

func runs(l kit.SavedListed, i int) kit.RunQuery {
	return kit.RunQuery{Query: l.Saved[i].Query, Saved: l.Saved[i].Name}
}

func TestTypedLettersNarrowTheList(t *testing.T) {
	u := look(t, 40, 10, 0).Tell(mixed()).Presses("/").Types("guest").Sees("Saved · 2 of 4", "all guests", "pending invites").SeesNo("who am I")
	u.Presses("enter").Wished(runs(mixed(), 1)) // a title counts more than a description
	u.Presses("/", "ctrl+u").Types("memberof").Sees("groups I am in").SeesNo("guests").Presses("enter").Wished(runs(mixed(), 2))
	u.Presses("/").Types("zzz").Sees("None of 4 matches.").Presses("enter", "up").Wished()
	u.Presses("esc").Sees("Saved · 4", "who am I", "pending invites")
	u.Presses("/").Tell(tea.PasteMsg{Content: "pend"}).Sees("pending").SeesNo("groups")
}

func TestTheFoundQueryStaysUnderTheCursor(t *testing.T) {
	u := look(t, 40, 10, 0).Tell(mixed()).Presses("/").Types("guest").Presses("down", "esc").Sees("who am I")
	u.Presses("enter").Wished(runs(mixed(), 3))
	u.Presses("/").Types("am i").Presses("enter").Sees("Saved · 3 of 4").Presses("j", "enter").Wished(runs(mixed(), 0), runs(mixed(), 2))
}

func TestWhileTheFilterIsTypedLettersAreText(t *testing.T) {
	u := look(t, 40, 10, 0).Tell(mixed()).Presses("/").Types("dTnrlq jk").Wished().Sees("/ dTnrlq jk")
	m := u.Pane.(*Model)
	if x, y, shown := m.Cursor(); x != 11 || y != 0 || !shown || !m.Editing() {
		t.Errorf("the cursor is at %d,%d, shown %v", x, y, shown)
	}
	u.Tell(kit.Focused{}).Sees("⌕ dTnrlq jk")
	if _, _, shown := m.Cursor(); shown || m.Editing() {
		t.Error("letters still go to the filter of a pane without the focus")
	}
}

func TestTheFilterOutlivesAReloadButNoSwitch(t *testing.T) {
	u := look(t, 40, 10, 0).Tell(mixed()).Presses("/").Types("guest").Presses("down")
	shorter := mixed()
	shorter.Saved = shorter.Saved[1:]
	u.Tell(shorter).Sees("Saved · 2 of 3").Presses("enter").Wished(runs(mixed(), 3))
	u.Tell(kit.EnvironmentOpened{}, mixed()).Sees("Saved · 4", "who am I").Presses("enter").Wished(runs(mixed(), 0))
}

func TestTheMouseCountsTheLineOfTheFilter(t *testing.T) {
	u := look(t, 40, 10, 0).Tell(mixed()).Presses("/").Types("guest")
	u.Tell(tea.MouseClickMsg{Y: 2}, tea.MouseClickMsg{Y: 0}, tea.MouseClickMsg{Y: 7}).Presses("enter").Wished(runs(mixed(), 3))
}

func TestTwoThousandQueriesAreQuick(t *testing.T) {
	var l kit.SavedListed
	for i := range 2000 {
		title := fmt.Sprintf("users of department %d and where they sign in", i%1900)
		l.Saved = append(l.Saved, library.Saved{Name: fmt.Sprint(i), Title: title, File: fmt.Sprintf("/q/%d.http", i), Query: graphquery.Query{Path: fmt.Sprintf("/users/%d?$select=displayName,userType", i)}})
	}
	u := kittest.Look(t, New(kit.NewTheme(true)), 38, 40).Tell(kit.Focused{Yes: true})
	for _, c := range []struct {
		what string
		do   func()
	}{
		{"the list", func() { u.Tell(l) }}, {"a move", func() { u.Presses("j") }}, {"the end", func() { u.Presses("G") }},
		{"a letter", func() { u.Presses("/", "u") }}, {"a word", func() { u.Types("sers sign 17") }}, {"the end of the filter", func() { u.Presses("esc") }},
	} {
		began := time.Now()
		c.do()
		if took := time.Since(began); took > 500*time.Millisecond { // a few, but for a busy machine
			t.Errorf("%s took %v", c.what, took)
		}
	}
}

func BenchmarkOneKey(b *testing.B) {
	m := New(kit.NewTheme(true))
	m.Update(kit.Focused{Yes: true})
	m.Update(list(2000))
	m.Update(kittest.Press("/"))
	for b.Loop() {
		m.Update(kittest.Press("q"))
		m.View(38, 40)
		m.Update(kittest.Press("backspace"))
		m.View(38, 40)
	}
}
