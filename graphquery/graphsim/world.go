// Package graphsim is Microsoft Graph as an http.Handler: the demo world's Graph and the one that tests talk to.
//
// It checks bearers, applies the guest access levels and speaks the part of OData that directory queries need.
// It holds no network, no files and no clock of its own.
package graphsim

import "time"

// World is every tenant the simulated Graph knows. Plain data: fill it and hand it to New.
type World struct {
	Tenants []Tenant

	// Storage is the base URL of the second host, which Server.Storage serves: files, reports and long-running
	// operations. "" = each tenant's https://NAME-my.sharepoint.com, and https://reports.office.com.
	Storage string
}

// GuestAccess is what guests may read in a tenant (authorizationPolicy.guestUserRoleId).
type GuestAccess string

const (
	Limited       GuestAccess = "limited" // the default of a new tenant; also what "" means
	SameAsMembers GuestAccess = "same as members"
	Restricted    GuestAccess = "restricted"
)

// Tenant is one directory.
type Tenant struct {
	ID, Name, DefaultDomain string
	Domains                 []string // verified domains beside DefaultDomain
	Organization            Organization
	GuestAccess             GuestAccess
	AllowInvitesFrom        string // none, adminsAndGuestInviters, adminsGuestInvitersAndAllMembers, everyone; "" = everyone

	Users             []User
	Groups            []Group
	Applications      []Application
	ServicePrincipals []ServicePrincipal // Microsoft Graph itself is always there too

	Generate             int // so many further users, made when asked for and the same every time
	GenerateGuests       int // how many of those are guests (userType Guest); 0 = 12 of 100
	GenerateGroups       int // further groups whose members are found among the generated users
	GenerateApplications int // further applications, each with its service principal
}

// Organization is what /organization says beside name and domains.
type Organization struct {
	City, Country, CountryLetterCode, PostalCode, State, Street, PreferredLanguage string
	BusinessPhones, TechnicalNotificationMails                                     []string
	CreatedDateTime                                                                time.Time
}

// User is one user object. An empty text or a zero time is null in the answer, UserType too.
type User struct {
	ID, DisplayName, GivenName, Surname string
	UserPrincipalName, Mail             string
	UserType                            string // Member, Guest or "" = null
	CreationType                        string // Invitation or "" = null
	ExternalUserState                   string // PendingAcceptance, Accepted or "" = null
	ExternalUserStateChangeDateTime     time.Time
	CreatedDateTime                     time.Time
	Department, JobTitle, CompanyName   string
	City, Country, OfficeLocation       string
	MobilePhone, PreferredLanguage      string
	EmployeeID, MailNickname            string
	UsageLocation                       string
	BusinessPhones, OtherMails          []string
	ProxyAddresses                      []string
	Identities                          []Identity
	Disabled                            bool     // accountEnabled is the opposite
	Photo                               bool     // has a profile photo
	Admin                               bool     // holds a role that reads and writes everything, whatever the guest access
	ManagerID                           string   // a User.ID of the same tenant
	MemberOf                            []string // Group.IDs of the same tenant
	Apps                                []string // ServicePrincipal.IDs assigned to the user
}

// Identity is one way to sign in as a user.
type Identity struct {
	SignInType       string `json:"signInType"`
	Issuer           string `json:"issuer"`
	IssuerAssignedID string `json:"issuerAssignedId"`
}

// Group is one group object. A MembershipRule makes it dynamic: its members are the users the rule matches
// (clauses such as user.department -eq "Sales", joined by -and), beside those whose MemberOf names it.
type Group struct {
	ID, DisplayName, Description, Mail, MailNickname string
	Visibility                                       string // Public, Private, HiddenMembership or "" = null
	MembershipRule                                   string
	Unified                                          bool // a Microsoft 365 group; otherwise a security group
	CreatedDateTime                                  time.Time
}

// Application is one app registration.
type Application struct {
	ID, AppID, DisplayName, Description, PublisherDomain string
	SignInAudience                                       string // "" = AzureADMyOrg
	IdentifierURIs                                       []string
	CreatedDateTime                                      time.Time
}

// ServicePrincipal is one enterprise application.
type ServicePrincipal struct {
	ID, AppID, DisplayName, Homepage, LoginURL string
	AppOwnerOrganizationID                     string
	CreatedDateTime                            time.Time
}
