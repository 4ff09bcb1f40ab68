package graphsim

import (
	"strings"
	"time"
)

// organization is the single element of /organization.
type organization struct {
	id, name string
	Organization
	domains []string
	initial string
}

func (o *organization) kind() *kind      { return organizationKind }
func (o *organization) objectID() string { return o.id }

var organizationKind = newKind("organization", func() []*property {
	return []*property{
		text("id", func(o *organization) string { return o.id }),
		null("deletedDateTime", "DateTimeOffset"),
		list("businessPhones", func(o *organization) []string { return o.BusinessPhones }),
		text("city", func(o *organization) string { return o.City }),
		text("country", func(o *organization) string { return o.Country }),
		text("countryLetterCode", func(o *organization) string { return o.CountryLetterCode }),
		date("createdDateTime", func(o *organization) time.Time { return o.CreatedDateTime }),
		text("displayName", func(o *organization) string { return o.name }),
		null("onPremisesSyncEnabled", "Boolean"),
		text("postalCode", func(o *organization) string { return o.PostalCode }),
		text("preferredLanguage", func(o *organization) string { return o.PreferredLanguage }),
		text("state", func(o *organization) string { return o.State }),
		text("street", func(o *organization) string { return o.Street }),
		list("technicalNotificationMails", func(o *organization) []string { return o.TechnicalNotificationMails }),
		text("tenantType", func(*organization) string { return "AAD" }),
		null("assignedPlans", "Collection(assignedPlan)"),
		other("verifiedDomains", "Collection(verifiedDomain)", func(o object) any { return o.(*organization).verified() }),
	}
})

type verifiedDomain struct {
	Capabilities string `json:"capabilities"`
	IsDefault    bool   `json:"isDefault"`
	IsInitial    bool   `json:"isInitial"`
	Name         string `json:"name"`
	Type         string `json:"type"`
}

func (o *organization) verified() []verifiedDomain {
	var all []verifiedDomain
	for i, name := range o.domains {
		all = append(all, verifiedDomain{"Email, OfficeCommunicationsOnline", i == 0, name == o.initial, name, "Managed"})
	}
	return all
}

func (d *directory) organization() *organization {
	return &organization{d.spec.ID, d.spec.Name, d.spec.Organization, d.verifiedDomains(), d.spec.initialDomain()}
}

// domain is one verified domain; its id is its name.
type domain struct {
	name               string
	isDefault, initial bool
}

func (d *domain) kind() *kind      { return domainKind }
func (d *domain) objectID() string { return d.name }

var domainKind = newKind("domain", func() []*property {
	return []*property{
		text("authenticationType", func(*domain) string { return "Managed" }),
		null("availabilityStatus", "String"),
		text("id", func(d *domain) string { return d.name }),
		flag("isAdminManaged", func(*domain) bool { return true }),
		flag("isDefault", func(d *domain) bool { return d.isDefault }),
		flag("isInitial", func(d *domain) bool { return d.initial }),
		flag("isRoot", func(d *domain) bool { return strings.Count(d.name, ".") < 2 || d.initial }),
		flag("isVerified", func(*domain) bool { return true }),
		list("supportedServices", func(*domain) []string { return []string{"Email", "OfficeCommunicationsOnline"} }),
	}
})

func (d *directory) domains() []*domain {
	var all []*domain
	for i, name := range d.verifiedDomains() {
		all = append(all, &domain{name, i == 0, name == d.spec.initialDomain()})
	}
	return all
}

// assignment is one app assigned to a user.
type assignment struct {
	id   string
	user *User
	app  *ServicePrincipal
}

func (a *assignment) kind() *kind      { return assignmentKind }
func (a *assignment) objectID() string { return a.id }

var assignmentKind = newKind("appRoleAssignment", func() []*property {
	return []*property{
		text("id", func(a *assignment) string { return a.id }),
		null("deletedDateTime", "DateTimeOffset"),
		text("appRoleId", func(*assignment) string { return "00000000-0000-0000-0000-000000000000" }),
		date("createdDateTime", func(a *assignment) time.Time { return a.user.CreatedDateTime }),
		text("principalDisplayName", func(a *assignment) string { return a.user.DisplayName }),
		text("principalId", func(a *assignment) string { return a.user.ID }),
		text("principalType", func(*assignment) string { return "User" }),
		text("resourceDisplayName", func(a *assignment) string { return a.app.DisplayName }),
		text("resourceId", func(a *assignment) string { return a.app.ID }),
	}
})

func (d *directory) assignments(u *User) []*assignment {
	var all []*assignment
	for _, p := range d.servicePrincipals() {
		for _, id := range u.Apps {
			if strings.EqualFold(id, p.ID) {
				all = append(all, &assignment{d.made.guid("assignment "+u.ID+p.ID, 0), u, p})
			}
		}
	}
	return all
}

// invitation is the answer to POST /invitations.
type invitation struct {
	id, email, displayName, userType, redeemURL, redirectURL string
	sendMessage                                              bool
	user                                                     *User
}

func (i *invitation) kind() *kind      { return invitationKind }
func (i *invitation) objectID() string { return i.id }

var invitationKind = newKind("invitation", func() []*property {
	return []*property{
		text("id", func(i *invitation) string { return i.id }),
		text("inviteRedeemUrl", func(i *invitation) string { return i.redeemURL }),
		text("invitedUserDisplayName", func(i *invitation) string { return i.displayName }),
		text("invitedUserType", func(i *invitation) string { return i.userType }),
		text("invitedUserEmailAddress", func(i *invitation) string { return i.email }),
		flag("sendInvitationMessage", func(i *invitation) bool { return i.sendMessage }),
		flag("resetRedemption", func(*invitation) bool { return false }),
		text("inviteRedirectUrl", func(i *invitation) string { return i.redirectURL }),
		text("status", func(*invitation) string { return "PendingAcceptance" }),
		other("invitedUser", "user", func(o object) any { return map[string]string{"id": o.(*invitation).user.ID} }),
	}
})

// directoryObjectKind is what a mixed collection can be asked for: the properties of users and groups together.
var directoryObjectKind = mixedKind("directoryObject", userKind, groupKind, servicePrincipalKind)

func mixedKind(name string, kinds ...*kind) *kind {
	return newKind(name, func() (properties []*property) {
		known := map[string]bool{}
		for _, k := range kinds {
			for _, p := range k.properties() {
				if !known[p.name] {
					known[p.name] = true
					properties = append(properties, p.ofAny())
				}
			}
		}
		return properties
	})
}

// ofAny is the property for objects of any kind; those that lack it have null.
func (p *property) ofAny() *property {
	return &property{name: p.name, edm: p.edm, usual: p.usual, get: func(o object) any {
		if own := o.kind().property(p.name); own != nil {
			return own.get(o)
		}
		return nil
	}}
}
