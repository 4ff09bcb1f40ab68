package demo

import (
	"strings"
	"time"

	"graphguest/graphquery/graphsim"
)

// graphWorld is what the simulated Graph knows. Times are seen from now, so that the demo never looks old.
func graphWorld(now time.Time) graphsim.World {
	ago := func(days int) time.Time { return now.UTC().AddDate(0, 0, -days).Truncate(time.Second) }
	return graphsim.World{Tenants: []graphsim.Tenant{
		{ID: contosoID, Name: "Contoso Consulting", DefaultDomain: "contoso.com", Users: append(staff("contoso.com", contosoPeople, ago(900)), me(ago(700))),
			Groups: []graphsim.Group{{ID: "d0a94b17-6e3c-4f85-b2d9-3c7e51f8a064", DisplayName: "Consultants", Description: "Everybody who bills hours", CreatedDateTime: ago(900)}}},
		{ID: fabrikamID, Name: "Fabrikam Inc", DefaultDomain: "fabrikam.com", Domains: []string{"fabrikam.onmicrosoft.com"}, GuestAccess: graphsim.Limited,
			Users: append(staff("fabrikam.com", fabrikamPeople, ago(1500)), guestUsers(fabrikamID, "fabrikam", []string{partners}, ago(200), false)...),
			Groups: []graphsim.Group{
				{ID: partners, DisplayName: "Partners of Project Heron", Description: "External people on Heron", Unified: true, Visibility: "Private", Mail: "heron@fabrikam.com", MailNickname: "heron", CreatedDateTime: ago(210)},
				{ID: "f86b0d35-1c9e-47a2-90e4-b5d7a2c61f83", DisplayName: "Board", Description: "Nobody's business", Visibility: "HiddenMembership", CreatedDateTime: ago(1400)},
			}},
		{ID: northwindID, Name: "Northwind Traders", DefaultDomain: "northwindtraders.com", GuestAccess: graphsim.Restricted,
			Users:  append(staff("northwindtraders.com", fabrikamPeople[:3], ago(800)), guestUsers(northwindID, "northwindtraders", []string{auditors}, ago(90), false)...),
			Groups: []graphsim.Group{{ID: auditors, DisplayName: "Auditors", Description: "External auditors", CreatedDateTime: ago(95)}}},
		{ID: adatumID, Name: "A. Datum Corporation", DefaultDomain: "adatum.com", Domains: []string{"adatum.onmicrosoft.com"}, GuestAccess: graphsim.SameAsMembers,
			Users:    guestUsers(adatumID, "adatum", nil, ago(400), false),
			Generate: adatumUsers - len(people), GenerateGuests: adatumGuests - len(people), GenerateGroups: 60, GenerateApplications: 40},
		{ID: tailspinID, Name: "Tailspin Toys", DefaultDomain: "tailspintoys.com", GuestAccess: graphsim.Limited,
			Users: append(staff("tailspintoys.com", contosoPeople[:2], ago(600)), guestUsers(tailspinID, "tailspintoys", nil, ago(3), true)...)},
		{ID: wingtipID, Name: "Wingtip Toys", DefaultDomain: "wingtiptoys.com", Users: staff("wingtiptoys.com", contosoPeople[:1], ago(300))},
	}}
}

// adatumApplications is where the demo throttles: so many resource units in ten seconds for A. Datum's applications
// alone, so that `GET /applications?$top=5` meets a 429 on its seventh page.
const adatumApplications = 6

// pace sets what takes its time in the demo: copies of files go on for a few seconds, and one resource is throttled.
func pace(graph *graphsim.Server) {
	graph.Operations(graphsim.Operation{Takes: 5 * time.Second, RetryAfter: "1"})
	graph.ThrottlePath(adatumID, "applications", adatumApplications)
}

// A. Datum's size: users in all, and how many of them are guests.
const (
	adatumUsers  = 20_000
	adatumGuests = 2_400
)

const (
	partners = "3b8f16c2-d47a-4e09-a5c1-90e6d2b7f458"
	auditors = "67e2c0d9-4a5b-4f13-8d96-1fb8e3a05c72"
)

// person is a member of staff: object id, given name, surname, department, job title.
type person struct{ id, given, surname, department, job string }

var contosoPeople = []person{
	{"a2d7f5c1-3e80-4b69-97f2-8c40e6b1d935", "Priya", "Raman", "Delivery", "Practice Lead"},
	{"0c95e3b8-71da-4f26-b8e0-d2f6a5c71943", "Tomáš", "Novák", "Delivery", "Consultant"},
	{"7f3b20e6-c8d4-4915-a6b7-5e19f0d8c264", "Wei", "陈伟", "Finance", "Controller"},
}

var fabrikamPeople = []person{
	{"1b6c48f0-95ed-4a37-8c21-f7d03e5a9b64", "Janet", "Example", "Research", "Director"},
	{"c8e0a7d5-4f12-4b96-95d3-0ae7b61c2f48", "January", "Sample", "Research", "Engineer"},
	{"93f4d1b6-e07c-4825-b9a4-6c5e82d0f71a", "Ngozi", "Adeyemi", "Legal", "Counsel"},
	{"5de7b902-1a6f-4cb3-8f80-d49c37e5a216", "Søren", "Ågård", "IT", "Administrator"},
}

func staff(domain string, list []person, since time.Time) (users []graphsim.User) {
	for _, p := range list {
		name := strings.ToLower(p.given)
		users = append(users, graphsim.User{ID: p.id, DisplayName: p.given + " " + p.surname, GivenName: p.given, Surname: p.surname,
			UserPrincipalName: name + "@" + domain, Mail: name + "@" + domain, MailNickname: name, UserType: "Member",
			Department: p.department, JobTitle: p.job, CreatedDateTime: since, Photo: p.department != "Finance",
			Identities: []graphsim.Identity{{SignInType: "userPrincipalName", Issuer: domain, IssuerAssignedID: name + "@" + domain}}})
	}
	return users
}

// me is the consultant at home: a member.
func me(since time.Time) graphsim.User {
	p := people[0]
	return graphsim.User{ID: p.HomeObjectID, DisplayName: p.Name, GivenName: p.GivenName, Surname: p.FamilyName, UserPrincipalName: p.UPN, Mail: p.UPN,
		UserType: "Member", Department: "Delivery", JobTitle: "Identity Consultant", Photo: true, CreatedDateTime: since, ManagerID: contosoPeople[0].id,
		MemberOf:   []string{"d0a94b17-6e3c-4f85-b2d9-3c7e51f8a064"},
		Identities: []graphsim.Identity{{SignInType: "userPrincipalName", Issuer: "contoso.com", IssuerAssignedID: p.UPN}}}
}

// issuers is what identities[].issuer says for each of the people (facts of the invitation's redemption).
var issuers = [5]string{"ExternalAzureAD", "google.com", "MicrosoftAccount", "mail", "ExternalAzureAD"}

// guestUsers are the guest objects of all the people in a tenant.
func guestUsers(tenantID, onmicrosoft string, groups []string, since time.Time, pending bool) (users []graphsim.User) {
	for i, id := range guestIDs[tenantID] {
		p := people[i]
		u := graphsim.User{ID: id, DisplayName: p.Name, UserType: "Guest", CreationType: "Invitation", ExternalUserState: "Accepted",
			UserPrincipalName: strings.ReplaceAll(p.UPN, "@", "_") + "#EXT#@" + onmicrosoft + ".onmicrosoft.com",
			Mail:              p.UPN, OtherMails: []string{p.UPN}, CreatedDateTime: since, ExternalUserStateChangeDateTime: since.Add(26 * time.Hour), MemberOf: groups,
			Identities: []graphsim.Identity{{SignInType: "federated", Issuer: issuers[i]}}}
		if pending {
			u.ExternalUserState, u.ExternalUserStateChangeDateTime = "PendingAcceptance", since
		}
		users = append(users, u)
	}
	return users
}
