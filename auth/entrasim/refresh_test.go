package entrasim_test

import (
	"strings"
	"testing"
	"time"
)

func TestOneSignInReachesEveryTenantThatKnowsThePerson(t *testing.T) {
	for _, row := range []struct {
		tenant, oauth, suberror string
		want                    int
	}{
		{contoso, "", "", 0},
		{fabrikam, "", "", 0},
		{"fabrikam.com", "", "", 0},
		{"organizations", "", "", 0},
		{northwind, "invalid_grant", "basic_action", 50076},
		{adatum, "invalid_grant", "consent_required", 65001},
		{tailspin, "invalid_grant", "consent_required", 65001},
		{wingtip, "invalid_grant", "", 50020},
		{"nowhere.example", "invalid_request", "", 90002},
	} {
		r := newRig(t)
		home := r.signIn(contoso, consultant)
		_, answer := r.renew(row.tenant, home)
		suberror, _ := answer["suberror"].(string)
		oauth, _ := answer["error"].(string)
		if codeOf(answer) != row.want || oauth != row.oauth || suberror != row.suberror {
			t.Errorf("%s: %v", row.tenant, answer)
		}
		if row.want == 0 && answer["client_info"] != home["client_info"] {
			t.Errorf("%s: another account: %v", row.tenant, answer["client_info"])
		}
	}
}

func TestMFAIsCarriedOnlyToTheTenantItWasDoneIn(t *testing.T) {
	r := newRig(t)
	home := r.signIn(contoso, consultant)
	_, refused := r.renew(northwind, home)
	if claims, _ := refused["claims"].(string); !strings.HasPrefix(claims, `{"access_token":{"capolids":{"essential":true,"values":["`) {
		t.Error(refused)
	}
	there := r.signIn(northwind, consultant, "claims", refused["claims"].(string))
	status, again := r.renew(northwind, there)
	if status != 200 {
		t.Fatal(again)
	}
	if amr := r.claims(again, "access_token")["amr"]; len(amr.([]any)) != 2 {
		t.Error("at northwind", amr)
	}
	_, elsewhere := r.renew(fabrikam, again)
	if amr := r.claims(elsewhere, "access_token")["amr"]; len(amr.([]any)) != 1 {
		t.Error("at fabrikam", amr)
	}
	if status, answer := r.renew(northwind, elsewhere); status != 200 {
		t.Error("the proof was lost on the way:", answer)
	}
	if _, answer := r.renew(northwind, home); codeOf(answer) != 50076 {
		t.Error("the older token has no proof:", answer)
	}
}

func TestAcceptingTheInvitationOpensTheTenantSilently(t *testing.T) {
	r := newRig(t)
	home := r.signIn(contoso, consultant)
	r.signIn(tailspin, consultant)
	if status, answer := r.renew(tailspin, home); status != 200 {
		t.Error(answer)
	}
}

func TestHowLongARefreshTokenLives(t *testing.T) {
	const day = 24 * time.Hour
	for _, row := range []struct {
		upn   string
		waits []time.Duration // a renewal after each
		want  int             // of the last
	}{
		{consultant, []time.Duration{90*day - time.Second}, 0},
		{consultant, []time.Duration{90 * day}, 700082},
		{consultant, []time.Duration{60 * day, 60 * day}, 0},
		{smallshop, []time.Duration{day - time.Second}, 0},
		{smallshop, []time.Duration{day}, 70043},
		{smallshop, []time.Duration{20 * time.Hour, 20 * time.Hour}, 70043},
		{google, []time.Duration{2 * day}, 0},
	} {
		r := newRig(t)
		answer := r.signIn(fabrikam, row.upn)
		for _, d := range row.waits {
			r.wait(d)
			_, answer = r.renew(fabrikam, answer)
		}
		if codeOf(answer) != row.want {
			t.Errorf("%s after %v: %v, want %d", row.upn, row.waits, answer, row.want)
		}
	}
}

func TestARefreshTokenIsBoundToItsPersonAndClient(t *testing.T) {
	r := newRig(t)
	first := r.signIn(fabrikam, consultant)
	for _, row := range []struct {
		name   string
		change []string
		want   int
	}{
		{"another client", []string{"client_id", cli}, 70000},
		{"not one of ours", []string{"refresh_token", "1.Axyz"}, 70000},
		{"none", []string{"refresh_token", ""}, 900144},
		{"no scope", []string{"scope", ""}, 900144},
	} {
		if _, answer := r.renew(fabrikam, first, row.change...); codeOf(answer) != row.want {
			t.Errorf("%s: %v", row.name, answer)
		}
	}
}

func TestRevokingEndsEverySessionOfThatPersonOnly(t *testing.T) {
	r := newRig(t)
	mine, other := r.signIn(fabrikam, consultant), r.signIn(fabrikam, viralGuest)
	r.sim.Revoke("Consultant@contoso.com")
	if _, answer := r.renew(fabrikam, mine); codeOf(answer) != 50173 || answer["error"] != "invalid_grant" || answer["suberror"] != "bad_token" {
		t.Error(answer)
	}
	if status, answer := r.renew(fabrikam, other); status != 200 {
		t.Error(answer)
	}
	if status, answer := r.renew(fabrikam, r.signIn(fabrikam, consultant)); status != 200 {
		t.Error("a new sign-in:", answer)
	}
}

func TestPeopleWithoutAHomeTenantAreAnotherAccountInEachTenant(t *testing.T) {
	for _, upn := range []string{google, smallshop} {
		r := newRig(t)
		here := r.signIn(fabrikam, upn)
		if status, answer := r.renew(fabrikam, here); status != 200 {
			t.Error(upn, answer)
		}
		if _, answer := r.renew(contoso, here); codeOf(answer) != 50020 {
			t.Error(upn, answer)
		}
		if _, answer := r.renew(viral, here); codeOf(answer) != 50020 {
			t.Error(upn, answer)
		}
		if _, answer := r.renew(adatum, here); codeOf(answer) != 70000 {
			t.Error(upn, answer)
		}
	}
}
