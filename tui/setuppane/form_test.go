package setuppane

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

func TestEverySettingComesBackAsItWasPut(t *testing.T) {
	e := with(contoso, func(e *auth.Environment) { e.DomainHint, e.Isolated = "none", true })
	for _, s := range settings() {
		got := e
		s.put(&got, s.get(e))
		if !reflect.DeepEqual(got, e) {
			t.Errorf("%s: %v became %v", s.key, e, got)
		}
		if s.label == "" || len(s.label) > labelWidth || s.help(e) == "" {
			t.Errorf("%s has no label, one that is too long, or no help", s.key)
		}
		if s.options == nil && s.key != "name" && faultIn(s, "not\x00 good") == "" {
			t.Errorf("%s may be anything", s.key)
		}
	}
}

func TestReasonsStandBesideWhereThereIsRoom(t *testing.T) {
	reasons := []string{"The first part of fabrikam.com.", "No other environment has this colour.", "a guest can consent"}
	u := atProposal(t)
	u.SeesNo(reasons...)
	on(t, u, "name").Sees(reasons[0]).SeesNo(reasons[1:]...)
	u.W = 112
	u.Sees(reasons...)
}

func TestAReasonGoesWithWhatItWasFor(t *testing.T) {
	u := on(t, atProposal(t), "colour").Sees("No other environment has this colour.")
	u.Presses("right").Sees("‹ "+mark("yellow")+" ›", "Paints the header").SeesNo("No other")
	u.Presses("left").Sees("‹ "+mark("green")+" ›", "No other environment has this colour.")
}

func TestChoicesGoAround(t *testing.T) {
	u := on(t, atProposal(t), "isolated").Sees("‹ no ›").Presses("space").Sees("‹ yes ›", "neither starts from").Presses("l").Sees("‹ no ›")
	u.Presses("h").Sees("‹ yes ›")
	on(t, u, "Add and sign in").Presses("enter").
		Wished(kit.SaveEnvironment{Enter: true, Environment: with(proposal, func(e *auth.Environment) { e.Isolated = true })})
}

func TestEnterGoesOnAndTheEndsMeet(t *testing.T) {
	u := on(t, atProposal(t), "name").Presses("enter").Sees("› colour").Presses("enter").Sees("› app")
	u.Presses("up", "shift+tab").Sees("› name").Presses("up").Sees("› Add without signing in").Presses("down").Sees("› name")
	on(t, u, "isolated").Presses("j").Sees("› Add and sign in").Presses("k").Sees("› isolated").Wished()
}

func TestLettersAreTextInATextField(t *testing.T) {
	types(on(t, atProposal(t), "name").Presses("ctrl+u"), "jkhl").Sees("› name      jkhl")
}

func TestAnEmptyFieldSaysWhatItStandsFor(t *testing.T) {
	u := atProposal(t).Sees("hint      contoso.com, from the account", "scopes    User.Read User.ReadBasic.All")
	on(t, u, "app").Presses("ctrl+u", "down").Sees("app       Microsoft Graph Command Line Tools")
	on(t, u, "Add and sign in").Presses("enter").Wished(kit.SaveEnvironment{Environment: proposal, Enter: true})
}

func TestScopesAreWordsHoweverTheyAreParted(t *testing.T) {
	u := types(on(t, atProposal(t), "scopes"), "User.Read, Group.Read.All  Files.Read")
	on(t, u, "Add and sign in").Presses("enter").Wished(kit.SaveEnvironment{Enter: true, Environment: with(proposal, func(e *auth.Environment) {
		e.Scopes = []string{"User.Read", "Group.Read.All", "Files.Read"}
	})})
}

func TestWhatCannotBeUsedIsSaidWhereItStands(t *testing.T) {
	for label, wrong := range map[string]struct{ text, why string }{
		"name":   {"a/b", `✗ "a/b" cannot be a name`},
		"app":    {"my app", `✗ "my app" is not the id of an app`},
		"hint":   {"c o", `✗ "c o" is not a hint`},
		"scopes": {"User.Read <x>", "✗ each is one name such as User.Read"},
	} {
		u := types(on(t, atProposal(t), label).Presses("ctrl+u"), wrong.text).SeesNo("✗").Presses("down").Sees(wrong.why)
		on(t, u, "Add and sign in").Presses("enter").Wished()
		u.Sees("› "+label, wrong.why).Presses("ctrl+u").SeesNo(wrong.why)
	}
}

func TestANameIsTakenWhateverItsCapitals(t *testing.T) {
	types(on(t, atProposal(t), "name").Presses("ctrl+u"), "Contoso").Presses("enter").Sees("✗ there is an environment named Contoso already")
}

func TestReadWriteIsADecision(t *testing.T) {
	u := on(t, atProposal(t), "access").SeesNo("confirm").Presses("space").Sees("‹ read-write ›", "confirm   type fabrikam to make it writable")
	on(t, u, "Add and sign in").Presses("enter").Wished()
	u.Sees("› confirm", "✗ type fabrikam to make it writable, or leave it read-only")
	types(u, "fabrika").Sees("✗")
	types(u, "m").SeesNo("✗")
	on(t, u, "Add and sign in").Presses("enter").
		Wished(kit.SaveEnvironment{Enter: true, Environment: with(proposal, func(e *auth.Environment) { e.Access = auth.ReadWrite })})
}

func TestTheDecisionIsForThatNameAndThatTenant(t *testing.T) {
	u := types(on(t, on(t, atProposal(t), "access").Presses("space"), "confirm"), "fabrikam")
	types(on(t, u, "name"), "2")
	on(t, u, "Add and sign in").Presses("enter").Sees("✗ type fabrikam2 to make it writable").Wished()
	u.Presses("esc", "esc", "ctrl+u")
	types(u, "adatum.com").Presses("enter").Tell(found("adatum.com", adatum)).Presses("enter").Sees("access    read-only").SeesNo("confirm")
}

func TestWhatCouldNotBeSavedIsSaidAtTheFieldItIsAbout(t *testing.T) {
	for label, err := range map[string]error{
		"name":   errors.New("there is an environment fabrikam already; choose another name"),
		"app":    errors.New("environment fabrikam cannot be saved: client_id: it is a GUID"),
		"scopes": fmt.Errorf("environment fabrikam cannot be saved: %w", errors.New("scopes: not of this cloud")),
	} {
		u := atProposal(t).Presses("enter").Tell(kit.EnvironmentSaved{Environment: proposal, Err: err})
		u.Sees("› "+label, "✗ "+err.Error()).SeesNo("saving…")
	}
}

func TestWhatNoFieldIsToBlameForStandsAboveTheButtons(t *testing.T) {
	failed := kit.EnvironmentSaved{Environment: proposal, Err: errors.New("write environment fabrikam: no space left")}
	u := atProposal(t).Presses("enter", "enter").Wished(kit.SaveEnvironment{Environment: proposal, Enter: true}) // once
	u.Tell(failed).Sees("✗ write environment fabrikam: no space left", "› Add and sign in")
	u.Presses("enter").SeesNo("✗").Wished(kit.SaveEnvironment{Environment: proposal, Enter: true})
}

func TestAnAnswerToSomethingElseIsIgnored(t *testing.T) {
	late := kit.EnvironmentSaved{Environment: contoso, Err: errors.New("too late")}
	atProposal(t).Tell(late).Presses("enter").Tell(late).SeesNo("too late").Sees("saving…")
	atProposal(t).Presses("enter").Tell(kit.EnvironmentSaved{Environment: proposal}).SeesNo("✗", "saving…")
}

func TestATenantThatCannotBeSavedIsSaid(t *testing.T) {
	u := types(adding(t), "x").Presses("enter").Tell(found("x", auth.Tenant{ID: "no-guid", Domain: "x.example", Cloud: "global"})).Presses("enter", "enter")
	u.Sees(`✗ tenant_id: "no-guid" is not a tenant id`).Wished(kit.FindTenant{Text: "x"})
}

func TestTheFocusedFieldIsAlwaysSeen(t *testing.T) {
	for _, s := range append(kittest.Sizes, []struct{ W, H int }{{36, 7}, {30, 3}}...) {
		u := atProposal(t)
		u.W, u.H = s.W, s.H
		for range 24 {
			u.Presses("down").Sees("› ")
			if _, y, shown := u.Pane.(*Model).Cursor(); shown != u.Pane.(*Model).Editing() || shown && (y < 0 || y >= s.H) {
				t.Errorf("the cursor is at row %d of %d:\n%s", y, s.H, u.Screen())
			}
		}
	}
}
