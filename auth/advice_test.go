package auth

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

var asGuest = Environment{
	Name: "fabrikam", Cloud: "global", TenantID: "46d2f1a0-3c1e-4b6d-9d53-0d5c3f58aa01",
	TenantDomain: "fabrikam.com", ClientID: DefaultClientID, Account: "consultant@contoso.com",
}

var atMicrosoft = Cloud{Name: "global", Login: "https://login.microsoftonline.com", Graph: "https://graph.microsoft.com"}

func TestEveryRowSaysWhatHappenedAndWhoCanDoWhat(t *testing.T) {
	for _, a := range adviceTable {
		name := fmt.Sprint(a.Codes, a.Words)
		if len(a.Codes)+len(a.Words) == 0 {
			t.Errorf("a row is for nothing: %q", a.What)
		}
		if a.What == "" || a.Guest == "" && a.Admin == "" {
			t.Errorf("%s: what %q, guest %q, admin %q", name, a.What, a.Guest, a.Admin)
		}
		if valid := a.AdminOf == Resource || a.AdminOf == Home; valid != (a.Admin != "") || !valid && a.AdminOf != "" {
			t.Errorf("%s: admin %q of %q", name, a.Admin, a.AdminOf)
		}
		if a.Person && a.Guest == "" {
			t.Errorf("%s: a sign-in mends it, but nobody is told", name)
		}
	}
}

// The texts are put together: "AADSTS…: what", "→ guest", "ask the admin of … to admin".
func TestEveryTextFitsIntoASentence(t *testing.T) {
	for _, a := range adviceTable {
		for _, text := range []string{a.What, a.Guest, a.Admin} {
			if text == "" {
				continue
			}
			filled := fill(text, asGuest, atMicrosoft)
			if strings.ContainsAny(filled, "{}") {
				t.Errorf("%v: unknown placeholder in %q", a.Codes, filled)
			}
			first := rune(text[0])
			if unicode.IsUpper(first) && !strings.HasPrefix(text, "Entra ID") || strings.HasSuffix(text, ".") {
				t.Errorf("%v: not part of a sentence: %q", a.Codes, text)
			}
		}
	}
}

func TestNoCodeAndNoWordIsExplainedTwice(t *testing.T) {
	seen := map[string]bool{}
	for _, a := range adviceTable {
		keys := slices.Clone(a.Words)
		for _, code := range a.Codes {
			keys = append(keys, fmt.Sprint(code))
		}
		for _, key := range keys {
			if seen[key] {
				t.Errorf("%s is in two rows", key)
			}
			seen[key] = true
		}
	}
}

// The codes that guests are known to meet.
func TestEveryCodeThatGuestsMeetIsExplained(t *testing.T) {
	const codes = `50020 16000 16003 50034 51004 50014 90072 500208 500212 500213 500021 500022 50002 1000104
		65001 65004 90094 90095 90008 650056 650057 65005 650052 500011 50001 700016 700011 70001 7000112 50194 50105
		50076 50078 50079 50072 50074 50158 53004 53010 53000 53001 50097 50129 530003 530002 50187 53002 50005
		53003 530032 530035 50131 53011 530034 70008 700082 50173 70043 50132 50133 70000 50089 700084
		50057 50058 50126 50053 50055 50056 90002 90019 50059 50128 90038 50011 900971 7000218 70002 700025
		900561 9002313 900144 90014 135010 50196 90055 90006 90033 90090 50087 70016 70018 70019 50143
		54005 501481 65002 90023`
	for _, code := range strings.Fields(codes) {
		if _, ok := explain("AADSTS" + code); !ok {
			t.Errorf("AADSTS%s has no row", code)
		}
	}
}

func TestOnlyWhatASignInCanMendAsksForAPerson(t *testing.T) {
	for person, codes := range map[bool]string{
		true:  "50076 50079 65001 65004 50014 50058 70008 700082 50173 70043 70000 50143 70019 50126 50055",
		false: "50020 90072 500212 500213 65002 90094 50105 53003 53000 50057 90002 50011 7000218 90055 50196 90023 500021",
	} {
		for _, code := range strings.Fields(codes) {
			if a, _ := explain("AADSTS" + code); a.Person != person {
				t.Errorf("AADSTS%s: a person can help: %v", code, a.Person)
			}
		}
	}
}

func TestOnlyTheCodesOfABadHintDropIt(t *testing.T) {
	for _, a := range adviceTable {
		bad := slices.Contains(a.Codes, 50143) || slices.Contains(a.Codes, 90023)
		if a.DropHint != bad {
			t.Errorf("%v drops the hint: %v", a.Codes, a.DropHint)
		}
	}
}

func TestPlaceholdersAreFilledFromTheEnvironmentAndItsCloud(t *testing.T) {
	china := Cloud{Name: "china", Login: "https://login.partner.microsoftonline.cn", Graph: "https://microsoftgraph.chinacloudapi.cn"}
	got := fill("{account} {tenant} {tid} {client} {environment} {loginhost} {consent}", asGuest, china)
	want := "consultant@contoso.com fabrikam.com 46d2f1a0-3c1e-4b6d-9d53-0d5c3f58aa01 " + DefaultClientID +
		" fabrikam login.partner.microsoftonline.cn https://login.partner.microsoftonline.cn/" +
		"46d2f1a0-3c1e-4b6d-9d53-0d5c3f58aa01/v2.0/adminconsent?client_id=" + DefaultClientID + "&redirect_uri=http%3A%2F%2Flocalhost&scope=" +
		"https%3A%2F%2Fmicrosoftgraph.chinacloudapi.cn%2FUser.Read%20https%3A%2F%2Fmicrosoftgraph.chinacloudapi.cn%2FUser.ReadBasic.All"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAnEnvironmentThatKnowsLittleStillReadsWell(t *testing.T) {
	for _, a := range adviceTable {
		for _, text := range []string{a.What, a.Guest, a.Admin} {
			if got := fill(text, Environment{}, Cloud{}); regexp.MustCompile(`  |: :|\(\)`).MatchString(got) {
				t.Errorf("%q", got)
			}
		}
	}
}

func TestAValueThatLooksLikeAPlaceholderIsNotFilledAgain(t *testing.T) {
	env := asGuest
	env.Account = "{tid}"
	if got := fill("{account}", env, atMicrosoft); got != "{tid}" {
		t.Errorf("got %q", got)
	}
}

func TestAdviseFindsTheCodeThatItKnows(t *testing.T) {
	for _, test := range []struct {
		text, code string
		ok         bool
	}{
		{"AADSTS50020: User account does not exist", "AADSTS50020", true},
		{"AADSTS99999: unheard of; caused by AADSTS50076.", "AADSTS50076", true},
		{"AADSTS99999: unheard of", "AADSTS99999", false},
		{"AADSTS: no number, AADSTS1: too short, AADSTS123456789: too long", "", false},
		{"nothing", "", false},
	} {
		code, a, ok := adviseFirst(codesIn(test.text))
		if code != test.code || ok != test.ok || ok != (a.What != "") {
			t.Errorf("%s: %q %v %q", test.text, code, ok, a.What)
		}
	}
}
