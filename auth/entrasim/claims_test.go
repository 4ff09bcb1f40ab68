package entrasim_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"graphguest/auth/entrasim"
)

// The table of what tells people apart in their access tokens. A dash: the claim must be absent.
func TestAnAccessTokenCarriesWhatARealOneDoes(t *testing.T) {
	for _, row := range []struct {
		upn, tenant string
		want        string // name=value, several
	}{
		{consultant, contoso, "acct=0 upn=consultant@contoso.com given_name=Casey family_name=Consultant unique_name=consultant@contoso.com oid=11111111-1111-4111-8111-111111111111 puid=10030000801BAFC7 xms_idrel=1_30 amr=[pwd] idp=- email=- altsecid=-"},
		{consultant, fabrikam, "acct=1 upn=- given_name=- family_name=- onprem_sid=- unique_name=consultant@contoso.com email=consultant@contoso.com idp=https://sts.windows.net/" + contoso + "/ altsecid=5::10030000801BAFC7 oid=f0000001-1111-4111-8111-222222222222 puid=1003200012345670 xms_idrel=5_28 amr=[pwd]"},
		{consultant, northwind, "acct=1 oid=90000001-1111-4111-8111-222222222222 amr=[pwd_mfa]"},
		{google, fabrikam, "acct=1 upn=- idp=google.com email=guest@gmail.com unique_name=google.com#guest@gmail.com altsecid=1:google.com:108700000000000000001 amr=[fed] xms_idrel=5_28"},
		{outlook, fabrikam, "acct=1 upn=- idp=live.com email=guest@outlook.com unique_name=live.com#guest@outlook.com altsecid=1:live.com:00037FFE809E2EE1 amr=[pwd]"},
		{smallshop, northwind, "acct=1 upn=- idp=mail email=guest@smallshop.example unique_name=mail#guest@smallshop.example amr=[otp_mfa]"},
		{viralGuest, fabrikam, "acct=1 upn=- idp=https://sts.windows.net/" + viral + "/ altsecid=5::1003000080000077 unique_name=guest@viral.example"},
		{viralGuest, viral, "acct=0 upn=guest@viral.example idp=- altsecid=- onprem_sid=-"},
	} {
		r := newRig(t)
		answer := r.signIn(row.tenant, row.upn)
		claims := r.claims(answer, "access_token")
		common := fmt.Sprintf(" aud=00000003-0000-0000-c000-000000000000 iss=https://sts.windows.net/%[1]s/ tid=%[1]s ver=1.0 idtyp=user appid=%[2]s appidacr=0 tenant_region_scope=EU", row.tenant, tools)
		for _, pair := range strings.Fields(row.want + common) {
			name, want, _ := strings.Cut(pair, "=")
			got := "-"
			if v, ok := claims[name]; ok {
				got = strings.ReplaceAll(fmt.Sprint(v), " ", "_")
			}
			if got != want {
				t.Errorf("%s in %s: %s = %s, want %s", row.upn, row.tenant, name, got, want)
			}
		}
		for _, name := range strings.Fields("acr aio app_displayname iat ipaddr name nbf platf rh scp sub uti wids xms_tcdt") {
			if claims[name] == nil {
				t.Errorf("%s in %s: no %s", row.upn, row.tenant, name)
			}
		}
		if size := len(answer["access_token"].(string)); size < 2000 || size > 2900 {
			t.Errorf("%s in %s: an access token of %d bytes", row.upn, row.tenant, size)
		}
	}
}

func TestAnIDTokenIsVersionTwo(t *testing.T) {
	r := newRig(t)
	id := r.claims(r.signIn(fabrikam, google, "nonce", "n-1"), "id_token")
	for name, want := range map[string]any{"ver": "2.0", "aud": tools, "tid": fabrikam, "iss": "https://login.microsoftonline.com/" + fabrikam + "/v2.0",
		"preferred_username": google, "name": "Gil Google", "idp": "google.com", "email": google, "oid": "f0000002-1111-4111-8111-222222222222", "nonce": "n-1"} {
		if id[name] != want {
			t.Errorf("%s = %v, want %v", name, id[name], want)
		}
	}
	home := r.claims(r.signIn(contoso, consultant), "id_token")
	if home["idp"] != nil || home["email"] != nil {
		t.Error(home)
	}
}

func TestASubjectIsPairwise(t *testing.T) {
	r := newRig(t)
	subjects := map[any]bool{}
	for _, tenant := range []string{contoso, fabrikam} {
		answer := r.signIn(tenant, consultant)
		again := r.signIn(tenant, consultant)
		for _, token := range []string{"access_token", "id_token"} {
			sub := r.claims(answer, token)["sub"]
			if sub != r.claims(again, token)["sub"] {
				t.Errorf("%s in %s changes", token, tenant)
			}
			subjects[sub] = true
		}
	}
	if len(subjects) != 4 {
		t.Error(slices.Collect(maps.Keys(subjects)))
	}
}

func TestATokensHeaderAndSignatureLookRealAndItsTimesAreTheClocks(t *testing.T) {
	r := newRig(t)
	answer := r.signIn(fabrikam, consultant)
	parts := strings.Split(answer["access_token"].(string), ".")
	text, _ := base64.RawURLEncoding.DecodeString(parts[0])
	var header map[string]string
	if err := json.Unmarshal(text, &header); err != nil || header["typ"] != "JWT" || header["alg"] != "RS256" || header["nonce"] == "" || header["kid"] == "" {
		t.Errorf("%s %v", text, err)
	}
	if signature, err := base64.RawURLEncoding.DecodeString(parts[2]); err != nil || len(signature) != 256 {
		t.Error(len(signature), err)
	}
	claims := r.claims(answer, "access_token")
	if exp, nbf := int64(claims["exp"].(float64)), int64(claims["nbf"].(float64)); exp != r.clock().Add(time.Hour).Unix() || nbf != r.clock().Add(-5*time.Minute).Unix() {
		t.Error(exp, nbf)
	}
}

func TestAPersonalAccountAtHomeGetsAnOpaqueToken(t *testing.T) {
	r := newRig(t)
	answer := r.signIn("consumers", outlook)
	if token := answer["access_token"].(string); strings.Contains(token, ".") || !strings.HasPrefix(token, "EwB") {
		t.Error(token)
	}
	if tid := r.claims(answer, "id_token")["tid"]; tid != "9188040d-6c67-4c5b-b112-36a304b66dad" {
		t.Error(tid)
	}
}

func TestAStepUpIsCarriedByTheTokensThatFollow(t *testing.T) {
	const wish = `{"access_token":{"acrs":{"essential":true,"value":"c1"},"xms_cc":{"values":["cp1"]}}}`
	r := newRig(t)
	before := r.signIn(fabrikam, consultant)
	if claims := r.claims(before, "access_token"); claims["acrs"] != nil || claims["xms_cc"] != nil {
		t.Error(claims)
	}
	_, refused := r.renew(fabrikam, before, "claims", wish)
	if codeOf(refused) != 50076 || refused["claims"] != `{"access_token":{"acrs":{"essential":true,"value":"c1"}}}` {
		t.Error(refused)
	}
	after := r.signIn(fabrikam, consultant, "claims", wish)
	_, renewed := r.renew(fabrikam, after, "claims", wish)
	for _, answer := range []map[string]any{after, renewed} {
		claims := r.claims(answer, "access_token")
		if fmt.Sprint(claims["acrs"]) != "[c1]" || fmt.Sprint(claims["xms_cc"]) != "[cp1]" || fmt.Sprint(claims["amr"]) != "[pwd mfa]" {
			t.Error(claims)
		}
	}
	_, elsewhere := r.renew(contoso, after)
	if claims := r.claims(elsewhere, "access_token"); claims["acrs"] != nil {
		t.Error("it is of another tenant:", claims["acrs"])
	}
}

func TestTheKnobsLie(t *testing.T) {
	r := newRig(t)
	r.sim.Tune(func(k *entrasim.Knobs) {
		k.LieTenant, k.LieAudience, k.TokenLife = wingtip, "https://vault.azure.net", 10*time.Minute
		k.Answer = func(answer map[string]any) { answer["scope"] = "nothing" }
	})
	answer := r.signIn(fabrikam, consultant)
	access, id := r.claims(answer, "access_token"), r.claims(answer, "id_token")
	if access["tid"] != wingtip || id["tid"] != wingtip || access["iss"] != "https://sts.windows.net/"+wingtip+"/" {
		t.Error(access["tid"], id["tid"], access["iss"])
	}
	if access["aud"] != "https://vault.azure.net" || answer["expires_in"] != 599.0 || answer["scope"] != "nothing" {
		t.Error(access["aud"], answer["expires_in"], answer["scope"])
	}
}
