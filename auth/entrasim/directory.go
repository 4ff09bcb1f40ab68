package entrasim

import (
	"slices"
	"strings"
)

// consumersID is the tenant that all personal Microsoft accounts live in.
const consumersID = "9188040d-6c67-4c5b-b112-36a304b66dad"

// shared are the endpoints that belong to no tenant. At them a person signs in to their home.
var shared = map[string]bool{"common": true, "organizations": true, "consumers": true}

// directory is a World that can be looked things up in. It never changes.
type directory struct {
	tenants map[string]*Tenant // by lower-case id and domain
	people  map[string]*Person // by lower-case UPN
	apps    map[string]*App    // by lower-case id
	seats   map[string]seat    // by seatKey
}

// seat is one person's account in one tenant.
type seat struct {
	tenant   *Tenant
	person   *Person
	objectID string
	puid     string
	guest    bool
	pending  bool // as the world began; see Server.pending
	external bool // their home is elsewhere
}

func seatKey(tenantID, upn string) string {
	return strings.ToLower(tenantID) + " " + strings.ToLower(upn)
}

func (st seat) key() string { return seatKey(st.tenant.ID, st.person.UPN) }

func index(w World) *directory {
	d := &directory{tenants: map[string]*Tenant{}, people: map[string]*Person{}, apps: map[string]*App{}, seats: map[string]seat{}}
	for _, p := range w.People {
		if p.Kind == "" {
			p.Kind = Entra
		}
		d.people[strings.ToLower(p.UPN)] = &p
	}
	for _, a := range w.Clients {
		d.apps[strings.ToLower(a.ID)] = &a
	}
	for _, t := range append(slices.Clone(w.Tenants), consumers(w)) {
		for _, name := range append([]string{t.ID, t.DefaultDomain}, t.Domains...) {
			if name != "" {
				d.tenants[strings.ToLower(name)] = &t
			}
		}
		for _, m := range t.Members {
			d.sit(seat{tenant: &t, objectID: m.ObjectID, puid: m.PUID}, m.UPN)
		}
		for _, g := range t.Guests {
			d.sit(seat{tenant: &t, objectID: g.ObjectID, puid: g.PUID, guest: true, pending: g.Pending}, g.UPN)
		}
	}
	return d
}

func (d *directory) sit(st seat, upn string) {
	p, ok := d.people[strings.ToLower(upn)]
	if !ok {
		return // a directory may list people who never sign in
	}
	st.person = p
	st.external = !strings.EqualFold(p.homeTenant(), st.tenant.ID)
	d.seats[st.key()] = st
}

// consumers is the tenant of personal accounts: every Microsoft account of the world is a member.
func consumers(w World) Tenant {
	t := Tenant{ID: consumersID, Name: "Microsoft accounts"}
	for _, a := range w.Clients {
		t.Consented = append(t.Consented, a.ID)
	}
	for _, p := range w.People {
		if p.Kind == MicrosoftAccount {
			t.Members = append(t.Members, Member{UPN: p.UPN, ObjectID: p.homeObject(), PUID: p.PUID})
		}
	}
	return t
}

// homeTenant is the tenant that authenticates the person; "" where none does.
func (p *Person) homeTenant() string {
	switch p.Kind {
	case Google, EmailOTP:
		return ""
	case MicrosoftAccount:
		return consumersID
	}
	return p.HomeTenantID
}

// homeObject is the person's object id at home.
func (p *Person) homeObject() string {
	if p.Kind == MicrosoftAccount && p.HomeObjectID == "" {
		puid := strings.ToLower(strings.Repeat("0", max(0, 16-len(p.PUID))) + p.PUID)
		return "00000000-0000-0000-" + puid[:4] + "-" + puid[4:16]
	}
	return p.HomeObjectID
}

// provider is the identity provider as tokens and errors name it.
func (p *Person) provider() string {
	switch p.Kind {
	case Google:
		return "google.com"
	case EmailOTP:
		return "mail"
	case MicrosoftAccount:
		return "live.com"
	}
	return "https://sts.windows.net/" + p.HomeTenantID + "/"
}

// Provider says in words who authenticates the person.
func (p Person) Provider() string {
	switch p.Kind {
	case Google:
		return "Google account"
	case EmailOTP:
		return "one-time passcode by e-mail"
	case MicrosoftAccount:
		return "personal Microsoft account"
	case Unmanaged:
		return "work account, unmanaged tenant"
	}
	return "work account"
}

// known says whether an endpoint of that name exists.
func (d *directory) known(tenant string) bool { return shared[tenant] || d.tenants[tenant] != nil }

// seatFor finds the account that a person uses at an endpoint, or says why there is none.
func (d *directory) seatFor(p *Person, endpoint string, app *App) (seat, *refusal) {
	name := endpoint
	if shared[endpoint] {
		name = p.homeTenant()
		personal := p.Kind == MicrosoftAccount
		if endpoint == "consumers" && !personal || endpoint == "organizations" && personal {
			name = ""
		}
	}
	t := d.tenants[strings.ToLower(name)]
	if t == nil {
		return seat{}, refuse(50020, p.UPN, p.provider(), "Microsoft Services", app.ID, app.Name)
	}
	st, ok := d.seats[seatKey(t.ID, p.UPN)]
	if !ok {
		return seat{}, refuse(50020, p.UPN, p.provider(), t.Name, app.ID, app.Name)
	}
	return st, nil
}

// pending says whether the invitation still waits for an answer.
func (s *Server) pending(st seat) bool { return st.pending && !s.accepted[st.key()] }
