package auth_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"graphguest/auth"
	"graphguest/auth/entrasim"
)

func TestATenantIsFoundByWhateverNamesIt(t *testing.T) {
	l := arrive(t)
	cloud, _ := l.clouds.Named("global")
	invitation := "https%3a%2f%2finvitations.microsoft.com%2fredeem%2f%3ftenant%3d" + fabrikam + "%26user%3d0f0f%26ticket%3dx%26ver%3d2.0"
	for text, domain := range map[string]string{
		fabrikam:                                                                       "",
		" " + strings.ToUpper(fabrikam) + " ":                                          "",
		"{" + fabrikam + "}":                                                           "",
		"fabrikam.com":                                                                 "fabrikam.com",
		"Fabrikam.COM.":                                                                "fabrikam.com",
		"fabrikam.onmicrosoft.com":                                                     "fabrikam.onmicrosoft.com",
		"jan_contoso.com#EXT#@fabrikam.com":                                            "fabrikam.com",
		"jan_contoso.com%23EXT%23@Fabrikam.com":                                        "fabrikam.com",
		"jan_contoso.com%23ext%23%40fabrikam.com":                                      "fabrikam.com",
		"https://myapps.microsoft.com/?tenantid=" + fabrikam:                           "",
		"https://myapps.microsoft.com/fabrikam.com":                                    "fabrikam.com",
		"myapps.microsoft.com/?tenantId=fabrikam.com":                                  "fabrikam.com",
		"https://myapps.microsoft.com/signin/App/0000?tenantId=" + fabrikam:            "",
		"https://myapplications.microsoft.com/?tenantid=" + fabrikam:                   "",
		"https://portal.azure.com/" + fabrikam:                                         "",
		"https://portal.azure.com/fabrikam.com":                                        "fabrikam.com",
		"https://portal.azure.com/#@fabrikam.com/resource/subscriptions/x":             "fabrikam.com",
		"https://entra.microsoft.com/" + fabrikam + "#home":                            "",
		"https://myaccount.microsoft.com?tenantId=" + fabrikam:                         "",
		"https://myaccount.microsoft.com/organizations?tenant=fabrikam.com":            "fabrikam.com",
		"https://login.microsoftonline.com/" + fabrikam + "/oauth2/v2.0/authorize?x=y": "",
		"https://login.microsoftonline.com/fabrikam.com/adminconsent":                  "fabrikam.com",
		"https://login.microsoftonline.com/redeem?rd=" + invitation:                    "",
		"https://invitations.microsoft.com/redeem/?tenant=" + fabrikam + "&user=x":     "",
		"https://teams.microsoft.com/l/team/19%3a?groupId=0&tenantId=" + fabrikam:      "",
		"https://fabrikam.sharepoint.com/sites/x/Shared%20Documents":                   "fabrikam.onmicrosoft.com",
		"fabrikam.sharepoint.com":                                                      "fabrikam.onmicrosoft.com",
		"https://fabrikam-my.sharepoint.com/personal/jan":                              "fabrikam.onmicrosoft.com",
	} {
		got, err := auth.FindTenant(within(t), l.world.HTTP, cloud, text)
		if want := (auth.Tenant{ID: fabrikam, Domain: domain, Region: "NA", Cloud: "global"}); err != nil || got != want {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
}

func TestTextThatNamesNoTenantIsExplainedWithoutAskingAnybody(t *testing.T) {
	l := arrive(t)
	cloud, _ := l.clouds.Named("global")
	for text, says := range map[string]string{
		"":                "no tenant was named",
		"bob@contoso.com": "not which tenant invited",
		"fabrikam":        "names no tenant",
		"common":          "names no tenant",
		"https://fabrikam.evil.example/" + fabrikam:                                                        "names no tenant",
		"https://login.microsoftonline.com/common/oauth2/v2.0/authorize":                                   "names no tenant",
		"https://login.microsoftonline.com/redeem?rd=https%3a%2f%2fevil.example%2f%3ftenant%3d" + fabrikam: "names no tenant",
		"https://x@portal.azure.com/" + fabrikam:                                                           "names no tenant",
		"\x1b]0;x":                                                                                         "names no tenant",
		"x#EXT#@":                                                                                          "tells where",
		"9188040d-6c67-4c5b-b112-36a304b66dad":                                                             "personal Microsoft accounts",
	} {
		_, err := auth.FindTenant(within(t), l.world.HTTP, cloud, text)
		if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "SharePoint") || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%q: %v", text, err)
		}
	}
	if n := len(l.sim.Calls()); n != 0 {
		t.Errorf("%d calls", n)
	}
}

func TestATenantThatIsNotThereIsExplained(t *testing.T) {
	l := arrive(t)
	cloud, _ := l.clouds.Named("global")
	_, err := auth.FindTenant(within(t), l.world.HTTP, cloud, "nosuch.example")
	var e *auth.Error
	if !errors.As(err, &e) || e.Code != "AADSTS90002" || e.NextStep() == "" || !strings.Contains(err.Error(), "nosuch.example") {
		t.Errorf("err = %v", err)
	}
}

func TestATenantOfAnotherCloudNamesThatCloud(t *testing.T) {
	for host, says := range map[string]string{
		"graph.microsoft.us":              "--cloud usgov",
		"dod-graph.microsoft.us":          "--cloud usgovdod",
		"microsoftgraph.chinacloudapi.cn": "--cloud china",
		"graph.somewhere.example":         "clouds.toml",
	} {
		l := arrive(t)
		l.discovers(map[string]string{"issuer": "https://login.microsoftonline.us/" + fabrikam + "/v2.0", "msgraph_host": host})
		cloud, _ := l.clouds.Named("global")
		if _, err := auth.FindTenant(within(t), l.world.HTTP, cloud, "fabrikam.com"); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestAnAnswerThatDoesNotSayWhichTenantIsRefused(t *testing.T) {
	l := arrive(t)
	cloud, _ := l.clouds.Named("global")
	for _, conf := range []map[string]string{
		{"issuer": "https://login.microsoftonline.com/{tenantid}/v2.0"},
		{"issuer": "https://login.microsoftonline.com/" + adatum + "/v2.0"},
		{},
	} {
		l.discovers(conf)
		if got, err := auth.FindTenant(within(t), l.world.HTTP, cloud, fabrikam); err == nil {
			t.Errorf("%v: %+v", conf, got)
		}
	}
}

// discovers makes the discovery answer so.
func (l *land) discovers(conf map[string]string) {
	l.sim.Tune(func(k *entrasim.Knobs) {
		k.Fault = func(r *http.Request) (int, string, bool) {
			return http.StatusOK, asJSON(conf), strings.HasSuffix(r.URL.Path, "openid-configuration")
		}
	})
}
