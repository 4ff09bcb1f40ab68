package signinpane

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
)

var (
	noon     = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	fabrikam = kit.EnvironmentOpened{Environment: auth.Environment{
		Name: "fabrikam", TenantDomain: "fabrikam.example", Account: "consultant@contoso.com", ClientID: auth.DefaultClientID,
	}}
	people  = []string{"consultant@contoso.com", "guest@gmail.com"}
	browse  = kit.SignInPrompted{Prompt: auth.Prompt{URL: "https://login.microsoftonline.com/46d2/oauth2/v2.0/authorize?client_id=1&state=secret"}}
	devices = kit.SignInPrompted{Prompt: auth.Prompt{UserCode: "F4K9QXWZ2", VerificationURL: "https://microsoft.com/devicelogin", Expires: noon.Add(15 * time.Minute)}}
	refused = kit.SignInEnded{Err: &auth.Error{Code: "AADSTS50020", What: "you are not a guest in wingtip", Tenant: "wingtip", Admin: "invite you", AdminOf: "resource"}}
)

func look(t testing.TB, w, h int, accounts ...string) *kittest.User {
	t.Helper()
	return kittest.Look(t, New(kit.NewTheme(true), accounts), w, h).Tell(fabrikam)
}

func TestTheChoiceNamesTenantAccountAppAndKeys(t *testing.T) {
	for _, s := range kittest.Sizes {
		look(t, s.W, s.H).Sees("Sign in to fabrikam", "Sign in to fabrikam.example as consultant@contoso.com.",
			"Microsoft Graph Command Line Tools", "enter sign in in the browser", "d use a device code").SeesNo("demo")
	}
	kittest.Look(t, New(kit.PlainTheme(), nil), 80, 24).Sees("Sign in to this tenant as the account you were invited with.")
	own := fabrikam
	own.Environment.ClientID, own.Environment.TenantDomain, own.Environment.TenantID = "1234", "", "46d2f1a0"
	look(t, 80, 24).Tell(own).Sees("App: the app 1234", "Sign in to 46d2f1a0")
}

func TestEnterAndDStartASignIn(t *testing.T) {
	look(t, 80, 24).Presses("enter").Wished(kit.SignIn{}).Sees("Starting the sign-in to fabrikam.example")
	look(t, 80, 24).Presses("d").Wished(kit.SignIn{Device: true}).Presses("esc").Wished(kit.CancelSignIn{})
}

func TestWaitingForTheBrowserShowsTheHostAndNotTheState(t *testing.T) {
	for _, s := range kittest.Sizes {
		look(t, s.W, s.H).Presses("enter").Tell(browse).
			Sees("Waiting for the browser: finish signing in to fabrikam.example as consultant@contoso.com", "\nlogin.microsoftonline.com\n").
			SeesNo("state=secret", "client_id")
	}
	u := look(t, 80, 24).Presses("enter").Tell(browse).Sees("/46d2/oauth2/v2.0/authorize?…").Wished(kit.SignIn{})
	u.Presses("y").Wished(kit.Copy{What: "the sign-in link", Text: browse.Prompt.URL})
	u.Presses("d").Wished(kit.SignIn{Device: true}).SeesNo("login.microsoftonline.com")
	look(t, 80, 24).Tell(browse).Presses("esc").Wished(kit.CancelSignIn{})
}

func TestAHostIsNeverWhatLooksLikeOne(t *testing.T) {
	for link, want := range map[string][2]string{
		"https://login.microsoftonline.com@evil.example/x": {"evil.example", "/x"},
		"http://evil.example:99/login.microsoftonline.com": {"evil.example:99", "/login.microsoftonline.com (http)"},
		"https://login.microsoftonline.com\u202e.evil/":    {"login.microsoftonline.com‹U+202E›.evil", "/"},
		"javascript:alert(1)":                              {"javascript:alert(1)", ""},
		"https://a.example?q=1":                            {"a.example", "?…"},
	} {
		if host, rest := address(link); host != want[0] || rest != want[1] {
			t.Errorf("%s is shown as %q, %q", link, host, rest)
		}
	}
}

func TestWithoutABrowserTheDeviceCodeComesFirst(t *testing.T) {
	shut := browse
	shut.Prompt.OpenErr = errors.New("no display")
	for _, w := range []int{40, 80} {
		u := look(t, w, 24).Tell(shut).Sees("No browser could be opened here: no display", "d gives you a device code instead.", "so it works over SSH.",
			"This link works only in a browser on this machine", browse.Prompt.URL[:30], "d use a device code y copy the link")
		if first := u.Pane.Keys()[0].Help().Key; first != "d" {
			t.Errorf("the first key is %s", first)
		}
		u.Presses("y", "d").Wished(kit.Copy{What: "the sign-in link", Text: browse.Prompt.URL}, kit.SignIn{Device: true})
	}
	look(t, 36, 5).Tell(shut).Sees("d gives you a device code")
	shut.Prompt.URL = ""
	look(t, 80, 24).Tell(shut).Sees("d gives you a device code").SeesNo("copy the link", "This link").Presses("y").Wished()
}

func TestADeviceCodeIsLargeAndCountsDown(t *testing.T) {
	for _, s := range kittest.Sizes {
		look(t, s.W, s.H).Presses("d").Tell(devices, kit.Tick{Now: noon.Add(30 * time.Second)}).
			Sees("microsoft.com/devicelogin", "╭─────────────╮\n│  F4K9QXWZ2  │\n╰─────────────╯", "The code works for 14:30 more.")
	}
	u := look(t, 80, 24).Tell(devices).Sees("works for some minutes", "It signs consultant@contoso.com in to fabrikam.example with Microsoft Graph Command Line Tools.", "Never enter a code that somebody sent you.")
	u.Presses("y", "u").Wished(kit.Copy{What: "the device code", Text: "F4K9QXWZ2"}, kit.Copy{What: "the address", Text: "https://microsoft.com/devicelogin"})
	u.Presses("b").Wished(kit.SignIn{})
}

func TestTheDemoSaysThatItEntersTheCodeItself(t *testing.T) {
	u := look(t, 80, 30, people...).Presses("d").Tell(devices).SeesNo("The demo enters").Presses("a", "down", "enter").Tell(devices)
	u.Sees("The demo enters this code as guest@gmail.com", "It signs guest@gmail.com in")
}

func TestAnExpiredCodeCanBeRenewed(t *testing.T) {
	u := look(t, 80, 24).Presses("d").Tell(devices, kit.Tick{Now: noon.Add(16 * time.Minute)}).Wished(kit.SignIn{Device: true})
	u.Sees("The code has expired. r gets another.").SeesNo("copy the code").Presses("r").Wished(kit.SignIn{Device: true})
}

func TestTheQRCodeIsThereWhereItFits(t *testing.T) {
	look(t, 80, 40).Tell(devices).Sees("█▀", "copy the code")
	look(t, 80, 30).Tell(devices).Sees("█▀").SeesNo("copy the code")
	look(t, 80, 24).Tell(devices).SeesNo("█").Sees("copy the code")
	look(t, 30, 60).Tell(devices).SeesNo("█")
	plain := devices
	plain.Prompt.VerificationURL = "http://microsoft.com/devicelogin"
	look(t, 80, 40).Tell(plain).SeesNo("█").Sees("(http)")
	code := encode("https://microsoft.com/devicelogin")
	if code.width != 33 || len(code.rows) != 17 || code.rows[0] != strings.Repeat("█", 33) || []rune(code.rows[1])[2] != ' ' {
		t.Errorf("a code of %d×%d:\n%s", code.width, len(code.rows), strings.Join(code.rows, "\n"))
	}
}

func TestARefusalSaysWhyAndWhatToDo(t *testing.T) {
	for _, s := range kittest.Sizes {
		look(t, s.W, s.H).Presses("enter").Tell(browse, refused).
			Sees("✗ AADSTS50020: you are not a guest in wingtip", "→ ask the admin of wingtip to invite you", "r try again", "x the whole story")
	}
	look(t, 80, 24).Presses("enter").Tell(refused).Presses("x", "r").Wished(kit.SignIn{}, kit.Show{Overlay: kit.ErrorView}, kit.SignIn{})
	look(t, 80, 24).Presses("d").Tell(refused).Presses("enter").Wished(kit.SignIn{Device: true}, kit.SignIn{Device: true})
	look(t, 80, 24).Presses("d").Tell(refused).Presses("b").Wished(kit.SignIn{Device: true}, kit.SignIn{})
}

func TestTheChoiceSaysWhyAPersonIsNeededUntilOneHasChosen(t *testing.T) {
	why := kit.Failed{Err: &auth.Error{Code: "AADSTS50076", What: "fabrikam.example asks for its own MFA"}}
	u := look(t, 80, 24).SeesNo("the whole story").Tell(why).Sees("AADSTS50076: fabrikam.example asks for its own MFA", "x the whole story")
	u.Presses("x").Wished(kit.Show{Overlay: kit.ErrorView})
	look(t, 36, 7).Tell(why).Sees("enter sign in in the browser", "d use a device code").SeesNo("AADSTS50076")
	u.Presses("enter").Tell(browse, kit.SignInEnded{Err: context.Canceled}).Sees("cancelled").SeesNo("AADSTS50076", "the whole story")
}

func TestARefusalThatAnAdminCanMendSaysWhomToAsk(t *testing.T) {
	both := kit.SignInEnded{Err: &auth.Error{Code: "AADSTS50020", What: "no guest", Tenant: "wingtip", Guest: "check the tenant", Admin: "invite you", AdminOf: "resource"}}
	look(t, 80, 24).Presses("enter").Tell(both).Sees("→ check the tenant", "→ ask the admin of wingtip to invite you")
}

func TestACancelledSignInAsksAgain(t *testing.T) {
	look(t, 80, 24).Presses("enter").Tell(browse, kit.SignInEnded{Err: context.Canceled}).
		Sees("The sign-in was cancelled.", "enter sign in in the browser").SeesNo("✗").Presses("d").SeesNo("cancelled")
}

func TestNotesAreKeptBesideWhatIsToBeDone(t *testing.T) {
	note := kit.SignInPrompted{Prompt: auth.Prompt{Note: "Entra ID refused the domain hint; trying once without it"}}
	look(t, 80, 24).Presses("enter").Tell(browse, note).Sees("Waiting for the browser", "! Entra ID refused the domain hint").
		Presses("d").SeesNo("domain hint")
}

func TestTheDemoGoesOnAsAChosenAccount(t *testing.T) {
	for _, s := range kittest.Sizes {
		look(t, s.W, s.H, people...).Sees("a go on as an account of the demo").Presses("a").
			Sees("› consultant@contoso.com", "  guest@gmail.com").Presses("down").Sees("› guest@gmail.com").
			Presses("j", "enter").Wished(kit.SignIn{Approve: true, Account: "guest@gmail.com"}).Sees("as guest@gmail.com")
	}
	look(t, 80, 24, people...).Presses("a", "down", "k", "esc").Wished().Sees("enter sign in in the browser")
	look(t, 80, 24, people...).Tell(devices).Presses("a", "enter").Wished(kit.SignIn{Approve: true, Device: true, Account: people[0]})
	look(t, 80, 24).Presses("a").Wished().SeesNo("Go on as whom")
}

func TestAGoodSignInIsSaid(t *testing.T) {
	look(t, 80, 24).Tell(browse, kit.SignInEnded{}).Sees("✓ Signed in to fabrikam.").Presses("enter").Wished(kit.Close{})
}

func TestAnotherEnvironmentStartsOver(t *testing.T) {
	other := kit.EnvironmentOpened{Environment: auth.Environment{Name: "adatum"}}
	look(t, 80, 24).Tell(devices, fabrikam).Sees("F4K9QXWZ2").Tell(other).SeesNo("F4K9QXWZ2", "fabrikam").Sees("Sign in to adatum")
}

func TestEveryKeyDoesSomething(t *testing.T) {
	for name, at := range map[string]func(*kittest.User) *kittest.User{
		"choosing": func(u *kittest.User) *kittest.User { return u },
		"shut out": func(u *kittest.User) *kittest.User {
			return u.Tell(kit.SignInPrompted{Prompt: auth.Prompt{URL: "https://a.example", OpenErr: errors.New("no display")}})
		},
		"accounts": func(u *kittest.User) *kittest.User { return u.Presses("a", "down") },
		"starting": func(u *kittest.User) *kittest.User { return u.Presses("enter") },
		"browsing": func(u *kittest.User) *kittest.User { return u.Tell(browse) },
		"entering": func(u *kittest.User) *kittest.User { return u.Tell(devices) },
		"expired":  func(u *kittest.User) *kittest.User { return u.Tell(devices, kit.Tick{Now: noon.Add(time.Hour)}) },
		"failed":   func(u *kittest.User) *kittest.User { return u.Tell(refused) },
		"done":     func(u *kittest.User) *kittest.User { return u.Tell(kit.SignInEnded{}) },
	} {
		t.Run(name, func(t *testing.T) {
			kittest.EveryKeyWorks(t, func() *kittest.User { return at(look(t, 80, 24, "one", "two", "three")) })
		})
	}
}

func TestAnyCornerOfAnySizeHolds(t *testing.T) {
	for _, s := range []struct{ w, h int }{{10, 3}, {1, 1}, {2, 9}, {0, 0}, {0, 4}, {4, 0}, {33, 40}} {
		for _, msg := range []any{nil, browse, devices, refused, kit.SignInEnded{}} {
			look(t, s.w, s.h, people...).Tell(msg).Presses("a", "down").Screen()
		}
	}
}

func TestTheDialogAsksForTheRoomItNeeds(t *testing.T) {
	m := New(kit.NewTheme(true), nil)
	m.Update(devices)
	w, h := m.Size()
	if view := m.View(w, h); !strings.Contains(view, "█") || !strings.Contains(view, "copy the code") {
		t.Errorf("%d×%d has no room for the code:\n%s", w, h, view)
	}
	m.Update(kit.SignInEnded{})
	if _, h := m.Size(); h > 4 {
		t.Errorf("%d rows to say that it went well", h)
	}
}

func TestNothingOfTheCorpusReachesTheScreen(t *testing.T) {
	corpus, found := hostile.Corpus()
	for _, s := range corpus {
		s = s[:min(len(s), 1<<10)]
		p := auth.Prompt{URL: s, UserCode: "", Note: s}
		opened := kit.EnvironmentOpened{Environment: auth.Environment{Name: s, TenantDomain: s, Account: s, ClientID: s}}
		u := kittest.Look(t, New(kit.NewTheme(true), []string{s}), 60, 40).Tell(opened) // Screen judges every view
		u.Presses("a").Tell(kit.SignInPrompted{Prompt: p})
		p.URL, p.OpenErr = "https://a.example/"+s, errors.New(s)
		u.Tell(kit.SignInPrompted{Prompt: p})
		u.Tell(kit.SignInPrompted{Prompt: auth.Prompt{UserCode: "x" + s, VerificationURL: "https://" + s, Note: s}})
		u.Tell(kit.SignInEnded{Err: &auth.Error{Code: s, What: s, Guest: s}})
	}
	if !found {
		t.Skip("only the built-in samples: the shared corpus is not beside the module")
	}
}
