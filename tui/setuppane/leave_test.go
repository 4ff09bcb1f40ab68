package setuppane

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

const warned = "changes are not saved: esc again drops them, ctrl+s saves"

// closes is true where esc is the root's: it closes the form.
func closes(u *kittest.User) bool {
	u.Screen()
	esc := tea.KeyPressMsg{Code: tea.KeyEscape}
	return !slices.ContainsFunc(u.Pane.Keys(), func(k key.Binding) bool { return key.Matches(esc, k) })
}

func TestTheFirstEscKeepsWhatWasChangedAndSaysSo(t *testing.T) {
	for _, p := range []kit.Purpose{kit.Edit, kit.Duplicate, kit.Rename} {
		u := open(t, p, contoso, 80, 24)
		if !closes(u) {
			t.Errorf("%d: an unchanged form asks", p)
		}
		if types(u, "x"); closes(u) {
			t.Errorf("%d: esc drops the change", p)
		}
		if u.Presses("esc").Sees(warned); !closes(u) {
			t.Errorf("%d: the second esc does not close", p)
		}
		if types(u, "y").SeesNo(warned); closes(u) {
			t.Errorf("%d: after another change esc drops both", p)
		}
		if u.Presses("backspace", "backspace"); !closes(u) {
			t.Errorf("%d: what was taken back is a change", p)
		}
		u.Wished()
	}
}

func TestEveryKindOfChangeCounts(t *testing.T) {
	for _, label := range []string{"colour", "access", "isolated"} {
		if u := on(t, editing(t), label).Presses("space"); closes(u) {
			t.Errorf("%s does not count", label)
		}
	}
	u := types(on(t, editing(t), "Another tenant…").Presses("enter"), "fabrikam.com").Presses("enter").Tell(found("fabrikam.com", fabrikam))
	if closes(u) {
		t.Error("another tenant does not count")
	}
	if closes(pastes(editing(t), "x").Presses("esc").Tell(tea.PasteMsg{Content: "y"})) {
		t.Error("a paste does not end the warning")
	}
}

func TestStepsBackKeepEverythingAndTheFirstStepWarns(t *testing.T) {
	u := types(on(t, atProposal(t), "name"), "2").Presses("esc").Sees("2 of 3").SeesNo("not saved").Presses("esc").Sees("1 of 3").SeesNo("not saved")
	if u.Presses("esc").Sees("what you filled in is not saved: esc again drops it"); !closes(u) {
		t.Error("the second esc does not close")
	}
	u.Presses("enter", "enter").Sees("name      fabrikam2").SeesNo("not saved")
	if u := atProposal(t).Presses("esc", "esc"); !closes(u) {
		t.Error("what was only proposed is kept")
	}
}

func TestTheWarningIsInSightOnASmallScreenAndInARenaming(t *testing.T) {
	u := types(editing(t), "x")
	u.W, u.H = 36, 7
	u.Presses("esc").Sees(warned)
	u = types(open(t, kit.Rename, contoso, 64, 3), "x").Presses("esc")
	u.W, u.H = u.Pane.(*Model).Size()
	u.Sees("› name", "saved queries and sign-in stay as they are", warned)
}

func TestNothingIsLostWhileItIsSaved(t *testing.T) {
	u := types(editing(t), "x").Presses("ctrl+s")
	if !closes(u) {
		t.Error("esc asks about what is on its way")
	}
	u.Tell(kit.EnvironmentSaved{Environment: with(contoso, func(e *auth.Environment) { e.Name = "contosox" }), Was: "contoso", Err: errors.New("no space left")})
	if closes(u) {
		t.Error("what could not be saved is dropped")
	}
}

func TestOneKeySavesFromAnywhereInTheForm(t *testing.T) {
	for _, label := range []string{"account", "colour", "scopes", "Another tenant…"} {
		u := types(editing(t), "-2")
		on(t, u, label).Presses("ctrl+s").Wished(changed(func(e *auth.Environment) { e.Name = "contoso-2" }))
	}
	types(open(t, kit.Rename, contoso, 64, 3), "2").Presses("esc", "ctrl+s").
		Wished(kit.SaveEnvironment{Environment: with(contoso, func(e *auth.Environment) { e.Name = "contoso2" }), Was: "contoso"})
	open(t, kit.Duplicate, contoso, 80, 24).Presses("ctrl+s").Sees("Copy of contoso")
	types(editing(t).Presses("ctrl+u"), "a/b").Presses("down", "ctrl+s").Sees("› name", "✗").Wished()
}

func TestOneKeyAddsAndSignsIn(t *testing.T) {
	on(t, atProposal(t), "scopes").Presses("ctrl+s").Wished(kit.SaveEnvironment{Environment: proposal, Enter: true})
	on(t, atProposal(t), "Add without signing in").Presses("ctrl+s").Wished(kit.SaveEnvironment{Environment: proposal})
	atAccount(t).Presses("ctrl+s").Wished().Sees("2 of 3")
}

func TestARenamingGrowsWithWhatIsWrong(t *testing.T) {
	u := types(open(t, kit.Rename, contoso, 64, 3), strings.Repeat("x", 90)).Presses("enter").Wished()
	for _, width := range []int{64, 30} {
		u.W = width
		u.Screen()
		if _, u.H = u.Pane.(*Model).Size(); width == 30 && u.H <= renameHeight {
			t.Errorf("%d rows for what is wrong", u.H)
		}
		u.Sees(u.Pane.(*Model).focus.fault)
	}
}

func TestValuesStandBelowOneAnotherWhateverHasTheFocus(t *testing.T) {
	for _, label := range []string{"name", "colour", "isolated"} {
		u := on(t, atProposal(t), label)
		for name, value := range map[string]string{"name": "fabrikam", "colour": kit.ColourMark("green"), "access": "read-only", "isolated": "no"} {
			for _, row := range strings.Split(u.Screen(), "\n") {
				cells := []rune(row)
				if len(cells) > valueAt && strings.HasPrefix(strings.TrimLeft(row, "› "), name+" ") && !strings.HasPrefix(string(cells[valueAt:]), value) {
					t.Errorf("%s in focus: %q is not in column %d of %q", label, value, valueAt, row)
				}
			}
		}
	}
	on(t, atProposal(t), "isolated").Sees("isolated ‹ no ›")
}

func TestAdviceBeforeThereIsAnEnvironmentNamesNone(t *testing.T) {
	refused := &auth.Error{Code: "AADSTS90002", What: "there is no such tenant", Guest: "check the tenant and the cloud of the environment"}
	types(adding(t), "nowhere").Presses("enter").Tell(kit.TenantFound{Text: "nowhere", Err: refused}).
		Sees("✗ AADSTS90002", "→ check how it is written").SeesNo("of the environment")
}
