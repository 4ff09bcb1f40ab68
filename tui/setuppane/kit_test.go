package setuppane

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

var (
	fabrikam = auth.Tenant{ID: "46d2a1c0-7b5e-4c11-9d0a-5be2c47a3f58", Domain: "fabrikam.com", Region: "EU", Cloud: "global"}
	adatum   = auth.Tenant{ID: "0f61d8c7-35ab-4e92-8c10-7a94e2b6d53f", Domain: "adatum.com", Cloud: "usgov"}

	contoso = auth.Environment{
		Name: "contoso", Cloud: "global", TenantID: "7c9a1f52-0e4b-4f6d-8a35-1d2f60b9c8e1", TenantDomain: "contoso.com",
		ClientID: auth.DefaultClientID, Account: "consultant@contoso.com", HomeAccount: "5f0e7a31.7c9a1f52",
		Scopes: []string{"User.ReadWrite", "Organization.Read.All"}, Access: auth.ReadWrite, Color: "blue", SignedOut: true,
	}
	wingtip = auth.Environment{
		Name: "wingtip", Cloud: "global", TenantID: "82e05c6d-f713-4b98-a4e1-5d9c60b3f728", TenantDomain: "wingtiptoys.com",
		ClientID: auth.DefaultClientID, Account: "consultant@contoso.com", Color: "red",
	}
	known = []auth.Environment{{Name: "lab", Account: "me@lab.example"}, contoso, wingtip}
)

func open(t testing.TB, p kit.Purpose, from auth.Environment, w, h int) *kittest.User {
	t.Helper()
	return kittest.Look(t, New(kit.NewTheme(true), p, from, known), w, h)
}

func adding(t testing.TB) *kittest.User {
	t.Helper()
	return open(t, kit.Add, auth.Environment{}, 80, 24)
}
func editing(t testing.TB) *kittest.User { t.Helper(); return open(t, kit.Edit, contoso, 80, 24) }

// types presses a key for each character.
func types(u *kittest.User, text string) *kittest.User {
	for _, r := range text {
		u.Tell(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return u
}

func pastes(u *kittest.User, text string) *kittest.User { return u.Tell(tea.PasteMsg{Content: text}) }

// found answers what was asked with tenant.
func found(text string, tenant auth.Tenant) kit.TenantFound {
	return kit.TenantFound{Text: text, Tenant: tenant}
}

// atAccount has found fabrikam, atProposal has told the account, too.
func atAccount(t testing.TB) *kittest.User {
	t.Helper()
	u := types(adding(t), "fabrikam.com").Presses("enter").Wished(kit.FindTenant{Text: "fabrikam.com"})
	return u.Tell(found("fabrikam.com", fabrikam))
}

func atProposal(t testing.TB) *kittest.User {
	t.Helper()
	return atAccount(t).Presses("enter")
}

// on moves the focus down to the row of that label.
func on(t testing.TB, u *kittest.User, label string) *kittest.User {
	t.Helper()
	for range 20 {
		if m := u.Pane.(*Model); m.focus.label == label {
			return u
		}
		u.Presses("tab")
	}
	t.Fatalf("there is no row %q:\n%s", label, u.Screen())
	return u
}

// proposal is what is stated if everything is taken as proposed.
var proposal = auth.Environment{
	Name: "fabrikam", Cloud: "global", TenantID: fabrikam.ID, TenantDomain: "fabrikam.com", ClientID: auth.DefaultClientID,
	Account: "consultant@contoso.com", Access: auth.ReadOnly, Color: "green",
}

// mark is how a colour is shown.
func mark(colour string) string { return " " + kit.ColourMark(colour) + "  " + colour }

// with is e, changed.
func with(e auth.Environment, change func(*auth.Environment)) auth.Environment {
	change(&e)
	return e
}
