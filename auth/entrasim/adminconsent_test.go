package entrasim_test

import (
	"strings"
	"testing"

	"graphguest/auth/entrasim"
)

func consentLink(tenant, scope string) string {
	return "https://login.microsoftonline.com/" + tenant + "/v2.0/adminconsent?client_id=" + tools + "&redirect_uri=http%3A%2F%2Flocalhost&scope=" + scope
}

const groupsRead = "https://graph.microsoft.com/Group.Read.All"

// A consent that covers some scopes does not cover others: silently 65001, at the page 90094 where only an admin may.
func TestAConsentToSomeScopesDoesNotCoverOthers(t *testing.T) {
	w := demoWorld()
	w.Tenants[1].ConsentedTo = []string{"User.Read", "User.ReadBasic.All"}
	r := newRig(t)
	r.sim = entrasim.New(w, r.clock)
	first := r.signIn(fabrikam, consultant)
	if _, answer := r.renew(fabrikam, first, "scope", groupsRead); codeOf(answer) != 65001 {
		t.Error(answer)
	}
	heard, _ := r.approve(fabrikam, consultant, "scope", groupsRead+" openid")
	if !strings.HasPrefix(heard.Get("error_description"), "AADSTS90094:") {
		t.Error(heard)
	}
	if err := r.sim.AdminConsent(consentLink(fabrikam, groupsRead)); err != nil {
		t.Fatal(err)
	}
	if status, answer := r.renew(fabrikam, first, "scope", groupsRead); status != 200 {
		t.Error("after the admin's consent:", answer)
	}
	if _, answer := r.renew(fabrikam, first, "scope", "https://graph.microsoft.com/Directory.Read.All"); codeOf(answer) != 65001 {
		t.Error("what the admin did not consent to:", answer)
	}
}

func TestAnAdminsConsentIsForOneTenant(t *testing.T) {
	r := newRig(t)
	if err := r.sim.AdminConsent(consentLink(adatum, groupsRead)); err != nil {
		t.Fatal(err)
	}
	if _, answer := r.renew(adatum, r.signIn(fabrikam, consultant), "scope", groupsRead); codeOf(answer) != 0 {
		t.Error(answer)
	}
	if _, answer := r.renew(tailspin, r.signIn(fabrikam, consultant), "scope", groupsRead); codeOf(answer) == 0 {
		t.Error("the consent of adatum's admin counted in tailspin")
	}
}

func TestThePageForAdminsRefusesWhatItMust(t *testing.T) {
	r := newRig(t)
	for name, c := range map[string]struct{ link, says string }{
		"another host":     {strings.Replace(consentLink(fabrikam, groupsRead), "login.", "evil.", 1), "not a link"},
		"another page":     {strings.Replace(consentLink(fabrikam, groupsRead), "adminconsent", "token", 1), "not a link"},
		"no tenant":        {consentLink("common", groupsRead), "AADSTS90002"},
		"unknown tenant":   {consentLink("nowhere.example", groupsRead), "AADSTS90002"},
		"another redirect": {strings.Replace(consentLink(fabrikam, groupsRead), "localhost", "evil.example", 1), "AADSTS50011"},
		"another resource": {consentLink(fabrikam, "https://vault.azure.net/x"), "AADSTS500011"},
		"no scope":         {consentLink(fabrikam, ""), "AADSTS900144"},
		"an unknown app":   {strings.Replace(consentLink(fabrikam, groupsRead), tools, "00000000-1111-4222-8333-444444444444", 1), "AADSTS700016"},
	} {
		if err := r.sim.AdminConsent(c.link); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
