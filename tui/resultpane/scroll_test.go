package resultpane

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

func TestKeysMoveThroughALongAnswer(t *testing.T) {
	for _, c := range []struct{ keys, first string }{
		{"", "{"}, {"j", `  "value": [`}, {"down", `  "value": [`}, {"j k", "{"}, {"j up", "{"}, {"k", "{"},
		{"pgdown", "    },"}, {"space", "    },"}, {"pgdown pgup", "{"}, {"pgdown b", "{"},
		{"ctrl+d", `      "displayName": "Person 0"`}, {"ctrl+d ctrl+u", "{"},
		{"G", "    {"}, {"end", "    {"}, {"G j j pgdown", "    {"},
		{"G g", "{"}, {"G home", "{"},
	} {
		u := look(t, 80, 10).gets(people(500)).Presses(strings.Fields(c.keys)...)
		if first, _, _ := strings.Cut(u.Screen(), "\n"); first != c.first {
			t.Errorf("after %q the first line is %q, want %q", c.keys, first, c.first)
		}
	}
	look(t, 80, 10).gets(people(500)).Presses("G").Sees("line 1,995 of 2,004")
}

func TestTheWheelMovesToo(t *testing.T) {
	u := look(t, 80, 10).gets(people(500)).Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	u.Sees("line 4 of").Tell(tea.MouseWheelMsg{Button: tea.MouseWheelUp}).Sees("line 1 of")
	u = look(t, 20, 10).gets(ok(`["` + strings.Repeat("0123456789", 9) + `"]`))
	u.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown, Mod: tea.ModShift}).Sees("56789")
	u.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelRight}).Tell(tea.MouseWheelMsg{Button: tea.MouseWheelLeft}).
		Tell(tea.MouseWheelMsg{Button: tea.MouseWheelUp, Mod: tea.ModShift}).Sees(`  "0123456789`)
	look(t, 20, 10).Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown}).Sees("No answer yet")
}

func TestALineThatGoesOnIsMarkedAndCanBeFollowed(t *testing.T) {
	u := look(t, 20, 5).gets(ok(`["` + strings.Repeat("0123456789", 3) + `"]`))
	u.Sees(`  "0123456789012345…`)
	u.Presses("l").Sees("5678901234567890123…").Presses("right").Sees(`5678901234567890123456789"`[6:])
	u.Presses("l", "l", "l").Sees(`456789"`).Presses("h", "left", "h").Sees(`  "0123456789012345…`)
}

func TestWideCharactersAreCutInTheMiddle(t *testing.T) {
	u := look(t, 9, 4).gets(ok(`["山田太郎山田太郎"]`)).Sees(`  "山田 …`)
	u.Pane.(*Model).left = 4
	u.Pane.(*Model).frame = frame{}
	u.Sees(" 田太郎 …")
}

func TestBeforeTheIndexHasRunEveryLineCanBeReached(t *testing.T) {
	u := look(t, 80, 10)
	u.Screen()
	u.Pane.(*Model).Update(kit.QueryStarted{ID: 1})
	_, index := u.Pane.(*Model).Update(kit.QueryDone{ID: 1, Result: people(4)})
	u.Sees(`"Person 0"`, "line 1 of 0 so far")
	for range 9 {
		u.Pane.(*Model).Update(kittest.Press("pgdown"))
	}
	u.Sees(`"Person 3"`, "\n}")
	u.Pane.(*Model).Update(kittest.Press("g"))
	u.Pane.(*Model).Update(kittest.Press("G"))
	u.Tell(index()).Sees(`"Person 3"`, "line 11 of 20")
}

func TestCopyTakesTheAnswerAsItCame(t *testing.T) {
	u := look(t, 80, 24).gets(ok(`{"a":"\u5c71"}`)).Presses("y")
	u.Wished(kit.Copy{What: "the answer", Text: `{"a":"\u5c71"}`})
	u.Tell(kit.QueryStarted{ID: 8}, kit.QueryDone{ID: 8, Result: ok(`"` + strings.Repeat("x", 2<<20) + `"`)}).Presses("y")
	refused, isFailure := u.Wishes[0].(kit.Failed)
	var way interface{ NextStep() string }
	if !isFailure || !errors.As(refused.Err, &way) || refused.Err.Error() != "the answer is 2.1 MB, too large for the clipboard, which takes 1.0 MB" ||
		way.NextStep() != "P shows it in a pager; graphguest query … -o raw --out FILE saves it" {
		t.Errorf("wished %v", u.Wishes)
	}
}

// first is the document's line that is shown first.
func first(u *kittest.User) string {
	row, _, _ := strings.Cut(u.Screen(), "\n")
	return row
}

func TestTheFirstLineStaysAtAnyWidth(t *testing.T) {
	u := look(t, 80, 20).gets(people(2000)).Presses("G", "pgup", "pgup", "ctrl+u", "k")
	want := first(u)
	for w := 1; w <= 300; w++ {
		u.W = w
		if got := first(u); got != want && !strings.HasPrefix(want, strings.TrimRight(strings.TrimSuffix(got, "…"), " ")) {
			t.Fatalf("in %d cells the first line is %q, want %q", w, got, want)
		}
		if u.Pane.(*Model).left != 0 {
			t.Fatalf("in %d cells it has moved sideways", w)
		}
	}
}

func TestZoomingInAndOutLosesNoPlace(t *testing.T) {
	for _, keys := range []string{"", "G", "G k", "G pgup j", "pgdown pgdown", "G ctrl+u"} {
		u := look(t, 80, 10).gets(people(100)).Presses(strings.Fields(keys)...)
		want := u.Screen()
		for _, size := range [][2]int{{160, 40}, {40, 3}, {300, 1000}, {1, 1}, {80, 9}, {80, 11}} {
			u.W, u.H = size[0], size[1]
			u.Screen()
			u.W, u.H = 80, 10
			if got := u.Screen(); got != want {
				t.Errorf("after %q and %v it shows\n%s\nnot\n%s", keys, size, got, want)
			}
		}
	}
}

func TestALargerScreenIsFullAtTheEndOfTheAnswer(t *testing.T) {
	u := look(t, 80, 10).gets(people(100)).Presses("G")
	u.H = 30
	if rows := strings.Split(u.Screen(), "\n"); rows[29] != "}" {
		t.Errorf("the last row is %q", rows[29])
	}
	want := first(u.Presses("k", "j"))
	u.H = 10
	if got := first(u); got != want {
		t.Errorf("having moved there, the first line is %q, want %q", got, want)
	}
}

func TestTheEndIsKeptWhileAPartIsMarked(t *testing.T) {
	u := look(t, 80, 10)
	u.breaks(string(people(100).Body[:1000]))
	u.Presses("G")
	want := u.Screen()
	u.W, u.H = 20, 30
	u.Screen()
	u.W, u.H = 80, 10
	if got := u.Screen(); got != want {
		t.Errorf("it shows\n%s\nnot\n%s", got, want)
	}
}
