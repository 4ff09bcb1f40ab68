// Package entrasim is Entra ID as an http.Handler: tenants, people, the sign-in pages, the token endpoint.
//
// It serves tests and the demo world alike. It enforces the rules that a program meets at the real
// one (exact redirects, PKCE, single-use codes, consent, MFA per tenant, who is a guest where) and
// issues tokens with the claims that real ones carry, signed with nothing: they open no other door.
package entrasim

// World is what the simulated cloud holds. It belongs to the server once New has it: change nothing in it afterwards.
type World struct {
	LoginHost string // host, with port if any, under which the handler is reached; "" = login.microsoftonline.com
	GraphHost string // host of Graph in this cloud; "" = graph.microsoft.com
	Tenants   []Tenant
	People    []Person
	Clients   []App
}

// Tenant is one directory.
type Tenant struct {
	ID            string // GUID
	Name          string
	DefaultDomain string
	Domains       []string // further verified domains; each is an alias of ID in URLs
	Region        string   // tenant_region_scope: "EU", "NA", …
	RequiresMFA   bool     // demands its own MFA of everybody: proofs from other tenants do not count
	Guests        []Guest
	Members       []Member
	Consented     []string // client ids that an admin consented to, for any scope asked
	ConsentedTo   []string // the Graph scopes of that consent; nil = any
	Granted       []string // Graph scopes that the admin granted to Consented: their tokens carry them, asked or not
	Unmanaged     bool     // made by self-service sign-up: nobody administers it, so nobody can approve an app
}

// Kind is how a person proves who they are.
type Kind string

const (
	Entra            Kind = "entra"     // a work account in a managed tenant
	Google           Kind = "google"    // Google federation
	MicrosoftAccount Kind = "microsoft" // a personal Microsoft account
	EmailOTP         Kind = "otp"       // a one-time passcode by e-mail
	Unmanaged        Kind = "unmanaged" // a work account in an unmanaged ("viral") tenant
)

// Person is somebody with an account somewhere.
// Google and one-time-passcode people have no home tenant: wherever they are a guest, that guest
// object is their account, so their home fields are not used.
type Person struct {
	UPN, Name, GivenName, FamilyName string
	Kind                             Kind
	HomeTenantID, HomeObjectID, PUID string
}

// Guest is a person invited to a tenant.
type Guest struct {
	UPN      string // of the Person
	ObjectID string // of the guest object in this tenant
	PUID     string // of the guest object
	Pending  bool   // invited, not redeemed
}

// Member is a person whose account in a tenant is a member: in their own tenant,
// or as an external member of another one.
type Member struct{ UPN, ObjectID, PUID string }

// App is a client registration that every tenant knows.
type App struct {
	ID, Name     string
	PublicClient bool     // "Allow public client flows"
	Redirects    []string // empty = http://localhost for a public client; http://localhost stands for any port
}
