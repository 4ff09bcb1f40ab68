package graphsim

import "time"

func (u *User) kind() *kind      { return userKind }
func (u *User) objectID() string { return u.ID }

// userKind has the documented default properties first, in the order Graph answers them.
var userKind = newKind("user", func() []*property {
	return []*property{
		list("businessPhones", func(u *User) []string { return u.BusinessPhones }),
		text("displayName", func(u *User) string { return u.DisplayName }),
		text("givenName", func(u *User) string { return u.GivenName }),
		text("jobTitle", func(u *User) string { return u.JobTitle }),
		text("mail", func(u *User) string { return u.Mail }),
		text("mobilePhone", func(u *User) string { return u.MobilePhone }),
		text("officeLocation", func(u *User) string { return u.OfficeLocation }),
		text("preferredLanguage", func(u *User) string { return u.PreferredLanguage }),
		text("surname", func(u *User) string { return u.Surname }),
		text("userPrincipalName", func(u *User) string { return u.UserPrincipalName }),
		text("id", func(u *User) string { return u.ID }),
		flag("accountEnabled", func(u *User) bool { return !u.Disabled }).less(),
		null("ageGroup", "String").less(),
		null("assignedLicenses", "Collection(assignedLicense)").less(),
		null("assignedPlans", "Collection(assignedPlan)").less(),
		text("city", func(u *User) string { return u.City }).less(),
		text("companyName", func(u *User) string { return u.CompanyName }).less(),
		text("country", func(u *User) string { return u.Country }).less(),
		date("createdDateTime", func(u *User) time.Time { return u.CreatedDateTime }).less(),
		text("creationType", func(u *User) string { return u.CreationType }).less(),
		null("deletedDateTime", "DateTimeOffset").less(),
		text("department", func(u *User) string { return u.Department }).less(),
		text("employeeId", func(u *User) string { return u.EmployeeID }).less(),
		null("employeeType", "String").less(),
		text("externalUserState", func(u *User) string { return u.ExternalUserState }).less(),
		date("externalUserStateChangeDateTime", func(u *User) time.Time { return u.ExternalUserStateChangeDateTime }).less(),
		null("faxNumber", "String").less(),
		identities(),
		null("imAddresses", "Collection(String)").less(),
		null("lastPasswordChangeDateTime", "DateTimeOffset").less(),
		text("mailNickname", func(u *User) string { return u.MailNickname }).less(),
		null("onPremisesDistinguishedName", "String").less(),
		null("onPremisesDomainName", "String").less(),
		null("onPremisesImmutableId", "String").less(),
		null("onPremisesLastSyncDateTime", "DateTimeOffset").less(),
		null("onPremisesSamAccountName", "String").less(),
		null("onPremisesSecurityIdentifier", "String").less(),
		null("onPremisesSyncEnabled", "Boolean").less(),
		null("onPremisesUserPrincipalName", "String").less(),
		list("otherMails", func(u *User) []string { return u.OtherMails }).less(),
		null("passwordPolicies", "String").less(),
		null("postalCode", "String").less(),
		list("proxyAddresses", func(u *User) []string { return u.ProxyAddresses }).less(),
		date("signInSessionsValidFromDateTime", func(u *User) time.Time { return u.CreatedDateTime }).less(),
		null("state", "String").less(),
		null("streetAddress", "String").less(),
		text("usageLocation", func(u *User) string { return u.UsageLocation }).less(),
		text("userType", func(u *User) string { return u.UserType }).less(),
	}
})

func identities() *property {
	return &property{name: "identities", edm: "Collection(objectIdentity)", get: func(o object) any {
		return append([]Identity{}, o.(*User).Identities...)
	}}
}
