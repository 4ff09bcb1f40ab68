package entrasim

import (
	"net/http"
	"strings"
)

// discoverTenant is OIDC discovery: how a domain is turned into a tenant's GUID without signing in.
func (s *Server) discoverTenant(w http.ResponseWriter, r *http.Request) {
	name := tenantOf(r)
	if !s.dir().known(name) {
		s.writeRefusal(w, refuse(90002, name), correlation(r))
		return
	}
	id, region := name, any(nil)
	issuer := "https://" + s.world.LoginHost + "/{tenantid}/v2.0"
	if t := s.dir().tenants[name]; t != nil {
		id, issuer = t.ID, "https://"+s.world.LoginHost+"/"+t.ID+"/v2.0"
		if t.Region != "" {
			region = t.Region
		}
	}
	base := "https://" + s.world.LoginHost + "/" + id
	writeJSON(w, http.StatusOK, map[string]any{
		"token_endpoint":                        base + "/oauth2/v2.0/token",
		"token_endpoint_auth_methods_supported": []string{"client_secret_post", "private_key_jwt", "client_secret_basic"},
		"jwks_uri":                              base + "/discovery/v2.0/keys",
		"response_modes_supported":              []string{"query", "form_post"},
		"subject_types_supported":               []string{"pairwise"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"response_types_supported":              []string{"code"},
		"scopes_supported":                      []string{"openid", "profile", "email", "offline_access"},
		"issuer":                                issuer,
		"request_uri_parameter_supported":       false,
		"userinfo_endpoint":                     "https://" + s.world.GraphHost + "/oidc/userinfo",
		"authorization_endpoint":                base + "/oauth2/v2.0/authorize",
		"device_authorization_endpoint":         base + "/oauth2/v2.0/devicecode",
		"end_session_endpoint":                  base + "/oauth2/v2.0/logout",
		"claims_supported":                      []string{"sub", "iss", "aud", "exp", "iat", "auth_time", "acr", "nonce", "preferred_username", "name", "tid", "ver", "at_hash", "c_hash", "email"},
		"tenant_region_scope":                   region,
		"cloud_instance_name":                   strings.TrimPrefix(s.world.LoginHost, "login."),
		"cloud_graph_host_name":                 "graph.windows.net",
		"msgraph_host":                          s.world.GraphHost,
		"rbac_url":                              "https://pas.windows.net",
	})
}

// discoverInstance tells which hosts are the same cloud.
func (s *Server) discoverInstance(w http.ResponseWriter, r *http.Request) {
	writeJSON(w, http.StatusOK, map[string]any{
		"tenant_discovery_endpoint": "https://" + s.world.LoginHost + "/common/v2.0/.well-known/openid-configuration",
		"api-version":               "1.1",
		"metadata": []map[string]any{{
			"preferred_network": s.world.LoginHost,
			"preferred_cache":   s.world.LoginHost,
			"aliases":           []string{s.world.LoginHost},
		}},
	})
}

// keys is empty: the tokens' signatures are noise, and nothing should be able to believe them.
func (s *Server) keys(w http.ResponseWriter, r *http.Request) {
	writeJSON(w, http.StatusOK, map[string]any{"keys": []any{}})
}
