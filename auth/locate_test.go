package auth_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"graphguest/auth"
)

const lab, dod = "88888888-8888-4888-8888-888888888888", "99999999-9999-4999-8999-999999999999"

// loginHosts answer the question for a tenant as Microsoft's do: the global one tells of the tenants of the
// others, and where their Graph is.
type loginHosts struct{ asked []string }

func (h *loginHosts) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.asked = append(h.asked, r.URL.Host)
	tenants := []struct{ names, hosts, id, graph string }{
		{"fabrikam.com fabrikam.onmicrosoft.com", "login.microsoftonline.com", fabrikam, "graph.microsoft.com"},
		{"adatum.us adatum.onmicrosoft.us", "login.microsoftonline.com login.microsoftonline.us", adatum, "graph.microsoft.us"},
		{"dod.example", "login.microsoftonline.com login.microsoftonline.us", dod, "dod-graph.microsoft.us"},
		{"wingtip.cn wingtip.partner.onmschina.cn", "login.microsoftonline.com login.partner.microsoftonline.cn", wingtip, "microsoftgraph.chinacloudapi.cn"},
		{"moon.example", "login.microsoftonline.com", tailspin, "graph.moon.example"},
		{"hidden.example", "login.microsoftonline.com", northwind, "graph.microsoft.us"},
		{"lab.example", "login.lab:8443", lab, "graph.microsoft.com"},
		{"far.example", "login.microsoftonline.com login.lab:8443", viral, "graph.lab:9443"},
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	for _, t := range tenants {
		if slices.Contains(append(strings.Fields(t.names), t.id), name) && slices.Contains(strings.Fields(t.hosts), r.URL.Host) {
			fmt.Fprint(w, asJSON(map[string]string{"issuer": "https://" + r.URL.Host + "/" + t.id + "/v2.0", "msgraph_host": t.graph, "tenant_region_scope": "NA"}))
			return
		}
	}
	w.WriteHeader(http.StatusBadRequest)
	fmt.Fprint(w, `{"error":"invalid_tenant","error_description":"AADSTS90002: Tenant not found."}`)
}

func withLab() auth.Clouds {
	return append(auth.BuiltinClouds(), auth.Cloud{Name: "lab", Login: "https://login.lab:8443", Graph: "https://graph.lab:9443"})
}

func TestATenantIsLocatedInWhicheverCloudItIs(t *testing.T) {
	const globally, gov, china, own = "login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn", "login.lab:8443"
	for text, row := range map[string]struct{ id, cloud, asked string }{
		"fabrikam.com":                         {fabrikam, "global", globally},
		fabrikam:                               {fabrikam, "global", globally},
		"https://portal.azure.com/" + fabrikam: {fabrikam, "global", globally},
		"adatum.us":                            {adatum, "usgov", globally + " " + gov},
		"jan_contoso.com#EXT#@adatum.onmicrosoft.us": {adatum, "usgov", gov},
		"https://portal.azure.us/" + adatum:          {adatum, "usgov", gov},
		"https://adatum.sharepoint.us/sites/x":       {adatum, "usgov", gov},
		"adatum-my.sharepoint.us":                    {adatum, "usgov", gov},
		"https://login.microsoftonline.us/" + adatum: {adatum, "usgov", gov},
		"https://entra.microsoft.us/" + adatum:       {adatum, "usgov", gov},
		"https://portal.azure.us/" + dod:             {dod, "usgovdod", gov},
		"dod.example":                                {dod, "usgovdod", globally + " " + gov},
		"https://portal.azure.cn/" + wingtip:         {wingtip, "china", china},
		"https://wingtip.sharepoint.cn/x":            {wingtip, "china", china},
		"https://login.chinacloudapi.cn/" + wingtip:  {wingtip, "china", china},
		"wingtip.cn":                                     {wingtip, "china", globally + " " + china},
		"https://portal.azure.us/fabrikam.com":           {"", "", gov},
		"https://login.lab:8443/" + lab + "/oauth2":      {lab, "lab", own},
		"https://login.lab:8443/?tenant=lab.example":     {lab, "lab", own},
		"far.example":                                    {viral, "lab", globally + " " + own},
		"https://evil.example/?next=portal.azure.us/x.y": {"", "", ""},
	} {
		hosts := &loginHosts{}
		got, err := auth.Locate(within(t), inProcess{hosts}, withLab(), text)
		if got.ID != row.id || got.Cloud != row.cloud || (err == nil) != (row.id != "") {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
		if asked := strings.Join(hosts.asked, " "); asked != row.asked {
			t.Errorf("%s: asked %q", text, asked)
		}
	}
}

func TestATenantThatNoKnownCloudHasIsExplained(t *testing.T) {
	for text, says := range map[string]string{
		"moon.example":                         "clouds.toml",
		"hidden.example":                       "usgov", // global tells of it, its own cloud does not
		"nosuch.example":                       "AADSTS90002",
		"bob@contoso.com":                      "which tenant invited",
		"9188040d-6c67-4c5b-b112-36a304b66dad": "personal Microsoft accounts",
	} {
		got, err := auth.Locate(within(t), inProcess{&loginHosts{}}, withLab(), text)
		if err == nil || got.ID != "" || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
	if _, err := auth.Locate(within(t), inProcess{&loginHosts{}}, withLab(), "moon.example"); !errors.Is(err, auth.ErrWrongTenant) {
		t.Errorf("a cloud that is not known is not the service's fault: %v", err)
	}
	if _, err := auth.Locate(within(t), nil, withLab(), "fabrikam.com"); err == nil {
		t.Error("located without a network")
	}
}
