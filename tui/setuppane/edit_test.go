package setuppane

import (
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

const estranged = "The sign-in of before does not fit any more"

func changed(change func(*auth.Environment)) kit.SaveEnvironment {
	return kit.SaveEnvironment{Environment: with(contoso, change), Was: "contoso"}
}

func TestEditShowsWhatIsThere(t *testing.T) {
	u := editing(t).Sees("Settings of contoso", contoso.TenantID, "account   consultant@contoso.com", mark("blue"), "User.ReadWrite Organization.Read.All", "read-write")
	u.SeesNo("confirm", estranged, "first token").Presses("up").Sees("› Save").Presses("enter").Wished(changed(func(*auth.Environment) {}))
}

func TestEditKeepsWhatTheFormDoesNotShow(t *testing.T) {
	u := types(editing(t), "-2").Presses("down", "down", "right")
	on(t, u, "Save").Presses("enter").Wished(changed(func(e *auth.Environment) { e.Name, e.Color = "contoso-2", "magenta" }))
}

func TestAnotherAccountOrAppIsAnotherSignIn(t *testing.T) {
	u := types(on(t, editing(t), "account").Presses("ctrl+u"), "else@work.example").Sees(estranged)
	on(t, u, "Save").Presses("enter").Wished(changed(func(e *auth.Environment) { e.Account, e.HomeAccount = "else@work.example", "" }))
	u = types(on(t, editing(t), "app").Presses("ctrl+u"), "AAAAAAAA-7b5e-4c11-9d0a-5be2c47a3f58").Sees(estranged)
	on(t, u, "Save").Presses("enter").Wished(changed(func(e *auth.Environment) { e.ClientID = "aaaaaaaa-7b5e-4c11-9d0a-5be2c47a3f58" }))
}

func TestAnotherTenantIsAskedForInTheFirstStep(t *testing.T) {
	u := on(t, editing(t), "Another tenant…").Presses("enter").Sees("Another tenant for contoso", "Which tenant?")
	u.Presses("esc").Sees("Settings of contoso").Presses("up", "up").Presses("enter")
	types(u, "fabrikam.com").Presses("enter").Wished(kit.FindTenant{Text: "fabrikam.com"})
	u.Tell(found("fabrikam.com", fabrikam)).Sees("Settings of contoso", fabrikam.ID, "read-only", estranged)
	on(t, u, "Save").Presses("enter").Wished(changed(func(e *auth.Environment) {
		e.TenantID, e.TenantDomain, e.HomeAccount, e.Access = fabrikam.ID, "fabrikam.com", "", auth.ReadOnly
	}))
}

func TestAnotherTenantThatIsOneAlreadyIsSaidHereToo(t *testing.T) {
	u := types(on(t, editing(t), "Another tenant…").Presses("enter"), "w").Presses("enter")
	u.Tell(found("w", auth.Tenant{ID: wingtip.TenantID, Cloud: "global"})).Sees("wingtip is this tenant already").SeesNo("opens wingtip")
	u.Presses("enter").Sees("Settings of contoso", wingtip.TenantID)
}

func TestTheOwnTenantIsNoTwin(t *testing.T) {
	u := types(on(t, editing(t), "Another tenant…").Presses("enter"), "c").Presses("enter")
	u.Tell(found("c", auth.Tenant{ID: contoso.TenantID, Domain: "contoso.com", Cloud: "global"})).Sees("Settings of contoso", "read-write").SeesNo(estranged, "already")
}

func TestReadWriteInEditIsADecisionOnlyWhereItIsNew(t *testing.T) {
	on(t, editing(t), "access").Presses("space").Sees("‹ read-only ›").Presses("space").SeesNo("confirm")
	u := on(t, open(t, kit.Edit, wingtip, 80, 24), "access").Presses("space").Sees("type wingtip to make it writable")
	on(t, types(on(t, u, "confirm"), "wingtip"), "Save").Presses("enter").
		Wished(kit.SaveEnvironment{Environment: with(wingtip, func(e *auth.Environment) { e.Access = auth.ReadWrite }), Was: "wingtip"})
}

func TestACopyStandsBesideTheOriginal(t *testing.T) {
	u := open(t, kit.Duplicate, contoso, 80, 24).Sees("Copy of contoso", "› name      contoso-2", "read-only", mark("green")).Presses("up")
	u.Sees("› Add the copy", "with a copy of the saved queries").Presses("enter").
		Wished(kit.SaveEnvironment{Environment: with(contoso, func(e *auth.Environment) {
			e.Name, e.Color, e.Access, e.SignedOut = "contoso-2", "green", auth.ReadOnly, false
		})})
	on(t, open(t, kit.Duplicate, contoso, 80, 24), "access").Sees("A copy begins read-only").Presses("right").Sees("type contoso-2")
}

func TestTheNameOfACopyIsFree(t *testing.T) {
	two := with(contoso, func(e *auth.Environment) { e.Name = "Contoso-2" })
	kittest.Look(t, New(kit.NewTheme(true), kit.Duplicate, contoso, []auth.Environment{contoso, two}), 80, 24).Sees("contoso-3")
	types(open(t, kit.Duplicate, contoso, 80, 24).Presses("ctrl+u"), "contoso").Presses("down").Sees("✗ there is an environment named contoso already")
}

func TestRenameIsOneField(t *testing.T) {
	u := open(t, kit.Rename, contoso, 64, 3).Sees("Rename contoso", "saved queries and sign-in stay").SeesNo("colour", "tenant")
	types(u, "-old").Presses("enter").Wished(kit.SaveEnvironment{Environment: with(contoso, func(e *auth.Environment) { e.Name = "contoso-old" }), Was: "contoso"})
}

func TestRenameSaysWhatIsWrong(t *testing.T) {
	u := types(open(t, kit.Rename, contoso, 64, 5).Presses("ctrl+u"), "wingtip").Presses("enter").Sees("✗ there is an environment named wingtip already").Wished()
	types(u, "-2").SeesNo("✗").Presses("enter")
	sent := with(contoso, func(e *auth.Environment) { e.Name = "wingtip-2" })
	u.Tell(kit.EnvironmentSaved{Environment: sent, Was: "contoso", Err: errors.New("rename: permission denied")}).Sees("✗ rename: permission denied")
}

func TestTheSameNameClosesARenaming(t *testing.T) {
	open(t, kit.Rename, contoso, 64, 3).Presses("enter").Wished(kit.Close{})
	u := types(open(t, kit.Rename, contoso, 64, 3).Presses("ctrl+u"), "Contoso").Presses("enter") // another name, if only in capitals
	u.Wished(kit.SaveEnvironment{Environment: with(contoso, func(e *auth.Environment) { e.Name = "Contoso" }), Was: "contoso"})
}

func TestAClickPutsTheFocusAndThenPresses(t *testing.T) {
	u := editing(t).Sees("Save")
	row := func(text string) tea.MouseClickMsg {
		for y, f := range u.Pane.(*Model).sight.rows {
			if f != nil && f.label == text {
				return tea.MouseClickMsg{X: 20, Y: y}
			}
		}
		t.Fatalf("no row %s", text)
		return tea.MouseClickMsg{}
	}
	u.Tell(row("colour")).Sees("› colour", "blue").Tell(row("colour")).Sees("magenta")
	u.Tell(row("Save")).Wished().Tell(row("Save")).Wished(changed(func(e *auth.Environment) { e.Color = "magenta" }))
	u.Tell(tea.MouseClickMsg{Y: 0}, tea.MouseClickMsg{Y: 99}, tea.MouseClickMsg{Y: -1}).Wished()
}

func TestTheWheelAndPagesShowTheRest(t *testing.T) {
	u := editing(t)
	u.W, u.H = 36, 7
	u.Sees("› name").Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown}, tea.MouseWheelMsg{Button: tea.MouseWheelDown}).SeesNo("› name")
	u.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelUp}).Presses("pgdown", "pgdown", "pgdown").Sees("Save")
	if _, _, shown := u.Pane.(*Model).Cursor(); shown {
		t.Error("the cursor is where its field is not")
	}
	types(u, "x").Sees("› name      contosox")
}
