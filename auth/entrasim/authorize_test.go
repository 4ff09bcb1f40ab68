package entrasim_test

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"graphguest/auth/entrasim"
)

func TestTheAnswerGoesBackTheWayThatWasAsked(t *testing.T) {
	for mode, method := range map[string]string{"form_post": "POST", "query": "GET", "": "GET"} {
		heard, l := newRig(t).approve(fabrikam, consultant, "response_mode", mode, "state", "a b&c=d")
		if l.method != method || heard.Get("state") != "a b&c=d" || heard.Get("code") == "" || heard.Has("error") {
			t.Errorf("mode %q: %s %v", mode, l.method, heard)
		}
		info, _ := base64.RawURLEncoding.DecodeString(heard.Get("client_info"))
		if string(info) != `{"uid":"11111111-1111-4111-8111-111111111111","utid":"`+contoso+`"}` {
			t.Errorf("client_info %s", info)
		}
	}
}

// onPage opens an authorize URL as a browser does and gives the page.
func onPage(r *rig, address string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r.sim.Pages().ServeHTTP(w, httptest.NewRequest("GET", address, nil))
	return w
}

func TestOnlyTheRegisteredRedirectIsAnswered(t *testing.T) {
	for redirect, good := range map[string]bool{
		"http://localhost": true, "http://localhost:1": true, "http://localhost:65535": true,
		"http://localhost:0": false, "http://localhost:65536": false, "http://localhost:080": false, "http://localhost:": false,
		"http://localhost:8080/": false, "http://localhost:8080/x": false, "http://localhost:80@evil.example": false,
		"http://localhost.evil.example": false, "http://127.0.0.1:8080": false, "http://[::1]:8080": false,
		"https://localhost:8080": false, "HTTP://localhost:8080": false, "": false, "https://evil.example": false,
	} {
		w := onPage(newRig(t), authorizeURL(fabrikam, redirect))
		if refused := strings.Contains(w.Body.String(), "AADSTS50011"); refused == good || w.Header().Get("Location") != "" {
			t.Errorf("%q: refused %v, %d", redirect, refused, w.Code)
		}
	}
}

func TestMistakesThatStayOnThePage(t *testing.T) {
	for want, address := range map[string]string{
		"AADSTS90002":  authorizeURL("nowhere.example", "http://localhost:1"),
		"AADSTS900144": authorizeURL(fabrikam, "http://localhost:1", "client_id", ""),
		"AADSTS700016": authorizeURL(fabrikam, "http://localhost:1", "client_id", adatum),
		"AADSTS70007":  authorizeURL(fabrikam, "http://localhost:1", "response_mode", "fragment"),
	} {
		r := newRig(t)
		w := onPage(r, address)
		if !strings.Contains(w.Body.String(), want) || w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d %s", want, w.Code, w.Body)
		}
		if err := r.sim.Approve(context.Background(), address, consultant); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Approve: %v, want %s", err, want)
		}
	}
}

func TestMistakesThatTheProgramHears(t *testing.T) {
	for _, row := range []struct{ name, value, oauth, code string }{
		{"response_type", "token", "unsupported_response_type", "AADSTS70005"},
		{"code_challenge", "", "invalid_request", "AADSTS9002325"},
		{"code_challenge_method", "plain", "invalid_request", "AADSTS9002325"},
		{"prompt", "maybe", "invalid_request", "AADSTS90023"},
		{"prompt", "none", "login_required", "AADSTS50058"},
		{"claims", "{", "invalid_request", "AADSTS90023"},
		{"scope", "", "invalid_request", "AADSTS900144"},
		{"scope", "Nonsense", "invalid_client", "AADSTS650053"},
		{"scope", "https://vault.azure.net/user_impersonation", "invalid_resource", "AADSTS500011"},
		{"scope", "User.Read https://graph.microsoft.com/.default", "invalid_scope", "AADSTS28000"},
	} {
		heard, _ := newRig(t).approve(fabrikam, consultant, row.name, row.value)
		if heard.Get("error") != row.oauth || !strings.HasPrefix(heard.Get("error_description"), row.code+":") || heard.Get("state") != "s-1" || heard.Has("code") {
			t.Errorf("%s=%q: %v, want %s %s", row.name, row.value, heard, row.oauth, row.code)
		}
	}
}

func TestADomainHintThatFitsNothingIsIgnoredUnlessTheKnobRefusesIt(t *testing.T) {
	for knob, want := range map[int]string{0: "", 50143: "AADSTS50143", 90023: "AADSTS90023"} {
		r := newRig(t)
		r.sim.Tune(func(k *entrasim.Knobs) { k.RefuseDomainHint = knob })
		heard, _ := r.approve(fabrikam, consultant, "domain_hint", "contoso.com")
		if got, _, _ := strings.Cut(heard.Get("error_description"), ":"); got != want || (want == "") != heard.Has("code") {
			t.Errorf("%d: %v", knob, heard)
		}
		if heard, _ := r.approve(fabrikam, consultant); !heard.Has("code") {
			t.Errorf("%d, without a hint: %v", knob, heard)
		}
	}
}

func TestWhoMaySignInWhere(t *testing.T) {
	for _, row := range []struct{ upn, endpoint, refused string }{
		{consultant, contoso, ""}, {consultant, fabrikam, ""}, {consultant, northwind, ""}, {consultant, tailspin, ""},
		{consultant, wingtip, "AADSTS50020"}, {viralGuest, contoso, "AADSTS50020"}, {outlook, contoso, "AADSTS50020"},
		{google, fabrikam, ""}, {google, "fabrikam.com", ""}, {google, "common", "AADSTS50020"}, {google, "organizations", "AADSTS50020"},
		{smallshop, northwind, ""}, {smallshop, "common", "AADSTS50020"}, {smallshop, "organizations", "AADSTS50020"},
		{outlook, fabrikam, ""}, {outlook, "common", ""}, {outlook, "consumers", ""}, {outlook, "organizations", "AADSTS50020"},
		{consultant, "common", ""}, {consultant, "organizations", ""}, {consultant, "consumers", "AADSTS50020"},
		{viralGuest, fabrikam, ""}, {viralGuest, "organizations", ""},
	} {
		heard, _ := newRig(t).approve(row.endpoint, row.upn)
		got, _, _ := strings.Cut(heard.Get("error_description"), ":")
		if got != row.refused || heard.Has("code") != (row.refused == "") || row.refused != "" && heard.Get("error") != "access_denied" {
			t.Errorf("%s at %s: %v, want %q", row.upn, row.endpoint, heard, row.refused)
		}
	}
}

func TestARefusalNamesThePersonTheirProviderTheTenantAndTheApp(t *testing.T) {
	heard, _ := newRig(t).approve(wingtip, consultant)
	for _, want := range []string{consultant, "https://sts.windows.net/" + contoso + "/", "'Wingtip'", tools, "Trace ID: ", "Correlation ID: ", "Timestamp: 2026-11-22 14:00:00Z"} {
		if !strings.Contains(heard.Get("error_description"), want) {
			t.Errorf("%q is not in %s", want, heard.Get("error_description"))
		}
	}
}

func TestPressingCancelIsAccessDenied(t *testing.T) {
	r, l := newRig(t), listen(t)
	if err := r.sim.Deny(context.Background(), authorizeURL(tailspin, l.url)); err != nil {
		t.Fatal(err)
	}
	if l.got.Get("error") != "access_denied" || l.got.Get("error_subcode") != "cancel" || !strings.HasPrefix(l.got.Get("error_description"), "AADSTS65004:") || l.got.Get("state") != "s-1" {
		t.Error(l.got)
	}
}

func TestApproveSaysWhatItCouldNotDo(t *testing.T) {
	r := newRig(t)
	for address, upn := range map[string]string{
		authorizeURL(fabrikam, "http://localhost:1"): consultant, // nobody listens
		authorizeURL(fabrikam, "http://localhost:2"): "nobody@nowhere.example",
		"https://login.microsoftonline.com/other":    consultant,
		":": consultant,
	} {
		if err := r.sim.Approve(context.Background(), address, upn); err == nil {
			t.Errorf("%s as %s: no error", address, upn)
		}
	}
}

func TestRedeemingIsToldOnceAndOnlyAfterAccepting(t *testing.T) {
	r := newRig(t)
	var told []string
	r.sim.OnRedeem(func(tenant, object string) {
		told = append(told, tenant+" "+object)
		r.sim.Calls() // may use the server
	})
	if err := r.sim.Deny(context.Background(), authorizeURL(tailspin, listen(t).url)); err != nil || len(told) != 0 {
		t.Fatal(err, told)
	}
	r.signIn(tailspin, consultant)
	r.signIn(tailspin, consultant)
	if len(told) != 1 || told[0] != tailspin+" 7a000001-1111-4111-8111-222222222222" {
		t.Error(told)
	}
}
