package entrasim_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"graphguest/auth/entrasim"
)

func TestACodeIsBoundToWhatItWasAskedWith(t *testing.T) {
	for _, row := range []struct {
		name   string
		change []string
		tenant string
		want   int
	}{
		{"all right", nil, fabrikam, 0},
		{"the tenant's domain is the same tenant", nil, "fabrikam.com", 0},
		{"another verifier", []string{"code_verifier", verifier + "x"}, fabrikam, 501481},
		{"no verifier", []string{"code_verifier", ""}, fabrikam, 501481},
		{"another redirect", []string{"redirect_uri", "http://localhost"}, fabrikam, 500112},
		{"no redirect", []string{"redirect_uri", ""}, fabrikam, 900144},
		{"another client", []string{"client_id", cli}, fabrikam, 70000},
		{"an unknown client", []string{"client_id", wingtip}, fabrikam, 700016},
		{"no client", []string{"client_id", ""}, fabrikam, 900144},
		{"another tenant", nil, adatum, 70000},
		{"a code of nobody", []string{"code", "1.Axyz"}, fabrikam, 70000},
		{"no code", []string{"code", ""}, fabrikam, 900144},
		{"a secret of a public client", []string{"client_secret", "hush"}, fabrikam, 700025},
		{"another grant", []string{"grant_type", "password"}, fabrikam, 70003},
	} {
		r := newRig(t)
		heard, l := r.approve(fabrikam, consultant)
		status, answer := r.redeem(row.tenant, heard.Get("code"), l, row.change...)
		if codeOf(answer) != row.want || (status == http.StatusOK) != (row.want == 0) {
			t.Errorf("%s: %d %v, want %d", row.name, status, answer, row.want)
		}
	}
}

func TestACodeIsGoodOnce(t *testing.T) {
	r := newRig(t)
	heard, l := r.approve(fabrikam, consultant)
	r.redeem(fabrikam, heard.Get("code"), l)
	if _, answer := r.redeem(fabrikam, heard.Get("code"), l); codeOf(answer) != 54005 || answer["error"] != "invalid_grant" {
		t.Error(answer)
	}
}

func TestACodeLivesTenMinutes(t *testing.T) {
	for waited, want := range map[time.Duration]int{10*time.Minute - time.Second: 0, 10 * time.Minute: 70008} {
		r := newRig(t)
		heard, l := r.approve(fabrikam, consultant)
		r.wait(waited)
		if _, answer := r.redeem(fabrikam, heard.Get("code"), l); codeOf(answer) != want {
			t.Errorf("after %v: %v", waited, answer)
		}
	}
}

func TestAnErrorHasTheShapeOfTheRealOne(t *testing.T) {
	r := newRig(t)
	request, _ := http.NewRequest("POST", "https://login.microsoftonline.com/"+fabrikam+"/oauth2/v2.0/token", strings.NewReader("client_id="+wingtip))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Client-Request-Id", contoso)
	response, _ := r.RoundTrip(request)
	if response.StatusCode != 400 || !strings.HasPrefix(response.Header.Get("Content-Type"), "application/json") {
		t.Error(response.Status, response.Header)
	}
	_, answer := r.send("POST", "/"+fabrikam+"/oauth2/v2.0/token?client-request-id="+contoso, form("client_id", wingtip))
	trace, _ := answer["trace_id"].(string)
	want := "AADSTS700016: Application with identifier '" + wingtip + "' was not found in the directory 'Fabrikam'."
	tail := " Trace ID: " + trace + " Correlation ID: " + contoso + " Timestamp: 2026-11-22 14:00:00Z"
	text, _ := answer["error_description"].(string)
	if !strings.HasPrefix(text, want) || !strings.HasSuffix(text, tail) {
		t.Error(text)
	}
	if answer["error"] != "unauthorized_client" || answer["correlation_id"] != contoso || len(trace) != 36 ||
		answer["timestamp"] != "2026-11-22 14:00:00Z" || answer["error_uri"] != "https://login.microsoftonline.com/error?code=700016" {
		t.Error(answer)
	}
}

func TestTheTokenEndpointTakesOnlyPosts(t *testing.T) {
	for _, path := range []string{"token", "devicecode"} {
		if _, answer := newRig(t).send("GET", "/"+fabrikam+"/oauth2/v2.0/"+path, nil); codeOf(answer) != 900561 {
			t.Errorf("%s: %v", path, answer)
		}
	}
}

func TestAConfidentialClientNeedsItsSecret(t *testing.T) {
	r := newRig(t)
	for secret, want := range map[string][2]int{"": {401, 7000218}, "hush": {400, 70000}} {
		status, answer := r.redeem(fabrikam, "1.Axyz", listen(t), "client_id", web, "client_secret", secret)
		if status != want[0] || codeOf(answer) != want[1] {
			t.Errorf("secret %q: %d %v", secret, status, answer)
		}
	}
}

func TestTheAnswerHoldsWhatWasAskedFor(t *testing.T) {
	for _, row := range []struct {
		scope, echo     string
		identity, again bool
	}{
		{graphRead, "User.Read openid profile", true, true},
		{"https://graph.microsoft.com/User.Read user.readbasic.all offline_access", "https://graph.microsoft.com/User.Read user.readbasic.all", false, true},
		{"openid", "openid", true, false},
		{"https://graph.microsoft.com//User.Read", "https://graph.microsoft.com//User.Read", false, false},
		{"00000003-0000-0000-c000-000000000000/User.Read", "00000003-0000-0000-c000-000000000000/User.Read", false, false},
		{"https://graph.microsoft.com/.default openid", "https://graph.microsoft.com/.default openid https://graph.microsoft.com/User.Read", true, false},
	} {
		answer := newRig(t).signIn(fabrikam, consultant, "scope", row.scope)
		if answer["scope"] != row.echo || answer["token_type"] != "Bearer" || answer["expires_in"] != 3599.0 {
			t.Errorf("%s: %v", row.scope, answer)
		}
		if (answer["id_token"] != nil) != row.identity || (answer["refresh_token"] != nil) != row.again {
			t.Errorf("%s: id token %v, refresh token %v", row.scope, answer["id_token"] != nil, answer["refresh_token"] != nil)
		}
	}
}

func TestMicrosoftsOwnClientTakesOnlyDefault(t *testing.T) {
	r := newRig(t)
	heard, _ := r.approve(adatum, consultant, "client_id", cli)
	if !strings.HasPrefix(heard.Get("error_description"), "AADSTS65002:") {
		t.Error(heard)
	}
	heard, l := r.approve(adatum, consultant, "client_id", cli, "scope", "https://graph.microsoft.com/.default")
	_, answer := r.redeem(adatum, heard.Get("code"), l, "client_id", cli)
	if scp, _ := r.claims(answer, "access_token")["scp"].(string); !strings.Contains(scp, "Group.ReadWrite.All") {
		t.Error(answer)
	}
}

func TestConsentIsPerTenantPersonAppAndScope(t *testing.T) {
	r := newRig(t)
	first := r.signIn(fabrikam, consultant)
	if status, answer := r.renew(adatum, first); status == 200 || codeOf(answer) != 65001 || answer["suberror"] != "consent_required" || answer["error"] != "invalid_grant" {
		t.Fatal("without consent:", answer)
	}
	r.signIn(adatum, consultant)
	for _, row := range []struct {
		upn, scope string
		want       int
	}{
		{consultant, graphRead, 0},
		{consultant, "User.ReadBasic.All", 65001},
		{consultant, "Directory.Read.All", 65001},
		{viralGuest, graphRead, 65001},
	} {
		from := r.signIn(fabrikam, row.upn)
		if _, answer := r.renew(adatum, from, "scope", row.scope); codeOf(answer) != row.want {
			t.Errorf("%s, %s: %v, want %d", row.upn, row.scope, answer, row.want)
		}
	}
}

func TestAScopeForAdminsEndsAtThePageUnlessTheAdminConsented(t *testing.T) {
	r := newRig(t)
	heard, _ := r.approve(adatum, consultant, "scope", "Directory.Read.All openid")
	if heard.Get("error") != "access_denied" || !strings.HasPrefix(heard.Get("error_description"), "AADSTS90094:") {
		t.Error(heard)
	}
	if heard, _ := r.approve(fabrikam, consultant, "scope", "Directory.Read.All openid"); !heard.Has("code") {
		t.Error(heard)
	}
}

func TestWhatTheAdminGrantedIsInEveryToken(t *testing.T) {
	w := demoWorld()
	w.Tenants[1].Granted = []string{"Group.Read.All", "user.read"}
	r := newRig(t)
	r.sim = entrasim.New(w, r.clock)
	answer := r.signIn(fabrikam, consultant)
	if scp := r.claims(answer, "access_token")["scp"]; scp != "Group.Read.All User.Read openid profile" {
		t.Error(scp)
	}
	if answer["scope"] != "User.Read openid profile Group.Read.All" {
		t.Error(answer["scope"])
	}
}

func TestTheLogOfCallsHoldsNoSecrets(t *testing.T) {
	r := newRig(t)
	heard, l := r.approve(fabrikam, consultant, "domain_hint", "contoso.com")
	_, first := r.redeem(fabrikam, heard.Get("code"), l)
	r.renew(northwind, first)
	calls := r.sim.Calls()
	if len(calls) != 3 || calls[0].Form.Get("domain_hint") != "contoso.com" || calls[1].Grant != "authorization_code" || calls[2].Grant != "refresh_token" || calls[2].Tenant != northwind {
		t.Fatalf("%+v", calls)
	}
	for _, call := range calls {
		for _, secret := range []string{heard.Get("code"), verifier, first["refresh_token"].(string)} {
			for name, values := range call.Form {
				if strings.Contains(strings.Join(values, " "), secret) {
					t.Errorf("%s %s holds a secret", call.Path, name)
				}
			}
		}
	}
	for range 1100 {
		r.send("POST", "/common/oauth2/v2.0/token", url.Values{})
	}
	if n := len(r.sim.Calls()); n != 1000 {
		t.Errorf("%d calls are kept", n)
	}
}
