package entrasim_test

import (
	"testing"
)

func TestATenantIsFoundByIDAndByEachOfItsDomains(t *testing.T) {
	for _, name := range []string{fabrikam, "fabrikam.com", "FABRIKAM.com", "fabrikam.onmicrosoft.com"} {
		r := newRig(t)
		status, doc := r.send("GET", "/"+name+"/v2.0/.well-known/openid-configuration", nil)
		want := map[string]any{
			"issuer":                        "https://login.microsoftonline.com/" + fabrikam + "/v2.0",
			"token_endpoint":                "https://login.microsoftonline.com/" + fabrikam + "/oauth2/v2.0/token",
			"authorization_endpoint":        "https://login.microsoftonline.com/" + fabrikam + "/oauth2/v2.0/authorize",
			"device_authorization_endpoint": "https://login.microsoftonline.com/" + fabrikam + "/oauth2/v2.0/devicecode",
			"tenant_region_scope":           "EU",
			"cloud_instance_name":           "microsoftonline.com",
			"msgraph_host":                  "graph.microsoft.com",
		}
		for field, value := range want {
			if status != 200 || doc[field] != value {
				t.Errorf("%s: %d, %s = %v, want %v", name, status, field, doc[field], value)
			}
		}
	}
}

func TestSharedEndpointsHaveDocumentsWithoutATenant(t *testing.T) {
	for _, name := range []string{"common", "organizations", "consumers"} {
		status, doc := newRig(t).send("GET", "/"+name+"/v2.0/.well-known/openid-configuration", nil)
		if status != 200 || doc["issuer"] != "https://login.microsoftonline.com/{tenantid}/v2.0" {
			t.Errorf("%s: %d %v", name, status, doc["issuer"])
		}
	}
}

func TestAnUnknownTenantIs90002Everywhere(t *testing.T) {
	for _, request := range [][2]string{
		{"GET", "/nowhere.example/v2.0/.well-known/openid-configuration"},
		{"POST", "/nowhere.example/oauth2/v2.0/token"},
		{"POST", "/nowhere.example/oauth2/v2.0/devicecode"},
	} {
		status, answer := newRig(t).send(request[0], request[1], form("client_id", tools))
		if status != 400 || codeOf(answer) != 90002 {
			t.Errorf("%v: %d %v", request, status, answer)
		}
	}
}

func TestInstanceDiscoveryNamesTheCloud(t *testing.T) {
	_, answer := newRig(t).send("GET", "/common/discovery/instance?api-version=1.1", nil)
	entry := answer["metadata"].([]any)[0].(map[string]any)
	if entry["preferred_network"] != "login.microsoftonline.com" {
		t.Error(entry)
	}
}
