package signinpane

import (
	"context"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
)

// typing is a person who was asked as whom to sign in.
func typing(t testing.TB, w, h int) *kittest.User {
	t.Helper()
	return look(t, w, h).Presses("o")
}

func types(u *kittest.User, text string) *kittest.User { return u.Presses(kittest.Letters(text)...) }

func TestAnyAccountCanBeTyped(t *testing.T) {
	for _, s := range kittest.Sizes {
		u := typing(t, s.W, s.H).Sees("Sign in to fabrikam.example as whom?", "›", "name@example.com", "enter sign in as this person", "esc back")
		types(u, "jo@contoso.com").Sees("› jo@contoso.com").Presses("enter").Wished(kit.SignIn{Account: "jo@contoso.com"}).
			Sees("Starting the sign-in to fabrikam.example as jo@contoso.com…")
	}
	typing(t, 80, 24).Tell(tea.PasteMsg{Content: " jo@contoso.com\n"}).Presses("enter").Wished(kit.SignIn{Account: "jo@contoso.com"})
}

func TestLettersAreTextWhileAnAccountIsTyped(t *testing.T) {
	u := typing(t, 80, 24)
	if !u.Pane.(kit.Editor).Editing() {
		t.Error("letters would be keys")
	}
	types(u, "doabyxr").Wished().Sees("› doabyxr")
	u.Screen()
	if x, y, shown := u.Pane.(kit.Cursored).Cursor(); x != 2+7 || y != 1 || !shown {
		t.Errorf("the cursor is at %d,%d, %v", x, y, shown)
	}
	u.Pane.(kit.Sized).Size() // asked for at every look
	if x, y, _ := u.Pane.(kit.Cursored).Cursor(); x != 2+7 || y != 1 {
		t.Errorf("the size moved the cursor to %d,%d", x, y)
	}
	u.Presses("esc").Wished().Sees("enter sign in in the browser")
	if _, _, shown := u.Pane.(kit.Cursored).Cursor(); shown || u.Pane.(kit.Editor).Editing() {
		t.Error("it still takes text")
	}
}

func TestWhatIsNoAccountIsDoubted(t *testing.T) {
	typing(t, 80, 24).Presses("enter").Wished().Sees("Type an account first.").Presses("x").SeesNo("Type an account first.")
	for _, text := range []string{"jo", "@contoso.com", "jo@", "jo @contoso.com"} {
		u := types(typing(t, 80, 24), text).Presses("enter").Wished().Sees("That is no account: it looks like name@example.com.")
		u.Presses("backspace").SeesNo("That is no account")
	}
}

func TestAnotherWayIsTriedAsTheSamePerson(t *testing.T) {
	jo := func() *kittest.User {
		u := types(typing(t, 80, 24), "jo@contoso.com").Presses("enter")
		u.Wishes = nil
		return u
	}
	jo().Tell(browse).Presses("d").Wished(kit.SignIn{Device: true, Account: "jo@contoso.com"})
	jo().Tell(devices).Presses("b").Wished(kit.SignIn{Account: "jo@contoso.com"})
	jo().Tell(refused).Presses("r", "d").Wished(kit.SignIn{Account: "jo@contoso.com"})
	jo().Tell(kit.SignInEnded{Err: context.Canceled}).Sees("as jo@contoso.com").Presses("d").Wished(kit.SignIn{Device: true, Account: "jo@contoso.com"})
	u := jo().Tell(refused).Presses("o").Sees("› jo@contoso.com").Presses("ctrl+u")
	types(u, "ann@contoso.com").Presses("enter").Wished(kit.SignIn{Account: "ann@contoso.com"})
}

func TestARefusedCodeIsAskedForAgainAsSomebodyElse(t *testing.T) {
	u := look(t, 80, 24).Presses("d").Tell(refused).Presses("o")
	types(u, "jo@contoso.com").Presses("enter").Wished(kit.SignIn{Device: true}, kit.SignIn{Device: true, Account: "jo@contoso.com"})
}

func TestTheDialogCanOpenWithTheQuestionWhoItIs(t *testing.T) {
	m := New(kit.NewTheme(true), nil)
	m.Update(fabrikam)
	m.AskAccount()
	m.AskAccount()
	kittest.Look(t, m, 80, 24).Sees("as whom?").Presses("esc").Sees("enter sign in in the browser")

	m = New(kit.NewTheme(true), people)
	m.Update(fabrikam)
	m.AskAccount()
	kittest.Look(t, m, 80, 24).Sees("› consultant@contoso.com", "guest@gmail.com").Presses("down", "enter").
		Wished(kit.SignIn{Approve: true, Account: "guest@gmail.com"})
}

func TestTheDemoOffersItsAccountsInstead(t *testing.T) {
	u := look(t, 80, 24, people...).SeesNo("as another person").Presses("o").SeesNo("as whom?")
	if why := u.Pane.(kit.Keyed).Why(another.Binding); why != "a lists the accounts of the demo" {
		t.Error(why)
	}
}

func TestNothingHostileIsTyped(t *testing.T) {
	corpus, _ := hostile.Packed(8)
	for _, s := range corpus {
		u := kittest.Look(t, New(kit.NewTheme(true), nil), 60, 12).Tell(kit.EnvironmentOpened{Environment: auth.Environment{Name: s, TenantDomain: s}})
		u.Presses("o").Tell(tea.PasteMsg{Content: s}).Presses("enter") // Screen judges every view
	}
}

func TestTheLineIsInSightOnASmallScreen(t *testing.T) {
	for _, h := range []int{2, 3, 5} {
		types(typing(t, 60, h), "jo@contoso.com").Sees("› jo@contoso.com")
	}
	for _, s := range []struct{ w, h int }{{10, 3}, {1, 1}, {2, 9}, {0, 0}, {0, 4}, {4, 0}} {
		types(typing(t, s.w, s.h), "jo@contoso.com").Presses("enter").Screen()
	}
}
