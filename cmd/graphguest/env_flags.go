package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"graphguest/auth"
)

// settingFlags are the flags of the commands that make and change environments.
type settingFlags struct {
	cmd    *cobra.Command
	tenant string
	env    auth.Environment // what the flags say; what was given tells which of it counts
	access string
}

// setting is what one flag sets, and how its value is shown.
type setting struct {
	flag, key string // key is of environment.toml
	put       func(e *auth.Environment, f *settingFlags)
	show      func(e auth.Environment) string
}

// flagSettings are the flags that set something by themselves. The cloud is not here: it counts only together with
// the tenant that is there.
var flagSettings = []setting{
	{"client-id", "client_id", func(e *auth.Environment, f *settingFlags) { e.ClientID = orElse(f.env.ClientID, auth.DefaultClientID) },
		func(e auth.Environment) string { return e.ClientID }},
	{"account", "account", func(e *auth.Environment, f *settingFlags) { e.Account = f.env.Account },
		func(e auth.Environment) string { return orElse(e.Account, "chosen at the sign-in") }},
	{"domain-hint", "domain_hint", func(e *auth.Environment, f *settingFlags) { e.DomainHint = f.env.DomainHint },
		func(e auth.Environment) string { return orElse(e.Hint(), "none") }},
	{"scope", "scopes", func(e *auth.Environment, f *settingFlags) { e.Scopes = f.scopes() },
		func(e auth.Environment) string { return strings.Join(e.EffectiveScopes(), " ") }},
	{"access", "access", func(e *auth.Environment, f *settingFlags) { e.Access = auth.Access(f.access) },
		func(e auth.Environment) string { return string(e.EffectiveAccess()) }},
	{"color", "color", func(e *auth.Environment, f *settingFlags) { e.Color = f.env.Color },
		func(e auth.Environment) string { return orElse(e.Color, "none") }},
	{"isolated", "isolated", func(e *auth.Environment, f *settingFlags) { e.Isolated = f.env.Isolated },
		func(e auth.Environment) string { return map[bool]string{true: "yes", false: "no"}[e.Isolated] }},
}

// settingFlags adds the flags to cmd. The texts are those of the form in the explorer.
func (p *program) settingFlags(cmd *cobra.Command) *settingFlags {
	f := &settingFlags{cmd: cmd}
	flags := cmd.Flags()
	flags.StringVar(&f.tenant, "tenant", "", means("tenant_id"))
	flags.StringVar(&f.env.Cloud, "cloud", "", "global, usgov, usgovdod, china, or a name from clouds.toml; default: the tenant's, as it is found")
	flags.StringVar(&f.env.ClientID, "client-id", "", means("client_id"))
	flags.StringVar(&f.env.Account, "account", "", means("account"))
	flags.StringVar(&f.env.DomainHint, "domain-hint", "", means("domain_hint"))
	flags.StringArrayVar(&f.env.Scopes, "scope", nil, means("scopes")+"; may be repeated")
	flags.StringVar(&f.access, "access", "", means("access"))
	flags.StringVar(&f.env.Color, "color", "", means("color")+": "+strings.Join(auth.Colors, ", "))
	flags.BoolVar(&f.env.Isolated, "isolated", false, means("isolated"))
	for flag, choices := range map[string][]string{
		"access": {string(auth.ReadOnly), string(auth.ReadWrite)}, "color": auth.Colors, "domain-hint": {"consumers", "organizations", "none"},
	} {
		_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(choices, cobra.ShellCompDirectiveNoFileComp))
	}
	for _, flag := range []string{"tenant", "client-id", "account", "scope"} {
		_ = cmd.RegisterFlagCompletionFunc(flag, cobra.NoFileCompletions)
	}
	_ = cmd.RegisterFlagCompletionFunc("cloud", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return p.cloudNames(), cobra.ShellCompDirectiveNoFileComp
	})
	return f
}

// means is what a setting means, as the words after a flag.
func means(key string) string {
	text := strings.TrimSuffix(auth.Meaning(key), ".")
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:]
}

func (p *program) cloudNames() (names []string) {
	a, err := p.open()
	if err != nil {
		return nil
	}
	for _, c := range a.clouds {
		names = append(names, c.Name)
	}
	return names
}

func (f *settingFlags) given(flag string) bool { return f.cmd.Flags().Changed(flag) }

// any says whether anything is to be set at all.
func (f *settingFlags) any() bool {
	return f.given("tenant") || f.given("cloud") || slices.ContainsFunc(flagSettings, func(s setting) bool { return f.given(s.flag) })
}

// scopes are those that were given; --scope "" alone goes back to the usual ones.
func (f *settingFlags) scopes() []string {
	return slices.DeleteFunc(slices.Clone(f.env.Scopes), func(s string) bool { return s == "" })
}

// apply sets what was given. What cannot be used is wrong usage, and named by its flag.
func (f *settingFlags) apply(e *auth.Environment) error {
	for _, s := range flagSettings {
		if !f.given(s.flag) {
			continue
		}
		s.put(e, f)
		if why := e.FaultIn(s.key); why != "" {
			return usagef("--%s: %s", s.flag, why)
		}
	}
	return nil
}

// place finds the tenant that text names: in the cloud that was given, or in whichever it is.
func (a *app) place(ctx context.Context, cloud, text string) (auth.Tenant, error) {
	find := func() (auth.Tenant, error) { return auth.Locate(ctx, a.login, a.clouds, text) }
	if cloud != "" {
		c, err := a.clouds.Named(cloud)
		if err != nil {
			return auth.Tenant{}, usageError{err}
		}
		find = func() (auth.Tenant, error) { return auth.FindTenant(ctx, a.login, c, text) }
	}
	found, err := find()
	if errors.Is(err, auth.ErrWrongTenant) {
		return found, usageError{err}
	}
	return found, err
}

// sound is wrong usage where the settings cannot be used.
func (a *app) sound(e auth.Environment) error {
	if key, why := a.clouds.Fault(e); key != "" {
		return usagef("%s: %s", key, why)
	}
	return nil
}

// asUsage makes a name that is taken wrong usage.
func asUsage(err error) error {
	if errors.Is(err, auth.ErrNameTaken) {
		return usageError{err}
	}
	return err
}

// note tells on stderr what went wrong beside what was asked for.
func (p *program) note(format string, args ...any) {
	fmt.Fprintf(p.err, "note: "+format+"\n", args...)
}
