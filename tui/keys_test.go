package tui_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"graphguest/tui"
	"graphguest/tui/kit"
)

// situations are the scopes in which a key may mean something.
var situations = map[string]func(*testing.T) *user{
	"typing":  func(t *testing.T) *user { return guestAt(t, "contoso") },
	"reading": func(t *testing.T) *user { return guestAt(t, "contoso").presses(esc) },
	"saved":   func(t *testing.T) *user { return guestAt(t, "contoso").presses(esc, "o") },
	"answer":  func(t *testing.T) *user { return guestAt(t, "contoso").presses(enter).sees("200 OK").presses(tab) },
	"refused": func(t *testing.T) *user {
		return guestAt(t, "fabrikam").types("/users").presses(enter).sees("403").presses(tab)
	},
	"refused and typing": func(t *testing.T) *user {
		return guestAt(t, "fabrikam").types("/users").presses(enter).sees("403")
	},
	"running and typing": func(t *testing.T) *user { return running(t) },
	"running":            func(t *testing.T) *user { return running(t).presses(tab) },
	"environments":       func(t *testing.T) *user { return guestAt(t, "contoso").presses("ctrl+o") },
	"token":              func(t *testing.T) *user { return guestAt(t, "contoso").presses("ctrl+t") },
	"token asked":        func(t *testing.T) *user { return guestAt(t, "contoso").presses("ctrl+t", "c") },
	"no token":           func(t *testing.T) *user { return guestAt(t, "wingtip").presses("ctrl+t") },
	"sign-in":            func(t *testing.T) *user { return guestAt(t, "tailspin").presses(esc, "s") },
	"sign-in begun":      func(t *testing.T) *user { return guestAt(t, "tailspin").presses(esc, "s", enter) },
	"sign-in as whom":    func(t *testing.T) *user { return guestAt(t, "tailspin").presses(esc, "s", "a") },
	"error": func(t *testing.T) *user {
		return guestAt(t, "fabrikam").types("/users").presses(enter).sees("403").presses("ctrl+x")
	},
	"help":         func(t *testing.T) *user { return guestAt(t, "contoso").sizes(80, 12).presses("f1") },
	"question":     func(t *testing.T) *user { return guestAt(t, "contoso").presses("ctrl+s") },
	"confirmation": func(t *testing.T) *user { return guestAt(t, "contoso").presses(esc, "o", "d") },
}

func running(t *testing.T) *user {
	w := newWorld(t)
	u := w.at(t, "contoso")
	t.Cleanup(w.graph.hold())
	return u.presses(enter).sees("asking Graph")
}

func TestNoKeyHasTwoMeaningsInOneScope(t *testing.T) {
	for name, situation := range situations {
		t.Run(name, func(t *testing.T) {
			u := situation(t)
			u.screen() // some keys depend on what is seen
			meanings := map[string]string{}
			for _, k := range u.m.(*tui.Model).Keys() {
				for _, stroke := range k.Keys() {
					if other, taken := meanings[stroke]; taken && k.Enabled() {
						t.Errorf("%s means %q and %q", stroke, other, k.Help().Desc)
					}
					meanings[stroke] = k.Help().Desc
				}
			}
			if meanings["ctrl+c"] != "quit" {
				t.Error("ctrl+c does not quit here")
			}
		})
	}
}

func TestTheBottomLineNamesTheWayToOtherTenantsAndToTheToken(t *testing.T) {
	for _, where := range []string{"typing", "reading", "answer"} {
		u := situations[where](t).sizes(80, 24)
		for _, way := range []string{"environments", "token", "help"} {
			if line := u.row(23); !strings.Contains(line, way) {
				t.Errorf("%s: nothing leads to %s in %q", where, way, line)
			}
		}
	}
}

// pressed is what each key of help does, in words of the screen: where, then the
// keys that lead there, the key itself first in its row.
var pressed = []struct {
	key   string
	where string // a situation
	sees  string
}{
	{"esc", "running", "cancelled"},
	{"esc", "running and typing", "cancelled"},
	{"esc", "typing", "i type a query"},
	{"esc", "help", "GET  v1.0"},
	{"i", "reading", "esc stop typing"},
	{"ctrl+s", "reading", "Save this query"},
	{"ctrl+s", "typing", "Save this query"},
	{"tab", "reading", "q quit"},
	{"tab", "typing", "i type a query"},
	{"shift+tab", "reading", "l load into the line"},
	{"shift+tab", "typing", "l load into the line"},
	{"o", "reading", "l load into the line"},
	{"e", "reading", "Environments"},
	{"ctrl+o", "reading", "Environments"},
	{"ctrl+o", "typing", "Environments"},
	{"t", "reading", "Token"},
	{"ctrl+t", "reading", "Token"},
	{"ctrl+t", "typing", "Token"},
	{"s", "reading", "Sign in to contoso"},
	{"m", "reading", "POST"},
	{"v", "reading", "beta"},
	{"x", "refused", "request-id"},
	{"ctrl+x", "refused", "request-id"},
	{"ctrl+x", "refused and typing", "request-id"},
	{"M", "reading", "mouse: left to the terminal"},
	{"?", "reading", "Everywhere but in the query line"},
	{"f1", "reading", "Everywhere but in the query line"},
	{"f1", "typing", "Everywhere but in the query line"},
	{"enter", "typing", "200 OK"},
	{"enter", "reading", "200 OK"},
	{"enter", "saved", "200 OK"},
	{"l", "saved", "esc stop typing"},
	{"space", "saved", "esc stop typing"},
	{"right", "saved", "esc stop typing"},
	{"r", "saved", "Rename this query"},
	{"d", "saved", "Delete a saved query"},
	{"n", "saved", "Save this query"},
	{"y", "confirmation", "deleted"},
	{"n", "confirmation", "enter run"},
	{"enter", "environments", "contoso"},
	{"enter", "question", "saved “me”"},
}

func TestEveryKeyOfHelpIsPressed(t *testing.T) {
	done := map[string]bool{}
	for _, p := range pressed {
		done[p.key+" in "+p.where] = true
		t.Run(p.key+" in "+p.where, func(t *testing.T) {
			situations[p.where](t).presses(p.key).sees(p.sees)
		})
	}
	moves := map[string]bool{"j": true, "down": true, "k": true, "up": true, "g": true, "home": true, "G": true, "end": true, "pgdown": true, "pgup": true}
	edits := map[string]bool{}
	for _, k := range kit.LineKeys() {
		for _, stroke := range k.Keys() {
			edits[stroke] = true
		}
	}
	quits := map[string]bool{"q": true, "ctrl+c": true}
	for _, where := range []string{"reading", "typing", "saved", "running", "refused", "refused and typing", "confirmation", "question"} {
		for _, k := range situations[where](t).m.(*tui.Model).Keys() {
			for _, stroke := range k.Keys() {
				if !done[stroke+" in "+where] && !inherited(done, stroke, where) && !moves[stroke] && !edits[stroke] && !quits[stroke] && stroke != "Y" && stroke != "N" {
					t.Errorf("%s (%s) is in help and no test presses it in %s", stroke, k.Help().Desc, where)
				}
			}
		}
	}
}

// inherited is true where a key was pressed in the scope that this one extends.
func inherited(done map[string]bool, stroke, where string) bool {
	if strings.Contains(where, "typing") {
		return done[stroke+" in typing"]
	}
	return done[stroke+" in reading"] || done[stroke+" in help"] && (where == "confirmation" || where == "question")
}

func TestQAndCtrlCQuit(t *testing.T) {
	for where, stroke := range map[string]string{"reading": "q", "typing": "ctrl+c", "running": "q", "help": "ctrl+c", "question": "ctrl+c", "sign-in begun": "ctrl+c"} {
		if u := situations[where](t).presses(stroke); !u.quit {
			t.Errorf("%s does not quit in %s", stroke, where)
		}
	}
	if u := guestAt(t, "contoso").presses("q"); u.quit {
		t.Error("q quits while a query is typed")
	}
}

func TestThePagingKeysMoveTheAnswerWhileTyping(t *testing.T) {
	u := guestAt(t, "adatum").types("/users?$top=50").presses(enter).sees("200 OK", `"@odata.context"`)
	u.presses("pgdown").seesNo(`"@odata.context"`).presses("pgup").sees(`"@odata.context"`).sees("esc stop typing")
}

func TestTheBottomLineAlwaysLeadsToHelpAndOut(t *testing.T) {
	for where, want := range map[string]string{"typing": "f1 help", "reading": "? help", "saved": "? help", "token": "esc close", "environments": "esc close", "help": "esc close"} {
		u := situations[where](t)
		for _, w := range []int{40, 80, 200} {
			u.sizes(w, 24)
			if got := u.row(23); !strings.Contains(got, want) {
				t.Errorf("%s at %d: %q has no %q", where, w, got, want)
			}
		}
	}
}

func TestHelpComesFromTheLiveKeymap(t *testing.T) {
	u := guestAt(t, "contoso").presses(enter).sees("200 OK").sizes(120, 60).presses("f1")
	for _, k := range situations["saved"](t).m.(*tui.Model).Keys() {
		u.sees(k.Help().Desc)
	}
	u.sees("copy the answer") // the answer's own
}

func TestTheWheelScrollsWhatIsUnderItAndAClickFocuses(t *testing.T) {
	u := guestAt(t, "adatum").types("/users?$top=50").presses(enter).sees(`"@odata.context"`)
	u.gets(tea.MouseWheelMsg{X: 60, Y: 20, Button: tea.MouseWheelDown})
	u.seesNo(`"@odata.context"`).sees("esc stop typing") // the focus stays
	u.clicks(5, 4).sees("l load into the line")          // a saved query
	u.clicks(60, 2).sees("esc stop typing")              // the query line
	u.clicks(60, 20).sees("y copy the answer")
	u.presses("M")
	if mode := u.m.View().MouseMode; mode != tea.MouseModeNone {
		t.Errorf("after M the mouse is still captured: %v", mode)
	}
}

func TestAClickInTheSwitcherChoosesAndOpens(t *testing.T) {
	u := guestAt(t, "contoso").presses("ctrl+o").sees("fabrikam.com")
	for y, row := range strings.Split(u.screen(), "\n") {
		if before, _, here := strings.Cut(row, "fabrikam.com"); here {
			x := ansi.StringWidth(before)
			u.clicks(x, y).header("contoso").clicks(x, y).header("fabrikam")
			return
		}
	}
}

func TestCopyingSaysWhatAndHow(t *testing.T) {
	w := newWorld(t)
	w.Copy = func(string) (string, error) { return "the X11 clipboard", nil }
	u := w.at(t, "contoso").presses(enter).sees("200 OK").presses(tab, "y").sees("copied the answer", "the X11 clipboard", "OSC 52")
	if len(u.clipboard) != 1 || !strings.Contains(u.clipboard[0], consultant) {
		t.Errorf("OSC 52 carried %q", u.clipboard)
	}
}

func TestTheTokenIsCopiedOnlyWhenAskedTwice(t *testing.T) {
	u := guestAt(t, "contoso").presses("ctrl+t", "c")
	if len(u.clipboard) > 0 {
		t.Fatal("one key copied the token")
	}
	if u.presses("c").sees("copied the access token"); len(u.clipboard) != 1 {
		t.Errorf("%d copies", len(u.clipboard))
	}
}

func TestTheFilterThinsOutTheWheelAndNothingElse(t *testing.T) {
	now := time.Unix(0, 0)
	filter := tui.Filter(func() time.Time { return now })
	wheel := tea.MouseWheelMsg{Button: tea.MouseWheelDown}
	passed := 0
	for range 1000 { // a second of a flood
		now = now.Add(time.Millisecond)
		if filter(nil, wheel) != nil {
			passed++
		}
		if filter(nil, tea.KeyPressMsg{Code: 'x'}) == nil {
			t.Fatal("a key was lost")
		}
	}
	if passed < 50 || passed > 130 {
		t.Errorf("%d of 1000 turns passed", passed)
	}
}
