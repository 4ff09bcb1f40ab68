package environmentpane

import (
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

var listed = kit.EnvironmentsListed{Rows: []kit.EnvironmentRow{
	{Environment: auth.Environment{Name: "adatum", TenantDomain: "adatum.com", Account: "me@contoso.com", Color: "red"}, State: kit.StateSignedIn},
	{Environment: auth.Environment{Name: "contoso", TenantDomain: "contoso.com", Account: "me@contoso.com", Access: auth.ReadWrite}},
	{Environment: auth.Environment{Name: "lab-contoso", TenantID: "46d2a1c0-7b5e-4c11-9d0a-5be2c47a3f58"}, State: kit.StateSignedOut},
}}

func look(t *testing.T, w, h int) *kittest.User {
	return kittest.Look(t, New(kit.NewTheme(true), "contoso"), w, h).Tell(listed)
}

func opens(name string) kit.SwitchEnvironment { return kit.SwitchEnvironment{Name: name} }

func TestARowSaysWhereItLeads(t *testing.T) {
	look(t, 120, 10).Sees("adatum.com", "read-only", "signed in", "me@contoso.com", "●  contoso", "read-write", "46d2a1c0-7b5e", "signed out", "no account yet")
}

func TestTheCursorBeginsOnTheCurrentOne(t *testing.T) {
	look(t, 80, 10).Presses("enter").Wished(opens("contoso"))
	look(t, 80, 10).Presses("up", "enter").Wished(opens("adatum"))
	look(t, 80, 10).Presses("down", "down", "enter").Wished(opens("lab-contoso"))
}

func TestTypingFiltersAndTheNameComesFirst(t *testing.T) {
	u := look(t, 80, 10).Presses("c", "o", "n", "t")
	u.Sees("adatum", "lab-contoso").Presses("enter").Wished(opens("contoso")) // the account is in every row
	u.Presses("ctrl+u", "l", "a", "b").SeesNo("adatum").Presses("enter").Wished(opens("lab-contoso"))
	u.Tell(tea.PasteMsg{Content: "zzz"}).Sees("none of 3 matches").Presses("enter").Wished()
	u.Presses("ctrl+u", "4", "6", "d").Presses("enter").Wished(opens("lab-contoso"))
}

func TestStatesThatComeLaterLeaveTheCursorAlone(t *testing.T) {
	later := listed
	later.Rows = append([]kit.EnvironmentRow{{Environment: auth.Environment{Name: "aa"}}}, listed.Rows...)
	look(t, 80, 10).Presses("down").Tell(later).Presses("enter").Wished(opens("lab-contoso"))
}

func TestDamagedFilesAreNamed(t *testing.T) {
	broken := listed
	broken.Problems = []error{errors.New("/x/wingtip/environment.toml:3: no such key")}
	look(t, 80, 10).Tell(broken).Sees("adatum", "damaged: /x/wingtip/environment.toml:3: no such key")
}

func TestWithoutEnvironmentsItSaysHowToAddOne(t *testing.T) {
	u := kittest.Look(t, New(kit.NewTheme(true), ""), 80, 5).Sees("reading…")
	u.Tell(kit.EnvironmentsListed{}).Sees("none yet: graphguest env add NAME --tenant DOMAIN").Presses("enter").Wished()
}

func TestTheMouseChoosesAndThenOpens(t *testing.T) {
	u := look(t, 80, 10).Tell(tea.MouseWheelMsg{Button: tea.MouseWheelUp}, tea.MouseClickMsg{Y: 4}).Wished()
	u.Tell(tea.MouseClickMsg{Y: 4}).Wished(opens("lab-contoso"))
	u.Tell(tea.MouseClickMsg{Y: 0}, tea.MouseClickMsg{Y: 9}).Wished()
}

func TestManyRowsScroll(t *testing.T) {
	var many kit.EnvironmentsListed
	for i := range 200 {
		many.Rows = append(many.Rows, kit.EnvironmentRow{Environment: auth.Environment{Name: string(rune('a'+i%26)) + string(rune('a'+i/26))}})
	}
	u := look(t, 80, 6).Tell(many)
	for range 250 {
		u.Presses("down")
	}
	u.Sees("rh").Presses("enter").Wished(opens("rh"))
}

func TestAnySizeHolds(t *testing.T) {
	for _, s := range [][2]int{{0, 0}, {1, 1}, {3, 9}, {20, 2}} {
		look(t, s[0], s[1]).Presses("down", "x").Screen()
	}
}
