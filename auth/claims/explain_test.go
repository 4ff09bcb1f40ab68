package claims

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// explained finds one claim of an access token that says payload.
func explained(t *testing.T, payload, name string) (Claim, string) {
	t.Helper()
	for _, group := range Explain(token(payload), Access, noon, athens).Groups {
		for _, c := range group.Claims {
			if c.Name == name {
				return c, group.Title
			}
		}
	}
	t.Fatalf("%s is not explained in %s", name, payload)
	return Claim{}, ""
}

func TestEveryRowHasANameOfItsOwnAGroupAndAMeaning(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range table {
		if seen[r.name] {
			t.Errorf("%s has two rows", r.name)
		}
		seen[r.name] = true
		if !slices.Contains(titles, r.group) {
			t.Errorf("%s is in no group that is shown: %q", r.name, r.group)
		}
		for _, text := range []string{r.means, r.ahead, r.past} {
			if text != "" && !strings.HasSuffix(text, ".") {
				t.Errorf("%s: not a sentence: %q", r.name, text)
			}
		}
		if timed := r.ahead != "" && r.past != ""; timed == (r.means != "") {
			t.Errorf("%s needs either a meaning, or one ahead and one past", r.name)
		}
	}
}

func TestNoValueLeavesAKnownClaimWithoutAMeaning(t *testing.T) {
	values := []string{`""`, `"?"`, `0`, `-1`, `1`, `2`, `true`, `null`, `[]`, `{}`, `["a",1,null]`, `[[]]`, `"a#b"`, `"::"`, `"9:x:y"`, `"#EXT#@"`, `"#"`}
	for _, r := range table {
		for _, value := range values {
			c, group := explained(t, fmt.Sprintf(`{%q:%s}`, r.name, value), r.name)
			if c.Meaning == "" || group != r.group {
				t.Errorf("%s = %s: %q in %q", r.name, value, c.Meaning, group)
			}
		}
	}
}

func TestEveryClaimThatGuestTokensCarryIsKnown(t *testing.T) {
	const listed = `iss tid idp oid sub acct xms_idrel altsecid unique_name upn preferred_username email xms_edov
		name given_name family_name aud scp roles wids appid azp appidacr azpacr app_displayname amr acr acrs xms_cc
		iat nbf exp sid login_hint auth_time platf puid ipaddr in_corp deviceid signin_state tenant_region_scope
		tenant_ctry xms_pl xms_tpl uti rh aio xms_ftd xms_st xms_rd xms_acd xms_tcdt xms_tdbr
		xms_tnt_fct xms_sub_fct xms_act_fct groups hasgroups _claim_names ver idtyp onprem_sid`
	for _, name := range strings.Fields(listed) {
		if !documented(name) {
			t.Errorf("%s has no row", name)
		}
	}
}

func TestAnExactValueGetsAnExactMeaning(t *testing.T) {
	for _, test := range []struct{ payload, name, says string }{
		{`{"acct":0}`, "acct", "member of this tenant"},
		{`{"acct":"1"}`, "acct", "guest in this tenant"},
		{`{"acct":7}`, "acct", "not documented"},
		{`{"xms_idrel":"5 2 27"}`, "xms_idrel", "guest; member synchronised"},
		{`{"xms_idrel":"30"}`, "xms_idrel", "How you are related"},
		{`{"altsecid":"1:google.com:77"}`, "altsecid", "your account at google.com"},
		{`{"unique_name":"live.com#a@outlook.com"}`, "unique_name", "vouches for it: live.com"},
		{`{"unique_name":"a_b.com#EXT#@c.com"}`, "unique_name", "The name you sign in with"},
		{`{"upn":"jan_van_contoso.com#EXT#@f.onmicrosoft.com"}`, "upn", "guest jan_van@contoso.com"},
		{`{"upn":"jan_contoso.com_EXT_@f.onmicrosoft.com"}`, "upn", "guest jan@contoso.com"},
		{`{"idp":"facebook.com","tid":"t"}`, "idp", "Facebook"},
		{`{"idp":"http://adfs.contoso.com/adfs/services/trust","tid":"t"}`, "idp", "SAML or WS-Fed"},
		{`{"tid":"9188040D-6C67-4C5B-B112-36A304B66DAD"}`, "tid", "Microsoft accounts live"},
		{`{"iss":"https://sts.windows.net/10dae51f-b6af-4016-8d66-8c2a99b929b3/","tid":"x"}`, "iss", "not the tenant it names"},
		{`{"tenant_region_scope":"XX"}`, "tenant_region_scope", "The region of this tenant."},
		{`{"aud":"https://graph.microsoft.com/"}`, "aud", "for Microsoft Graph"},
		{`{"aud":"https://dod-graph.microsoft.us"}`, "aud", "for Microsoft Graph"},
		{`{"aud":"https://management.azure.com"}`, "aud", "Graph will refuse it"},
		{`{"appid":"04b07795-8ddb-461a-bbee-02f9e1bf7b46"}`, "appid", "Azure CLI"},
		{`{"appidacr":"2"}`, "appidacr", "certificate"},
		{`{"wids":["2AF84B1E-32c8-42b7-82bc-daa82404023b"]}`, "wids", "restricted guest"},
		{`{"wids":["00000000-0000-0000-0000-000000000000"]}`, "wids", "ids of their templates"},
		{`{"scp":"User.Read"}`, "scp", "One permission "},
		{`{"amr":["ngcmfa"]}`, "amr", "MFA counts for this tenant"},
		{`{"amr":["pwd"]}`, "amr", "No MFA for this tenant"},
		{`{"xms_edov":"0"}`, "xms_edov", "no verified owner"},
		{`{"xms_cc":["cp1"]}`, "xms_cc", "claims challenges"},
		{`{"xms_sub_fct":"2 13"}`, "xms_sub_fct", "an agent's user"},
	} {
		if c, _ := explained(t, test.payload, test.name); !strings.Contains(c.Meaning, test.says) {
			t.Errorf("%s means %q, want %q in it", test.payload, c.Meaning, test.says)
		}
	}
}

func TestTimesAreToldAsThePersonsClockShowsThem(t *testing.T) {
	for _, test := range []struct {
		exp           string
		value, means  string
		knowsItsLimit bool
	}{
		{fmt.Sprint(noon.Unix() + 52*60), "2026-11-22 16:55:11 (in 52 min)", "works until then", true},
		{fmt.Sprint(noon.Unix() + 30), "2026-11-22 16:03:41 (in 30 s)", "works until then", true},
		{fmt.Sprint(noon.Unix() + 28*3600), "2026-11-23 20:03:11 (in 28 h)", "works until then", true},
		{fmt.Sprint(noon.Unix() - 3*86400), "2026-11-19 16:03:11 (3 days ago)", "has expired", true},
		{fmt.Sprintf(`"%d"`, noon.Unix()-600), "2026-11-22 15:53:11 (10 min ago)", "has expired", true},
		{"253402300799", "10000-01-01 01:59:59 (in 292 years)", "works until then", true},
		{"253402300800", "253402300800", "no time that makes sense", false},
		{"-5", "-5", "no time that makes sense", false},
		{"0", "0", "no time that makes sense", false},
		{"1e400", "1e400", "no time that makes sense", false},
		{`"NaN"`, "NaN", "no time that makes sense", false},
		{`"soon"`, "soon", "no time that makes sense", false},
		{`[1]`, "1", "no time that makes sense", false},
	} {
		payload := `{"exp":` + test.exp + `}`
		c, _ := explained(t, payload, "exp")
		if c.Value != test.value || !strings.Contains(c.Meaning, test.means) {
			t.Errorf("exp %s: %q, %q", test.exp, c.Value, c.Meaning)
		}
		if got := Explain(token(payload), Access, noon, athens).Expires; got.IsZero() == test.knowsItsLimit {
			t.Errorf("exp %s: expires %v", test.exp, got)
		}
	}
}

func TestATokenThatDoesNotSayWhenItEndsHasNoEnd(t *testing.T) {
	if got := Explain(token(`{"tid":"t"}`), Access, noon, athens).Expires; !got.IsZero() {
		t.Errorf("expires %v", got)
	}
}

func TestAClockThatIsSlowIsSaid(t *testing.T) {
	c, _ := explained(t, fmt.Sprintf(`{"nbf":%d}`, noon.Unix()+600), "nbf")
	if !strings.Contains(c.Meaning, "clock may be slow") {
		t.Error(c.Meaning)
	}
}

func TestUnknownClaimsAreShownAsTheyAre(t *testing.T) {
	for _, test := range []struct{ value, want string }{
		{`123456789012345678901234567890`, "123456789012345678901234567890"},
		{`1.10`, "1.10"},
		{`["a", 1, true, null]`, "a, 1, true, null"},
		{`[ ["a"], { "b" : 1 } ]`, `[["a"],{"b":1}]`},
		{`{ "b" : [ 1, 2 ] }`, `{"b":[1,2]}`},
		{`"line\nbreak"`, "line\nbreak"},
		{`""`, ""},
	} {
		c, group := explained(t, `{"extn.badge":`+test.value+`}`, "extn.badge")
		if c.Value != test.want || c.Meaning != "" || group != other {
			t.Errorf("%s: %q, %q in %q", test.value, c.Value, c.Meaning, group)
		}
	}
}

func TestAVeryLongValueIsCutAtACharactersEdge(t *testing.T) {
	c, _ := explained(t, `{"x":"`+strings.Repeat("ä", maxText)+`"}`, "x")
	if len(c.Value) > maxText+len("…") || !strings.HasSuffix(c.Value, "ä…") {
		t.Errorf("%d bytes, ends %q", len(c.Value), c.Value[len(c.Value)-6:])
	}
}

func TestWhatIsNoJWTIsOpaque(t *testing.T) {
	whole := token(`{"tid":"t"}`)
	many := "{"
	for i := range maxClaims + 1 {
		many += fmt.Sprintf(`"c%d":1,`, i)
	}
	for name, raw := range map[string]string{
		"nothing":             "",
		"a Microsoft account": "EwB4A8l6BAAUbDba3x2OMJElkF7gJ4z/VbCPEz0AARDYl",
		"two parts":           whole[:strings.LastIndex(whole, ".")],
		"five parts, a JWE":   whole + ".a.b",
		"no base64":           "a!.b!.c!",
		"no JSON":             "YQ.YQ.YQ",
		"a list":              "e30.W10.YQ",
		"null":                "e30.bnVsbA.YQ",
		"too long":            token(`{"x":"` + strings.Repeat("x", maxToken) + `"}`),
		"too many claims":     token(strings.TrimSuffix(many, ",") + "}"),
		"deeper than JSON":    token(`{"x":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + "}"),
	} {
		if got := Explain(raw, Access, noon, athens); !got.Opaque || len(got.Groups) != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestNoLocationMeansThisComputersOwn(t *testing.T) {
	raw := token(fmt.Sprintf(`{"exp":%d}`, noon.Unix()))
	got := Explain(raw, Access, noon, nil).Groups[0].Claims[0].Value
	if want := noon.In(time.Local).Format(time.DateTime); !strings.HasPrefix(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
