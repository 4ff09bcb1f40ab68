package auth

import (
	"fmt"
	"net/url"
	"strings"

	"graphguest/auth/claims"
)

// ConsentRequest is the text with which the person asks the admin of env's tenant to consent to scopes for the app: what is
// asked, for whom, what it means, and the link. It holds no secret. Scopes may be plain names or names of the cloud's Graph.
func ConsentRequest(env Environment, cloud Cloud, scopes []string) string {
	scopes = once(cloud, scopes)
	app := env.appName()
	who := env.Account
	if who == "" {
		who = "I"
	}
	lines := []string{
		"To the admin of " + env.tenantName(),
		"",
		fmt.Sprintf("Please consent to %s of Microsoft Graph for %s, so that %s can use it in your tenant.", permissionsText(len(scopes)), app, who),
		"",
		"  Tenant:       " + beside(env.TenantDomain, env.TenantID),
		"  Application:  " + beside(app, env.ClientID),
		"  Account:      " + orUnknown(env.Account),
		"  Permissions:  " + strings.Join(scopes, ", ") + " (delegated)",
		"",
		"What it means: the permissions are delegated. With them the application can do no more than the person who is signed in",
		"may do anyway, by their roles and by what your tenant lets guests see. Nobody gets a role by it, and the application gets",
		"no access without a person. The consent holds for every user of your tenant, and you can take it back at any time:",
		"Entra admin center → Enterprise applications → the application → Permissions.",
		"",
		"To consent, open this link as an admin who may consent for everybody, such as a Cloud Application Administrator:",
		"",
		"  " + ConsentLink(env, cloud, scopes),
		"",
		"Look at the tenant, the application and the permissions on the page before you accept. Afterwards the browser goes to",
		"http://localhost, where nothing answers on your computer: that is as it should be, and the page can be closed.",
	}
	return strings.Join(lines, "\n") + "\n"
}

// ConsentLink is where an admin of env's tenant consents to scopes for its app.
func ConsentLink(env Environment, cloud Cloud, scopes []string) string {
	var full []string
	for _, s := range once(cloud, scopes) {
		full = append(full, cloud.Graph+"/"+s)
	}
	options := url.Values{"client_id": {env.ClientID}, "scope": {strings.Join(full, " ")}, "redirect_uri": {"http://localhost"}}
	return cloud.authority(url.PathEscape(env.TenantID)) + "/v2.0/adminconsent?" + strings.ReplaceAll(options.Encode(), "+", "%20")
}

// once is scopes as plain names, each once. What is no name of a scope is left out: it would end up in a link.
func once(cloud Cloud, scopes []string) []string {
	var plain []string
	for _, s := range scopes {
		s = cloud.plainScope(s)
		if scopeName().MatchString(s) && !strings.Contains(s, "/") {
			plain = addScope(cloud, plain, s)
		}
	}
	return plain
}

func (e Environment) appName() string {
	if name := claims.AppName(e.ClientID); name != "" {
		return name
	}
	return "the application " + e.ClientID
}

func permissionsText(n int) string {
	if n == 1 {
		return "one permission"
	}
	return fmt.Sprintf("%d permissions", n)
}

// beside is an id with its name in front, where there is one.
func beside(name, id string) string {
	if name == "" || strings.Contains(name, id) {
		return id
	}
	return name + " (" + id + ")"
}

func orUnknown(account string) string {
	if account == "" {
		return "not known yet"
	}
	return account
}
