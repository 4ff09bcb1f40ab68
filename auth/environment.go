package auth

import (
	"fmt"
	"slices"
	"strings"
)

// DefaultClientID is Microsoft Graph Command Line Tools, Microsoft's own public client.
// A distributor with a multi-tenant app registration replaces this one constant.
const DefaultClientID = "14d82eec-204b-4c2f-b7e8-296a70dab67e"

// Access says whether an environment lets writes through.
type Access string

const (
	ReadOnly  Access = "read-only" // the default
	ReadWrite Access = "read-write"
)

// Environment is one resource tenant as one person uses it: environment.toml.
type Environment struct {
	Name         string   `toml:"-"`                       // the folder's name
	Cloud        string   `toml:"cloud"`                   // a Cloud.Name
	TenantID     string   `toml:"tenant_id"`               // GUID, lower case
	TenantDomain string   `toml:"tenant_domain,omitempty"` // how the person named the tenant; display only
	ClientID     string   `toml:"client_id"`               // the app that signs in
	Account      string   `toml:"account,omitempty"`       // the person's user name at home; the login hint
	HomeAccount  string   `toml:"home_account,omitempty"`  // "<home oid>.<home tid>", known after the first sign-in; no secret
	DomainHint   string   `toml:"domain_hint,omitempty"`   // "" = from the account; "none" = send none
	Scopes       []string `toml:"scopes,omitempty"`        // delegated Graph scopes; empty = DefaultScopes
	Access       Access   `toml:"access,omitempty"`        // "" = read-only
	Color        string   `toml:"color,omitempty"`         // red green yellow blue magenta cyan white
	Isolated     bool     `toml:"isolated,omitempty"`      // never seeded from another environment's sign-in
	SignedOut    bool     `toml:"signed_out,omitempty"`    // the person signed out: not seeded either, until they sign in again
}

// Colors is what an environment's Color may be; the empty one is the theme's own.
var Colors = []string{"red", "green", "yellow", "blue", "magenta", "cyan", "white"}

// DefaultScopes is what an environment asks for that names no scopes: who am I, and the names of
// others. A guest can consent to both alone. Whatever needs the tenant's admin (groups, the
// organisation, all of the directory) would stop a guest's first sign-in at a page they cannot
// pass, so it is asked for only where an environment says so.
var DefaultScopes = []string{"User.Read", "User.ReadBasic.All"}

// EffectiveScopes is the scopes that are asked for, as the environment writes them. Those that
// every sign-in carries (openid, profile, offline_access) are left out.
func (e Environment) EffectiveScopes() []string {
	var scopes []string
	for _, s := range e.Scopes {
		if !slices.Contains([]string{"", "openid", "profile", "offline_access"}, strings.ToLower(s)) {
			scopes = append(scopes, s)
		}
	}
	if len(scopes) == 0 {
		return slices.Clone(DefaultScopes)
	}
	return scopes
}

// EffectiveAccess is the access mode: read-only unless the environment says read-write.
func (e Environment) EffectiveAccess() Access {
	if e.Access == ReadWrite {
		return ReadWrite
	}
	return ReadOnly
}

// fieldError is a setting that cannot be used, by its key in environment.toml.
type fieldError struct{ key, why string }

func (e *fieldError) Error() string { return e.key + ": " + e.why }

var (
	guid        = pattern(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	accountName = pattern(`^[^\s@#\\/"<>]+@[^\s@#\\/"<>]+$`)
	homeAccount = pattern(`^[A-Za-z0-9._-]{1,200}$`)
	scopeName   = pattern(`^[A-Za-z0-9._:/-]{1,200}$`)
	hintWord    = pattern(`^[A-Za-z0-9.-]{1,253}$`)
)

// Validate says what of the settings cannot be used, the first fault only. Whether there is a
// cloud of that name, the desk knows.
func (e Environment) Validate() error {
	if err := ValidName(e.Name); err != nil {
		return err
	}
	for _, check := range []struct {
		key  string
		good bool
		why  string
	}{
		{"cloud", ValidName(e.Cloud) == nil, "the name of a cloud is missing or not a name"},
		{"tenant_id", guid().MatchString(e.TenantID), fmt.Sprintf("%q is not a tenant id: it is a GUID in lower case", e.TenantID)},
		{"tenant_domain", e.TenantDomain == "" || hintWord().MatchString(e.TenantDomain), fmt.Sprintf("%q is not a domain", e.TenantDomain)},
		{"client_id", guid().MatchString(strings.ToLower(e.ClientID)), fmt.Sprintf("%q is not the id of an app: it is a GUID", e.ClientID)},
		{"account", e.Account == "" || accountName().MatchString(e.Account), fmt.Sprintf("%q is not a user name: it looks like name@example.com, as it is at home", e.Account)},
		{"home_account", e.HomeAccount == "" || homeAccount().MatchString(e.HomeAccount), fmt.Sprintf("%q is not what a sign-in writes; delete the line and sign in again", e.HomeAccount)},
		{"domain_hint", e.DomainHint == "" || hintWord().MatchString(e.DomainHint), fmt.Sprintf(`%q is not a hint: it may be a domain, "consumers", "organizations" or "none"`, e.DomainHint)},
		{"scopes", !slices.ContainsFunc(e.Scopes, func(s string) bool { return !scopeName().MatchString(s) }), "each is one name such as User.Read"},
		{"access", slices.Contains([]Access{"", ReadOnly, ReadWrite}, e.Access), fmt.Sprintf("%q may be read-only or read-write", e.Access)},
		{"color", e.Color == "" || slices.Contains(Colors, e.Color), fmt.Sprintf("%q may be %s", e.Color, strings.Join(Colors, ", "))},
	} {
		if !check.good {
			return &fieldError{check.key, check.why}
		}
	}
	return nil
}

// tenantName is how messages call the tenant: the domain where it is known.
func (e Environment) tenantName() string {
	if e.TenantDomain != "" {
		return e.TenantDomain
	}
	return e.TenantID
}

// wireScopes is the scopes as full names of the cloud's Graph: a plain name would mean the global
// Graph in every cloud.
func (e Environment) wireScopes(c Cloud) ([]string, error) {
	scopes := e.EffectiveScopes()
	for i, s := range scopes {
		switch {
		case strings.EqualFold(s, "email"):
		case !strings.Contains(s, "://"):
			scopes[i] = c.Graph + "/" + s
		case !strings.HasPrefix(strings.ToLower(s), c.Graph+"/"):
			return nil, &fieldError{"scopes", fmt.Sprintf("%q is not a scope of %s, which is Graph of the cloud %q", s, c.Graph, c.Name)}
		}
	}
	return scopes, nil
}
