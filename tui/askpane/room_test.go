package askpane

import (
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
)

// write asks about a write whose URL is longer than a small screen: 40×12 leaves 36×7.
func write(t *testing.T, w, h int) *kittest.User {
	const group, member = "5f0e7a31-0e4b-4f6d-8a35-1d2f60b9c8e1", "46d2a1c0-7b5e-4c11-9d0a-5be2c47a3f58"
	return kittest.Look(t, NewConfirmation(kit.NewTheme(true), kit.Confirmation{
		Title: "Send this write?",
		Lines: []string{
			"DELETE https://graph.microsoft.com/v1.0/groups/" + group + "/members/" + member + "/$ref",
			"no body", "in fabrikam: tenant fabrikam.com 46d2a1c0-7b5e-4c11-9d0a-5be2c47a3f58",
		},
		Yes: "send it", Danger: true, Wish: wish{"sent"},
	}), w, h)
}

func TestMethodHostTenantAndAnswerStayOnASmallScreen(t *testing.T) {
	u := write(t, 36, 7).Sees("DELETE https://graph.microsoft.com/v", "…", "/$ref", "in fabrikam: tenant fabrikam.com", "y send it   n no")
	u.Sees("… 4 more lines, pgdn").Presses("y").Wished(kit.Answered{Wish: wish{"sent"}})
	for h := 2; h < 12; h++ {
		rows := strings.Split(write(t, 36, h).Screen(), "\n")
		if !strings.Contains(strings.Join(rows, " "), "DELETE https://graph.mic") || !slices.ContainsFunc(rows, func(r string) bool { return strings.HasPrefix(r, "y send it") }) {
			t.Errorf("in %d rows: %q", h, rows)
		}
		if tenant := strings.Contains(strings.Join(rows, " "), "in fabrikam: tenant"); h > 2 && !tenant {
			t.Errorf("no tenant in %d rows: %q", h, rows)
		}
	}
	write(t, 36, 30).Sees("c8e1/members/46d2a1c0-7b5e-4c11-9d0a").SeesNo("…")
}

func TestWhatIsOutOfSightScrollsBetweenThem(t *testing.T) {
	u := write(t, 36, 8).SeesNo("/members/46d2a1c0").Presses("pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown")
	u.Sees("above, pgup", "DELETE https://graph.microsoft.com/v", "in fabrikam", "y send it").SeesNo("no body")
	u.Presses("pgup", "k", "up", "up", "up", "up", "up", "up").Sees("no body", "more lines, pgdn")
	seen := ""
	for range 9 {
		seen += " " + u.Screen()
		u.Presses("j")
	}
	for _, part := range []string{"5f0e7a31-0e4b-4f", "/members/46d2a1c0-", "58/$ref"} {
		if !strings.Contains(strings.Join(strings.Fields(seen), ""), part) {
			t.Errorf("%s is never in sight:\n%s", part, seen)
		}
	}
	u.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelUp}).Sees("1 more line, pgdn").Wished()
}

func TestADeletionOnASmallScreenNamesTheQueryAndSaysWhatItHides(t *testing.T) {
	u := kittest.Look(t, NewConfirmation(kit.NewTheme(true), kit.Confirmation{
		Title: "Delete a saved query",
		Lines: []string{"who am I here", "GET v1.0 /me?$select=displayName,userType", "in /a/" + strings.Repeat("long/", 30) + "me.http", "", "u brings it back until you quit"},
		Yes:   "delete it", Danger: true, Wish: wish{"gone"},
	}), 36, 7)
	u.Sees("who am I here", "GET v1.0 /me?$select=displayName,use", "more lines, pgdn", "u brings it back", "y delete it")
	u.Presses("down").Sees("rType", "… 1 above,").Presses("n").Wished(kit.Close{})
}

func TestNothingScrollsWhereAllIsInSight(t *testing.T) {
	u := write(t, 76, 10).SeesNo("pgdn")
	before := u.Screen()
	if u.Presses("pgdown", "down", "j"); u.Screen() != before {
		t.Error("something moved")
	}
	for _, k := range u.Pane.Keys() {
		if strings.Contains(k.Help().Desc, "down") {
			t.Errorf("%s is offered", k.Help().Key)
		}
	}
}

func TestEveryKeyOfASmallConfirmationWorks(t *testing.T) {
	kittest.EveryKeyWorks(t, func() *kittest.User { return write(t, 36, 7).Presses("down") })
	m := write(t, 36, 7).Presses("down").Pane.(*Model)
	for _, k := range m.AllKeys() {
		works := slices.ContainsFunc(m.Keys(), func(now key.Binding) bool { return now.Help() == k.Help() })
		if works != (m.Why(k) == "") {
			t.Errorf("%s works: %v, and why not: %q", k.Help().Desc, works, m.Why(k))
		}
	}
}

func TestAQuestionOnASmallScreenPagesWhileLettersAreTyped(t *testing.T) {
	q := kit.Question{Title: "Save", Lines: []string{"GET v1.0 /me", strings.Repeat("one two three ", 20), "as"}, Then: func(answer string) tea.Msg { return wish{answer} }}
	u := kittest.Look(t, NewQuestion(kit.NewTheme(true), q), 36, 6).Sees("GET v1.0 /me", "more lines, pgdn", "as", "› ")
	u.Presses("pgdown").Sees("above").Types("jk").Sees("› jk").Presses("enter").Wished(kit.Answered{Wish: wish{"jk"}})
	if _, y, shown := u.Pane.(*Model).Cursor(); y != 5 || !shown {
		t.Errorf("the cursor is in row %d", y)
	}
}

func TestAMenuPages(t *testing.T) {
	menu(t, 60, 12).Sees("edit").Presses("pgdown").Sees("› x  remove").Presses("pgup").Sees("› i  sign in")
	one := menu(t, 60, 12, kit.Item{Label: "alone"}).Pane.(*Menu)
	if one.Why(pageDown) == "" || one.Why(choose) != "" {
		t.Errorf("%q, %q", one.Why(pageDown), one.Why(choose))
	}
}

func TestLongAndHostileLinesFitEveryHeight(t *testing.T) {
	for _, s := range append(hostile.Samples, strings.Repeat("日本", 100), strings.Repeat("x", 700)) {
		for h := range 12 {
			for _, w := range []int{1, 2, 7, 36} {
				c := kit.Confirmation{Title: s, Lines: []string{s + s, s, "", s + "z"}, Yes: s}
				kittest.Look(t, NewConfirmation(kit.PlainTheme(), c), w, h).Presses("pgdown", "down", "pgdown").Screen()
			}
		}
	}
}
