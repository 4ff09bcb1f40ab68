package graphsim

import (
	"strings"
	"time"
)

func (a *Application) kind() *kind           { return applicationKind }
func (a *Application) objectID() string      { return a.ID }
func (p *ServicePrincipal) kind() *kind      { return servicePrincipalKind }
func (p *ServicePrincipal) objectID() string { return p.ID }

var applicationKind = newKind("application", func() []*property {
	return []*property{
		text("id", func(a *Application) string { return a.ID }),
		null("deletedDateTime", "DateTimeOffset"),
		text("appId", func(a *Application) string { return a.AppID }),
		null("applicationTemplateId", "String"),
		null("disabledByMicrosoftStatus", "String"),
		date("createdDateTime", func(a *Application) time.Time { return a.CreatedDateTime }),
		text("displayName", func(a *Application) string { return a.DisplayName }),
		text("description", func(a *Application) string { return a.Description }),
		null("groupMembershipClaims", "String"),
		list("identifierUris", func(a *Application) []string { return a.IdentifierURIs }),
		null("isFallbackPublicClient", "Boolean"),
		null("notes", "String"),
		text("publisherDomain", func(a *Application) string { return a.PublisherDomain }),
		text("signInAudience", func(a *Application) string { return orElse(a.SignInAudience, "AzureADMyOrg") }),
		null("tags", "Collection(String)"),
	}
})

var servicePrincipalKind = newKind("servicePrincipal", func() []*property {
	return []*property{
		text("id", func(p *ServicePrincipal) string { return p.ID }),
		null("deletedDateTime", "DateTimeOffset"),
		flag("accountEnabled", func(*ServicePrincipal) bool { return true }),
		null("alternativeNames", "Collection(String)"),
		text("appDisplayName", func(p *ServicePrincipal) string { return p.DisplayName }),
		text("appId", func(p *ServicePrincipal) string { return p.AppID }),
		text("appOwnerOrganizationId", func(p *ServicePrincipal) string { return p.AppOwnerOrganizationID }),
		flag("appRoleAssignmentRequired", func(*ServicePrincipal) bool { return false }),
		date("createdDateTime", func(p *ServicePrincipal) time.Time { return p.CreatedDateTime }),
		text("displayName", func(p *ServicePrincipal) string { return p.DisplayName }),
		text("homepage", func(p *ServicePrincipal) string { return p.Homepage }),
		text("loginUrl", func(p *ServicePrincipal) string { return p.LoginURL }),
		list("servicePrincipalNames", func(p *ServicePrincipal) []string { return []string{p.AppID} }),
		text("servicePrincipalType", func(*ServicePrincipal) string { return "Application" }),
		text("signInAudience", func(*ServicePrincipal) string { return "AzureADMultipleOrgs" }),
		null("tags", "Collection(String)"),
	}
})

// microsoftTenant owns Microsoft's own apps.
const microsoftTenant = "f8cdef31-a31e-4b4a-93e4-5f571e91255a"

func (d *directory) applications() []*Application {
	all := make([]*Application, 0, len(d.spec.Applications)+d.spec.GenerateApplications)
	for i := range d.spec.Applications {
		all = append(all, &d.spec.Applications[i])
	}
	for i := range d.spec.GenerateApplications {
		all = append(all, d.made.application(i))
	}
	return all
}

// servicePrincipals are Microsoft Graph, the world's, and one for each application that has none.
func (d *directory) servicePrincipals() []*ServicePrincipal {
	all := []*ServicePrincipal{{
		ID: d.made.guid("graph", 0), AppID: graphAppID, DisplayName: "Microsoft Graph",
		AppOwnerOrganizationID: microsoftTenant, CreatedDateTime: d.spec.Organization.CreatedDateTime,
	}}
	have := map[string]bool{}
	for i := range d.spec.ServicePrincipals {
		p := &d.spec.ServicePrincipals[i]
		have[strings.ToLower(p.AppID)] = true
		all = append(all, p)
	}
	if have[graphAppID] {
		all = all[1:]
	}
	for _, a := range d.applications() {
		if !have[strings.ToLower(a.AppID)] {
			all = append(all, &ServicePrincipal{
				ID: d.made.guid("principal of "+a.ID, 0), AppID: a.AppID, DisplayName: a.DisplayName,
				AppOwnerOrganizationID: d.spec.ID, CreatedDateTime: a.CreatedDateTime,
			})
		}
	}
	return all
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
