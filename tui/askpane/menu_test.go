package askpane

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
)

func menu(t *testing.T, w, h int, items ...kit.Item) *kittest.User {
	if items == nil {
		items = []kit.Item{
			{Key: "i", Label: "sign in", Why: "you are signed in", Wish: wish{"in"}},
			{Key: "e", Label: "edit", Wish: wish{"edit"}},
			{Key: "d", Label: "duplicate", Wish: wish{"copy"}},
			{Label: "show the folder", Wish: wish{"folder"}},
			{Key: "x", Label: "remove", Why: "you are in it: go elsewhere first", Wish: wish{"gone"}},
		}
	}
	return kittest.Look(t, NewChoice(kit.NewTheme(true), kit.Choice{Title: "fabrikam", Lines: []string{"What to do?"}, Items: items}), w, h)
}

func TestAnItemIsChosenByItsLetterOrWithEnter(t *testing.T) {
	menu(t, 60, 12).Sees("fabrikam", "What to do?", "› e  edit", "d  duplicate").
		Presses("d").Wished(kit.Answered{Wish: wish{"copy"}})
	menu(t, 60, 12).Presses("enter").Wished(kit.Answered{Wish: wish{"edit"}})
	menu(t, 60, 12).Presses("j", "down", "enter").Wished(kit.Answered{Wish: wish{"folder"}})
	menu(t, 60, 12).Presses("down", "k", "up", "up", "j", "enter").Wished(kit.Answered{Wish: wish{"edit"}})
	menu(t, 60, 12).Presses("up", "up", "up", "j", "enter").Wished(kit.Answered{Wish: wish{"edit"}})
	menu(t, 60, 12).Presses("z", "space", "E").Wished()
}

func TestWhatCannotBeChosenSaysWhyAndTheDialogStays(t *testing.T) {
	u := menu(t, 60, 12).Sees("i  sign in — you are signed in").SeesNo("remove: you are in it")
	u.Presses("x").Wished().Sees("remove: you are in it: go elsewhere first", "› x  remove")
	u.Presses("up").SeesNo("remove: you are in it").Presses("enter").Wished(kit.Answered{Wish: wish{"folder"}})
	menu(t, 60, 12).Presses("down", "down", "down", "enter").Wished().Sees("remove: you are in it")
}

func TestNothingMovesWhenAReasonAppears(t *testing.T) {
	for _, w := range []int{60, 24} {
		u := menu(t, w, 20)
		m := u.Pane.(*Menu)
		before := len(m.rows(w))
		if u.Presses("x"); len(m.rows(w)) != before {
			t.Errorf("in %d cells %d rows became %d", w, before, len(m.rows(w)))
		}
		u.Sees("go elsewhere first")
	}
}

func TestAnItemsOwnLetterGoesBeforeTheCursors(t *testing.T) {
	items := []kit.Item{{Key: "a", Label: "first", Wish: wish{"a"}}, {Key: "j", Label: "join", Wish: wish{"j"}}}
	menu(t, 60, 12, items...).Presses("j").Wished(kit.Answered{Wish: wish{"j"}})
	menu(t, 60, 12, items...).Presses("down", "enter").Wished(kit.Answered{Wish: wish{"j"}})
	for _, k := range menu(t, 60, 12, items...).Pane.Keys() {
		if k.Help().Desc == "down" && strings.Join(k.Keys(), " ") != "down" {
			t.Errorf("down is also %q", k.Keys())
		}
	}
}

func TestEveryKeyOfAChoiceWorks(t *testing.T) {
	kittest.EveryKeyWorks(t, func() *kittest.User { return menu(t, 60, 12).Presses("down") })
}

func TestAClickChooses(t *testing.T) {
	menu(t, 60, 12).Sees("edit").Tell(tea.MouseClickMsg{Y: 4}).Wished(kit.Answered{Wish: wish{"copy"}})
	menu(t, 60, 12).Sees("edit").Tell(tea.MouseClickMsg{Y: 0}, tea.MouseClickMsg{Y: 9}).Wished()
	menu(t, 60, 12).Sees("edit").Tell(tea.MouseClickMsg{Y: 6}).Wished().Sees("remove: you are in it")
}

func TestTheItemUnderTheCursorStaysInSight(t *testing.T) {
	for h := 1; h < 8; h++ {
		u := menu(t, 40, h).Sees("› e  edit")
		u.Presses("down").Sees("› d  duplicate").Presses("up", "up").Sees("› i  sign in")
		u.Presses("down", "down", "down", "down", "down").Sees("› x  remove")
	}
	menu(t, 40, 0).Screen()
	menu(t, 1, 1).Presses("down").Screen()
}

func TestAChoiceAmongNothingCloses(t *testing.T) {
	u := kittest.Look(t, NewChoice(kit.PlainTheme(), kit.Choice{}), 40, 5).Presses("down", "up", "enter").Wished(kit.Close{})
	if w, h := u.Pane.(*Menu).Size(); w != 46 || h != 0 {
		t.Errorf("it wants %d×%d", w, h)
	}
	all := []kit.Item{{Key: "a", Label: "one", Why: "no"}, {Key: "b", Label: "two", Why: "not now"}}
	menu(t, 40, 9, all...).Sees("› a  one").Presses("b", "enter").Wished().Sees("two: not now")
}

func TestHostileItemsAreShownNotObeyed(t *testing.T) {
	for _, s := range hostile.Samples {
		u := menu(t, 50, 9, kit.Item{Key: "a", Label: s, Why: s}, kit.Item{Label: s + "b", Wish: wish{s}})
		u.Pane.(*Menu).choice.Title = s
		u.Presses("a").Screen() // Screen judges every view
		u.Pane.(*Menu).Size()
	}
}
