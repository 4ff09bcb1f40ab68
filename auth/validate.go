package auth

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

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
// cloud of that name, and whether the scopes are its own, Clouds.Fault knows.
func (e Environment) Validate() error {
	key, why := e.Fault()
	switch key {
	case "":
		return nil
	case "name":
		return errors.New(why)
	}
	return &fieldError{key, why}
}

// Fault is Validate for a form: the first setting that cannot be used, by its key in
// environment.toml ("name" for the name), and why. It returns "" and "" when all can be used.
func (e Environment) Fault() (key, why string) {
	for _, c := range e.checks() {
		if c.why != "" {
			return c.key, c.why
		}
	}
	return "", ""
}

// FaultIn is why the setting of that key cannot be used, whatever the others are; "" = it can.
func (e Environment) FaultIn(key string) string {
	for _, c := range e.checks() {
		if c.key == key {
			return c.why
		}
	}
	return ""
}

type check struct{ key, why string } // why is "" where the setting is good

func (e Environment) checks() []check {
	name := ""
	if err := ValidName(e.Name); err != nil {
		name = err.Error()
	}
	unless := func(good bool, format string, args ...any) string {
		if good {
			return ""
		}
		return fmt.Sprintf(format, args...)
	}
	badScope := slices.ContainsFunc(e.Scopes, func(s string) bool { return !scopeName().MatchString(s) })
	return []check{
		{"name", name},
		{"cloud", unless(ValidName(e.Cloud) == nil, "the name of a cloud is missing or not a name")},
		{"tenant_id", unless(guid().MatchString(e.TenantID), "%q is not a tenant id: it is a GUID in lower case", e.TenantID)},
		{"tenant_domain", unless(e.TenantDomain == "" || hintWord().MatchString(e.TenantDomain), "%q is not a domain", e.TenantDomain)},
		{"client_id", unless(guid().MatchString(strings.ToLower(e.ClientID)), "%q is not the id of an app: it is a GUID", e.ClientID)},
		{"account", unless(e.Account == "" || accountName().MatchString(e.Account), "%q is not a user name: it looks like name@example.com, as it is at home", e.Account)},
		{"home_account", unless(e.HomeAccount == "" || homeAccount().MatchString(e.HomeAccount), "%q is not what a sign-in writes; delete the line and sign in again", e.HomeAccount)},
		{"domain_hint", unless(e.DomainHint == "" || hintWord().MatchString(e.DomainHint), `%q is not a hint: it may be a domain, "consumers", "organizations" or "none"`, e.DomainHint)},
		{"scopes", unless(!badScope, "each is one name such as User.Read")},
		{"access", unless(slices.Contains([]Access{"", ReadOnly, ReadWrite}, e.Access), "%q may be read-only or read-write", e.Access)},
		{"color", unless(e.Color == "" || slices.Contains(Colors, e.Color), "%q may be %s", e.Color, strings.Join(Colors, ", "))},
	}
}

// Fault is Environment.Fault, and knows also whether there is a cloud of that name and whether the
// scopes are of its Graph: what it lets pass, Desk.Guest takes.
func (cs Clouds) Fault(e Environment) (key, why string) {
	e = e.canonical()
	if key, why := e.Fault(); key != "" {
		return key, why
	}
	cloud, err := cs.Named(e.Cloud)
	if err != nil {
		return "cloud", err.Error()
	}
	if _, err := e.wireScopes(cloud); err != nil {
		field, _ := errors.AsType[*fieldError](err)
		return field.key, field.why
	}
	return "", ""
}
