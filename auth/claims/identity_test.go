package claims

import (
	"strings"
	"testing"
)

const (
	here = "46d2f1a0-3c1e-4b6d-9d53-0d5c3f58aa01"
	away = "b1c2d3e4-0001-4a5b-8c6d-111122223333"
)

func TestGuestOrMemberAndWhy(t *testing.T) {
	for _, test := range []struct {
		name, claims string
		guest        bool
		why          []string
	}{
		{"acct says guest", `"acct":1,"ver":"1.0"`, true,
			[]string{"acct is 1", "there is no upn"}},
		{"acct says member", `"acct":0`, false,
			[]string{"acct is 0"}},
		{"a guest who lives here", `"acct":1,"idp":"https://sts.windows.net/` + here + `/"`, true,
			[]string{"acct is 1", "but idp names this tenant itself"}},
		{"a member from elsewhere", `"acct":0,"idp":"https://sts.windows.net/` + away + `/"`, false,
			[]string{"acct is 0", "but idp says that you sign in elsewhere, at the Entra ID tenant " + away}},
		{"only idp", `"idp":"google.com"`, true,
			[]string{"elsewhere, with Google"}},
		{"only xms_idrel", `"xms_idrel":"5 8"`, true,
			[]string{"xms_idrel has 5"}},
		{"a member of the same organisation", `"xms_idrel":"27","idp":"https://sts.windows.net/` + away + `/"`, true,
			[]string{"idp says", "but xms_idrel has a member's value"}},
		{"only altsecid", `"altsecid":"5::1003"`, true,
			[]string{"altsecid ties you"}},
		{"only a made user name", `"upn":"a_b.com#EXT#@f.com"`, true,
			[]string{"upn is a name made for an invited person"}},
		{"only an own user name", `"upn":"a@f.com"`, false,
			[]string{"upn is a user name of this tenant"}},
		{"nothing at all", `"name":"A"`, false,
			[]string{"no claim names another identity provider"}},
		{"all disagree", `"acct":0,"xms_idrel":"5","altsecid":"5::1"`, false,
			[]string{"acct is 0", "but xms_idrel has 5", "but altsecid"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := Identify(token(`{"tid":"`+here+`",`+test.claims+`}`), "")
			if !got.Known || got.Guest != test.guest {
				t.Errorf("known %v, guest %v", got.Known, got.Guest)
			}
			for _, part := range test.why {
				if !strings.Contains(got.Why, part) {
					t.Errorf("%q does not say %q", got.Why, part)
				}
			}
		})
	}
}

func TestProviderHomeAndAccount(t *testing.T) {
	for _, test := range []struct{ claims, provider, tenant, account, home string }{
		{`"idp":"https://sts.windows.net/` + strings.ToUpper(away) + `/","unique_name":"c@contoso.com"`,
			"Entra", away, "c@contoso.com", "contoso.com, Entra"},
		{`"idp":"https://login.partner.microsoftonline.cn/` + away + `/v2.0","email":"c@contoso.cn"`,
			"Entra", away, "c@contoso.cn", "contoso.cn, Entra"},
		{`"idp":"live.com","unique_name":"live.com#o@outlook.com"`,
			"Microsoft account", consumers, "o@outlook.com", "outlook.com, Microsoft account"},
		{`"altsecid":"1:live.com:0003","email":"o@outlook.com"`,
			"Microsoft account", consumers, "o@outlook.com", "outlook.com, Microsoft account"},
		{`"idp":"https://sts.windows.net/` + consumers + `/"`,
			"Microsoft account", consumers, "", "Microsoft account"},
		{`"idp":"facebook.com","email":"f@example.com"`,
			"Facebook", "", "f@example.com", "example.com, Facebook"},
		{`"idp":"mail","preferred_username":"s@smallshop.example"`,
			"one-time passcode", "", "s@smallshop.example", "smallshop.example, one-time passcode"},
		{`"idp":"https://idp.partner.example/saml","email":"p@partner.example"`,
			"SAML/WS-Fed: https://idp.partner.example/saml", "", "p@partner.example", "partner.example, SAML/WS-Fed: https://idp.partner.example/saml"},
		{`"idp":"https://sts.windows.net/not-a-guid/"`,
			"SAML/WS-Fed: https://sts.windows.net/not-a-guid/", "", "", "SAML/WS-Fed: https://sts.windows.net/not-a-guid/"},
		{`"altsecid":"5::1003","upn":"jan_contoso.com#EXT#@f.com"`,
			"Entra", "", "jan@contoso.com", "contoso.com, Entra"},
		{`"preferred_username":"jan_contoso.com#EXT#@f.com","email":"jan@mail.example"`,
			"Entra", here, "jan@mail.example", "mail.example, Entra"},
	} {
		got := Identify(token(`{"tid":"`+here+`",`+test.claims+`}`), "")
		if got.Provider != test.provider || got.HomeTenantID != test.tenant || got.Account != test.account || got.Home != test.home {
			t.Errorf("%s:\n%q %q %q %q", test.claims, got.Provider, got.HomeTenantID, got.Account, got.Home)
		}
	}
}

func TestAnIDTokenFillsInWhatTheAccessTokenLacks(t *testing.T) {
	access := token(`{"tid":"` + here + `","oid":"O-1","scp":"User.Read Mail.Read","aud":"https://graph.microsoft.com","exp":1795356191}`)
	id := token(`{"tid":"` + strings.ToUpper(here) + `","oid":"o-1","name":"Jan","preferred_username":"jan@contoso.com","aud":"app","exp":1}`)
	got := Identify(access, id)
	if got.Name != "Jan" || got.Account != "jan@contoso.com" || got.ObjectID != "o-1" {
		t.Errorf("%+v", got)
	}
	if got.Audience != "https://graph.microsoft.com" || len(got.Scopes) != 2 || got.Expires.Unix() != 1795356191 {
		t.Errorf("what the access token says must stand: %+v", got)
	}
}

func TestAnIDTokenOfAnotherSignInIsIgnored(t *testing.T) {
	for _, id := range []string{
		`{"tid":"` + away + `","oid":"o","name":"Somebody"}`,
		`{"tid":"` + here + `","oid":"another","name":"Somebody"}`,
	} {
		got := Identify(token(`{"tid":"`+here+`","oid":"o"}`), token(id))
		if got.Name != "" || got.TenantID != here {
			t.Errorf("%s: %+v", id, got)
		}
	}
}

func TestAnOpaqueAccessTokenTellsNothingOfItself(t *testing.T) {
	got := Identify("EwB4A8l6", token(`{"tid":"`+here+`","idp":"live.com","aud":"app","exp":1795356191}`))
	if !got.Known || !got.Guest || got.Audience != "" || !got.Expires.IsZero() {
		t.Errorf("%+v", got)
	}
}

func TestNobodyIsKnownWithoutATenant(t *testing.T) {
	for _, access := range []string{"", "EwB4", token(`{"oid":"o","acct":1}`)} {
		if got := Identify(access, ""); got.Known || got.Guest || got.Why != "" {
			t.Errorf("%.20s: %+v", access, got)
		}
	}
}
