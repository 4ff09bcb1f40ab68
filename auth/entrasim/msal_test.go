package entrasim_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	msalerrors "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"graphguest/auth/entrasim"
)

var msalScopes = []string{"User.Read", "https://graph.microsoft.com/User.ReadBasic.All"}

func (r *rig) msal(tenant string) public.Client {
	r.t.Helper()
	client, err := public.New(tools, public.WithAuthority("https://login.microsoftonline.com/"+tenant),
		public.WithInstanceDiscovery(false), public.WithHTTPClient(&http.Client{Transport: r}), public.WithClientCapabilities([]string{"cp1"}))
	if err != nil {
		r.t.Fatal(err)
	}
	return client
}

// msalSignIn is the browser flow with a loopback of the program's own.
func (r *rig) msalSignIn(client public.Client, tenant, upn string, options ...public.AuthCodeURLOption) (public.AuthResult, error) {
	r.t.Helper()
	ctx, l := context.Background(), listen(r.t)
	options = append(options, public.WithTenantID(tenant), public.WithLoginHint(upn), public.WithDomainHint("contoso.com"))
	address, err := client.AuthCodeURL(ctx, tools, l.url, msalScopes, options...)
	if err != nil {
		r.t.Fatal(err)
	}
	u, _ := url.Parse(address)
	u.RawQuery = changed(u.Query(), []string{"code_challenge", challengeOf(verifier), "code_challenge_method", "S256", "state", "s-2", "response_mode", "form_post",
		"scope", strings.Join(msalScopes, " ") + " openid offline_access profile"}).Encode()
	if err := r.sim.Approve(ctx, u.String(), upn); err != nil {
		r.t.Fatal(err)
	}
	if l.got.Get("error") != "" {
		return public.AuthResult{}, errors.New(l.got.Get("error_description"))
	}
	return client.AcquireTokenByAuthCode(ctx, l.got.Get("code"), l.url, msalScopes, public.WithChallenge(verifier), public.WithTenantID(tenant))
}

// What the real library makes of each environment of the demo: signed in at home, then asked silently.
func TestMSALSeesTheDemoWorld(t *testing.T) {
	for _, row := range []struct{ tenant, silently, atThePage string }{
		{contoso, "", ""},
		{fabrikam, "", ""},
		{northwind, "50076", ""},
		{adatum, "65001", ""},
		{tailspin, "65001", ""},
		{wingtip, "50020", "AADSTS50020"},
	} {
		r, ctx := newRig(t), context.Background()
		client := r.msal(contoso)
		home, err := r.msalSignIn(client, contoso, consultant)
		if err != nil {
			t.Fatal(err)
		}
		if home.Account.HomeAccountID != "11111111-1111-4111-8111-111111111111."+contoso || home.Account.PreferredUsername != consultant {
			t.Errorf("%+v", home.Account)
		}
		silent, err := client.AcquireTokenSilent(ctx, msalScopes, public.WithTenantID(row.tenant), public.WithSilentAccount(home.Account))
		if got := msalCode(err); got != row.silently || row.silently == "" && !strings.Contains(silent.IDToken.RawToken, ".") {
			t.Errorf("%s silently: %v, want %q", row.tenant, err, row.silently)
		}
		there, err := r.msalSignIn(client, row.tenant, consultant)
		if row.atThePage != "" {
			if err == nil || !strings.HasPrefix(err.Error(), row.atThePage) {
				t.Errorf("%s at the page: %v", row.tenant, err)
			}
			continue
		}
		if err != nil || there.IDToken.TenantID != row.tenant || there.Account.HomeAccountID != home.Account.HomeAccountID {
			t.Errorf("%s at the page: %v %+v", row.tenant, err, there.Account)
		}
	}
}

// msalCode finds the AADSTS code in an error of MSAL's.
func msalCode(err error) string {
	var call msalerrors.CallErr
	if !errors.As(err, &call) || call.Resp == nil {
		return ""
	}
	body, _ := io.ReadAll(call.Resp.Body)
	var answer struct {
		Codes []json.Number `json:"error_codes"`
	}
	if json.NewDecoder(bytes.NewReader(body)).Decode(&answer) != nil || len(answer.Codes) == 0 {
		return ""
	}
	return answer.Codes[0].String()
}

func TestMSALRenewsWhenAskedWithClaims(t *testing.T) {
	r, ctx := newRig(t), context.Background()
	client := r.msal(fabrikam)
	first, err := r.msalSignIn(client, fabrikam, consultant)
	if err != nil {
		t.Fatal(err)
	}
	const stepUp = `{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`
	_, err = client.AcquireTokenSilent(ctx, msalScopes, public.WithSilentAccount(first.Account), public.WithClaims(stepUp))
	if msalCode(err) != "50076" {
		t.Error(err)
	}
	second, err := r.msalSignIn(client, fabrikam, consultant, public.WithClaims(stepUp))
	if err != nil {
		t.Fatal(err)
	}
	claims := r.claims(map[string]any{"t": second.AccessToken}, "t")
	if claims["acrs"] == nil || claims["xms_cc"] == nil {
		t.Error(claims)
	}
}

func TestMSALSignsInWithADeviceCode(t *testing.T) {
	for _, upn := range []string{consultant, google, outlook, smallshop, viralGuest} {
		r, ctx := newRig(t), context.Background()
		code, err := r.msal(fabrikam).AcquireTokenByDeviceCode(ctx, msalScopes)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.sim.ApproveDevice(code.Result.UserCode, upn); err != nil {
			t.Fatal(err)
		}
		got, err := code.AuthenticationResult(ctx)
		if err != nil || got.Account.PreferredUsername != upn || got.Account.Realm != fabrikam {
			t.Errorf("%s: %v %+v", upn, err, got.Account)
		}
	}
}

func TestMSALHearsThatADeviceWasDeclined(t *testing.T) {
	r, ctx := newRig(t), context.Background()
	code, err := r.msal(fabrikam).AcquireTokenByDeviceCode(ctx, msalScopes)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.sim.DeclineDevice(code.Result.UserCode); err != nil {
		t.Fatal(err)
	}
	if _, err := code.AuthenticationResult(ctx); err == nil || !strings.Contains(err.Error(), "authorization_declined") {
		t.Error(err)
	}
}

func TestAFaultAnswersInTheServersPlace(t *testing.T) {
	r := newRig(t)
	client := r.msal(fabrikam)
	r.sim.Tune(func(k *entrasim.Knobs) {
		k.Fault = func(request *http.Request) (int, string, bool) {
			return http.StatusServiceUnavailable, `{"error":"temporarily_unavailable"}`, request.Form.Get("grant_type") == "authorization_code"
		}
	})
	_, err := r.msalSignIn(client, fabrikam, consultant)
	var call msalerrors.CallErr
	if !errors.As(err, &call) || call.Resp.StatusCode != http.StatusServiceUnavailable {
		t.Error(err)
	}
}
