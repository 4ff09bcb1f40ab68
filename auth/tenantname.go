package auth

import (
	"fmt"
	"net/url"
	"strings"
)

// acceptedTenants is what a person may give to name a tenant.
const acceptedTenants = "a tenant's id, its domain (fabrikam.com), a link to it (My Apps, Azure or Entra portal, an invitation, SharePoint), or a name like jan_contoso.com#EXT#@fabrikam.onmicrosoft.com"

var domainName = pattern(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$`)

// tenantNamed is the id or domain that text names, in lower case.
func tenantNamed(text string) (string, error) {
	text = unwrapped(text)
	if text == "" {
		return "", fmt.Errorf("no tenant was named; give %s", acceptedTenants)
	}
	if name := idOrDomain(text); name != "" && !strings.Contains(name, ".sharepoint.") {
		return name, nil
	}
	if name, ok := tenantOfGuest(text); ok {
		return name, nil
	}
	if link := linkIn(text); link != nil {
		if name := tenantInLink(link); name != "" {
			return name, nil
		}
	}
	if name, domain, ok := strings.Cut(text, "@"); ok && !strings.ContainsAny(text, "/ ") {
		return "", fmt.Errorf("%.100q tells where the account of %.60q lives (%.100q), not which tenant invited it; give %s", text, name, domain, acceptedTenants)
	}
	return "", fmt.Errorf("%.200q names no tenant that can be told; give %s", text, acceptedTenants)
}

func idOrDomain(text string) string {
	text = strings.ToLower(strings.TrimSuffix(text, "."))
	if guid().MatchString(text) || len(text) <= 253 && domainName().MatchString(text) {
		return text
	}
	return ""
}

// unwrapped is text without what a copy brings along: spaces, quotes, brackets.
func unwrapped(text string) string { return strings.Trim(strings.TrimSpace(text), `"'<>{}`) }

// linkIn is text as a link, with or without its https://; nil when it is none.
func linkIn(text string) *url.URL {
	link, err := url.Parse(withScheme(unwrapped(text)))
	if err != nil || link.Host == "" || link.User != nil {
		return nil
	}
	return link
}

func withScheme(text string) string {
	if strings.Contains(text, "://") {
		return text
	}
	return "https://" + text
}

// tenantOfGuest finds the tenant in a guest's user name there: alias_home.tld#EXT#@tenant.
func tenantOfGuest(text string) (string, bool) {
	lower := strings.NewReplacer("%23", "#", "%40", "@").Replace(strings.ToLower(text))
	_, domain, ok := strings.Cut(lower, "#ext#@")
	if !ok {
		return "", false
	}
	name := idOrDomain(domain)
	return name, name != ""
}

// linkRule says where the links of some hosts name the tenant: the first place that does, counts.
type linkRule struct {
	hosts  []string // a host, or with a leading dot all below it
	places []func(*url.URL) string
}

// linkRules are the links a guest is given. To read another kind, add a row.
var linkRules = []linkRule{
	{[]string{"myapps.microsoft.com", "myapplications.microsoft.com", "myapps.azure.com", "account.activedirectory.windowsazure.com"}, []func(*url.URL) string{inQuery, inPath}},
	{[]string{"myaccount.microsoft.com", "mysignins.microsoft.com", "myaccess.microsoft.com"}, []func(*url.URL) string{inQuery, inPath, afterAt}},
	{[]string{"portal.azure.com", "portal.azure.us", "portal.azure.cn", "entra.microsoft.com", "entra.microsoft.us", "entra.microsoftonline.cn", "aad.portal.azure.com"}, []func(*url.URL) string{afterAt, inPath, inQuery}},
	{[]string{"login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn", "login.chinacloudapi.cn", "login.windows.net"}, []func(*url.URL) string{inPath, inQuery}},
	{[]string{"invitations.microsoft.com", "invitations.microsoft.us"}, []func(*url.URL) string{inQuery}},
	{[]string{"teams.microsoft.com", "teams.cloud.microsoft"}, []func(*url.URL) string{inQuery}},
	{[]string{".sharepoint.com", ".sharepoint.us", ".sharepoint.cn"}, []func(*url.URL) string{ofSharePoint}},
}

// tenantInLink is the tenant that a link names; "" when it does not, or is not known.
func tenantInLink(link *url.URL) string {
	if nested := nestedLink(link); nested != nil {
		link = nested
	}
	host := strings.ToLower(link.Hostname())
	for _, rule := range linkRules {
		for _, h := range rule.hosts {
			if host != h && !(h[0] == '.' && strings.HasSuffix(host, h)) {
				continue
			}
			for _, place := range rule.places {
				if name := place(link); name != "" {
					return name
				}
			}
		}
	}
	return ""
}

// inQuery reads ?tenantId=, ?tenant= or ?tid=, however capitalised.
func inQuery(link *url.URL) string {
	for key, values := range link.Query() {
		switch strings.ToLower(key) {
		case "tenantid", "tenant", "tid":
			if name := idOrDomain(values[0]); name != "" {
				return name
			}
		}
	}
	return ""
}

// inPath reads https://host/TENANT/….
func inPath(link *url.URL) string {
	first, _, _ := strings.Cut(strings.Trim(link.Path, "/"), "/")
	return idOrDomain(first)
}

// afterAt reads https://host/#@TENANT/…, as the Azure portal writes it, and https://host/@TENANT/….
func afterAt(link *url.URL) string {
	for _, text := range []string{link.Fragment, strings.Trim(link.Path, "/")} {
		if tenant, ok := strings.CutPrefix(text, "@"); ok {
			tenant, _, _ = strings.Cut(tenant, "/")
			return idOrDomain(tenant)
		}
	}
	return ""
}

// nestedLink reads the link within an invitation's link: https://login…/redeem?rd=https://invitations….
func nestedLink(link *url.URL) *url.URL {
	if strings.Trim(strings.ToLower(link.Path), "/") != "redeem" || !link.Query().Has("rd") {
		return nil
	}
	nested, err := url.Parse(link.Query().Get("rd"))
	if err != nil {
		return nil
	}
	return nested
}

// ofSharePoint reads the tenant's first name, which SharePoint's host begins with.
func ofSharePoint(link *url.URL) string {
	label, rest, _ := strings.Cut(strings.ToLower(link.Hostname()), ".")
	for _, suffix := range []string{"-my", "-admin"} {
		label = strings.TrimSuffix(label, suffix)
	}
	initial := map[string]string{"sharepoint.com": ".onmicrosoft.com", "sharepoint.us": ".onmicrosoft.us", "sharepoint.cn": ".partner.onmschina.cn"}[rest]
	if initial == "" {
		return ""
	}
	return idOrDomain(label + initial)
}
