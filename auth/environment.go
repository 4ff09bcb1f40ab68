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

// withScopes is the environment's scopes with more of them, each once. Without more they stay as they are.
func (e Environment) withScopes(c Cloud, more []string) []string {
	before := e.EffectiveScopes()
	wanted := before
	for _, s := range more {
		wanted = addScope(c, wanted, s)
	}
	if len(wanted) == len(before) {
		return e.Scopes
	}
	return wanted
}

// addScope appends scope unless it is there already, with or without Graph's address and in any case.
func addScope(c Cloud, scopes []string, scope string) []string {
	same := func(have string) bool { return strings.EqualFold(c.plainScope(have), c.plainScope(scope)) }
	if slices.ContainsFunc(scopes, same) {
		return scopes
	}
	return append(slices.Clip(scopes), scope)
}

// plainScope is a scope of the cloud's Graph without Graph's address.
func (c Cloud) plainScope(scope string) string {
	if prefix := c.Graph + "/"; len(scope) > len(prefix) && strings.EqualFold(scope[:len(prefix)], prefix) {
		return scope[len(prefix):]
	}
	return scope
}

// EffectiveAccess is the access mode: read-only unless the environment says read-write.
func (e Environment) EffectiveAccess() Access {
	if e.Access == ReadWrite {
		return ReadWrite
	}
	return ReadOnly
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
