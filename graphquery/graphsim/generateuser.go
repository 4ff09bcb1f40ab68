package graphsim

import (
	"strconv"
	"strings"
	"time"
)

// One member of so many is external (userType Member), and one of so many has no userType at all, as invited
// accounts from before that property have.
const (
	externalMembers = 1500
	untypedMembers  = 2200
)

func (m maker) user(i int) *User {
	n := names[m.number(i, 4)%uint64(len(names))]
	given, family := n.given[m.number(i, 5)%uint64(len(n.given))], n.family[m.number(i, 6)%uint64(len(n.family))]
	u := &User{
		ID: m.userID(i), GivenName: given.shown, Surname: family.shown, DisplayName: n.join(given.shown, family.shown),
		CreatedDateTime: m.created(i), PreferredLanguage: n.language,
	}
	alias := given.ascii + "." + family.ascii + strconv.Itoa(i)
	guest, isGuest := m.guestNumber(i)
	member := i - guest
	switch {
	case isGuest:
		m.invite(u, alias, i, sources[guest%len(sources)], guest%8 == 5)
		u.UserType = "Guest"
	case member%untypedMembers == untypedMembers/2:
		m.invite(u, alias, i, sources[0], false)
	case member%externalMembers == externalMembers/2:
		m.invite(u, alias, i, sources[0], false)
		u.UserType = "Member"
		m.employ(u, i)
	default:
		u.UserType = "Member"
		u.MailNickname = alias
		u.UserPrincipalName = alias + "@" + m.domain
		u.Mail = u.UserPrincipalName
		u.ProxyAddresses = []string{"SMTP:" + u.Mail}
		u.Identities = []Identity{{"userPrincipalName", m.initial, u.UserPrincipalName}}
		u.Disabled = m.number(i, 7)%29 == 0
		m.employ(u, i)
	}
	u.MemberOf = m.memberships(i)
	u.Photo = m.number(i, 16)%3 == 0
	return u
}

// source is a place guests come from.
type source struct {
	issuer  string   // of the identity once redeemed
	domains []string // of their addresses
	kind    string   // creationType
}

// sources has one entry a twenty-fifth of the guests: mostly Entra ID, and every other kind.
var sources = func() []source {
	entra := source{"ExternalAzureAD", []string{"contoso.com", "fabrikam.com", "litware.example", "proseware.example", "woodgrove.example"}, "Invitation"}
	personal := source{"MicrosoftAccount", []string{"outlook.com", "hotmail.com", "live.com"}, "Invitation"}
	google := source{"google.com", []string{"gmail.com", "googlemail.com"}, "Invitation"}
	code := source{"mail", []string{"smallshop.example", "atelier.example", "kanzlei.example"}, "Invitation"}
	saml := source{"https://idp.partner.example/saml", []string{"partner.example"}, "Invitation"}
	viral := source{"ExternalAzureAD", []string{"viral.example"}, "EmailVerified"}
	facebook := source{"facebook.com", []string{"facebook.example"}, "SelfServiceSignUp"}
	return []source{
		entra, google, entra, personal, entra, code, entra, entra, saml, entra, entra, google, entra,
		personal, entra, code, entra, viral, entra, google, entra, facebook, entra, personal, code,
	}
}()

// invite makes u a person from elsewhere.
func (m maker) invite(u *User, alias string, i int, from source, pending bool) {
	home := m.pick(from.domains, i, 8)
	u.Mail = alias + "@" + home
	u.OtherMails = []string{u.Mail}
	u.UserPrincipalName = alias + "_" + home + "#EXT#@" + m.initial
	u.MailNickname = alias + "_" + home + "#EXT#"
	u.CreationType = from.kind
	u.CompanyName = strings.ToUpper(home[:1]) + home[1:strings.Index(home, ".")]
	u.ExternalUserState = "Accepted"
	u.ExternalUserStateChangeDateTime = u.CreatedDateTime.Add(time.Duration(m.number(i, 9)%240) * time.Hour)
	u.Identities = []Identity{{"federated", from.issuer, ""}}
	if from.issuer == "mail" || from.issuer == "google.com" || from.issuer == "facebook.com" {
		u.Identities[0].IssuerAssignedID = u.Mail
	}
	if pending {
		u.ExternalUserState = "PendingAcceptance"
		u.ExternalUserStateChangeDateTime = u.CreatedDateTime
		u.Identities = []Identity{{"userPrincipalName", m.initial, u.UserPrincipalName}}
	}
}

// employ gives u a job here.
func (m maker) employ(u *User, i int) {
	u.Department = m.pick(departments, i, 10)
	u.JobTitle = m.pick(jobTitles, i, 11)
	city := cities[m.number(i, 12)%uint64(len(cities))]
	u.City, u.Country, u.UsageLocation = city.name, city.country, city.code
	u.OfficeLocation = city.name + " " + strconv.Itoa(int(m.number(i, 13)%9+1)) + "." + strconv.Itoa(int(m.number(i, 14)%60+1))
	u.CompanyName = m.tenant.Name
	u.EmployeeID = strconv.Itoa(100000 + i)
	if n := m.number(i, 15); n%3 == 0 {
		u.MobilePhone = "+49 151 55" + strconv.Itoa(int(n%900000+100000))
		u.BusinessPhones = []string{"+49 30 55" + strconv.Itoa(int(n>>20%9000+1000))}
	}
}
