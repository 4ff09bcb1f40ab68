package graphsim

import (
	"slices"
	"strings"
)

// rows is a collection before any option is applied.
type rows struct {
	kind    *kind
	context string           // what @odata.context names
	size    int              // positions, holes too
	at      func(int) object // nil is a hole
	count   func() int       // the number of elements without looking at each; nil = look
	mixed   bool             // elements carry @odata.type
	related bool             // reached over a relation: filters and orders need the advanced parameters
	deep    bool             // of a transitive relation: there a cast needs them too
	narrow  bool             // was cast to one type
}

// listRows makes rows of a slice.
func listRows[T object](k *kind, context string, all []T) rows {
	return rows{
		kind: k, context: context, size: len(all),
		at:    func(i int) object { return all[i] },
		count: func() int { return len(all) },
	}
}

func (q *request) everyUser() rows {
	return rows{
		kind: userKind, context: "users", size: q.dir.size(), count: q.dir.population,
		at: func(i int) object {
			if u := q.dir.at(i); u != nil {
				return u
			}
			return nil
		},
	}
}

// population counts the users without making any.
func (d *directory) population() int {
	n := d.size()
	d.mu.RLock()
	defer d.mu.RUnlock()
	for _, u := range d.changed {
		if u == nil {
			n--
		}
	}
	return n
}

func (q *request) groupsOf(u *User) rows {
	all := slices.DeleteFunc(q.dir.groupsOf(u), func(g *Group) bool { return !q.seesMembership(u, g) })
	r := listRows(directoryObjectKind, "directoryObjects", all)
	r.mixed, r.related = true, true
	return r
}

func (q *request) membersOf(g *Group) rows {
	rule := parseRule(g.MembershipRule)
	return q.usersWhere(func(u *User) bool { return assigned(u, g) || rule(u) })
}

func (q *request) reportsTo(boss *User) rows {
	if q.level() == Restricted {
		return listRows[*User](directoryObjectKind, "directoryObjects", nil)
	}
	return q.usersWhere(func(u *User) bool { return strings.EqualFold(u.ManagerID, boss.ID) })
}

func (q *request) usersWhere(test func(*User) bool) rows {
	return rows{
		kind: directoryObjectKind, context: "directoryObjects", size: q.dir.size(), mixed: true, related: true,
		at: func(i int) object {
			if u := q.dir.at(i); u != nil && test(u) {
				return u
			}
			return nil
		},
	}
}

// cast keeps the elements of one type: …/memberOf/microsoft.graph.group.
func (r rows) cast(segment string) (rows, bool) {
	for _, set := range entitySets {
		if !strings.EqualFold(segment, "microsoft.graph."+set.kind.name) {
			continue
		}
		all := r.at
		return rows{kind: set.kind, context: set.set, size: r.size, related: r.related, deep: r.deep, narrow: true, at: func(i int) object {
			if o := all(i); o != nil && o.kind() == set.kind {
				return o
			}
			return nil
		}}, true
	}
	return r, false
}

// entitySets are the kinds with a collection of their own.
var entitySets = []struct {
	set  string
	kind *kind
}{
	{"users", userKind}, {"groups", groupKind}, {"applications", applicationKind}, {"servicePrincipals", servicePrincipalKind},
	{"organization", organizationKind}, {"domains", domainKind}, {"invitations", invitationKind},
}
