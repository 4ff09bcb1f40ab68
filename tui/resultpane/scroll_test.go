package resultpane

import (
	"fmt"
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
	look(t, 20, 10).Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown}).Sees("No answer")
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

func TestEveryKeyDoesSomething(t *testing.T) {
	kittest.EveryKeyWorks(t, func() *kittest.User {
		return look(t, 20, 6).gets(wide(50)).Presses("ctrl+d", "ctrl+d", "ctrl+d", "j", "j", "l")
	})
	if n := len(look(t, 80, 24).Pane.Keys()); n != 0 {
		t.Errorf("%d keys work on no answer", n)
	}
}

func TestCopyTakesTheAnswerAsItCame(t *testing.T) {
	u := look(t, 80, 24).gets(ok(`{"a":"\u5c71"}`)).Presses("y")
	if want := (kit.Copy{What: "the answer", Text: `{"a":"\u5c71"}`}); len(u.Wishes) != 1 || u.Wishes[0] != want {
		t.Errorf("wished %v", u.Wishes)
	}
	u = look(t, 80, 24).gets(ok(`"` + strings.Repeat("x", 2<<20) + `"`)).Presses("y")
	refused, isFailure := u.Wishes[0].(kit.Failed)
	if !isFailure || !strings.Contains(refused.Err.Error(), "2.1 MB") || !strings.Contains(fmt.Sprint(refused.Err.(interface{ NextStep() string }).NextStep()), "--out FILE") {
		t.Errorf("wished %v", u.Wishes)
	}
}
