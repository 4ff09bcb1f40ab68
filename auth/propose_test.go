package auth_test

import (
	"strings"
	"testing"

	"graphguest/auth"
)

var found = auth.Tenant{ID: fabrikam, Domain: "fabrikam.com", Region: "NA", Cloud: "global"}

func TestAProposalCanBeSavedAsItIsAndGivesAReasonForEachSetting(t *testing.T) {
	p := auth.Propose(found, " "+consultant, nil)
	if key, why := auth.BuiltinClouds().Fault(p.Environment); key != "" {
		t.Errorf("%s: %s", key, why)
	}
	want := auth.Environment{Name: "fabrikam", Cloud: "global", TenantID: fabrikam, TenantDomain: "fabrikam.com",
		ClientID: auth.DefaultClientID, Account: consultant, Access: auth.ReadOnly, Color: "red"}
	if got := p.Environment; !same(got, want) {
		t.Errorf("got %+v", got)
	}
	for _, key := range []string{"name", "cloud", "tenant_id", "tenant_domain", "client_id", "account", "domain_hint", "scopes", "access", "color", "isolated"} {
		why, means := p.Reasons[key], auth.Meaning(key)
		if !strings.HasSuffix(why, ".") || strings.Contains(why, "%!") {
			t.Errorf("%s: the reason is %q", key, why)
		}
		if means == "" {
			t.Errorf("%s: nothing says what it means", key)
		}
	}
	if len(p.Reasons) != 11 || auth.Meaning("home_account") != "" {
		t.Errorf("%d reasons", len(p.Reasons))
	}
}

func TestAProposedNameIsShortAndNobodyElses(t *testing.T) {
	long := strings.Repeat("a", 63)
	for _, row := range []struct{ domain, known, want string }{
		{"fabrikam.com", "", "fabrikam"},
		{"fabrikam.onmicrosoft.com", "", "fabrikam"},
		{"", "", "22222222"},
		{"fabrikam.com", "contoso", "fabrikam"},
		{"fabrikam.com", "FABRIKAM", "fabrikam-2"},
		{"fabrikam.com", "fabrikam Fabrikam-2", "fabrikam-3"},
		{"con.example", "", "con-2"}, // Windows' own
		{"xn--bcher-kva.example", "", "xn--bcher-kva"},
		{long + ".com", "", long[:60]},
		{long + ".com", long[:60], long[:60] + "-2"},
	} {
		var known []auth.Environment
		for _, name := range strings.Fields(row.known) {
			known = append(known, auth.Environment{Name: name})
		}
		p := auth.Propose(auth.Tenant{ID: fabrikam, Domain: row.domain, Cloud: "global"}, "", known)
		if p.Environment.Name != row.want || p.Environment.Validate() != nil {
			t.Errorf("%s beside %q: %q, %v", row.domain, row.known, p.Environment.Name, p.Environment.Validate())
		}
	}
}

func TestAProposalSaysWhichHintTheAccountStandsFor(t *testing.T) {
	for account, says := range map[string]string{
		consultant:            "contoso.com is sent",
		"guest@hotmail.co.uk": "the hint is consumers",
		"guest@live.com":      "the hint is consumers",
		"guest@gmail.com":     "one-time passcode",
		"guest@yahoo.com":     "one-time passcode",
		"":                    "none is sent until then",
	} {
		p := auth.Propose(found, account, nil)
		if p.Environment.DomainHint != "" || !strings.Contains(p.Reasons["domain_hint"], says) {
			t.Errorf("%q: hint %q, %s", account, p.Environment.DomainHint, p.Reasons["domain_hint"])
		}
	}
}

func TestAProposalTakesTheColourThatHelpsMost(t *testing.T) {
	var known []auth.Environment
	for i, want := range append(append([]string{}, auth.Colors...), auth.Colors[0]) {
		p := auth.Propose(found, consultant, known)
		if p.Environment.Color != want {
			t.Errorf("after %d others: %s", i, p.Environment.Color)
		}
		known = append(known, auth.Environment{Name: "other", Color: want}, auth.Environment{Name: "plain"})
	}
	known = []auth.Environment{{Color: "red"}, {Color: "yellow"}}
	if p := auth.Propose(found, consultant, known); p.Environment.Color != "green" {
		t.Errorf("green is free, got %s", p.Environment.Color)
	}
}

func TestAProposalTakesOverTheAppOfTheSamePersonInTheSameTenant(t *testing.T) {
	own := auth.Environment{Name: "there", Cloud: "global", TenantID: fabrikam, ClientID: lab, Account: "Consultant@contoso.com"}
	for name, row := range map[string]struct {
		change func(*auth.Environment)
		want   string
	}{
		"the same":       {func(*auth.Environment) {}, lab},
		"another tenant": {func(e *auth.Environment) { e.TenantID = adatum }, auth.DefaultClientID},
		"another person": {func(e *auth.Environment) { e.Account = people[0] }, auth.DefaultClientID},
		"another cloud":  {func(e *auth.Environment) { e.Cloud = "china" }, auth.DefaultClientID},
	} {
		known := own
		row.change(&known)
		p := auth.Propose(found, consultant, []auth.Environment{known})
		if p.Environment.ClientID != row.want {
			t.Errorf("%s: %s", name, p.Environment.ClientID)
		}
		if taken := strings.Contains(p.Reasons["client_id"], "there"); taken != (row.want == lab) {
			t.Errorf("%s: %s", name, p.Reasons["client_id"])
		}
	}
}

func TestAProposalNamesTheSignInItMayStartFrom(t *testing.T) {
	giver := auth.Environment{Name: "contoso", Cloud: "global", TenantID: contoso, ClientID: auth.DefaultClientID, Account: consultant, HomeAccount: "a.b"}
	if p := auth.Propose(found, consultant, []auth.Environment{giver}); !strings.Contains(p.Reasons["isolated"], "contoso") {
		t.Error(p.Reasons["isolated"])
	}
	giver.SignedOut = true
	for _, account := range []string{consultant, ""} {
		if p := auth.Propose(found, account, []auth.Environment{giver}); strings.Contains(p.Reasons["isolated"], "contoso") {
			t.Error(p.Reasons["isolated"])
		}
	}
}
