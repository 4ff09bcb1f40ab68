package askpane

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
)

type wish struct{ Text string }

func question(t *testing.T, w, h int) *kittest.User {
	return kittest.Look(t, NewQuestion(kit.NewTheme(true), kit.Question{
		Title: "Save", Lines: []string{"GET v1.0 /me"}, Value: "me", Then: func(answer string) tea.Msg { return wish{answer} },
	}), w, h)
}

func confirmation(t *testing.T, w, h int) *kittest.User {
	return kittest.Look(t, NewConfirmation(kit.NewTheme(true), kit.Confirmation{
		Title: "Delete?", Lines: []string{"who am I here", "in /a/very/long/path/" + strings.Repeat("x", 90) + ".http"}, Yes: "delete it", Danger: true, Wish: wish{"gone"},
	}), w, h)
}

func TestAnAnswerBecomesTheWish(t *testing.T) {
	question(t, 40, 5).Sees("GET v1.0 /me", "› me").Presses("enter").Wished(kit.Answered{Wish: wish{"me"}})
	question(t, 40, 5).Presses("ctrl+u", "x", "space", "enter").Wished(kit.Answered{Wish: wish{"x"}})
	question(t, 40, 5).Presses("ctrl+u").Tell(tea.PasteMsg{Content: "pasted\n"}).Presses("enter").Wished(kit.Answered{Wish: wish{"pasted"}})
}

func TestAnEmptyAnswerIsNone(t *testing.T) {
	question(t, 40, 5).Presses("ctrl+u", "enter", "space", "enter").Wished()
}

func TestOnlyYMeansYes(t *testing.T) {
	confirmation(t, 60, 8).Sees("who am I here", "y delete it", "n no").Presses("enter", "space", "x", "d").Wished()
	confirmation(t, 60, 8).Presses("y").Wished(kit.Answered{Wish: wish{"gone"}})
	confirmation(t, 60, 8).Presses("n").Wished(kit.Close{})
}

func TestTheAnswerIsTheLastToLeaveASmallScreen(t *testing.T) {
	confirmation(t, 30, 1).Sees("y delete it")
	question(t, 30, 1).Sees("› me")
}

func TestItAsksForTheRoomItNeeds(t *testing.T) {
	u := confirmation(t, 0, 0)
	w, h := u.Pane.(*Model).Size()
	if rows := strings.Split(u.Pane.View(w, h), "\n"); w > widest || len(rows) != h || !strings.Contains(rows[h-1], "delete it") {
		t.Errorf("in %d×%d: %q", w, h, rows)
	}
}

func TestTheCursorIsBehindTheAnswer(t *testing.T) {
	u := question(t, 40, 5)
	u.Screen()
	if x, y, shown := u.Pane.(*Model).Cursor(); x != 4 || y != 1 || !shown {
		t.Errorf("the cursor is at %d,%d", x, y)
	}
}

func TestTypingReplacesTheAnswerProposed(t *testing.T) {
	answers := func(want string) func(*kittest.User) {
		return func(u *kittest.User) { u.Presses("enter").Wished(kit.Answered{Wish: wish{want}}) }
	}
	answers("x y")(question(t, 40, 5).Types("x y"))
	answers("pasted")(question(t, 40, 5).Tell(tea.PasteMsg{Content: "pasted"}))
	answers("b")(question(t, 40, 5).Presses("backspace").Types("b"))
	answers("b")(question(t, 40, 5).Presses("delete").Types("b"))
	question(t, 40, 5).Presses("backspace", "enter").Wished() // nothing is left
}

func TestMovingTheCursorKeepsTheAnswerProposed(t *testing.T) {
	for keys, want := range map[string]string{"left": "m!e", "end": "me!", "home": "!me", "ctrl+a": "!me", "right": "me!", "alt+left": "!me"} {
		question(t, 40, 5).Presses(keys).Types("!").Presses("enter").Wished(kit.Answered{Wish: wish{want}})
	}
	question(t, 40, 5).Presses("f5", "tab").Types("!").Presses("enter").Wished(kit.Answered{Wish: wish{"!"}}) // no editing key
}

func TestTheAnswerProposedIsShownSelected(t *testing.T) {
	u := question(t, 40, 5)
	selected := kit.NewTheme(true).Selected.Render("me")
	if !strings.Contains(u.Pane.View(40, 5), selected) {
		t.Error("it is not")
	}
	if u.Presses("end"); strings.Contains(u.Pane.View(40, 5), selected) {
		t.Error("it still is after a move")
	}
}

func TestHostileQuestionsAreShownNotObeyed(t *testing.T) {
	for _, s := range hostile.Samples {
		q := kit.Question{Title: s, Lines: []string{s}, Value: s, Then: func(string) tea.Msg { return nil }}
		kittest.Look(t, NewQuestion(kit.NewTheme(true), q), 40, 9).Presses("left").Screen()
		c := kit.Confirmation{Title: s, Lines: []string{s}, Yes: s}
		kittest.Look(t, NewConfirmation(kit.PlainTheme(), c), 40, 9).Screen()
	}
}
