package graphsim

import "time"

func (g *Group) kind() *kind      { return groupKind }
func (g *Group) objectID() string { return g.ID }

var groupKind = newKind("group", func() []*property {
	return []*property{
		text("id", func(g *Group) string { return g.ID }),
		null("deletedDateTime", "DateTimeOffset"),
		null("classification", "String"),
		date("createdDateTime", func(g *Group) time.Time { return g.CreatedDateTime }),
		null("creationOptions", "Collection(String)"),
		text("description", func(g *Group) string { return g.Description }),
		text("displayName", func(g *Group) string { return g.DisplayName }),
		null("expirationDateTime", "DateTimeOffset"),
		list("groupTypes", (*Group).types),
		null("isAssignableToRole", "Boolean"),
		text("mail", func(g *Group) string { return g.Mail }),
		flag("mailEnabled", func(g *Group) bool { return g.Unified }),
		text("mailNickname", func(g *Group) string { return g.MailNickname }),
		text("membershipRule", func(g *Group) string { return g.MembershipRule }),
		text("membershipRuleProcessingState", (*Group).processing),
		null("onPremisesDomainName", "String"),
		null("onPremisesLastSyncDateTime", "DateTimeOffset"),
		null("onPremisesNetBiosName", "String"),
		null("onPremisesSamAccountName", "String"),
		null("onPremisesSecurityIdentifier", "String"),
		null("onPremisesSyncEnabled", "Boolean"),
		null("preferredDataLocation", "String"),
		null("preferredLanguage", "String"),
		null("proxyAddresses", "Collection(String)"),
		date("renewedDateTime", func(g *Group) time.Time { return g.CreatedDateTime }),
		null("resourceBehaviorOptions", "Collection(String)"),
		null("resourceProvisioningOptions", "Collection(String)"),
		flag("securityEnabled", func(g *Group) bool { return !g.Unified }),
		null("theme", "String"),
		text("visibility", func(g *Group) string { return g.Visibility }),
	}
})

func (g *Group) types() []string {
	var types []string
	if g.MembershipRule != "" {
		types = append(types, "DynamicMembership")
	}
	if g.Unified {
		types = append(types, "Unified")
	}
	return types
}

func (g *Group) processing() string {
	if g.MembershipRule == "" {
		return ""
	}
	return "On"
}

func (g *Group) hidden() bool { return g.Visibility == "HiddenMembership" }
