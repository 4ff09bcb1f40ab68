package setuppane

import (
	"errors"
	"strings"
	"testing"
	"time"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

func TestThreeEntersAddATenantAndSignIn(t *testing.T) {
	u := types(adding(t), "fabrikam.com")
	u.Sees("1 of 3", "Which tenant?").Presses("enter").Wished(kit.FindTenant{Text: "fabrikam.com"})
	u.Tell(found("fabrikam.com", fabrikam))
	u.Sees("2 of 3", "Who are you at home?", "fabrikam.com · "+fabrikam.ID, "region EU · cloud global", "the name comes with the first token")
	u.Sees("consultant@contoso.com", "The account of 2 other environments.").Presses("enter")
	u.Sees("3 of 3", "Is this right?", "name      fabrikam", "colour    "+mark("green"), "access    read-only", "› Add and sign in")
	u.Presses("enter").Sees("saving…").Wished(kit.SaveEnvironment{Environment: proposal, Enter: true})
}

func TestItCanBeAddedWithoutSigningIn(t *testing.T) {
	atProposal(t).Presses("down").Sees("› Add without signing in", "The first query there signs in").
		Presses("enter").Wished(kit.SaveEnvironment{Environment: proposal})
}

func TestEmptyAsksForNothing(t *testing.T) {
	adding(t).Sees("Whatever you have").Presses("enter").Sees("✗ nothing is there yet").Wished()
	types(adding(t).Presses("enter"), "f").SeesNo("✗")
}

func TestWhileItAsksItSaysHowLong(t *testing.T) {
	u := types(adding(t), "fabrikam.com").Presses("enter")
	u.Sees("asking Entra ID which tenant that is…", "esc stops; what you typed stays").SeesNo("0 s", "1 s")
	start := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	u.Tell(kit.Tick{Now: start}).Sees("that is… 1 s").Tell(kit.Tick{Now: start.Add(4 * time.Second)}).Sees("that is… 5 s")
}

func TestEscWhileAskingGoesBackToTheField(t *testing.T) {
	u := types(adding(t), "fabrikam.com").Presses("enter", "esc")
	u.Wished(kit.FindTenant{Text: "fabrikam.com"}, kit.CancelFind{}).SeesNo("asking").Sees("› fabrikam.com")
	u.Tell(found("fabrikam.com", fabrikam)).Sees("1 of 3").SeesNo(fabrikam.ID) // it comes too late
	types(u, ".au").Presses("enter").Wished(kit.FindTenant{Text: "fabrikam.com.au"})
}

func TestASlowAnswerToWhatWasChangedIsIgnored(t *testing.T) {
	u := types(types(adding(t), "fabrikam.co").Presses("enter"), "m")
	u.Wished(kit.FindTenant{Text: "fabrikam.co"}, kit.CancelFind{})
	u.Tell(found("fabrikam.co", adatum)).Sees("1 of 3").SeesNo(adatum.ID)
	u.Presses("enter").Tell(found("fabrikam.co", adatum)).Sees("1 of 3", "asking")
	u.Tell(found("fabrikam.com", fabrikam)).Sees("2 of 3", fabrikam.ID)
}

func TestMovingTheCursorKeepsTheQuestion(t *testing.T) {
	types(adding(t), "fabrikam.com").Presses("enter", "left", "home", "ctrl+a").Sees("asking").Wished(kit.FindTenant{Text: "fabrikam.com"})
}

func TestAnErrorStandsUnderTheFieldWithItsNextStep(t *testing.T) {
	u := types(adding(t), "nowhere").Presses("enter")
	refused := &auth.Error{Code: "AADSTS90002", What: "there is no such tenant", Guest: "check the domain"}
	u.Tell(kit.TenantFound{Text: "nowhere", Err: refused})
	u.Sees("› nowhere", "✗ AADSTS90002: there is no such tenant", "→ check the domain").Wished(kit.FindTenant{Text: "nowhere"})
	u.Presses("enter").Sees("asking").Wished(kit.FindTenant{Text: "nowhere"})
	types(u.Tell(kit.TenantFound{Text: "nowhere", Err: refused}), "x").SeesNo("✗").Sees("› nowherex")
}

func TestATenantThatIsAnEnvironmentAlreadyIsSaid(t *testing.T) {
	twin := auth.Tenant{ID: wingtip.TenantID, Domain: "wingtip.example", Cloud: "global"}
	ask := func() *kittest.User {
		return types(adding(t), "wingtip.example").Presses("enter").Tell(found("wingtip.example", twin)).
			Wished(kit.FindTenant{Text: "wingtip.example"}).Sees("1 of 3", "wingtip is this tenant already", "→ enter goes on anyway", "→ ctrl+g opens wingtip")
	}
	ask().Presses("ctrl+g").Wished(kit.SwitchEnvironment{Name: "wingtip"})
	u := ask().Presses("enter").Sees("2 of 3").Presses("enter").Sees("3 of 3", "name      wingtip-2")
	u.Presses("esc", "esc").Sees("1 of 3", "already") // and it is still said on the way back
}

func TestAllTwinsAreNamedButNotThoseOfOtherClouds(t *testing.T) {
	a, b, c := wingtip, wingtip, wingtip
	a.Name, b.Name, c.Name, c.Cloud = "one", "two", "three", "china"
	u := kittest.Look(t, New(kit.NewTheme(true), kit.Add, auth.Environment{}, []auth.Environment{a, b, c}), 80, 24)
	types(u, "w").Presses("enter").Tell(found("w", auth.Tenant{ID: a.TenantID, Cloud: "global"})).Sees("one and two are this tenant already").SeesNo("three")
}

func TestEnvironmentsThatWereListedLaterCount(t *testing.T) {
	rows := []kit.EnvironmentRow{{Environment: with(wingtip, func(e *auth.Environment) { e.Name, e.TenantID = "elsewhere", fabrikam.ID })}}
	types(adding(t), "fabrikam.com").Presses("enter").Tell(kit.EnvironmentsListed{Rows: rows}, found("fabrikam.com", fabrikam)).
		Sees("elsewhere is this tenant already")
}

func TestGoingBackKeepsWhatWasTyped(t *testing.T) {
	u := types(atAccount(t).Presses("ctrl+u"), "me@work.example").Presses("enter")
	types(on(t, u, "name").Presses("ctrl+u"), "fab").Presses("esc").Sees("2 of 3", "› me@work.example")
	u.Presses("esc").Sees("1 of 3", "› fabrikam.com", fabrikam.ID)
	u.Presses("enter", "enter").Sees("3 of 3", "me@work.example", "name      fab\n").Wished() // and nothing is asked again
}

func TestAnotherTenantBringsAnotherProposal(t *testing.T) {
	u := types(on(t, atProposal(t), "hint").Presses("ctrl+u"), "none").Presses("esc", "esc", "ctrl+u")
	types(u, "adatum.com").Presses("enter").Tell(found("adatum.com", adatum)).Presses("enter")
	u.Sees("name      adatum", "hint      none", "cloud usgov").Presses("enter")
	u.Wished(kit.FindTenant{Text: "adatum.com"}, kit.SaveEnvironment{Enter: true, Environment: with(proposal, func(e *auth.Environment) {
		e.Name, e.Cloud, e.TenantID, e.TenantDomain, e.DomainHint = "adatum", "usgov", adatum.ID, "adatum.com", "none"
	})})
}

func TestTheAccountMayBeEmptyButNotWrong(t *testing.T) {
	u := types(atAccount(t).Presses("ctrl+u"), "jan").Presses("enter")
	u.Sees("2 of 3", `✗ "jan" is not a user name`, "name@example.com")
	types(u, "@work.example").SeesNo("✗").Presses("ctrl+u", "enter").Sees("3 of 3", "account   the sign-in page asks")
	u.Presses("enter").Wished(kit.SaveEnvironment{Enter: true, Environment: with(proposal, func(e *auth.Environment) { e.Account = "" })})
}

func TestTheHomeAccountIsGuessedFromAGuestsName(t *testing.T) {
	name := "jan_de_wit_contoso.com#EXT#@fabrikam.onmicrosoft.com"
	u := pastes(adding(t), "  "+name+"\n").Presses("enter").Wished(kit.FindTenant{Text: name}).Tell(found(name, fabrikam))
	u.Sees("› jan_de_wit@contoso.com", "A best guess from the name you gave: check it.")
	types(u, "x").SeesNo("best guess")
}

func TestGuessesAreOnlyMadeOfGuestsNames(t *testing.T) {
	for text, want := range map[string]string{
		"jan_contoso.com#EXT#@fabrikam.onmicrosoft.com":       "jan@contoso.com",
		`"jan_contoso.com#ext#@fabrikam.com"`:                 "jan@contoso.com",
		"jan_contoso.com%23EXT%23%40fabrikam.onmicrosoft.com": "jan@contoso.com",
		"jan_outlook.com#EXT#@fabrikam.com":                   "jan@outlook.com",
		"jan#EXT#@fabrikam.com":                               "",
		"_contoso.com#EXT#@fabrikam.com":                      "",
		"jan_contoso#EXT#@fabrikam.com":                       "",
		"a b_contoso.com#EXT#@fabrikam.com":                   "",
		"https://x/jan_contoso.com#EXT#@fabrikam.com":         "",
		"fabrikam.com": "",
		"#EXT#@":       "",
		"":             "",
		strings.Repeat("ſ", 40) + "_contoso.com#EXT#@fabrikam.x": strings.Repeat("ſ", 40) + "@contoso.com",
	} {
		if got := homeOf(text); got != want {
			t.Errorf("%q is %q at home, want %q", text, got, want)
		}
	}
}

func TestALongLinkIsAskedAboutWhole(t *testing.T) {
	link := "https://login.microsoftonline.com/redeem?rd=https%3a%2f%2finvitations.microsoft.com%2fredeem%2f%3ftenant%3d" + fabrikam.ID +
		"%26user%3d" + strings.Repeat("0123456789abcdef", 200)
	pastes(adding(t), link).Sees("…").Presses("enter").Sees("asking").Wished(kit.FindTenant{Text: link})
	pastes(adding(t), strings.Repeat("x", 1<<20)).Presses("enter").Sees("asking")
}

func TestAnAnswerThatSaysNothingIsNoTenant(t *testing.T) {
	types(adding(t), "x").Presses("enter").Tell(kit.TenantFound{Text: "x", Tenant: fabrikam, Err: errors.New("no")}).Sees("✗ no").SeesNo(fabrikam.ID)
}
