package auth

import (
	"slices"
	"strings"
)

// consumersTenant is the home of personal Microsoft accounts.
const consumersTenant = "9188040d-6c67-4c5b-b112-36a304b66dad"

// consumerDomain matches the mail domains that are always Microsoft accounts.
var consumerDomain = pattern(`^(outlook|hotmail|live|msn|passport)\.[a-z]{2,3}(\.[a-z]{2})?$`)

// otherDomains are mail domains of persons whose way to sign in the address does not tell.
var otherDomains = []string{
	"gmail.com", "googlemail.com", "icloud.com", "me.com", "mac.com", "aol.com", "yahoo.com",
	"gmx.com", "gmx.de", "gmx.net", "web.de", "proton.me", "protonmail.com", "mail.ru", "qq.com", "163.com",
}

// Hint is the domain_hint of the sign-in, "" = none. It describes the person's home: the domain of
// a work account, "consumers" for a Microsoft account, nothing for a Google account, a one-time
// passcode or whatever cannot be told. Entra ID ignores a domain that is not federated.
func (e Environment) Hint() string {
	switch strings.ToLower(e.DomainHint) {
	case "none":
		return ""
	case "":
		return e.homeHint()
	}
	return e.DomainHint
}

func (e Environment) homeHint() string {
	if _, home, ok := strings.Cut(e.HomeAccount, "."); ok {
		switch strings.ToLower(home) {
		case consumersTenant:
			return "consumers"
		case e.TenantID: // a member, or a guest whose only home is their guest account: Google, one-time passcode
			return ""
		}
	}
	_, domain, _ := strings.Cut(strings.ToLower(e.Account), "@")
	switch {
	case consumerDomain().MatchString(domain):
		return "consumers"
	case slices.Contains(otherDomains, domain):
		return ""
	}
	return domain
}
