package claims

import "strings"

// consumers is the tenant in which Microsoft accounts live.
const consumers = "9188040d-6c67-4c5b-b112-36a304b66dad"

const (
	entra       = "Entra"
	microsoft   = "Microsoft account"
	oneTimeCode = "one-time passcode"
)

// providers are the identity providers that idp names by a word.
var providers = map[string]string{
	"live.com":     microsoft,
	"google.com":   "Google",
	"facebook.com": "Facebook",
	"mail":         oneTimeCode,
}

// source is where a person is authenticated.
type source struct {
	provider string
	tenant   string // GUID of the home tenant; "" = the provider has none
	foreign  bool   // somewhere else than in the tenant of the token
}

// source finds it from idp, and where idp is missing from altsecid.
func (s said) source() source {
	here := strings.ToLower(s.text("tid"))
	idp := strings.ToLower(s.text("idp"))
	switch {
	case idp == "":
		return s.sourceWithoutIDP(here)
	case providers[idp] == microsoft:
		return source{microsoft, consumers, here != consumers}
	case providers[idp] != "":
		return source{providers[idp], "", true}
	}
	tenant := tenantOf(idp)
	if tenant == "" {
		return source{"SAML/WS-Fed: " + s.text("idp"), "", true}
	}
	return source{providerOf(tenant), tenant, tenant != here}
}

func (s said) sourceWithoutIDP(here string) source {
	alt := s.text("altsecid")
	switch {
	case strings.HasPrefix(alt, "1:live.com:"):
		return source{microsoft, consumers, here != consumers}
	case strings.HasPrefix(alt, "5::"):
		return source{entra, "", true}
	}
	return source{providerOf(here), here, false}
}

func providerOf(tenant string) string {
	if tenant == consumers {
		return microsoft
	}
	return entra
}

// tenantOf returns the tenant that an issuer address of Entra ID names, in lower case: the
// GUID of https://sts.windows.net/{tenant}/ or https://login.…/{tenant}/v2.0, else "".
func tenantOf(issuer string) string {
	rest, ok := strings.CutPrefix(strings.ToLower(issuer), "https://")
	if !ok {
		return ""
	}
	host, path, _ := strings.Cut(rest, "/")
	tenant, _, _ := strings.Cut(path, "/")
	known := strings.HasPrefix(host, "sts.") || strings.HasPrefix(host, "login.")
	if !known || !isGUID(tenant) {
		return ""
	}
	return tenant
}

func isGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (s[i] == '-') || !dash && !strings.ContainsRune("0123456789abcdefABCDEF", rune(s[i])) {
			return false
		}
	}
	return true
}
