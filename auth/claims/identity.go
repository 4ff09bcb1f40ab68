package claims

import (
	"strings"
	"time"
)

// Identity is who a sign-in stands for in a tenant.
type Identity struct {
	Known        bool   // a token could be read and names its tenant
	TenantID     string // the tenant of the token: where the person is now
	ObjectID     string // the person as an object of that tenant
	HomeTenantID string // where the account lives; "" for providers that have no tenant
	Account      string // the person's address, without the provider's prefix
	Name         string
	Provider     string // "Entra", "Google", "Microsoft account", "one-time passcode", "Facebook", "SAML/WS-Fed: issuer"
	Home         string // for the header: "contoso.com, Entra"
	Guest        bool
	Why          string // which claims say GUEST or MEMBER, and whether any say otherwise

	// Of the access token only; zero when it is opaque.
	Expires  time.Time
	Audience string
	Scopes   []string
}

// Identify says who the tokens in use stand for. It reads the access token and fills in
// from the id token, which is all there is to read when the access token is opaque. An id
// token of another tenant or person is ignored: it belongs to another sign-in.
func Identify(access, id string) Identity {
	held, readable := read(access)
	named, _ := read(id)
	all := merge(held, named)
	if all.text("tid") == "" {
		return Identity{}
	}
	from := all.source()
	guest, why := all.standing(from)
	account := all.account()
	identity := Identity{
		Known:        true,
		TenantID:     strings.ToLower(all.text("tid")),
		ObjectID:     strings.ToLower(all.text("oid")),
		HomeTenantID: from.tenant,
		Account:      account,
		Name:         all.text("name"),
		Provider:     from.provider,
		Home:         home(account, from.provider),
		Guest:        guest,
		Why:          why,
	}
	if readable {
		identity.Expires, _ = held.time("exp")
		identity.Audience = held.text("aud")
		identity.Scopes = held.words("scp")
	}
	return identity
}

// merge adds to the access token's claims those that only the id token has.
func merge(access, id said) said {
	all := said{}
	for name, value := range id {
		all[name] = value
	}
	if len(access) == 0 {
		return all
	}
	for _, key := range []string{"tid", "oid"} {
		if access.has(key) && id.has(key) && !strings.EqualFold(access.text(key), id.text(key)) {
			return access
		}
	}
	for name, value := range access {
		all[name] = value
	}
	return all
}

// home names the place an account comes from: its domain and who vouches for it.
func home(account, provider string) string {
	if _, domain, ok := strings.Cut(account, "@"); ok && domain != "" {
		return domain + ", " + provider
	}
	return provider
}

// account is the first address among the claims that hold one, as the person writes it.
func (s said) account() string {
	var made string // from the user name that the tenant made for its guest
	for _, name := range []string{"unique_name", "preferred_username", "email", "upn"} {
		address := s.text(name)
		if address == "" {
			continue
		}
		invited, ok := invitee(address)
		if !ok {
			// "live.com#user@live.com" carries its provider in front.
			return address[strings.LastIndex(address, "#")+1:]
		}
		if made == "" {
			made = invited
		}
	}
	return made
}

// Invitee is the address that a guest was invited by, told from the user name that the tenant made of it; false for any
// other user name.
func Invitee(upn string) (address string, guest bool) { return invitee(upn) }

// invitee finds the address in the user name that a tenant makes for a guest, as in
// jan_contoso.com#EXT#@fabrikam.onmicrosoft.com; false for any other user name.
func invitee(upn string) (string, bool) {
	for _, mark := range []string{"#EXT#@", "_EXT_@"} {
		name, _, ok := strings.Cut(upn, mark)
		if !ok {
			continue
		}
		if at := strings.LastIndex(name, "_"); at >= 0 {
			name = name[:at] + "@" + name[at+1:]
		}
		return name, true
	}
	return "", false
}
