package auth_test

import (
	"reflect"
	"strings"
	"testing"

	"graphguest/auth"
)

func same(a, b auth.Environment) bool { return reflect.DeepEqual(a, b) }

func TestEachSettingThatCannotBeUsedIsNamedByItsKey(t *testing.T) {
	for key, spoil := range map[string]func(*auth.Environment){
		"name":          func(e *auth.Environment) { e.Name = "a b" },
		"cloud":         func(e *auth.Environment) { e.Cloud = "" },
		"tenant_id":     func(e *auth.Environment) { e.TenantID = "fabrikam.com" },
		"tenant_domain": func(e *auth.Environment) { e.TenantDomain = "a b" },
		"client_id":     func(e *auth.Environment) { e.ClientID = "mine" },
		"account":       func(e *auth.Environment) { e.Account = "a_b.com#EXT#@c.com" },
		"home_account":  func(e *auth.Environment) { e.HomeAccount = "a b" },
		"domain_hint":   func(e *auth.Environment) { e.DomainHint = "a@b" },
		"scopes":        func(e *auth.Environment) { e.Scopes = []string{"User.Read Mail.Read"} },
		"access":        func(e *auth.Environment) { e.Access = "all" },
		"color":         func(e *auth.Environment) { e.Color = "pink" },
	} {
		e := sample("fabrikam")
		if got, why := e.Fault(); got != "" || why != "" || e.FaultIn(key) != "" {
			t.Fatalf("the sample: %s, %s", got, why)
		}
		spoil(&e)
		got, why := e.Fault()
		if got != key || why == "" || e.FaultIn(key) != why {
			t.Errorf("%s: told of %q, %q, alone %q", key, got, why, e.FaultIn(key))
		}
		if err := e.Validate(); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", key, err)
		}
	}
	if why := sample("").FaultIn("color"); why != "" {
		t.Errorf("a missing name spoils the colour: %s", why)
	}
}

func TestTheCloudsKnowWhatTheSettingsAloneDoNot(t *testing.T) {
	e := sample("fabrikam")
	e.TenantID = strings.ToUpper(e.TenantID) // as a person may paste it
	if key, why := auth.BuiltinClouds().Fault(e); key != "" {
		t.Errorf("%s: %s", key, why)
	}
	e.Cloud = "moon"
	if key, why := auth.BuiltinClouds().Fault(e); key != "cloud" || !strings.Contains(why, "usgov") {
		t.Errorf("%s: %s", key, why)
	}
	e.Cloud, e.Scopes = "usgov", []string{"https://graph.microsoft.com/User.Read"}
	if key, why := auth.BuiltinClouds().Fault(e); key != "scopes" || !strings.Contains(why, "graph.microsoft.us") {
		t.Errorf("%s: %s", key, why)
	}
}
