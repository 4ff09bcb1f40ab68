package tui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"
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
	"whole": func(t *testing.T) *user {
		return guestAt(t, "contoso").presses(enter).sees("200 OK").presses(tab, "z")
	},
	"tabs": func(t *testing.T) *user { return guestAt(t, "contoso").types("/me").presses("ctrl+n", esc) },
	"tabs closed": func(t *testing.T) *user {
		return guestAt(t, "contoso").types("/me").presses("ctrl+n").types("/users").presses(esc, "w")
	},
	"palette":      func(t *testing.T) *user { return guestAt(t, "contoso").presses("ctrl+p") },
	"options":      func(t *testing.T) *user { return guestAt(t, "contoso").types("/me").presses("ctrl+f") },
	"headers":      func(t *testing.T) *user { return guestAt(t, "contoso").types("/me").presses("f3") },
	"body":         func(t *testing.T) *user { return guestAt(t, "contoso").types("PATCH /me").presses("f4") },
	"add":          func(t *testing.T) *user { return guestAt(t, "contoso").presses(esc, "+") },
	"actions":      func(t *testing.T) *user { return guestAt(t, "contoso").presses("ctrl+o", tab) },
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
			if meanings["ctrl+c"] != "quit at once" {
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

// pressed is what the keys of the root do, in words of the screen.
var pressed = []struct {
	key   string
	where string // a situation
	sees  string
}{
	{"esc", "running", "cancelled"},
	{"esc", "running and typing", "cancelled"},
	{"esc", "typing", "i type a query"},
	{"esc", "help", "GET  v1.0"},
	{"esc", "whole", "╭─ Query"},
	{"i", "reading", "esc stop typing"},
	{"ctrl+s", "reading", "Save this query"},
	{"ctrl+s", "typing", "Save this query"},
	{"tab", "reading", "No answer yet"},
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
	{"ctrl+p", "reading", "Palette"},
	{"ctrl+p", "typing", "Palette"},
	{"ctrl+r", "answer", "Recent runs in contoso"},
	{"f", "reading", "Options"},
	{"ctrl+f", "typing", "Options"},
	{"f2", "typing", "Options"},
	{"H", "reading", "Headers"},
	{"f3", "typing", "Headers"},
	{"B", "reading", "Body"},
	{"ctrl+b", "typing", "Body"},
	{"f4", "typing", "Body"},
	{"V", "reading", "Variables"},
	{"f5", "typing", "Variables"},
	{"s", "reading", "Sign in to contoso"},
	{"m", "reading", "POST"},
	{"f6", "typing", "POST"},
	{"v", "reading", "beta"},
	{"f7", "typing", "beta"},
	{"+", "reading", "Add an environment"},
	{"x", "refused", "request-id"},
	{"ctrl+x", "refused", "request-id"},
	{"ctrl+x", "refused and typing", "request-id"},
	{"ctrl+n", "typing", "› 2 new"},
	{"]", "tabs", "› 1 "},
	{"[", "tabs", "› 1 "},
	{"alt+1", "tabs", "› 1 "},
	{"alt+9", "tabs", "there are 2 tabs"},
	{"w", "tabs", "╭─ Query"},
	{"alt+w", "tabs", "╭─ Query"},
	{"z", "answer", "esc leave the full screen"},
	{"u", "tabs closed", "undone"},
	{"M", "reading", "mouse: left to the terminal"},
	{"f9", "typing", "mouse: left to the terminal"},
	{"?", "reading", "Everywhere"},
	{"f1", "reading", "Everywhere"},
	{"f1", "typing", "Everywhere"},
	{"f1", "token", "show or hide the raw token"},
	{"enter", "typing", "200 OK"},
	{"enter", "reading", "200 OK"},
	{"enter", "saved", "200 OK"},
	{"l", "saved", "esc stop typing"},
	{"space", "saved", "● "},
	{"right", "saved", "esc stop typing"},
	{"r", "saved", "Rename this query"},
	{"d", "saved", "Delete a saved query"},
	{"n", "saved", "Save this query"},
	{"y", "confirmation", "deleted"},
	{"n", "confirmation", "enter run"},
	{"enter", "environments", "contoso"},
	{"enter", "question", "saved “me”"},
}

func TestWhatTheKeysDo(t *testing.T) {
	for _, p := range pressed {
		t.Run(p.key+" in "+p.where, func(t *testing.T) {
			t.Parallel()
			situations[p.where](t).presses(p.key).sees(p.sees)
		})
	}
}

// Every keystroke of every key that help shows is pressed where it is shown, and
// does something: to the screen, to the clipboard, or to the terminal.
func TestEveryKeyOfHelpIsPressed(t *testing.T) {
	for where, situation := range situations {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			u := situation(t)
			u.screen()
			for _, k := range u.m.(*tui.Model).Keys() {
				for _, stroke := range k.Keys() {
					u := situation(t)
					before := u.trace()
					u.presses(stroke)
					if u.trace() == before && !idleHere(k, where) {
						t.Errorf("%s (%s) does nothing on\n%s", stroke, k.Help().Desc, u.screen())
					}
				}
			}
		})
	}
}

// idleHere is true for keys of lines and lists that have nowhere to go in a situation.
func idleHere(k key.Binding, where string) bool {
	if slices.ContainsFunc(kit.LineKeys(), func(l key.Binding) bool { return l.Help() == k.Help() }) {
		return true // kit presses them
	}
	switch k.Help().Desc {
	case "up", "down", "page up", "page down", "first", "last", "first line", "last line", "left", "right", "half a page up", "half a page down", "answer up", "answer down", "run before", "run after",
		"row above", "row below", "field before", "next field", "line up", "line down", "to the first line", "to the last line", "indent less", "to the top", "to the end", "tab by number":
		return true // the panes' own tests press them where there is somewhere to go
	case "run": // the same query again looks the same
		return where != "typing" && where != "reading" && where != "saved"
	case "saved queries":
		return where == "saved"
	}
	return false
}

// trace is everything that a key may change.
func (u *user) trace() string {
	v := u.m.View()
	return fmt.Sprint(v.Content, v.Cursor, v.MouseMode, u.quit, len(u.clipboard), u.told)
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
	u := guestAt(t, "contoso").presses(enter).sees("200 OK").sizes(120, 160).presses("f1")
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
	u.clicks(60, 20).sees("fold")
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

func TestTheEndOfALineIsEnter(t *testing.T) {
	got, _ := tui.Filter(time.Now)(nil, tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl}).(tea.KeyPressMsg)
	if got.String() != "enter" {
		t.Errorf("ctrl+j arrives as %q", got)
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
