package auth

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Tenant is what a cloud tells about a tenant without a sign-in.
type Tenant struct {
	ID     string // GUID, lower case
	Domain string // as the person named it; "" when they gave the id
	Region string // "EU", "NA", "USGov", …; "" = not said
	Cloud  string // a Cloud.Name
}

// openidConfiguration is what is read of a tenant's discovery document.
type openidConfiguration struct {
	Issuer    string `json:"issuer"`
	Region    string `json:"tenant_region_scope"`
	GraphHost string `json:"msgraph_host"`
}

// FindTenant resolves what a person gives for a tenant: an id, a domain, a link that names it, or
// a guest's …#EXT#@… name. It asks the cloud's login host, without signing in. For text that names
// no tenant the error says what does; a tenant of another cloud is an error that names that cloud.
func FindTenant(ctx context.Context, rt http.RoundTripper, c Cloud, text string) (Tenant, error) {
	name, err := tenantNamed(text)
	if err != nil {
		return Tenant{}, wrongTenant{err}
	}
	found, conf, err := askFor(ctx, rt, c, name)
	if err != nil {
		return Tenant{}, err
	}
	if err := sameCloud(c, conf, name); err != nil {
		return Tenant{}, err
	}
	return found, nil
}

// askFor asks the cloud for the tenant of that id or domain. The tenant's Graph may be that of
// another cloud: who asks looks.
func askFor(ctx context.Context, rt http.RoundTripper, c Cloud, name string) (Tenant, openidConfiguration, error) {
	if name == consumersTenant {
		return Tenant{}, openidConfiguration{}, wrongTenant{fmt.Errorf("%s is the home of personal Microsoft accounts, where nobody is a guest; give %s", name, acceptedTenants)}
	}
	conf, err := discover(ctx, rt, c, name)
	if err != nil {
		return Tenant{}, conf, err
	}
	t := Tenant{ID: issuerTenant(conf.Issuer), Region: conf.Region, Cloud: c.Name}
	if !guid().MatchString(t.ID) {
		return Tenant{}, conf, fmt.Errorf("%s does not say which tenant %s is (issuer %.200q)", c.Login, name, conf.Issuer)
	}
	if !guid().MatchString(name) {
		t.Domain = name
	} else if t.ID != name {
		return Tenant{}, conf, fmt.Errorf("%s was asked for tenant %s and told of tenant %s", c.Login, name, t.ID)
	}
	return t, conf, nil
}

// wrongTenant is an error of the person's choice, not of the service. It Is ErrWrongTenant.
type wrongTenant struct{ error }

func (wrongTenant) Is(target error) bool { return target == ErrWrongTenant }

func discover(ctx context.Context, rt http.RoundTripper, c Cloud, name string) (openidConfiguration, error) {
	var conf openidConfiguration
	if rt == nil {
		return conf, errNoNetwork
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.authority(name)+"/v2.0/.well-known/openid-configuration", nil)
	if err != nil {
		return conf, fmt.Errorf("ask for tenant %s: %w", name, err)
	}
	s := &session{wire: &wire{cloud: c, rt: rt}}
	resp, body, err := s.exchange(r)
	if err != nil {
		return conf, explainError(Environment{TenantDomain: name}, c, err)
	}
	if resp.StatusCode == http.StatusOK && json.Unmarshal(body, &conf) == nil {
		return conf, nil
	}
	var refusal struct {
		Error       string `json:"error"`
		Description string `json:"error_description"`
	}
	if json.Unmarshal(body, &refusal) == nil && refusal.Error != "" {
		return conf, explainOAuth(Environment{TenantDomain: name}, c, refusal.Error, refusal.Description)
	}
	return conf, fmt.Errorf("%w: %s answered %d to the question for tenant %s", ErrUnreachable, c.Login, resp.StatusCode, name)
}

// issuerTenant is the tenant in an issuer: https://host/TENANT/v2.0.
func issuerTenant(issuer string) string {
	u, err := url.Parse(issuer)
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	return strings.ToLower(first)
}

// sameCloud says whether the tenant's Graph is the cloud's. The global login host tells of tenants
// of the other clouds of Microsoft, too; a cloud of one's own may say what it likes.
func sameCloud(c Cloud, conf openidConfiguration, name string) error {
	builtin := BuiltinClouds()
	if !slices.Contains(builtin, c) || conf.GraphHost == "" || strings.EqualFold("https://"+conf.GraphHost, c.Graph) {
		return nil
	}
	for _, other := range builtin {
		if strings.EqualFold("https://"+conf.GraphHost, other.Graph) {
			return wrongTenant{fmt.Errorf("tenant %s is not in the cloud %s but in %s: use --cloud %s", name, c.Name, other.Name, other.Name)}
		}
	}
	return wrongTenant{fmt.Errorf("tenant %s is not in the cloud %s: its Graph is at %.200q; define that cloud in clouds.toml", name, c.Name, conf.GraphHost)}
}
