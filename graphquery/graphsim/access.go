package graphsim

// level is what the caller may read: guests are held to the tenant's setting, a role lifts anybody above it.
func (q *request) level() GuestAccess {
	if q.caller.UserType != "Guest" || q.caller.Admin {
		return SameAsMembers
	}
	if q.dir.spec.GuestAccess == "" {
		return Limited
	}
	return q.dir.spec.GuestAccess
}

// guestSees is what a guest sees of an object that is not the guest's own: by level and kind, the properties. The rest is null;
// a kind that is not named here is seen whole.
var guestSees = map[GuestAccess]map[*kind]map[string]bool{
	Limited: {
		userKind:         nameSet("id", "displayName", "givenName", "surname", "mail", "userPrincipalName", "userType"),
		organizationKind: nameSet("id", "displayName", "verifiedDomains"),
	},
	Restricted: {
		userKind:         nameSet("id"),
		groupKind:        nameSet("id"),
		organizationKind: nameSet("id", "displayName"),
	},
}

func nameSet(all ...string) map[string]bool {
	set := map[string]bool{}
	for _, name := range all {
		set[name] = true
	}
	return set
}

// own compares ids: a generated user is made anew each time it is looked up.
func (q *request) own(u *User) bool { return u != nil && u.ID == q.caller.ID }

// sees tells which properties of o the caller gets; nil is all of them.
func (q *request) sees(o object) map[string]bool {
	if u, ok := o.(*User); ok && q.own(u) {
		return nil
	}
	return guestSees[q.level()][o.kind()]
}

// seesMembers: the members of a hidden group are shown to its members and to roles, with a scope of their own.
func (q *request) seesMembers(g *Group) bool {
	if q.level() == Restricted {
		return false
	}
	if !g.hidden() || q.caller.Admin {
		return true
	}
	return q.bearer.holds("Member.Read.Hidden") && q.dir.belongs(q.caller, g)
}

// seesMembership: that somebody else is in a hidden group is not told to outsiders of that group.
func (q *request) seesMembership(u *User, g *Group) bool {
	return !g.hidden() || q.own(u) || q.caller.Admin || q.dir.belongs(q.caller, g)
}
