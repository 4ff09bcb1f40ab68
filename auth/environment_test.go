package auth_test

import (
	"slices"
	"testing"

	"graphguest/auth"
)

func TestTheDomainHintDescribesThePersonsHome(t *testing.T) {
	const consumers = "9188040d-6c67-4c5b-b112-36a304b66dad"
	for _, row := range []struct{ account, home, setting, want string }{
		{"consultant@contoso.com", "", "", "contoso.com"},
		{"Consultant@Contoso.COM", "", "", "contoso.com"},
		{"consultant@contoso.com", "oid." + contoso, "", "contoso.com"},
		{"consultant@contoso.com", "oid." + fabrikam, "", ""}, // at home in the tenant itself
		{"guest@outlook.com", "", "", "consumers"},
		{"guest@hotmail.co.uk", "", "", "consumers"},
		{"guest@live.example.com", "", "", "live.example.com"},
		{"owner@own-domain.example", "oid." + consumers, "", "consumers"},
		{"guest@gmail.com", "", "", ""},
		{"guest@gmail.com", "oid." + fabrikam, "", ""},
		{"", "", "", ""},
		{"consultant@contoso.com", "", "none", ""},
		{"", "", "fabrikam.com", "fabrikam.com"},
		{"guest@outlook.com", "", "organizations", "organizations"},
	} {
		e := auth.Environment{TenantID: fabrikam, Account: row.account, HomeAccount: row.home, DomainHint: row.setting}
		if got := e.Hint(); got != row.want {
			t.Errorf("%+v: hint %q", row, got)
		}
	}
}

func TestScopesAreTheEnvironmentsOrTheLeastThatAGuestNeeds(t *testing.T) {
	for _, row := range []struct{ scopes, want []string }{
		{nil, auth.DefaultScopes},
		{[]string{"openid", "offline_access", "PROFILE"}, auth.DefaultScopes},
		{[]string{"offline_access", "Mail.Read"}, []string{"Mail.Read"}},
		{[]string{"https://graph.microsoft.com/.default"}, []string{"https://graph.microsoft.com/.default"}},
	} {
		if got := (auth.Environment{Scopes: row.scopes}).EffectiveScopes(); !slices.Equal(got, row.want) {
			t.Errorf("%v: %v", row.scopes, got)
		}
	}
	got := auth.Environment{}.EffectiveScopes()
	got[0] = "changed"
	if auth.DefaultScopes[0] == "changed" {
		t.Error("the defaults can be changed from outside")
	}
}

func TestWritesNeedToBeAllowedInSoManyWords(t *testing.T) {
	for access, want := range map[auth.Access]auth.Access{"": auth.ReadOnly, auth.ReadOnly: auth.ReadOnly, auth.ReadWrite: auth.ReadWrite, "Read-Write": auth.ReadOnly} {
		if got := (auth.Environment{Access: access}).EffectiveAccess(); got != want {
			t.Errorf("%q: %q", access, got)
		}
	}
}
